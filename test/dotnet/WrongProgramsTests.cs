using Amazon.CDK;
using CdkBedrockFlows;
using Xunit;

namespace Flows;

/// <summary>The message of a wrong program has the line of TypeScript in it, whole.</summary>
public class WrongProgramsTests
{
    private readonly App app = new();
    private readonly Flow flow;

    public WrongProgramsTests() =>
        flow = new Flow(new Stack(app, "S"), "Triage", new FlowProps { InputType = FlowDataType.OBJECT });

    private static void Says(string name, Action program)
    {
        var message = Assert.ThrowsAny<Exception>(program).Message;
        var expected = TypeScript.Message(name);
        Assert.Contains(message.Split('\n'), line => line.Trim().EndsWith(expected));
    }

    private PromptNode Ask(string id, string text, string variable, FlowValue value, FlowBranch? branch = null) =>
        new(flow, id, new PromptNodeProps
        {
            Model = FlowModel.FromModelId("amazon.nova-lite-v1:0"),
            Prompt = FlowPrompt.Inline(text),
            Inputs = new Dictionary<string, FlowValue> { [variable] = value },
            RunWhen = branch,
        });

    private OutputNode Answer(string id, FlowValue document, FlowBranch? branch = null) =>
        new(flow, id, new OutputNodeProps { Document = document, RunWhen = branch });

    private ConditionNode Route(string name, FlowValue value) => new(flow, "Route", new ConditionNodeProps
    {
        Inputs = new Dictionary<string, FlowValue> { [name] = value },
    });

    [Fact]
    public void MisspeltVariable() => Says("a misspelt variable",
        () => Ask("Reply", "Answer {{topic}}", "topc", flow.Input.StringAt("topic")));

    [Fact]
    public void PartOfAText() => Says("a part of a text",
        () => Ask("Reply", "Answer {{topic}}", "topic", flow.Input.StringAt("topic").StringAt("title")));

    [Fact]
    public void ConditionOnAnUnknownInput() => Says("a condition on an unknown input",
        () => Route("category", flow.Input.StringAt("category")).When("isRefund", "categori == \"refund\""));

    [Fact]
    public void ValueOfAnotherFlow() => Says("a value of another flow",
        () => Answer("Out", new Flow(Stack.Of(flow), "Other").Input));

    [Fact]
    public void NoAnswer() => Says("no answer", () => app.Synth());

    [Fact]
    public void BranchesThatJoin()
    {
        var text = flow.Input.StringAt("text");
        var route = Route("text", text);
        Answer("Refund", text, route.When("isRefund", "text == \"refund\""));
        var other = Ask("Other", "Answer {{text}}", "text", text, route.Otherwise());
        Says("branches that join",
            () => Answer("Out", other.ModelCompletion, route.When("isOther", "text == \"other\"")));
    }

    [Fact]
    public void TwoIterators()
    {
        new IteratorNode(flow, "Each", new IteratorNodeProps { Array = flow.Input.ArrayAt("list") });
        Says("two iterators",
            () => new IteratorNode(flow, "EachAgain", new IteratorNodeProps { Array = flow.Input.ArrayAt("list") }));
    }

    [Fact]
    public void ValueOutOfALoop()
    {
        var loop = new LoopNode(flow, "Refine", new LoopNodeProps
        {
            Inputs = new Dictionary<string, FlowValue> { ["draft"] = flow.Input.StringAt("text") },
        });
        Says("a value out of a loop", () => Answer("Out", loop.Value("draft")));
    }

    [Fact]
    public void ModelThatIsNone() => Says("a model that is none", () => FlowModel.FromModelId("gpt 4"));

    [Fact]
    public void ImportWithoutAFlow() => Says("an import without a flow",
        () => FlowDefinition.FromJson(new Dictionary<string, object>
        {
            ["Resources"] = new Dictionary<string, object>
            {
                ["Bucket"] = new Dictionary<string, object> { ["Type"] = "AWS::S3::Bucket" },
            },
        }));
}
