"""The calls of bedrock-agent that concern flows and prompts; what else there is, ministack answers."""

import json
import re
import time
from urllib.parse import unquote

from ministack import app

from . import flows, prompts
from .errors import ServiceError, not_found
from .names import camel

# So few that whoever forgets the next page finds out
PAGE = 3
# AWS General Reference, Amazon Bedrock quotas: DeleteFlow, DeleteFlowAlias and DeleteFlowVersion, each
DELETIONS_PER_SECOND = 2

DELETIONS: dict[str, list[float]] = {}


def install() -> None:
    fallback = app.SERVICE_HANDLERS["bedrock-agent"]

    async def handle(method, path, headers, body, query_params):
        for verb, pattern, call in ROUTES:
            match = re.fullmatch(pattern, path.rstrip("/"))
            if verb == method and match:
                return _answer(call, match.groups(), _request(body, query_params))
        return await fallback(method, path, headers, body, query_params)

    app.SERVICE_HANDLERS["bedrock-agent"] = handle


def _request(body: bytes, query_params: dict) -> dict:
    return {**{name: values[0] for name, values in query_params.items()}, **json.loads(body or b"{}")}


def _answer(call, groups: tuple, request: dict) -> tuple:
    try:
        return 200, {"Content-Type": "application/json"}, json.dumps(call(*groups, request)).encode()
    except ServiceError as error:
        return error.response()


def _page(items: list, request: dict, member: str) -> dict:
    start = int(request.get("nextToken", "0"))
    size = min(PAGE, int(request.get("maxResults", PAGE)))
    rest = {"nextToken": str(start + size)} if start + size < len(items) else {}
    return {member: items[start:start + size], **rest}


def _limited(kind: str) -> None:
    now = time.monotonic()
    recent = [at for at in DELETIONS.get(kind, []) if now - at < 1]
    if len(recent) >= DELETIONS_PER_SECOND:
        raise ServiceError("ThrottlingException", 429, f"more than {DELETIONS_PER_SECOND} calls of {kind} in a second")
    DELETIONS[kind] = [*recent, now]


def _skips(request: dict) -> bool:
    return request.get("skipResourceInUseCheck") == "true"


# ---- flows ----

def _flow(flow: flows.Flow) -> dict:
    return {"id": flow.id, "arn": flow.arn, "name": flow.name, "status": flow.status, "version": "DRAFT",
            "createdAt": flow.created_at, "updatedAt": flow.created_at}


def _list_flows(request: dict) -> dict:
    return _page([_flow(flow) for flow in flows.FLOWS.values()], request, "flowSummaries")


def _get_flow(flow_id: str, _request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    return {**_flow(flow), "executionRoleArn": flow.role_arn, "definition": flow.definition, "validations": []}


def _create_flow(request: dict) -> dict:
    flow = flows.create_flow(**_settings(request), tags=request.get("tags", {}))
    return {**_flow(flow), "executionRoleArn": flow.role_arn}


def _update_flow(flow_id: str, request: dict) -> dict:
    return _flow(flows.update_flow(flows.flow_of(flow_id), **_settings(request)))


def _settings(request: dict) -> dict:
    return {"name": request["name"], "role_arn": request["executionRoleArn"],
            "key_arn": request.get("customerEncryptionKeyArn"), "description": request.get("description", ""),
            "definition": request.get("definition", {})}


def _list_tags(arn: str, _request: dict) -> dict:
    tags = flows.tags_of(unquote(arn))
    if tags is None:
        raise not_found(f"resource {arn}")
    return {"tags": tags}


def _prepare_flow(flow_id: str, _request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    flows.prepare_flow(flow)
    return {"id": flow.id, "status": flow.status}


def _delete_flow(flow_id: str, request: dict) -> dict:
    _limited("DeleteFlow")
    flows.delete_flow(flows.flow_of(flow_id), _skips(request))
    return {"id": flow_id}


# ---- versions ----

def _version(flow: flows.Flow, version: flows.Version) -> dict:
    return {"id": flow.id, "arn": f"{flow.arn}", "version": version.number, "status": "Prepared",
            "createdAt": version.created_at}


def _list_versions(flow_id: str, request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    return _page([_version(flow, version) for version in flow.versions.values()], request, "flowVersionSummaries")


def _create_version(flow_id: str, request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    return _version(flow, flows.create_version(flow, request.get("description", "")))


def _get_version(flow_id: str, number: str, _request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    version = flows.version_of(flow, number)
    return {**_version(flow, version), "name": flow.name, "description": version.description,
            "executionRoleArn": version.role_arn, "definition": version.definition}


def _delete_version(flow_id: str, number: str, request: dict) -> dict:
    _limited("DeleteFlowVersion")
    flows.delete_version(flows.flow_of(flow_id), number, _skips(request))
    return {"id": flow_id, "version": number}


# ---- aliases ----

def _alias(flow: flows.Flow, alias: flows.Alias) -> dict:
    return {"id": alias.id, "arn": alias.arn, "flowId": flow.id, "name": alias.name, "description": alias.description,
            "routingConfiguration": [{"flowVersion": alias.version}],
            "createdAt": flow.created_at, "updatedAt": flow.created_at}


def _list_aliases(flow_id: str, request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    return _page([_alias(flow, alias) for alias in flow.aliases.values()], request, "flowAliasSummaries")


def _create_alias(flow_id: str, request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    return _alias(flow, flows.create_alias(flow, request["name"], request["routingConfiguration"][0]["flowVersion"],
                                            tags=request.get("tags", {})))


def _get_alias(flow_id: str, alias_id: str, _request: dict) -> dict:
    flow = flows.flow_of(flow_id)
    return _alias(flow, flows.alias_of(flow, alias_id))


def _delete_alias(flow_id: str, alias_id: str, _request: dict) -> dict:
    _limited("DeleteFlowAlias")
    flows.delete_alias(flows.flow_of(flow_id), alias_id)
    return {"flowId": flow_id, "id": alias_id}


# ---- prompts ----

def _prompt(prompt: prompts.Prompt, version: str) -> dict:
    suffix = "" if version == "DRAFT" else f":{version}"
    return {"id": prompt.id, "arn": f"{prompt.arn}{suffix}", "name": prompt.name, "version": version,
            "createdAt": prompt.created_at, "updatedAt": prompt.created_at}


def _list_prompts(request: dict) -> dict:
    """The drafts of all; with an identifier, the draft and the versions of that one."""
    if "promptIdentifier" not in request:
        return _page([_prompt(prompt, "DRAFT") for prompt in prompts.PROMPTS.values()], request, "promptSummaries")
    prompt = prompts.prompt_of(request["promptIdentifier"])
    return _page([_prompt(prompt, version) for version in ["DRAFT", *prompt.versions]], request, "promptSummaries")


def _get_prompt(prompt_id: str, request: dict) -> dict:
    version = request.get("promptVersion", "DRAFT")
    prompt = prompts.prompt_of(prompt_id)
    named = prompt.arn if version == "DRAFT" else f"{prompt.arn}:{version}"
    return {**_prompt(prompt, version), "variants": camel(prompts.settings_of(named).get("variants", []))}


def _delete_prompt(prompt_id: str, request: dict) -> dict:
    prompts.delete_prompt(prompts.prompt_of(prompt_id), request.get("promptVersion"))
    return {"id": prompt_id}


ROUTES = (
    ("GET", r"/flows", _list_flows),
    ("POST", r"/flows", _create_flow),
    ("PUT", r"/flows/([^/]+)", _update_flow),
    ("POST", r"/flows/([^/]+)/versions", _create_version),
    ("GET", r"/tags/(.+)", _list_tags),
    ("GET", r"/flows/([^/]+)", _get_flow),
    ("POST", r"/flows/([^/]+)", _prepare_flow),
    ("DELETE", r"/flows/([^/]+)", _delete_flow),
    ("GET", r"/flows/([^/]+)/versions", _list_versions),
    ("GET", r"/flows/([^/]+)/versions/([^/]+)", _get_version),
    ("DELETE", r"/flows/([^/]+)/versions/([^/]+)", _delete_version),
    ("GET", r"/flows/([^/]+)/aliases", _list_aliases),
    ("POST", r"/flows/([^/]+)/aliases", _create_alias),
    ("GET", r"/flows/([^/]+)/aliases/([^/]+)", _get_alias),
    ("DELETE", r"/flows/([^/]+)/aliases/([^/]+)", _delete_alias),
    ("GET", r"/prompts", _list_prompts),
    ("GET", r"/prompts/([^/]+)", _get_prompt),
    ("DELETE", r"/prompts/([^/]+)", _delete_prompt),
)
