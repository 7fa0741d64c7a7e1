"""The resource types of Bedrock for CloudFormation. What each handler does is in the registry schema of its type."""

import json

from ministack.services import bedrock
from ministack.services.cloudformation import provisioners

from . import flows, prompts
from .errors import ServiceError, invalid
from .names import camel


def install() -> None:
    types = {
        "AWS::Bedrock::Flow": (_create_flow, _update_flow, _delete_flow, ()),
        "AWS::Bedrock::FlowVersion": (_create_version, None, _delete_version, ("FlowArn", "Description")),
        "AWS::Bedrock::FlowAlias": (_create_alias, _update_alias, _delete_alias, ("FlowArn",)),
        "AWS::Bedrock::Prompt": (_create_prompt, _update_prompt, _delete_prompt, ()),
        "AWS::Bedrock::PromptVersion": (
            _create_prompt_version, None, _delete_prompt_version, ("PromptArn", "Description")),
        "AWS::Bedrock::Guardrail": (_create_guardrail, _update_guardrail, _delete_guardrail, ()),
        "AWS::Bedrock::GuardrailVersion": (
            _create_guardrail_version, None, _delete_guardrail_version, ("GuardrailIdentifier", "Description")),
    }
    for name, (create, update, delete, create_only) in types.items():
        handler = {"create": create, "delete": delete, **({"update": update} if update else {})}
        provisioners._RESOURCE_HANDLERS[name] = handler
        provisioners._REPLACING_PROPERTIES[name] = frozenset(create_only)


# ---- flows ----

def _create_flow(_logical_id: str, props: dict, _stack: str) -> tuple:
    flow = flows.create_flow(**_flow_settings(props))
    try:
        flows.prepare_flow(flow)
    except ServiceError:
        flows.delete_flow(flow)  # CloudFormation takes back what it could not create
        raise
    return flow.arn, _flow_attributes(flow)


def _update_flow(physical_id: str, _old: dict, new: dict, _stack: str) -> tuple:
    flow = flows.flow_of(physical_id)
    before = flow.settings()
    try:
        flows.update_flow(flow, **_flow_settings(new))
        flows.prepare_flow(flow)
    except ServiceError:
        # the engine takes back what it updated, but not what failed: CloudFormation does both
        flows.update_flow(flow, **before)
        try:
            flows.prepare_flow(flow)
        except ServiceError as error:
            print(f"flow {flow.name} could not be taken back: {error.message}", flush=True)
        raise
    return flow.arn, _flow_attributes(flow)


def _delete_flow(physical_id: str, _props: dict) -> None:
    flows.delete_flow(flows.flow_of(physical_id))


def _flow_settings(props: dict) -> dict:
    return {
        "name": props["Name"], "role_arn": props["ExecutionRoleArn"], "key_arn": props.get("CustomerEncryptionKeyArn"),
        "description": props.get("Description", ""), "definition": _definition(props), "tags": props.get("Tags", {}),
    }


def _definition(props: dict) -> dict:
    if "Definition" in props:
        return camel(props["Definition"])
    text = props.get("DefinitionString")
    if text is None:
        raise invalid("a flow needs a Definition or a DefinitionString here")
    for name, value in props.get("DefinitionSubstitutions", {}).items():
        text = text.replace("${" + name + "}", str(value))
    return camel(json.loads(text))


def _flow_attributes(flow: flows.Flow) -> dict:
    return {"Arn": flow.arn, "Id": flow.id, "Status": flow.status, "Version": "DRAFT", "CreatedAt": flow.created_at,
            "UpdatedAt": flow.created_at, "Validations": []}


# ---- versions and aliases of flows ----

def _create_version(_logical_id: str, props: dict, _stack: str) -> tuple:
    flow = flows.flow_of(props["FlowArn"])
    version = flows.create_version(flow, props.get("Description", ""))
    attributes = {"Version": version.number, "Name": flow.name, "FlowId": flow.id, "FlowArn": flow.arn,
                  "Status": "Prepared", "ExecutionRoleArn": version.role_arn, "CreatedAt": version.created_at}
    return f"{flow.arn}|{version.number}", attributes


def _delete_version(physical_id: str, _props: dict) -> None:
    arn, number = physical_id.split("|")
    flows.delete_version(flows.flow_of(arn), number)


def _create_alias(_logical_id: str, props: dict, _stack: str) -> tuple:
    flow = flows.flow_of(props["FlowArn"])
    alias = flows.create_alias(flow, **_alias_settings(props))
    return f"{alias.arn}|{flow.arn}", {"Arn": alias.arn, "Id": alias.id, "FlowId": flow.id}


def _update_alias(physical_id: str, _old: dict, new: dict, _stack: str) -> tuple:
    arn, flow_arn = physical_id.split("|")
    flow = flows.flow_of(flow_arn)
    alias = flows.alias_of(flow, arn.rsplit("/", 1)[-1])
    flows.update_alias(flow, alias, **_alias_settings(new))
    return physical_id, {"Arn": alias.arn, "Id": alias.id, "FlowId": flow.id}


def _delete_alias(physical_id: str, _props: dict) -> None:
    arn, flow_arn = physical_id.split("|")
    flows.delete_alias(flows.flow_of(flow_arn), arn.rsplit("/", 1)[-1])


def _alias_settings(props: dict) -> dict:
    routes = props["RoutingConfiguration"]
    if len(routes) != 1 or set(routes[0]) != {"FlowVersion"}:
        raise invalid(f"RoutingConfiguration must be one item with a FlowVersion, and is {routes}")
    if not isinstance(routes[0]["FlowVersion"], str):
        raise invalid(f"FlowVersion must be a string, and is {routes[0]['FlowVersion']!r}")
    return {"name": props["Name"], "version": routes[0]["FlowVersion"], "description": props.get("Description", ""),
            "concurrency": camel(props.get("ConcurrencyConfiguration")), "tags": props.get("Tags", {})}


# ---- prompts ----

def _create_prompt(_logical_id: str, props: dict, _stack: str) -> tuple:
    prompt = prompts.create_prompt(camel(props))
    return prompt.arn, {"Arn": prompt.arn, "Id": prompt.id, "Version": "DRAFT"}


def _update_prompt(physical_id: str, _old: dict, new: dict, _stack: str) -> tuple:
    prompt = prompts.update_prompt(prompts.prompt_of(physical_id), camel(new))
    return prompt.arn, {"Arn": prompt.arn, "Id": prompt.id, "Version": "DRAFT"}


def _delete_prompt(physical_id: str, _props: dict) -> None:
    prompts.delete_prompt(prompts.prompt_of(physical_id), None)


def _create_prompt_version(_logical_id: str, props: dict, _stack: str) -> tuple:
    prompt = prompts.prompt_of(props["PromptArn"])
    number = prompts.create_prompt_version(prompt, props.get("Description", ""))
    return f"{prompt.arn}:{number}", {"Arn": f"{prompt.arn}:{number}", "Version": number, "PromptId": prompt.id}


def _delete_prompt_version(physical_id: str, _props: dict) -> None:
    prompts.delete_prompt(prompts.prompt_of(physical_id), physical_id.rsplit(":", 1)[-1])


# ---- guardrails: ministack has their API ----

def _create_guardrail(_logical_id: str, props: dict, _stack: str) -> tuple:
    made = _answer(bedrock._create_guardrail(json.dumps(camel(props)).encode()))
    return made["guardrailArn"], {"GuardrailArn": made["guardrailArn"], "GuardrailId": made["guardrailId"],
                                  "Version": "DRAFT", "Status": "READY"}


def _update_guardrail(physical_id: str, _old: dict, new: dict, _stack: str) -> tuple:
    guardrail_id = physical_id.rsplit("/", 1)[-1]
    _answer(bedrock._update_guardrail(guardrail_id, json.dumps(camel(new)).encode()))
    return physical_id, {"GuardrailArn": physical_id, "GuardrailId": guardrail_id, "Version": "DRAFT"}


def _delete_guardrail(physical_id: str, _props: dict) -> None:
    _answer(bedrock._delete_guardrail(physical_id.rsplit("/", 1)[-1], {}))


def _create_guardrail_version(_logical_id: str, props: dict, _stack: str) -> tuple:
    guardrail_id = props["GuardrailIdentifier"].rsplit("/", 1)[-1]
    body = json.dumps({"description": props.get("Description", "")}).encode()
    made = _answer(bedrock._create_guardrail_version(guardrail_id, body))
    arn = bedrock._guardrail_arn(guardrail_id)
    return f"{guardrail_id}|{made['version']}", {
        "GuardrailArn": arn, "GuardrailId": guardrail_id, "Version": made["version"]}


def _delete_guardrail_version(physical_id: str, _props: dict) -> None:
    guardrail_id, version = physical_id.split("|")
    bedrock._guardrail_versions.pop(f"{guardrail_id}/{version}", None)


def _answer(response: tuple) -> dict:
    status, _headers, body = response
    answer = json.loads(body or b"{}")
    if status >= 400:
        raise invalid(answer.get("message", str(answer)))
    return answer
