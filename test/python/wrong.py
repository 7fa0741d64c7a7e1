"""The programs of test/languages/wrong.ts in Python."""
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_sqs as sqs
from cdk_bedrock_flows import (
    BedrockFlowExecution,
    ConditionNode,
    Flow,
    FlowAlarms,
    FlowAlias,
    FlowDashboard,
    FlowDashboardRow,
    FlowDefinition,
    FlowInvoker,
    FlowModel,
    FlowPrompt,
    FlowQueueWorker,
    HumanApproval,
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


def live(flow: Flow) -> FlowAlias:
    return FlowAlias(Stack.of(flow), "Live", flow=flow, alias_name="live")


def worker_without_dead_letters(app: App, flow: Flow) -> None:
    stack = Stack.of(flow)
    FlowQueueWorker(stack, "Worker", alias=live(flow), queue=sqs.Queue(stack, "Jobs"), max_concurrency=2)


def call_of_an_hour(app: App, flow: Flow) -> None:
    FlowInvoker(Stack.of(flow), "Invoker", alias=live(flow), timeout=Duration.hours(1))


def execution_of_three_days(app: App, flow: Flow) -> None:
    BedrockFlowExecution(Stack.of(flow), "Run", alias=live(flow), timeout=Duration.days(3))


def share_of_more_than_all(app: App, flow: Flow) -> None:
    FlowAlarms(Stack.of(flow), "Alarms", source=live(flow), max_fault_percent=120)


def nodes_of_no_flow(app: App, flow: Flow) -> None:
    row = FlowDashboardRow(title="Replies", source=live(flow), node_names=["Reply"])
    FlowDashboard(Stack.of(flow), "Board", rows=[row])


def request_that_waits_a_month(app: App, flow: Flow) -> None:
    HumanApproval(Stack.of(flow), "Approval", timeout=Duration.days(30))


# what TypeScript calls otherwise in the messages
SPELLINGS = {
    "FlowDefinition.fromJson": "FlowDefinition.from_json",
    "FlowModel.fromModelId": "FlowModel.from_model_id",
    "FlowModel.foundationModel": "FlowModel.foundation_model",
    "FlowModel.inferenceProfile": "FlowModel.inference_profile",
    "FlowModel.knownAtDeployment": "FlowModel.known_at_deployment",
    "continueWhile()": "continue_while()",
    "'deadLetterQueue'": "'dead_letter_queue'",
    "'maxReceiveCount'": "'max_receive_count'",
    "'maxFaultPercent'": "'max_fault_percent'",
    "'nodeNames'": "'node_names'",
}

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
    "a worker without dead letters": worker_without_dead_letters,
    "a call of an hour": call_of_an_hour,
    "an execution of three days": execution_of_three_days,
    "a share of more than all": share_of_more_than_all,
    "nodes of no flow": nodes_of_no_flow,
    "a request that waits a month": request_that_waits_a_month,
    "an import without a flow": import_without_a_flow,
}
