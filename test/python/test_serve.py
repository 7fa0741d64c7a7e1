"""boto3, as it comes, against `bedrock-flows serve` with the example tone-router and the flows in served/.

scripts/test-python.sh starts the server.
"""

import os
import time
from datetime import datetime

import pytest

ENDPOINT = "AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME"
ALIAS = "TSTALIASID"


@pytest.fixture(scope="module")
def client(request):
    if not request.config.getoption("--served"):
        pytest.skip("it needs bedrock-flows serve and boto3; scripts/test-python.sh has both")
    import boto3
    from botocore.config import Config

    assert os.environ[ENDPOINT].startswith("http://127.0.0.1:")
    return boto3.client(
        "bedrock-agent-runtime",
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20),
    )


def given(document, node="In", **port):
    return [{"nodeName": node, "content": {"document": document}, **(port or {"nodeOutputName": "document"})}]


def invoke(client, flow, inputs, **more):
    response = client.invoke_flow(flowIdentifier=flow, flowAliasIdentifier=ALIAS, inputs=inputs, **more)
    return response["executionId"], list(response["responseStream"])


def key(arn, flow="Echo"):
    return {"flowIdentifier": flow, "flowAliasIdentifier": ALIAS, "executionIdentifier": arn}


def until_over(client, execution):
    for _ in range(200):
        answer = client.get_flow_execution(**execution)
        if answer["status"] != "Running":
            return answer
        time.sleep(0.05)
    raise AssertionError("the execution does not end")


def test_the_events_of_a_flow(client):
    _, events = invoke(client, "Support", given("hello", "FlowInputNode"))
    assert events == [
        {
            "flowOutputEvent": {
                "nodeName": "CalmReply",
                "nodeType": "FlowOutputNode",
                "content": {"document": "We are sorry. May we call you back today?"},
            }
        },
        {"flowCompletionEvent": {"completionReason": "SUCCESS"}},
    ]


@pytest.mark.parametrize("document", [{"a": [1, 2.5, None, True, {"b": "é😀\n"}]}, {}, {"long": "x" * 1_000_000}])
def test_documents_come_back_as_they_went(client, document):
    _, events = invoke(client, "echo", given(document))
    assert events[0]["flowOutputEvent"]["content"] == {"document": document}


def test_arns_name_flow_and_alias(client):
    arn = "arn:aws:bedrock:us-east-1:111122223333:flow/Echo"
    response = client.invoke_flow(
        flowIdentifier=arn, flowAliasIdentifier=f"{arn}/alias/{ALIAS}", inputs=given({"a": 1})
    )
    assert next(iter(response["responseStream"]))["flowOutputEvent"]["content"] == {"document": {"a": 1}}
    response["responseStream"].close()  # who has read enough may go


def test_traces(client):
    _, events = invoke(client, "Support", given("hello", "FlowInputNode"), enableTrace=True)
    traces = [next(iter(event["flowTraceEvent"]["trace"].items())) for event in events if "flowTraceEvent" in event]
    assert [f"{kind} {trace['nodeName']}" for kind, trace in traces] == [
        "nodeOutputTrace FlowInputNode",
        "nodeInputTrace Tone_Classify",
        "nodeActionTrace Tone_Classify",
        "nodeOutputTrace Tone_Classify",
        "nodeInputTrace Tone_Route",
        "conditionNodeResultTrace Tone_Route",
        "nodeInputTrace Calm",
        "nodeActionTrace Calm",
        "nodeOutputTrace Calm",
        "nodeInputTrace CalmReply",
    ]
    assert all(isinstance(trace["timestamp"], datetime) for _, trace in traces)
    by_kind = {kind: trace for kind, trace in traces if trace["nodeName"] in ("Tone_Classify", "Tone_Route")}
    assert by_kind["nodeOutputTrace"]["fields"] == [
        {
            "nodeOutputName": "modelCompletion",
            "content": {"document": "angry"},
            "type": "STRING",
            "next": [{"nodeName": "Tone_Route", "inputFieldName": "it"}],
        }
    ]
    assert by_kind["conditionNodeResultTrace"]["satisfiedConditions"] == [{"conditionName": "isAngry"}]
    assert by_kind["nodeActionTrace"]["serviceName"] == "bedrock"
    assert by_kind["nodeActionTrace"]["operationRequest"]["modelId"].endswith("us.amazon.nova-lite-v1:0")


def test_a_flow_that_fails_raises_in_the_stream(client):
    from botocore.exceptions import EventStreamError

    response = client.invoke_flow(
        flowIdentifier="Failing", flowAliasIdentifier=ALIAS, inputs=given("hello"), enableTrace=True
    )
    seen = []
    with pytest.raises(EventStreamError) as caught:
        for event in response["responseStream"]:
            seen.append(event)
    assert [next(iter(event["flowTraceEvent"]["trace"])) for event in seen] == ["nodeOutputTrace", "nodeInputTrace"]
    assert caught.value.response["Error"] == {"Code": "dependencyFailedException", "Message": "the table is gone"}


def test_a_value_of_the_wrong_type_raises_in_the_stream(client):
    from botocore.exceptions import EventStreamError

    with pytest.raises(EventStreamError) as caught:
        invoke(client, "Talking", given({"text": "hello"}))
    assert caught.value.response["Error"] == {
        "Code": "validationException",
        "Message": "Expected type for Node Output document of Node In to be STRING. Actual type is OBJECT.",
    }


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            {"inputs": given({}) * 2},
            "1 validation error detected: Value at 'inputs' failed to satisfy constraint: "
            "Member must have length less than or equal to 1",
        ),
        ({"inputs": given({}, "no name")}, "at 'inputs.1.member.nodeName' failed to satisfy constraint"),
        ({"inputs": given({}), "executionId": "?!"}, "Value '?!' at 'executionId' failed to satisfy constraint"),
        ({"inputs": given(None)}, "at 'inputs.1.member.content.document' failed to satisfy constraint"),
    ],
)
def test_a_wrong_request_is_a_client_error(client, wrong, says):
    with pytest.raises(client.exceptions.ValidationException) as caught:
        client.invoke_flow(flowIdentifier="Echo", flowAliasIdentifier=ALIAS, **wrong)
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert says in caught.value.response["Error"]["Message"]


def test_what_is_not_there(client):
    with pytest.raises(client.exceptions.ResourceNotFoundException) as caught:
        invoke(client, "FLOWUNKNWN", given("hello"))
    names = "'Echo', 'Failing', 'Slow', 'Support5CFB64A3' and 'Talking'"
    assert caught.value.response["Error"]["Message"] == f"there is no flow 'FLOWUNKNWN' here; use {names}"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_flow_execution(**key("none"))


def test_a_conversation(client):
    def answer(text):
        return given(text, "Talk", nodeInputName="agentInputText")

    def asked(events):
        return [
            event["flowMultiTurnInputRequestEvent"] for event in events if "flowMultiTurnInputRequestEvent" in event
        ]

    execution, events = invoke(client, "Talking", given("Where is my order?"))
    assert asked(events) == [{"nodeName": "Talk", "nodeType": "AgentNode", "content": {"document": "Which order?"}}]
    assert events[-1] == {"flowCompletionEvent": {"completionReason": "INPUT_REQUIRED"}}
    again, events = invoke(client, "Talking", answer("5"), executionId=execution)
    assert (again, asked(events)[0]["content"]["document"]) == (execution, "Since when?")
    again, events = invoke(client, "Talking", answer("Monday"), executionId=execution)
    assert [again, *events] == [
        execution,
        {
            "flowOutputEvent": {
                "nodeName": "Out",
                "nodeType": "FlowOutputNode",
                "content": {"document": "It is on its way."},
            }
        },
        {"flowCompletionEvent": {"completionReason": "SUCCESS"}},
    ]
    with pytest.raises(client.exceptions.ClientError):
        invoke(client, "Talking", answer("more"), executionId=execution)


def test_an_execution_in_the_background(client):
    arn = client.start_flow_execution(
        flowIdentifier="Echo", flowAliasIdentifier=ALIAS, inputs=given({"a": 1}), flowExecutionName="first"
    )["executionArn"]
    assert arn.endswith("/alias/TSTALIASID/execution/first")
    over = until_over(client, key(arn))
    assert (over["status"], over["executionArn"], over["flowVersion"]) == ("Succeeded", arn, "DRAFT")
    assert isinstance(over["startedAt"], datetime) and over["startedAt"] <= over["endedAt"]
    with pytest.raises(client.exceptions.ConflictException):
        client.start_flow_execution(
            flowIdentifier="Echo", flowAliasIdentifier=ALIAS, inputs=given({}), flowExecutionName="first"
        )

    pages = client.get_paginator("list_flow_execution_events").paginate(
        **key("first"), eventType="Node", PaginationConfig={"PageSize": 1}
    )
    events = [next(iter(event)) for page in pages for event in page["flowExecutionEvents"]]
    assert events == ["nodeOutputEvent", "nodeInputEvent"]
    flow_events = client.list_flow_execution_events(**key("first"), eventType="Flow")["flowExecutionEvents"]
    assert [next(iter(event)) for event in flow_events] == ["flowInputEvent", "flowOutputEvent"]
    assert flow_events[1]["flowOutputEvent"]["fields"] == [{"name": "document", "content": {"document": {"a": 1}}}]

    assert '"nodes"' in client.get_execution_flow_snapshot(**key("first"))["definition"]


def test_executions_are_listed_a_page_at_a_time(client):
    arns = [
        client.start_flow_execution(flowIdentifier="Failing", flowAliasIdentifier=ALIAS, inputs=given("x"))[
            "executionArn"
        ]
        for _ in range(3)
    ]
    failed = until_over(client, key(arns[0], "Failing"))
    assert (failed["status"], failed["errors"]) == ("Failed", [{"nodeName": "Fail", "message": "the table is gone"}])
    pages = list(
        client.get_paginator("list_flow_executions").paginate(
            flowIdentifier="Failing", PaginationConfig={"PageSize": 2}
        )
    )
    assert [len(page["flowExecutionSummaries"]) for page in pages] == [2, 1]
    listed = [one for page in pages for one in page["flowExecutionSummaries"]]
    assert sorted(one["executionArn"] for one in listed) == sorted(arns)
    assert all(isinstance(one["createdAt"], datetime) for one in listed)


def test_an_execution_is_stopped(client):
    arn = client.start_flow_execution(flowIdentifier="Slow", flowAliasIdentifier=ALIAS, inputs=given("x"))[
        "executionArn"
    ]
    execution = key(arn, "Slow")
    assert client.get_flow_execution(**execution)["status"] == "Running"
    assert client.stop_flow_execution(**execution)["status"] == "Aborted"
    over = client.get_flow_execution(**execution)
    assert over["status"] == "Aborted" and over["endedAt"] >= over["startedAt"]
