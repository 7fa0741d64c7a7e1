"""Prints the events of a flow, a line each, with boto3: `client.py <endpoint> <flow>`."""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, FLOW = sys.argv[1:]
CLIENT = boto3.client("bedrock-agent-runtime", endpoint_url=ENDPOINT, region_name="us-east-1",
                      aws_access_key_id="any", aws_secret_access_key="any",
                      config=Config(retries={"total_max_attempts": 1}))


def text(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def run():
    given, more = {"nodeName": "In", "nodeOutputName": "document", "content": {"document": "hello"}}, {}
    while given:
        response = CLIENT.invoke_flow(flowIdentifier=FLOW, flowAliasIdentifier="TSTALIASID", inputs=[given],
                                      enableTrace=True, **more)
        given, more = None, {"executionId": response["executionId"]}
        for event in response["responseStream"]:
            [(name, body)] = event.items()
            if name == "flowTraceEvent":
                [(kind, trace)] = body["trace"].items()
                print("trace", kind, trace["nodeName"])
            elif name == "flowOutputEvent":
                print("output", body["nodeName"], body["nodeType"], text(body["content"]["document"]))
            elif name == "flowMultiTurnInputRequestEvent":
                print("question", body["nodeName"], text(body["content"]["document"]))
                given = {"nodeName": body["nodeName"], "nodeInputName": "agentInputText",
                         "content": {"document": "number 17"}}
            elif name == "flowCompletionEvent":
                print("completion", body["completionReason"])


sys.stdout.reconfigure(encoding="utf-8")
try:
    run()
except ClientError as error:
    print("error", error.response["Error"]["Code"], error.response["Error"]["Message"])
