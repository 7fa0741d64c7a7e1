"""Application inference profiles: a model under another ARN, with tags. What is in one never changes."""

import json
import random
import string

from ministack import app
from ministack.services.cloudformation import provisioners

from .errors import invalid
from .names import arn_of

DIGITS = random.Random(11)
# the ARN of the model of each, by the ARN of the profile
PROFILES: dict[str, str] = {}


def install() -> None:
    name = "AWS::Bedrock::ApplicationInferenceProfile"
    provisioners._RESOURCE_HANDLERS[name] = {"create": _create, "update": _update, "delete": _delete}
    provisioners._REPLACING_PROPERTIES[name] = frozenset(("InferenceProfileName", "ModelSource", "Description"))
    fallback = app.SERVICE_HANDLERS["bedrock"]

    async def handle(method, path, headers, body, query_params):
        if (method, path.rstrip("/")) == ("GET", "/inference-profiles"):
            summaries = [{"inferenceProfileArn": arn, "type": "APPLICATION"} for arn in PROFILES]
            body = json.dumps({"inferenceProfileSummaries": summaries}).encode()
            return 200, {"Content-Type": "application/json"}, body
        return await fallback(method, path, headers, body, query_params)

    app.SERVICE_HANDLERS["bedrock"] = handle


def _create(_logical_id: str, props: dict, _stack: str) -> tuple:
    model = props["ModelSource"]["CopyFrom"]
    if ":foundation-model/" not in model:
        raise invalid(f"this emulator copies foundation models only, and not {model}")
    made = "".join(DIGITS.choice(string.ascii_lowercase + string.digits) for _ in range(12))
    arn = arn_of(f"application-inference-profile/{made}")
    PROFILES[arn] = model
    return arn, _attributes(arn)


def _update(physical_id: str, _old: dict, _new: dict, _stack: str) -> tuple:
    return physical_id, _attributes(physical_id)


def _delete(physical_id: str, _props: dict) -> None:
    del PROFILES[physical_id]


def _attributes(arn: str) -> dict:
    return {
        "InferenceProfileArn": arn,
        "InferenceProfileId": arn.rsplit("/", 1)[-1],
        "InferenceProfileIdentifier": arn,
        "Status": "ACTIVE",
        "Type": "APPLICATION",
    }
