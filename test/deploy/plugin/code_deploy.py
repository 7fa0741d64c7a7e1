"""CodeDeploy, as far as it moves Lambda aliases: its resource types, and the calls that a hook and a caller make."""

import json
from dataclasses import dataclass, field

from ministack import app
from ministack.core import iam_actions, router
from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

TARGET = "CodeDeploy_20141006."
CONFIGS: dict[str, dict] = {}
APPLICATIONS: set[str] = set()
GROUPS: dict[tuple, dict] = {}


@dataclass
class Deployment:
    id: str
    application: str
    group: str
    status: str = "InProgress"
    # what the hook has told, by the id of its execution
    hooks: dict[str, str] = field(default_factory=dict)


DEPLOYMENTS: dict[str, Deployment] = {}


def install() -> None:
    for name, create, delete in (
        ("Application", _create_application, _delete_application),
        ("DeploymentConfig", _create_config, _delete_config),
        ("DeploymentGroup", _create_group, _delete_group),
    ):
        kind = f"AWS::CodeDeploy::{name}"
        provisioners._RESOURCE_HANDLERS[kind] = {"create": create, "delete": delete, "update": _update(create)}
    provisioners._REPLACING_PROPERTIES["AWS::CodeDeploy::DeploymentConfig"] = frozenset(
        ("TrafficRoutingConfig", "DeploymentConfigName", "ComputePlatform"))
    for name in ("Application", "DeploymentGroup"):
        provisioners._REPLACING_PROPERTIES[f"AWS::CodeDeploy::{name}"] = frozenset(
            ("ApplicationName", "DeploymentGroupName", "ComputePlatform"))
    app.SERVICE_HANDLERS["codedeploy"] = _handle
    router.SERVICE_PATTERNS["codedeploy"] = {"target_prefixes": [TARGET], "host_patterns": [r"codedeploy\."],
                                             "credential_scope": "codedeploy"}
    iam_actions.SERVICE_TO_IAM_NAMESPACE["codedeploy"] = "codedeploy"
    original = iam_actions.extract_resource_arn

    def resource_arn(service, method, path, headers, body, query_params, region, account_id):
        if service == "codedeploy":
            deployment = DEPLOYMENTS.get(json.loads(body or b"{}").get("deploymentId", ""))
            return _group_arn(deployment.application, deployment.group) if deployment else "*"
        return original(service, method, path, headers, body, query_params, region, account_id)

    iam_actions.extract_resource_arn = resource_arn


def _group_arn(application: str, group: str) -> str:
    return f"arn:aws:codedeploy:{get_region()}:{get_account_id()}:deploymentgroup:{application}/{group}"


def _name(stack: str, logical_id: str) -> str:
    return provisioners._physical_name(stack, logical_id, max_len=100)


def _create_application(logical_id: str, props: dict, stack: str) -> tuple:
    name = props.get("ApplicationName") or _name(stack, logical_id)
    APPLICATIONS.add(name)
    return name, {}


def _delete_application(physical_id: str, _props: dict) -> None:
    APPLICATIONS.discard(physical_id)


def _create_config(logical_id: str, props: dict, stack: str) -> tuple:
    name = props.get("DeploymentConfigName") or _name(stack, logical_id)
    CONFIGS[name] = props
    return name, {}


def _delete_config(physical_id: str, _props: dict) -> None:
    CONFIGS.pop(physical_id, None)


def _create_group(logical_id: str, props: dict, stack: str) -> tuple:
    name = props.get("DeploymentGroupName") or _name(stack, logical_id)
    GROUPS[props["ApplicationName"], name] = props
    return name, {}


def _delete_group(physical_id: str, props: dict) -> None:
    GROUPS.pop((props["ApplicationName"], physical_id), None)


def _update(create):
    def update(physical_id: str, _old: dict, new: dict, _stack: str) -> tuple:
        if create is _create_group:
            GROUPS[new["ApplicationName"], physical_id] = new
        return physical_id, {}
    return update


async def _handle(_method, _path, headers, body, _query_params) -> tuple:
    request = json.loads(body or b"{}")
    action = headers.get("x-amz-target", "").removeprefix(TARGET)
    answer = CALLS.get(action, lambda _request: None)(request)
    kind = {"Content-Type": "application/x-amz-json-1.1"}
    if answer is None:
        return 400, kind, json.dumps({"__type": "InvalidRequestException", "message": f"{action} {request}"}).encode()
    return 200, kind, json.dumps(answer).encode()


def _put_status(request: dict) -> dict | None:
    deployment = DEPLOYMENTS.get(request.get("deploymentId", ""))
    hook = request.get("lifecycleEventHookExecutionId", "")
    if not deployment or hook not in deployment.hooks or request.get("status") not in ("Succeeded", "Failed"):
        return None
    deployment.hooks[hook] = request["status"]
    return {"lifecycleEventHookExecutionId": hook}


def _list_deployments(_request: dict) -> dict:
    return {"deployments": list(reversed(DEPLOYMENTS))}


def _get_deployment(request: dict) -> dict | None:
    found = DEPLOYMENTS.get(request.get("deploymentId", ""))
    return found and {"deploymentInfo": {"deploymentId": found.id, "applicationName": found.application,
                                         "deploymentGroupName": found.group, "status": found.status}}


CALLS = {
    "PutLifecycleEventHookExecutionStatus": _put_status,
    "ListDeployments": _list_deployments,
    "GetDeployment": _get_deployment,
    "ListApplications": lambda _request: {"applications": sorted(APPLICATIONS)},
    "ListDeploymentConfigs": lambda _request: {"deploymentConfigsList": sorted(CONFIGS)},
}
