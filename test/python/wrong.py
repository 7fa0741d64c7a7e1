"""Wrong programs: each with the one line that its exception must have in it."""
from aws_cdk import App, Stack
from cdk_bedrock_flows import ConditionNode, Flow, FlowModel, FlowPrompt, OutputNode, PromptNode


def ask(flow: Flow, construct_id: str, text: str, **inputs) -> PromptNode:
    model = FlowModel.from_model_id("amazon.nova-lite-v1:0")
    return PromptNode(flow, construct_id, model=model, prompt=FlowPrompt.inline(text), inputs=inputs)


def misspelt_variable(app: App, flow: Flow) -> None:
    ask(flow, "Reply", "Answer {{topic}}", topc=flow.input.string_at("topic"))


def part_of_a_text(app: App, flow: Flow) -> None:
    ask(flow, "Reply", "Answer {{topic}}", topic=flow.input.string_at("topic").string_at("title"))


def unknown_input(app: App, flow: Flow) -> None:
    route = ConditionNode(flow, "Route", inputs={"category": flow.input.string_at("category")})
    route.when("isRefund", 'categori == "refund"')


def value_of_another_flow(app: App, flow: Flow) -> None:
    other = Flow(Stack.of(flow), "Other")
    OutputNode(flow, "Out", document=other.input)


def no_answer(app: App, flow: Flow) -> None:
    app.synth()


PROGRAMS = {
    "a misspelt variable": (
        misspelt_variable,
        "[S/Triage/Reply] 'inputs' has 'topc', but the prompt has no {{topc}}; did you mean 'topic'? [UnknownNodeInput]",
    ),
    "a part of a text": (
        part_of_a_text,
        "[S/Triage/FlowInputNode] 'FlowInputNode.document.topic' is a String: it has no 'title'; "
        "only Object and Array values have parts [IncompatibleConnectionDataType]",
    ),
    "a condition on an unknown input": (
        unknown_input,
        "[S/Triage/Route] condition 'isRefund' reads 'categori', but the inputs are 'category'; "
        "did you mean 'category'? [MalformedConditionExpression]",
    ),
    "a value of another flow": (
        value_of_another_flow,
        "[S/Triage/Out] 'document' comes from flow 'S/Other'; a flow can only use its own values [ForeignValue]",
    ),
    "no answer": (
        no_answer,
        "[S/Triage] the flow has no Output node; add an OutputNode with the value to give as its 'document' [MissingEndingNodes]",
    ),
}
