using Amazon.CDK;
using CdkBedrockFlows;
using Constructs;

namespace Flows;

/// <summary>An iterator and a collector around a knowledge base.</summary>
public class QuestionsStack : Stack
{
    public Flow Flow { get; }

    public QuestionsStack(Construct scope, string id) : base(scope, id)
    {
        Flow = new Flow(this, "Questions", new FlowProps { InputType = FlowDataType.OBJECT });
        var each = new IteratorNode(Flow, "EachQuestion", new IteratorNodeProps
        {
            Array = Flow.Input.ArrayAt("questions"),
        });
        var answer = new KnowledgeBaseGenerateNode(Flow, "LookUp", new KnowledgeBaseGenerateNodeProps
        {
            KnowledgeBaseId = "KB12345678",
            Model = FlowModel.FromModelId("us.amazon.nova-lite-v1:0"),
            RetrievalQuery = each.ArrayItem,
        });
        var all = new CollectorNode(Flow, "AllAnswers", new CollectorNodeProps { ArrayItem = answer.OutputText });
        new OutputNode(Flow, "Answers", new OutputNodeProps { Document = all.CollectedArray });
    }
}

/// <summary>A loop whose names are the ones of the user.</summary>
public class WriterStack : Stack
{
    public Flow Flow { get; }

    public WriterStack(Construct scope, string id) : base(scope, id)
    {
        Flow = new Flow(this, "Writer");
        var model = FlowModel.FromModelId("us.amazon.nova-pro-v1:0");
        var refine = new LoopNode(Flow, "Refine", new LoopNodeProps
        {
            Inputs = new Dictionary<string, FlowValue> { ["loopInput"] = Flow.Input },
            MaxIterations = 4,
        });
        var inputs = new Dictionary<string, FlowValue> { ["text"] = refine.Value("loopInput") };
        var verdict = new PromptNode(refine, "Judge", new PromptNodeProps
        {
            Model = model,
            Prompt = FlowPrompt.Inline("Answer good or revise: {{text}}"),
            Inputs = inputs,
        });
        var better = new PromptNode(refine, "Improve", new PromptNodeProps
        {
            Model = model,
            Prompt = FlowPrompt.Inline("Improve: {{text}}", new TextPromptOptions
            {
                Inference = new FlowInference { MaxTokens = 400 },
            }),
            Inputs = inputs,
        });
        refine.ContinueWhile("needsWork", "verdict == \"revise\"", new LoopContinueOptions
        {
            Inputs = new Dictionary<string, FlowValue> { ["verdict"] = verdict.ModelCompletion },
            NextInputs = new Dictionary<string, FlowValue> { ["loopInput"] = better.ModelCompletion },
            Outputs = new Dictionary<string, FlowValue> { ["loopOutput"] = better.ModelCompletion },
        });
        new OutputNode(Flow, "Answer", new OutputNodeProps { Document = refine.Output("loopOutput") });
    }
}
