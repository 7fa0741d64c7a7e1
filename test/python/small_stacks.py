"""Small stacks of test/languages/stacks.ts in Python."""
from aws_cdk import Stack
from cdk_bedrock_flows import (
    CollectorNode,
    Flow,
    FlowDataType,
    FlowInference,
    FlowModel,
    FlowPrompt,
    IteratorNode,
    KnowledgeBaseGenerateNode,
    LoopNode,
    OutputNode,
    PromptNode,
)
from constructs import Construct


class SummaryStack(Stack):
    """The flow at the top of the README."""

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


class QuestionsStack(Stack):
    """An iterator and a collector around a knowledge base."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        self.flow = Flow(self, "Questions", input_type=FlowDataType.OBJECT)
        each = IteratorNode(self.flow, "EachQuestion", array=self.flow.input.array_at("questions"))
        answer = KnowledgeBaseGenerateNode(
            self.flow,
            "LookUp",
            knowledge_base_id="KB12345678",
            model=FlowModel.from_model_id("us.amazon.nova-lite-v1:0"),
            retrieval_query=each.array_item,
        )
        everything = CollectorNode(self.flow, "AllAnswers", array_item=answer.output_text)
        OutputNode(self.flow, "Answers", document=everything.collected_array)


class WriterStack(Stack):
    """A loop whose names are the ones of the user."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        self.flow = Flow(self, "Writer")
        model = FlowModel.from_model_id("us.amazon.nova-pro-v1:0")
        refine = LoopNode(self.flow, "Refine", inputs={"loopInput": self.flow.input}, max_iterations=4)
        text = refine.value("loopInput")
        verdict = PromptNode(
            refine,
            "Judge",
            model=model,
            prompt=FlowPrompt.inline("Answer good or revise: {{text}}"),
            inputs={"text": text},
        )
        better = PromptNode(
            refine,
            "Improve",
            model=model,
            prompt=FlowPrompt.inline("Improve: {{text}}", inference=FlowInference(max_tokens=400)),
            inputs={"text": text},
        )
        refine.continue_while(
            "needsWork",
            'verdict == "revise"',
            inputs={"verdict": verdict.model_completion},
            next_inputs={"loopInput": better.model_completion},
            outputs={"loopOutput": better.model_completion},
        )
        OutputNode(self.flow, "Answer", document=refine.output("loopOutput"))
