"""The example tone-router: a condition, a guardrail, a knowledge base, inference profiles."""
from aws_cdk import Stack
from aws_cdk import aws_bedrock as bedrock
from cdk_bedrock_flows import (
    Classifier,
    Flow,
    FlowGuardrail,
    FlowModel,
    FlowPrompt,
    KnowledgeBaseGenerateNode,
    OutputNode,
    PromptNode,
)
from constructs import Construct


class ToneRouterStack(Stack):
    def __init__(
        self, scope: Construct, construct_id: str, *, knowledge_base_id: str = "KB12345678", **kwargs
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)

        guardrail = bedrock.CfnGuardrail(
            self,
            "Manners",
            name="support-manners",
            blocked_input_messaging="Sorry, we cannot answer this message.",
            blocked_outputs_messaging="Sorry, we cannot answer this message.",
            content_policy_config=bedrock.CfnGuardrail.ContentPolicyConfigProperty(
                filters_config=[
                    bedrock.CfnGuardrail.ContentFilterConfigProperty(
                        type="INSULTS", input_strength="NONE", output_strength="HIGH"
                    ),
                    bedrock.CfnGuardrail.ContentFilterConfigProperty(
                        type="PROMPT_ATTACK", input_strength="HIGH", output_strength="NONE"
                    ),
                ],
            ),
        )
        flow = Flow(
            self,
            "Support",
            description="Answers a message according to its tone",
            guardrail=FlowGuardrail.from_published(guardrail),
        )
        message = flow.input
        model = FlowModel.inference_profile("us.amazon.nova-lite-v1:0")

        tone = Classifier(
            flow,
            "Tone",
            text=message,
            model=model,
            labels=["angry", "question", "other"],
            fallback="other",
            question="What is this message?",
        )

        calm = PromptNode(
            flow,
            "Calm",
            run_when=tone.label("angry"),
            model=FlowModel.inference_profile("us.amazon.nova-pro-v1:0"),
            prompt=FlowPrompt.inline(
                "Write a calm reply that takes the complaint seriously and offers a call back: {{message}}"
            ),
            inputs={"message": message},
        )
        OutputNode(flow, "CalmReply", document=calm.model_completion)

        look_up = KnowledgeBaseGenerateNode(
            flow,
            "LookUp",
            run_when=tone.label("question"),
            knowledge_base_id=knowledge_base_id,
            model=model,
            retrieval_query=message,
        )
        OutputNode(flow, "FoundAnswer", document=look_up.output_text)

        thank = PromptNode(
            flow,
            "Thank",
            run_when=tone.label("other"),
            model=model,
            prompt=FlowPrompt.inline("Write a short and friendly reply: {{message}}"),
            inputs={"message": message},
        )
        OutputNode(flow, "FriendlyReply", document=thank.model_completion)
