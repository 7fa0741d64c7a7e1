using Amazon.CDK;
using CfnGuardrail = Amazon.CDK.AWS.Bedrock.CfnGuardrail;
using CfnGuardrailProps = Amazon.CDK.AWS.Bedrock.CfnGuardrailProps;
using CdkBedrockFlows;
using Constructs;

namespace Flows;

/// <summary>examples/tone-router in C#: branches, a knowledge base and a guardrail.</summary>
public class ToneRouterStack : Stack
{
    public ToneRouterStack(Construct scope, string id) : base(scope, id)
    {
        const string sorry = "Sorry, we cannot answer this message.";
        var guardrail = new CfnGuardrail(this, "Manners", new CfnGuardrailProps
        {
            Name = "support-manners",
            BlockedInputMessaging = sorry,
            BlockedOutputsMessaging = sorry,
            ContentPolicyConfig = new CfnGuardrail.ContentPolicyConfigProperty
            {
                FiltersConfig = new object[]
                {
                    Filter("INSULTS", "NONE", "HIGH"), Filter("PROMPT_ATTACK", "HIGH", "NONE"),
                },
            },
        });
        var flow = new Flow(this, "Support", new FlowProps
        {
            Description = "Answers a message according to its tone",
            Guardrail = FlowGuardrail.FromPublished(guardrail),
        });
        var message = flow.Input;
        var inputs = new Dictionary<string, FlowValue> { ["message"] = message };
        var model = FlowModel.InferenceProfile("us.amazon.nova-lite-v1:0");

        var tone = new Classifier(flow, "Tone", new ClassifierProps
        {
            Text = message,
            Model = model,
            Labels = new[] { "angry", "question", "other" },
            Fallback = "other",
            Question = "What is this message?",
        });

        var calm = new PromptNode(flow, "Calm", new PromptNodeProps
        {
            RunWhen = tone.Label("angry"),
            Model = FlowModel.InferenceProfile("us.amazon.nova-pro-v1:0"),
            Prompt = FlowPrompt.Inline(
                "Write a calm reply that takes the complaint seriously and offers a call back: {{message}}"),
            Inputs = inputs,
        });
        new OutputNode(flow, "CalmReply", new OutputNodeProps { Document = calm.ModelCompletion });

        var lookUp = new KnowledgeBaseGenerateNode(flow, "LookUp", new KnowledgeBaseGenerateNodeProps
        {
            RunWhen = tone.Label("question"),
            KnowledgeBaseId = "KB12345678",
            Model = model,
            RetrievalQuery = message,
        });
        new OutputNode(flow, "FoundAnswer", new OutputNodeProps { Document = lookUp.OutputText });

        var thank = new PromptNode(flow, "Thank", new PromptNodeProps
        {
            RunWhen = tone.Label("other"),
            Model = model,
            Prompt = FlowPrompt.Inline("Write a short and friendly reply: {{message}}"),
            Inputs = inputs,
        });
        new OutputNode(flow, "FriendlyReply", new OutputNodeProps { Document = thank.ModelCompletion });
    }

    private static CfnGuardrail.ContentFilterConfigProperty Filter(string type, string input, string output) =>
        new() { Type = type, InputStrength = input, OutputStrength = output };
}
