"""examples/exported-flow in Python: the file of a flow, with a node added to it."""
from pathlib import Path

from aws_cdk import Stack
from cdk_bedrock_flows import Flow, FlowDefinition, FlowModel, FlowPrompt, OutputNode, PromptNode
from constructs import Construct

EXPORTED = Path(__file__).parents[2] / "examples/exported-flow/support-answers.json"


class ExportedFlowStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        model = FlowModel.foundation_model("amazon.nova-lite-v1:0")
        flow = Flow(
            self,
            "Answers",
            description="Answers questions of customers",
            definition=FlowDefinition.from_file(
                str(EXPORTED), substitutions={"KnowledgeBaseId": "KB12345678", "ModelId": model.model_id}
            ),
        )

        answer = flow.find_node("Prompt_1").output("modelCompletion")
        translate = PromptNode(
            flow,
            "Translate",
            model=model,
            prompt=FlowPrompt.inline("Translate into German, and leave names of products as they are: {{answer}}"),
            inputs={"answer": answer},
        )
        OutputNode(flow, "GermanAnswer", document=translate.model_completion)
