"""The programs of test/languages/wrong.ts in Python."""
from aws_cdk import App, Stack
from cdk_bedrock_flows import (
    ConditionNode,
    Flow,
    FlowDefinition,
    FlowModel,
    FlowPrompt,
    IteratorNode,
    LoopNode,
    OutputNode,
    PromptNode,
)


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


def branches_that_join(app: App, flow: Flow) -> None:
    text = flow.input.string_at("text")
    route = ConditionNode(flow, "Route", inputs={"text": text})
    OutputNode(flow, "Refund", document=text, run_when=route.when("isRefund", 'text == "refund"'))
    other = PromptNode(
        flow,
        "Other",
        model=FlowModel.from_model_id("amazon.nova-lite-v1:0"),
        prompt=FlowPrompt.inline("Answer {{text}}"),
        inputs={"text": text},
        run_when=route.otherwise(),
    )
    OutputNode(flow, "Out", document=other.model_completion, run_when=route.when("isOther", 'text == "other"'))


def two_iterators(app: App, flow: Flow) -> None:
    IteratorNode(flow, "Each", array=flow.input.array_at("list"))
    IteratorNode(flow, "EachAgain", array=flow.input.array_at("list"))


def value_out_of_a_loop(app: App, flow: Flow) -> None:
    loop = LoopNode(flow, "Refine", inputs={"draft": flow.input.string_at("text")})
    OutputNode(flow, "Out", document=loop.value("draft"))


def model_that_is_none(app: App, flow: Flow) -> None:
    FlowModel.from_model_id("gpt 4")


def import_without_a_flow(app: App, flow: Flow) -> None:
    FlowDefinition.from_json({"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}})


PROGRAMS = {
    "a misspelt variable": misspelt_variable,
    "a part of a text": part_of_a_text,
    "a condition on an unknown input": unknown_input,
    "a value of another flow": value_of_another_flow,
    "no answer": no_answer,
    "branches that join": branches_that_join,
    "two iterators": two_iterators,
    "a value out of a loop": value_out_of_a_loop,
    "a model that is none": model_that_is_none,
    "an import without a flow": import_without_a_flow,
}
