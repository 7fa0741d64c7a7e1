"""The simulator from Python: branches, errors, agents that ask, inline code, files, and mistakes in one line."""

import json

import pytest
from aws_cdk import App
from cdk_bedrock_flows.testing import FlowSimulator, MockRepeat, NodeMock
from tone_router import ToneRouterStack
from topics import flow

DEFINITION = {
    "nodes": [
        {"name": "In", "type": "Input", "outputs": [{"name": "document", "type": "Array"}]},
        {
            "name": "Count",
            "type": "InlineCode",
            "configuration": {"inlineCode": {"code": "{'count': len(items)}", "language": "Python_3"}},
            "inputs": [{"name": "items", "type": "Array", "expression": "$.data"}],
            "outputs": [{"name": "response", "type": "Object"}],
        },
        {"name": "Out", "type": "Output", "inputs": [{"name": "document", "type": "Object", "expression": "$.data"}]},
    ],
    "connections": [
        {
            "name": f"{source}To{target}",
            "type": "Data",
            "source": source,
            "target": target,
            "configuration": {"data": {"sourceOutput": output, "targetInput": name}},
        }
        for source, output, target, name in [
            ("In", "document", "Count", "items"),
            ("Count", "response", "Out", "document"),
        ]
    ],
}


def router() -> FlowSimulator:
    simulator = FlowSimulator.from_flow(ToneRouterStack(App(), "ToneRouter"))
    simulator.mock_type("Prompt", NodeMock.returns("a reply"))
    return simulator


@pytest.mark.parametrize(
    ("tone", "branch", "output"),
    [
        ("angry", "Tone_Route.isAngry", "CalmReply"),
        ("question", "Tone_Route.isQuestion", "FoundAnswer"),
        ("other", "Tone_Route.default", "FriendlyReply"),
    ],
)
def test_each_tone_has_its_branch(tone, branch, output):
    simulator = router()
    simulator.mock("Tone_Classify", NodeMock.returns(tone))
    simulator.mock("LookUp", NodeMock.returns("a reply"))
    run = simulator.run("hello")
    assert run.branches_taken == [branch]
    assert run.completion_reason == "SUCCESS"
    assert [(one.node_name, one.document) for one in run.outputs] == [(output, "a reply")]
    assert len(run.nodes_skipped) == 4
    assert run.events[-1] == {"flowCompletionEvent": {"completionReason": "SUCCESS"}}
    assert run.trace.splitlines()[-1] == "SUCCESS"


def test_a_failure():
    simulator = router()
    simulator.mock("Tone_Classify", NodeMock.throws_error("throttlingException", "slow down"))
    run = simulator.run("hello")
    assert (run.error_code, run.error_message, run.failed_node) == ("throttlingException", "slow down", "Tone_Classify")
    assert run.calls("Tone_Classify")[0].error_code == "throttlingException"


def test_a_sequence():
    simulator = FlowSimulator.from_flow(flow)
    simulator.mock("Summarise", NodeMock.sequence(["one", "two"], repeat=MockRepeat.LAST))
    assert simulator.run("heat pumps").output() == "one"


def test_inline_code_from_json_and_from_a_file(tmp_path):
    path = tmp_path / "flow.json"
    path.write_text(json.dumps(DEFINITION), encoding="utf-8")
    for simulator in (FlowSimulator.from_json(DEFINITION), FlowSimulator.from_file(str(path))):
        simulator.mock("Count", NodeMock.python())
        assert simulator.run(["a", "b", {"c": None}]).output("Out") == {"count": 3}


def test_mocks_from_a_file(tmp_path):
    path = tmp_path / "mocks.json"
    path.write_text(json.dumps({"input": [1], "nodes": {"Count": {"returns": {"count": 7}}}}), encoding="utf-8")
    simulator = FlowSimulator.from_json(DEFINITION)
    simulator.mocks_from_file(str(path))
    assert simulator.run().output() == {"count": 7}


@pytest.mark.parametrize(
    ("mistake", "line"),
    [
        (
            lambda: FlowSimulator.from_flow(flow).mock("Sumarise", NodeMock.returns("x")),
            "did you mean 'Summarise'? [UnknownNode]",
        ),
        (
            lambda: FlowSimulator.from_flow(flow).run("x"),
            'add "Summarise": {"returns": "text of the model"} to the mocks of nodes [MissingHandler]',
        ),
        (lambda: NodeMock.throws_error("throtlingException", "x"), "did you mean 'throttlingException'? [IllegalMock]"),
        (
            lambda: FlowSimulator.from_json({"nodes": []}),
            "the flow has no Input node; add an Input node with the output document [MissingStartingNodes]",
        ),
    ],
)
def test_a_mistake_is_one_line(mistake, line):
    with pytest.raises(Exception) as caught:
        mistake()
    assert line in str(caught.value)
