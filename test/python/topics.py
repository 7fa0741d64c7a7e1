"""The flow at the top of the README."""
from aws_cdk import App, Stack
from cdk_bedrock_flows import Flow, FlowModel, FlowPrompt, OutputNode, PromptNode

stack = Stack(App(), "Topics")
flow = Flow(stack, "Summary")
summary = PromptNode(
    flow,
    "Summarise",
    model=FlowModel.from_model_id("amazon.nova-lite-v1:0"),
    prompt=FlowPrompt.inline("Summarise in three sentences: {{topic}}"),
    inputs={"topic": flow.input},
)
OutputNode(flow, "Answer", document=summary.model_completion)
