"""InvokeFlow. There is no model: an output is the text of the prompt of the version, with its variables filled in."""

import json
import re

from ministack import app
from ministack.services.lambda_svc import _es_encode_message

from . import flows, needs
from .errors import ServiceError
from .prompts import settings_of

ALIAS = re.compile(r"/flows/([^/]+)/aliases/([^/]+)")
# A prompt with this word stands for one that its model does not answer
FAULT = "FAULT"


def install() -> None:
    fallback = app.SERVICE_HANDLERS["bedrock-agent-runtime"]

    async def handle(method, path, headers, body, query_params):
        match = ALIAS.fullmatch(path.rstrip("/"))
        if method != "POST" or not match:
            return await fallback(method, path, headers, body, query_params)
        try:
            events = _invoke(*match.groups(), json.loads(body))
        except ServiceError as error:
            return error.response()
        return (
            200,
            {"Content-Type": "application/vnd.amazon.eventstream", "x-amz-bedrock-flow-execution-id": "execution"},
            b"".join(events),
        )

    app.SERVICE_HANDLERS["bedrock-agent-runtime"] = handle


def _invoke(flow_id: str, alias_id: str, request: dict) -> list:
    flow = flows.flow_of(flow_id)
    if alias_id == flows.DRAFT_ALIAS:
        definition, role_arn = flow.definition, flow.role_arn
    else:
        version = flows.version_of(flow, flows.alias_of(flow, alias_id).version)
        definition, role_arn = version.definition, version.role_arn
    missing = needs.missing(definition, role_arn)
    if missing:
        return [_exception("accessDeniedException", missing[0])]
    document = request["inputs"][0]["content"]["document"]
    text = _text(definition, document)
    if FAULT in text:
        return [_exception("dependencyFailedException", "the model does not answer")]
    outputs = [node["name"] for node in definition["nodes"] if node["type"] == "Output"]
    return [
        *(
            _event("flowOutputEvent", {"nodeName": name, "nodeType": "FlowOutputNode", "content": {"document": text}})
            for name in outputs[:1]
        ),
        _event("flowCompletionEvent", {"completionReason": "SUCCESS"}),
    ]


def _text(definition: dict, document) -> str:
    texts = []
    for node in definition["nodes"]:
        source = node.get("configuration", {}).get("prompt", {}).get("sourceConfiguration")
        if source:
            template = _template(source)
            for value in node.get("inputs", []):
                template = template.replace("{{" + value["name"] + "}}", _value(value["expression"], document))
            texts.append(template)
    return " / ".join(texts) or json.dumps(document)


def _template(source: dict) -> str:
    if "inline" in source:
        return json.dumps(source["inline"]["templateConfiguration"])
    return json.dumps(settings_of(source["resource"]["promptArn"])["variants"][0]["templateConfiguration"])


def _value(expression: str, document) -> str:
    """Of the input of the flow, whatever a node reads."""
    found = document
    for name in expression.split(".")[2:]:
        found = found.get(name, "") if isinstance(found, dict) else ""
    return found if isinstance(found, str) else json.dumps(found)


def _event(name: str, payload: dict) -> bytes:
    headers = {":message-type": "event", ":event-type": name, ":content-type": "application/json"}
    return _es_encode_message(headers, json.dumps(payload).encode())


def _exception(name: str, message: str) -> bytes:
    headers = {":message-type": "exception", ":exception-type": name, ":content-type": "application/json"}
    return _es_encode_message(headers, json.dumps({"message": message}).encode())
