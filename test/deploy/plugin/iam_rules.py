"""What IAM refuses and ministack lets pass; and the resource that IAM checks a call of Bedrock against."""

import json

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import iam, tagging
from ministack.services.cloudformation import provisioners

from . import flows

# IAM User Guide, reference_iam-quotas
INLINE_CHARACTERS = 10_240
MANAGED_CHARACTERS = 6_144
MANAGED_PER_ROLE = 10


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS
    handlers.setdefault("AWS::IAM::RolePolicy", {
        "create": _put_role_policy, "update": _update_role_policy, "delete": _delete_role_policy})
    provisioners._REPLACING_PROPERTIES.setdefault("AWS::IAM::RolePolicy", ("PolicyName", "RoleName"))
    handlers["AWS::IAM::Role"]["delete"] = _refuse_while_in_use(handlers["AWS::IAM::Role"]["delete"])
    for kind in ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"):
        for verb in ("create", "update"):
            if verb in handlers[kind]:
                handlers[kind][verb] = _within_quotas(handlers[kind][verb])
    # bucket policies deny what does not come over TLS, and on the loopback nothing does
    pin = iam_evaluator.pin_request_origin
    app.pin_request_origin = lambda address, _is_secure: pin(address, True)
    tags_of = tagging.resource_tags
    tagging.resource_tags = lambda arn, *args: flows.tags_of(arn) or tags_of(arn, *args)
    tag_context = iam_actions.request_tag_context

    def request_context(service, iam_action, body, params):
        # the condition key of DetachRolePolicy, which ministack does not have
        own = {"iam:PolicyARN": params["PolicyArn"][0]} if service == "iam" and "PolicyArn" in params else {}
        return {**tag_context(service, iam_action, body, params), **own}

    iam_actions.request_tag_context = request_context
    # a trust policy that names a role of the same account is enough for it to assume the role
    iam.trust_policy_of = _trust_policy_of
    iam_evaluator._RESOURCE_POLICY_LOOKUPS["sts"] = ("iam", "trust_policy_of")
    original = iam_actions.extract_resource_arn

    def resource_arn(service, method, path, headers, body, query_params, region, account_id):
        own = _bedrock_arn(service, path, query_params, region, account_id)
        return own or original(service, method, path, headers, body, query_params, region, account_id)

    iam_actions.extract_resource_arn = resource_arn


def _trust_policy_of(role_arn: str) -> tuple | None:
    role = iam._roles.get(role_arn.rsplit("/", 1)[-1])
    return (role["AssumeRolePolicyDocument"], get_account_id()) if role else None


def _put_role_policy(_logical_id: str, props: dict, _stack: str) -> tuple:
    policies = iam._roles[props["RoleName"]]["InlinePolicies"]
    if props["PolicyName"] in policies:
        raise ValueError(f"{props['PolicyName']}|{props['RoleName']} already exists")
    policies[props["PolicyName"]] = json.dumps(props["PolicyDocument"])
    return f"{props['PolicyName']}|{props['RoleName']}", {}


def _update_role_policy(physical_id: str, _old: dict, new: dict, _stack: str) -> tuple:
    iam._roles[new["RoleName"]]["InlinePolicies"][new["PolicyName"]] = json.dumps(new["PolicyDocument"])
    return physical_id, {}


def _delete_role_policy(_physical_id: str, props: dict) -> None:
    iam._roles[props["RoleName"]]["InlinePolicies"].pop(props["PolicyName"], None)


def _refuse_while_in_use(delete):
    def delete_role(physical_id, props):
        role = iam._roles.get(physical_id) or {}
        attached = set(role.get("AttachedPolicies", [])) - set(props.get("ManagedPolicyArns", []))
        inline = set(role.get("InlinePolicies", {})) - {it["PolicyName"] for it in props.get("Policies", [])}
        if attached or inline:
            raise ValueError(f"Cannot delete entity, must detach all policies first: {sorted(attached | inline)}")
        delete(physical_id, props)
    return delete_role


def _within_quotas(change):
    def change_within_quotas(*args):
        result = change(*args)
        for name, role in iam._roles.items():
            inline = sum(_length(document) for document in role["InlinePolicies"].values())
            if inline > INLINE_CHARACTERS:
                raise ValueError(f"the inline policies of role {name} have {inline} characters")
            if len(role["AttachedPolicies"]) > MANAGED_PER_ROLE:
                raise ValueError(f"role {name} has {len(role['AttachedPolicies'])} managed policies")
        for arn, policy in iam._policies.items():
            for version in policy["Versions"].values():
                if f":{get_account_id()}:" in arn and _length(version["Document"]) > MANAGED_CHARACTERS:
                    raise ValueError(f"policy {arn} has {_length(version['Document'])} characters")
        return result
    return change_within_quotas


def _length(document) -> int:
    """IAM does not count white space."""
    parsed = json.loads(document) if isinstance(document, str) else document
    return len(json.dumps(parsed, separators=(",", ":")))


def _bedrock_arn(service: str, path: str, query_params: dict, region: str, account_id: str) -> str | None:
    parts = [part for part in path.split("/") if part]
    if service not in ("bedrock-agent", "bedrock-agent-runtime") or not parts:
        return None
    prefix = f"arn:aws:bedrock:{region}:{account_id}"
    if parts[0] == "flows" and len(parts) > 3 and parts[2] == "aliases":
        return f"{prefix}:flow/{parts[1]}/alias/{parts[3]}"
    if parts[0] == "prompts" and len(parts) == 2 and query_params.get("promptVersion"):
        return f"{prefix}:prompt/{parts[1]}:{query_params['promptVersion'][0]}"
    if parts == ["prompts"] and query_params.get("promptIdentifier"):
        return f"{prefix}:prompt/{query_params['promptIdentifier'][0]}"
    return None
