"""Calls the router of a CanaryFlowAlias with boto3:

python3 ask.py ROUTER_FUNCTION_ARN '{"customer": "Ada", "message": "Hello"}'
"""
import json
import sys


def ask_router(client, function_arn, request):
    """Yields what the flow says as it comes: the members of FlowResponseStream, and one with 'router' at the end."""
    stream = client.invoke_with_response_stream(FunctionName=function_arn, Payload=json.dumps(request))["EventStream"]
    rest = b""
    for part in stream:
        if "ErrorCode" in part.get("InvokeComplete", {}):
            raise RuntimeError(part["InvokeComplete"]["ErrorCode"])
        *lines, rest = (rest + part.get("PayloadChunk", {}).get("Payload", b"")).split(b"\n")
        for event in map(json.loads, lines):
            if "error" in event:
                raise RuntimeError("{name}: {message}".format(**event["error"]))
            yield event


def opening(document, node_name="FlowInputNode"):
    """The first thing that is said to a flow."""
    return {"inputs": [{"nodeName": node_name, "nodeOutputName": "document", "content": {"document": document}}]}


def answer(document, question, end):
    """The answer to an agent of the flow that has asked something; it goes to the version that has asked."""
    node_name = question["flowMultiTurnInputRequestEvent"]["nodeName"]
    inputs = [{"nodeName": node_name, "nodeInputName": "agentInputText", "content": {"document": document}}]
    router = end["router"]
    return {"inputs": inputs, "executionId": router["executionId"], "continuation": router["continuation"]}


if __name__ == "__main__":
    import boto3

    for event in ask_router(boto3.client("lambda"), sys.argv[1], opening(json.loads(sys.argv[2]))):
        print(json.dumps(event))
