using Amazon.CDK;
using CdkBedrockFlows;
using Constructs;

namespace Flows;

/// <summary>examples/canary-rollout in C#: an alias, a canary and a smoke test.</summary>
public class CanaryRolloutStack : Stack
{
    public CanaryRolloutStack(Construct scope, string id) : base(scope, id)
    {
        var flow = new Flow(this, "Reply", new FlowProps { InputType = FlowDataType.OBJECT });
        var reply = new PromptNode(flow, "Write", new PromptNodeProps
        {
            Model = FlowModel.FromModelId("eu.amazon.nova-pro-v1:0"),
            Prompt = FlowPrompt.Inline("Answer {{customer}} in three sentences: {{message}}", new TextPromptOptions
            {
                Inference = new FlowInference { MaxTokens = 400 },
            }),
            Inputs = new Dictionary<string, FlowValue>
            {
                ["customer"] = flow.Input.StringAt("customer"),
                ["message"] = flow.Input.StringAt("message"),
            },
        });
        new OutputNode(flow, "Answer", new OutputNodeProps { Document = reply.ModelCompletion });

        var question = new Dictionary<string, object> { ["message"] = "Where is my order?", ["customer"] = "Ada" };
        var canary = new CanaryFlowAlias(this, "Canary", new CanaryFlowAliasProps
        {
            Flow = flow,
            Shift = TrafficShift.Canary(10, Duration.Minutes(10)),
            SmokeTests = new[] { FlowSmokeTest.Of(question, new FlowSmokeTestOptions { ExpectPattern = "Ada" }) },
            ErrorAlarm = new CanaryErrorAlarm { MaxFaultPercent = 5, MinSamples = 10 },
            LatencyAlarm = new CanaryLatencyAlarm { P90 = Duration.Seconds(20) },
            PromotedAliasName = "live",
            FunctionUrl = true,
        });
        new FlowAlias(this, "Preview", new FlowAliasProps { Flow = flow, AliasName = "preview" });

        new CfnOutput(this, "RouterUrl", new CfnOutputProps { Value = canary.FunctionUrl!.Url });
        new CfnOutput(this, "RouterFunction", new CfnOutputProps { Value = canary.RouterAlias.FunctionArn });
        new CfnOutput(this, "PromotedAliasId", new CfnOutputProps { Value = canary.PromotedAlias.FlowAliasId });
    }
}

/// <summary>examples/exported-flow in C#: the file of a flow, with a node added to it.</summary>
public class ExportedFlowStack : Stack
{
    public ExportedFlowStack(Construct scope, string id, string file) : base(scope, id)
    {
        var model = FlowModel.FoundationModel("amazon.nova-lite-v1:0");
        var flow = new Flow(this, "Answers", new FlowProps
        {
            Description = "Answers questions of customers",
            Definition = FlowDefinition.FromFile(file, new FlowDefinitionOptions
            {
                Substitutions = new Dictionary<string, string>
                {
                    ["KnowledgeBaseId"] = "KB12345678",
                    ["ModelId"] = model.ModelId,
                },
            }),
        });

        var translate = new PromptNode(flow, "Translate", new PromptNodeProps
        {
            Model = model,
            Prompt = FlowPrompt.Inline("Translate into German, and leave names of products as they are: {{answer}}"),
            Inputs = new Dictionary<string, FlowValue>
            {
                ["answer"] = flow.FindNode("Prompt_1").Output("modelCompletion"),
            },
        });
        new OutputNode(flow, "GermanAnswer", new OutputNodeProps { Document = translate.ModelCompletion });
    }
}
