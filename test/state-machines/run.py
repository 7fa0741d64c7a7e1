"""Runs state machines on moto's interpreter, and compares how they end. Usage: run.py <folder of world.ts>"""

import hashlib
import json
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import boto3
from jsonata.jsonata import Jsonata
from moto import mock_aws
from moto.server import ThreadedMotoServer
from moto.stepfunctions.parser.asl.component.intrinsic import jsonata as intrinsics
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk as sdk
from moto.stepfunctions.parser.asl.jsonata import jsonata

logging.disable()  # moto logs each error that a state catches
world = json.loads(Path(sys.argv[1], "world.json").read_text(encoding="utf-8"))


def evaluate(expression: str) -> object:
    """JSONata with the functions that Step Functions adds; moto leaves the evaluation to whoever has an evaluator."""
    program = Jsonata(expression)
    program.register_lambda(
        "hash", lambda text, algorithm: hashlib.new(algorithm.replace("-", ""), text.encode()).hexdigest()
    )
    try:
        return program.evaluate(None)
    except Exception as error:
        raise jsonata.JSONataException("JSONata", str(error)) from error


def recased(value: object, first_letter) -> object:
    """The names of members as Step Functions (capital) or boto3 has them. What is in a document is nobody's member."""
    if isinstance(value, dict):
        cased = {name: first_letter(name[0]) + name[1:] for name in value}
        return {
            cased[name]: each if cased[name].lower() == "document" else recased(each, first_letter)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [recased(each, first_letter) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def call(task, env, resource_runtime_part, normalised_parameters, state_credentials) -> None:
    """A call of a service whose members moto does not know."""
    call_as_it_is(task, env, resource_runtime_part, recased(normalised_parameters, str.lower), state_credentials)
    env.stack.append(recased(env.stack.pop(), str.upper))


def error_name(service: str, error: Exception) -> str:
    return f"{service}.{error.response['Error']['Code']}"


call_as_it_is = sdk.StateTaskServiceAwsSdk._eval_service_task
sdk.StateTaskServiceAwsSdk._eval_service_task = call
sdk.StateTaskServiceAwsSdk._normalise_exception_name = staticmethod(error_name)
sdk.StateTaskServiceAwsSdk._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES["bedrockagentruntime"] = "bedrock-agent-runtime"
sdk._SERVICE_ERROR_NAMES["bedrockagentruntime"] = "BedrockAgentRuntime"
intrinsics._DECLARATION_BY_VARIABLE_REFERENCE.pop("$hash")  # it would stand before that of evaluate()
jsonata._eval_jsonata = evaluate


def matches(value: object, expected: object) -> bool:
    if expected == "*":
        return isinstance(value, str) and value != ""
    if isinstance(expected, dict):
        return (
            isinstance(value, dict)
            and value.keys() == expected.keys()
            and all(matches(value[key], each) for key, each in expected.items())
        )
    if isinstance(expected, list):
        return isinstance(value, list) and len(value) == len(expected) and all(map(matches, value, expected))
    return value == expected


def fault_of(end: dict, expected: dict) -> str:
    if "error" in expected:
        is_right = end.get("error") == expected["error"] and expected["cause"] in end.get("cause", "")
    else:
        is_right = end["status"] == "SUCCEEDED" and matches(json.loads(end["output"]), expected["output"])
    said = {name: end[name] for name in ("status", "output", "error", "cause") if name in end}
    return "" if is_right else f"ended with {json.dumps(said)[:1500]}, not {json.dumps(expected)}"


def review(case: dict, endpoint: str) -> str:
    """A person who decides with the command, as soon as there is something to decide."""
    queue = next(
        state["Arguments"]["QueueUrl"]
        for state in world["machines"][case["machine"]]["States"].values()
        if "QueueUrl" in state.get("Arguments", {})
    )
    command = ["node", f"{sys.argv[1]}/cli.js", "review", "--queue", queue, "--endpoint-url", endpoint, "--as", "Grace"]
    for _ in range(60):
        listed = subprocess.run([*command, "--json"], capture_output=True, text=True, env=os.environ)
        if listed.returncode:
            return listed.stderr
        if listed.stdout:
            break
        time.sleep(0.5)
    request = json.loads(listed.stdout)
    wanted = case["review"]
    if request["subject"] != wanted["subject"] or request["document"] != wanted["document"] or "token" in listed.stdout:
        return f"asks {listed.stdout}"
    decided = subprocess.run(
        [*command, "--decide"], input=wanted["says"], capture_output=True, text=True, env=os.environ
    )
    return decided.stderr if decided.returncode else ""


def run(client, case: dict, endpoint: str) -> str:
    definition = json.dumps(world["machines"][case["machine"]])
    arn = client.create_state_machine(
        name=case["machine"], definition=definition, roleArn="arn:aws:iam::123456789012:role/machine"
    )["stateMachineArn"]
    execution = client.start_execution(stateMachineArn=arn, input=json.dumps(case["input"]))["executionArn"]
    fault = review(case, endpoint) if case.get("review") else ""
    if fault:
        return fault
    deadline = time.monotonic() + 120
    while True:
        end = client.describe_execution(executionArn=execution)
        if end["status"] != "RUNNING":
            return fault_of(end, case["expected"])
        if time.monotonic() > deadline:
            return "does not end"
        time.sleep(0.1)


failed = 0
with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
    client = boto3.client("stepfunctions", region_name="us-east-1")
    for name in world["queues"]:
        boto3.client("sqs", region_name="us-east-1").create_queue(QueueName=name)
    s3 = boto3.client("s3", region_name="us-east-1")
    for name in world["buckets"]:
        s3.create_bucket(Bucket=name)
        if name.startswith("documents"):
            for key in ("in/", "in/a.pdf", "in/b c+d.pdf", "in/ü.pdf", "out/x.pdf"):
                s3.put_object(Bucket=name, Key=key, Body=b"text")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    for case in world["cases"]:
        fault = run(client, case, endpoint)
        failed += bool(fault)
        print(f"{'failed' if fault else 'passed'}  {case['machine']}{fault and f': {fault}'}", flush=True)
    server.stop()
print(f"{len(world['cases']) - failed} of {len(world['cases'])} state machines end as they should")
sys.exit(failed > 0)
