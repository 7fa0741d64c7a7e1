from cdk_bedrock_flows.testing import FlowSimulator, NodeMock
from topics import flow  # the flow of Get started


def test_a_topic_is_summarised():
    simulator = FlowSimulator.from_flow(flow)
    simulator.mock("Summarise", NodeMock.returns("They move warmth."))
    run = simulator.run("heat pumps")
    assert run.calls("Summarise")[0].inputs == {"topic": "heat pumps"}
    assert run.output("Answer") == "They move warmth."
