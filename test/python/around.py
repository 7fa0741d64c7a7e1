"""The stack of test/languages/around-stack.ts in Python."""

from aws_cdk import (
    Duration,
    Stack,
)
from aws_cdk import (
    aws_events as events,
)
from aws_cdk import (
    aws_s3 as s3,
)
from aws_cdk import (
    aws_sqs as sqs,
)
from aws_cdk import (
    aws_stepfunctions as sfn,
)
from cdk_bedrock_flows import (
    BedrockFlowDocuments,
    BedrockFlowExecution,
    BedrockFlowTarget,
    BedrockInvokeFlow,
    Classifier,
    DifficultyRouter,
    Flow,
    FlowAlarms,
    FlowAlias,
    FlowDashboard,
    FlowDashboardRow,
    FlowErrors,
    FlowEvents,
    FlowInference,
    FlowInferenceProfile,
    FlowInvoker,
    FlowModel,
    FlowPrompt,
    FlowQueueWorker,
    HumanApproval,
    OutputNode,
    PromptNode,
    QualityGate,
)
from constructs import Construct


class AroundStack(Stack):
    """What stands around a flow: patterns in it, and what calls it."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        self.flow = Flow(self, "Support")
        self.answers()
        self.alias = FlowAlias(self, "Live", flow=self.flow, alias_name="live")
        self.state_machines()
        self.callers()

    def answers(self) -> None:
        question = self.flow.input
        small = FlowModel.from_model_id("amazon.nova-micro-v1:0")
        profile = FlowInferenceProfile(
            self,
            "Answers",
            model=FlowModel.from_model_id("amazon.nova-lite-v1:0"),
            tags={"team": "web", "step": "answer"},
        )
        prompt = FlowPrompt.inline("Answer: {{question}}", inference=FlowInference(max_tokens=300))
        route = DifficultyRouter(self.flow, "Route", text=question, model=small)
        quick = PromptNode(
            self.flow,
            "Quick",
            model=small,
            prompt=prompt,
            inputs={"question": question},
            run_when=route.level("easy"),
        )
        OutputNode(self.flow, "QuickAnswer", document=quick.model_completion)
        careful = PromptNode(
            self.flow,
            "Careful",
            model=profile.model,
            prompt=prompt,
            inputs={"question": question},
            run_when=route.level("hard"),
        )
        gate = QualityGate(
            self.flow, "Gate", text=careful.model_completion, criteria="Is every figure sourced?", model=small
        )
        OutputNode(self.flow, "Answer", document=careful.model_completion, run_when=gate.passed)
        kind = Classifier(self.flow, "Kind", text=question, model=small, labels=["refund", "order"])
        OutputNode(self.flow, "Refund", document=kind.answer, run_when=kind.label("refund"))

    def state_machines(self) -> None:
        fallback = sfn.Pass(self, "Fallback")
        ask = BedrockInvokeFlow.jsonata(
            self,
            "Ask",
            alias=self.alias,
            document=sfn.TaskInput.from_text("{% $states.input.question %}"),
            outputs="{% $states.result.outputs %}",
        )
        ask.add_catch(fallback, errors=[FlowErrors.QUOTA_EXCEEDED])
        approval = HumanApproval(self, "Approval", timeout=Duration.days(3), remind_every=Duration.days(1))
        request = approval.ask_for("Reply", subject="{% $states.input.title %}")
        sfn.StateMachine(self, "Asked", definition_body=sfn.DefinitionBody.from_chainable(ask.next(request)))

        long = BedrockFlowExecution(
            self,
            "Long",
            alias=self.alias,
            document=sfn.TaskInput.from_text("{% $states.input.question %}"),
            poll_interval=Duration.minutes(1),
        )
        sfn.StateMachine(
            self,
            "Slow",
            definition_body=sfn.DefinitionBody.from_chainable(long),
            query_language=sfn.QueryLanguage.JSONATA,
        )

        documents = BedrockFlowDocuments(
            self,
            "Nightly",
            alias=self.alias,
            bucket=s3.Bucket(self, "Questions"),
            prefix="in/",
            result_bucket=s3.Bucket(self, "Results"),
            max_concurrency=5,
            tolerated_failure_percentage=5,
        )
        sfn.StateMachine(self, "Batch", definition_body=sfn.DefinitionBody.from_chainable(documents))

    def callers(self) -> None:
        missed = sqs.Queue(self, "Missed")
        bucket = s3.Bucket(self, "Arrivals", event_bridge_enabled=True)
        events.Rule(
            self,
            "Arrived",
            event_pattern=FlowEvents.object_created(bucket, prefix="in/", suffix=".txt"),
            targets=[
                BedrockFlowTarget(
                    alias=self.alias,
                    dead_letter_queue=missed,
                    document=events.EventField.from_path("$.detail.object.key"),
                )
            ],
        )
        queue = sqs.Queue(
            self,
            "Waiting",
            visibility_timeout=Duration.hours(2),
            dead_letter_queue=sqs.DeadLetterQueue(queue=missed, max_receive_count=3),
        )
        worker = FlowQueueWorker(self, "Worker", alias=self.alias, queue=queue, max_concurrency=4)
        invoker = FlowInvoker(self, "Invoker", alias=self.alias, node_metrics=True)
        alarms = FlowAlarms(
            self, "Alarms", source=invoker, max_latency=Duration.seconds(20), dead_letter_queues=[missed]
        )
        FlowDashboard(
            self,
            "Board",
            rows=[
                FlowDashboardRow(
                    title="Replies", source=invoker, flow=self.flow, node_names=["Careful"], alarms=alarms
                ),
                FlowDashboardRow(title="Queue", source=worker),
            ],
        )
