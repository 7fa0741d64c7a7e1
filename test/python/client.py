"""The client of examples/canary-rollout, over an answer of the router that is cut as Lambda may cut it: anywhere."""

import importlib.util
import json
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "ask", Path(__file__).parents[2] / "examples/canary-rollout/clients/ask.py"
)
ask = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(ask)


class Client:
    """The one method of boto3's Lambda client that is called."""

    def __init__(self, *events: dict) -> None:
        text = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events).encode()
        self.parts = [{"PayloadChunk": {"Payload": text[at : at + 1]}} for at in range(len(text))]
        self.requests = []

    def invoke_with_response_stream(self, FunctionName: str, Payload: str) -> dict:
        self.requests.append((FunctionName, json.loads(Payload)))
        return {"EventStream": iter([*self.parts, {"InvokeComplete": {}}])}


def fault() -> str:
    question = {
        "flowMultiTurnInputRequestEvent": {"nodeName": "Agent", "nodeType": "AgentNode", "content": {"document": "où?"}}
    }
    end = {"router": {"flowVersion": "1", "executionId": "run-1", "continuation": "token"}}
    client = Client(question, end)
    events = list(ask.ask_router(client, "arn", ask.opening("hello")))
    if events != [question, end]:
        return f"got {events}"
    answer = ask.answer("here", *events)
    if answer["continuation"] != "token" or answer["inputs"][0]["nodeInputName"] != "agentInputText":
        return f"answers with {answer}"
    try:
        list(
            ask.ask_router(
                Client({"error": {"name": "ThrottlingException", "message": "slow down"}}), "arn", ask.opening("hello")
            )
        )
    except RuntimeError as error:
        return "" if str(error) == "ThrottlingException: slow down" else f"raises {error}"
    return "raises nothing"
