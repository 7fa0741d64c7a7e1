"""Runs state machines on moto's interpreter, and compares how they end. Usage: run.py <folder of world.ts>"""

import json
import logging
import os
import subprocess
import sys
import time
import uuid
from fnmatch import fnmatch
from pathlib import Path

import boto3
from interpreter import readable
from moto import mock_aws
from moto.server import ThreadedMotoServer

logging.disable()  # moto logs each error that a state catches
world = json.loads(Path(sys.argv[1], "world.json").read_text(encoding="utf-8"))


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
        for state in world["machines"][machine_of(case)]["States"].values()
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


def machine_of(case: dict) -> str:
    return f"{case['stack']}-{case['machine']}"


def named(case: dict, name: str, ids: list) -> str:
    """The bucket or queue that has the name in the app: its id, without the hash."""
    return next(each for each in ids if each[:-8].lower() == f"{case['stack']}{name}".lower())


def fill(case: dict) -> None:
    """Each case finds what it says in the buckets, and nothing else."""
    for bucket in world["buckets"]:
        for each in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
            s3.delete_object(Bucket=bucket, Key=each["Key"])
    for name, objects in case.get("objects", {}).items():
        for key, text in objects.items():
            s3.put_object(Bucket=named(case, name, world["buckets"]), Key=key, Body=text.encode())


def wrong_objects(case: dict) -> str:
    """What lies in buckets and should not, or the other way round."""
    for name, objects in case["expected"].get("objects", {}).items():
        bucket = named(case, name, world["buckets"])
        there = {
            each["Key"]: s3.get_object(Bucket=bucket, Key=each["Key"])["Body"].read().decode()
            for each in s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        }
        pairs = zip(sorted(there.items()), sorted(objects.items()))
        if len(there) != len(objects) or not all(fnmatch(key, at) and text == to for (key, text), (at, to) in pairs):
            return f"{name} has {json.dumps(there)[:1500]}, not {json.dumps(objects)}"
    return ""


def wrong_messages(case: dict) -> str:
    """What came into queues and should not, or the other way round."""
    sqs = boto3.client("sqs", region_name="us-east-1")
    for name, messages in case["expected"].get("messages", {}).items():
        queue = sqs.get_queue_url(QueueName=named(case, name, world["queues"]))["QueueUrl"]
        received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        bodies = [json.loads(each["Body"]) for each in received]
        if bodies != messages:
            return f"{name} has {json.dumps(bodies)[:1500]}, not {json.dumps(messages)}"
    return ""


def run(client, case: dict, endpoint: str) -> str:
    fill(case)
    arn = f"arn:aws:states:us-east-1:123456789012:stateMachine:{machine_of(case)}"
    execution = client.start_execution(stateMachineArn=arn, name=str(uuid.uuid4()), input=json.dumps(case["input"]))[
        "executionArn"
    ]
    fault = review(case, endpoint) if case.get("review") else ""
    if fault:
        return fault
    deadline = time.monotonic() + 120
    while True:
        end = client.describe_execution(executionArn=execution)
        if end["status"] != "RUNNING":
            return fault_of(end, case["expected"]) or wrong_objects(case) or wrong_messages(case)
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
    for name in world["topics"]:
        boto3.client("sns", region_name="us-east-1").create_topic(Name=name)
    for name, definition in world["machines"].items():
        client.create_state_machine(
            name=name, definition=json.dumps(readable(definition)), roleArn="arn:aws:iam::123456789012:role/machine"
        )
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    for case in world["cases"]:
        fault = run(client, case, endpoint)
        failed += bool(fault)
        title = " ".join([case["stack"], case["machine"], *([case["title"]] if "title" in case else [])])
        print(f"{'failed' if fault else 'passed'}  {title}{fault and f': {fault}'}", flush=True)
    server.stop()
print(f"{len(world['cases']) - failed} of {len(world['cases'])} executions end as they should")
sys.exit(failed > 0)
