"""Moves a Lambda alias as CodeDeploy does, where its update policy says so: hook, part of the traffic, alarms, all.

Time runs fast: a minute of the deployment configuration takes MINUTE seconds. A rollback of the stack sets the alias
back at once; whether CloudFormation shifts then too is not known.
"""

import contextvars
import json
import os
import time

from ministack.services import cloudwatch, lambda_svc
from ministack.services.cloudformation import engine, provisioners, stacks

from .code_deploy import CONFIGS, DEPLOYMENTS, GROUPS, Deployment
from .engine import replace_everywhere

MINUTE = float(os.environ.get("DEPLOY_MINUTE_SECONDS", "0.3"))
HOOKS = ("BeforeAllowTrafficHook", "AfterAllowTrafficHook")
TEMPLATE: contextvars.ContextVar = contextvars.ContextVar("template", default={})  # noqa: B039, read only


def install() -> None:
    deploy = stacks._deploy_stack_async

    async def deploy_with_template(stack_name, stack_id, template, *args, **kwargs):
        TEMPLATE.set(template)
        await deploy(stack_name, stack_id, template, *args, **kwargs)

    replace_everywhere("_deploy_stack_async", deploy_with_template)
    blocks = stacks._runs_on_worker_thread
    replace_everywhere("_runs_on_worker_thread", lambda kind: kind == "AWS::Lambda::Alias" or blocks(kind))
    provisioners._RESOURCE_HANDLERS["AWS::Lambda::Alias"].update(update=_update, update_with_logical_id=True)
    lambda_svc._build_response_stream = _streamed(lambda_svc._build_response_stream)


def _update(physical_id, old, new, stack_name, logical_id=None):
    from ministack.services.cloudformation import _stacks

    stack = _stacks[stack_name]
    policy = TEMPLATE.get().get("Resources", {}).get(logical_id, {}).get("UpdatePolicy", {})
    move = policy.get("CodeDeployLambdaAliasUpdate")
    if move and "ROLLBACK" not in stack["StackStatus"] and old.get("FunctionVersion") != new.get("FunctionVersion"):
        move = engine._resolve_refs(move, stack["_resources"], {}, {}, {}, stack_name, stack["StackId"])
        _shift(move, old, new)
    return provisioners._lambda_alias_update(physical_id, old, new, stack_name, logical_id)


def _shift(move: dict, old: dict, new: dict) -> None:
    application, group_name = move["ApplicationName"], move["DeploymentGroupName"]
    group = GROUPS[application, group_name]
    deployment = Deployment(f"d-{len(DEPLOYMENTS) + 1:09d}", application, group_name)
    DEPLOYMENTS[deployment.id] = deployment
    try:
        _run_hook(deployment, move.get(HOOKS[0]))
        for percent, minutes in _steps(group["DeploymentConfigName"]):
            _set_weight(old, new, percent)
            _watch(group, minutes * MINUTE)
        _run_hook(deployment, move.get(HOOKS[1]))
    except Exception:
        deployment.status = "Failed"
        raise
    finally:
        _set_weight(old, new, 0)
    deployment.status = "Succeeded"


def _run_hook(deployment: Deployment, function: str | None) -> None:
    if function is None:
        return
    hook = f"hook-{len(deployment.hooks) + 1}"
    deployment.hooks[hook] = "InProgress"
    _invoke(function, {"DeploymentId": deployment.id, "LifecycleEventHookExecutionId": hook})
    if deployment.hooks[hook] != "Succeeded":
        raise ValueError(f"deployment {deployment.id} failed: hook {function} has told {deployment.hooks[hook]}")


def _invoke(function: str, event: dict) -> None:
    record, config, _name = lambda_svc._get_func_record_for_ref(function)
    lambda_svc._execute_function_with_config_scope(lambda_svc._execution_record_for_config(record, config), event)


def _steps(config: str):
    """Percent of the traffic that the new version has, and for how many minutes."""
    if config == "CodeDeployDefault.LambdaAllAtOnce":
        return
    routing = CONFIGS[config]["TrafficRoutingConfig"]
    if routing["Type"] == "TimeBasedCanary":
        step = routing["TimeBasedCanary"]
        yield step["CanaryPercentage"], step["CanaryInterval"]
    elif routing["Type"] == "TimeBasedLinear":
        step = routing["TimeBasedLinear"]
        for percent in range(step["LinearPercentage"], 100, step["LinearPercentage"]):
            yield percent, step["LinearInterval"]


def _set_weight(old: dict, new: dict, percent: int) -> None:
    function, name, _arn, _qualifier = provisioners._lambda_function_for_cfn_ref(old["FunctionName"])
    alias = function["aliases"][old["Name"]]
    alias.pop("RoutingConfig", None)
    if percent:
        alias["RoutingConfig"] = {"AdditionalVersionWeights": {new["FunctionVersion"]: percent / 100}}
    assert name


def _watch(group: dict, seconds: float) -> None:
    configuration = group.get("AlarmConfiguration", {})
    names = [alarm["Name"] for alarm in configuration.get("Alarms", [])] if configuration.get("Enabled") else []
    end = time.monotonic() + seconds
    while True:
        ringing = [name for name in names if cloudwatch._alarms[name]["StateValue"] == "ALARM"]
        if ringing:
            raise ValueError(f"the deployment was stopped by alarm {', '.join(ringing)}, and is rolled back")
        if time.monotonic() > end:
            return
        time.sleep(0.05)


def _streamed(build):
    """What streaming.cjs has gathered is sent as it was written, in two pieces."""

    def build_stream(payload, is_error, function_error):
        try:
            text = json.loads(payload)["streamed"].encode()
        except (ValueError, KeyError, TypeError):
            return build(payload, is_error, function_error)
        half = len(text) // 2
        head = {":message-type": "event", ":event-type": "PayloadChunk", ":content-type": "application/octet-stream"}
        pieces = b"".join(lambda_svc._es_encode_message(head, piece) for piece in (text[:half], text[half:]) if piece)
        return pieces + build(b"", is_error, function_error)

    return build_stream
