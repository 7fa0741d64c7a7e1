using Amazon.CDK;
using CdkBedrockFlows;
using Constructs;

namespace Flows;

public class SummaryStack : Stack
{
    public Flow Flow { get; }

    public SummaryStack(Construct scope, string id) : base(scope, id)
    {
        Flow = new Flow(this, "Summary");
        var summary = new PromptNode(Flow, "Summarise", new PromptNodeProps
        {
            Model = FlowModel.FromModelId("amazon.nova-lite-v1:0"),
            Prompt = FlowPrompt.Inline("Summarise in three sentences: {{topic}}"),
            Inputs = new Dictionary<string, FlowValue> { ["topic"] = Flow.Input },
        });
        new OutputNode(Flow, "Answer", new OutputNodeProps { Document = summary.ModelCompletion });
    }
}
