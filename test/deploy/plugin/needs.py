"""What a definition needs of its role and of the account, and what of that is missing at this moment.

The actions are those of the Bedrock User Guide, page flows-permissions; only those that a flow can't do without.
"""

import re
from dataclasses import dataclass

from ministack.core.iam_evaluator import EvalContext, _gather_role_policies, evaluate
from ministack.core.responses import get_account_id, get_region

from .errors import ServiceError, invalid
from .names import arn_of
from .profiles import PROFILES
from .prompts import settings_of

PROFILE = re.compile(r"^(us|eu|apac|global|jp|au|us-gov)\.(.+)$")


@dataclass(frozen=True)
class Need:
    action: str
    resource: str
    keys: tuple = ()


def missing(definition: dict, role_arn: str) -> list[str]:
    """In words; empty if all is there."""
    try:
        found = [need for node in _nodes(definition) for need in _needs_of(node)]
    except ServiceError as error:
        return [error.message]
    absent = _absent(definition)
    return absent + [f"{role_arn} does not allow {need.action} on {need.resource}"
                     for need in found if not _allows(role_arn, need)]


def _nodes(definition: dict):
    for node in definition.get("nodes", []):
        yield node
        inner = node.get("configuration", {}).get("loop", {}).get("definition")
        if inner:
            yield from _nodes(inner)


def _needs_of(node: dict):
    configuration = node.get("configuration", {})
    kind, settings = next(iter(configuration.items()), ("", {}))
    guardrail = settings.get("guardrailConfiguration", {}).get("guardrailIdentifier")
    if guardrail:
        yield Need("bedrock:ApplyGuardrail", _arn("guardrail", guardrail))
    if kind == "prompt":
        yield from _prompt_needs(settings["sourceConfiguration"])
    elif kind == "knowledgeBase":
        yield Need("bedrock:Retrieve", _arn("knowledge-base", settings["knowledgeBaseId"]))
        if settings.get("modelId"):
            yield from _model_needs(settings["modelId"])
    elif kind == "lambdaFunction":
        yield Need("lambda:InvokeFunction", settings["lambdaArn"])
    elif kind in ("storage", "retrieval"):
        bucket = settings["serviceConfiguration"]["s3"]["bucketName"]
        yield Need("s3:PutObject" if kind == "storage" else "s3:GetObject", f"arn:aws:s3:::{bucket}/some/key")
    elif kind == "agent":
        yield Need("bedrock:InvokeAgent", settings["agentAliasArn"])
    elif kind == "lex":
        yield Need("lex:RecognizeUtterance", settings["botAliasArn"])


def _prompt_needs(source: dict):
    inline, managed = source.get("inline"), source.get("resource")
    if inline:
        yield from _model_needs(inline["modelId"])
        return
    arn = managed["promptArn"]
    yield Need("bedrock:RenderPrompt", arn)
    for variant in settings_of(arn).get("variants", []):
        if variant.get("modelId"):
            yield from _model_needs(variant["modelId"])


def _model_needs(model: str):
    if ":application-inference-profile/" in model:
        yield Need("bedrock:InvokeModel", model)
        if model not in PROFILES:
            raise invalid(f"there is no inference profile {model}")
        yield Need("bedrock:InvokeModel", PROFILES[model], (("bedrock:inferenceprofilearn", model),))
        return
    name = model.rsplit("/", 1)[-1]
    profile = PROFILE.match(name)
    if not profile:
        yield Need("bedrock:InvokeModel", model if model.startswith("arn:") else _foundation_model(name))
        return
    arn = arn_of(f"inference-profile/{name}")
    yield Need("bedrock:InvokeModel", arn)
    yield Need("bedrock:InvokeModel", _foundation_model(profile[2]), (("bedrock:inferenceprofilearn", arn),))


def _foundation_model(name: str) -> str:
    return f"arn:aws:bedrock:{get_region()}::foundation-model/{name}"


def _arn(kind: str, identifier: str) -> str:
    return identifier if identifier.startswith("arn:") else arn_of(f"{kind}/{identifier}")


def _allows(role_arn: str, need: Need) -> bool:
    account = get_account_id()
    context = EvalContext(role_arn, "AssumedRole", account, need.action, need.resource, get_region(),
                          service_context={"aws:resourceaccount": account, **dict(need.keys)})
    return evaluate(context, _gather_role_policies(role_arn.rsplit("/", 1)[-1], account)).decision == "Allow"


def _absent(definition: dict) -> list[str]:
    """Guardrails and functions of this account that the definition names and that are not there."""
    from ministack.services import bedrock, lambda_svc

    absent = []
    for node in _nodes(definition):
        for settings in node.get("configuration", {}).values():
            guardrail = settings.get("guardrailConfiguration")
            if guardrail:
                name, version = guardrail["guardrailIdentifier"].rsplit("/", 1)[-1], guardrail["guardrailVersion"]
                versions = bedrock._guardrails if version == "DRAFT" else bedrock._guardrail_versions
                if (name if version == "DRAFT" else f"{name}/{version}") not in versions:
                    absent.append(f"guardrail {name} has no version {version}")
            function = settings.get("lambdaArn")
            if function and lambda_svc._get_func_record_for_ref(function)[0] is None:
                absent.append(f"function {function} does not exist")
    return absent
