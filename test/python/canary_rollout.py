"""examples/canary-rollout in Python."""

from aws_cdk import CfnOutput, Duration, Stack
from cdk_bedrock_flows import (
    CanaryErrorAlarm,
    CanaryFlowAlias,
    CanaryLatencyAlarm,
    Flow,
    FlowAlias,
    FlowDataType,
    FlowModel,
    FlowPrompt,
    FlowSmokeTest,
    OutputNode,
    PromptNode,
    TrafficShift,
)
from constructs import Construct


class CanaryRolloutStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        flow = Flow(self, "Reply", input_type=FlowDataType.OBJECT)
        reply = PromptNode(
            flow,
            "Write",
            model=FlowModel.from_model_id("eu.amazon.nova-pro-v1:0"),
            prompt=FlowPrompt.inline(
                "Answer {{customer}} in three sentences: {{message}}", inference={"max_tokens": 400}
            ),
            inputs={"customer": flow.input.string_at("customer"), "message": flow.input.string_at("message")},
        )
        OutputNode(flow, "Answer", document=reply.model_completion)

        canary = CanaryFlowAlias(
            self,
            "Canary",
            flow=flow,
            shift=TrafficShift.canary(10, Duration.minutes(10)),
            smoke_tests=[FlowSmokeTest.of({"customer": "Ada", "message": "Where is my order?"}, expect_pattern="Ada")],
            error_alarm=CanaryErrorAlarm(max_fault_percent=5, min_samples=10),
            latency_alarm=CanaryLatencyAlarm(p90=Duration.seconds(20)),
            promoted_alias_name="live",
            function_url=True,
        )
        FlowAlias(self, "Preview", flow=flow, alias_name="preview")

        CfnOutput(self, "RouterUrl", value=canary.function_url.url)
        CfnOutput(self, "RouterFunction", value=canary.router_alias.function_arn)
        CfnOutput(self, "PromotedAliasId", value=canary.promoted_alias.flow_alias_id)
