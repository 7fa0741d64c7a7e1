"""The README's smallest flow."""
from aws_cdk import Stack
from cdk_bedrock_flows import Flow, FlowModel, FlowPrompt, OutputNode, PromptNode
from constructs import Construct


class SummaryStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        flow = Flow(self, "Summary")
        summary = PromptNode(
            flow,
            "Summarise",
            model=FlowModel.from_model_id("amazon.nova-lite-v1:0"),
            prompt=FlowPrompt.inline("Summarise in three sentences: {{topic}}"),
            inputs={"topic": flow.input},
        )
        OutputNode(flow, "Answer", document=summary.model_completion)
