using Amazon.CDK;
using CdkBedrockFlows.Testing;
using Xunit;

namespace Flows;

/// <summary>Flows run in a test, with mocks.</summary>
public class SimulatorTests
{
    private static FlowSimulator Topics() => FlowSimulator.FromFlow(new SummaryStack(new App(), "Topics").Flow);

    private static FlowSimulator Router()
    {
        var simulator = FlowSimulator.FromFlow(new ToneRouterStack(new App(), "ToneRouter"));
        simulator.MockType("Prompt", NodeMock.Returns("a reply"));
        return simulator;
    }

    [Theory]
    [InlineData("angry", "Tone_Route.isAngry", "CalmReply")]
    [InlineData("question", "Tone_Route.isQuestion", "FoundAnswer")]
    [InlineData("other", "Tone_Route.default", "FriendlyReply")]
    public void EachToneHasItsBranch(string tone, string branch, string output)
    {
        var simulator = Router();
        simulator.Mock("Tone_Classify", NodeMock.Returns(tone));
        simulator.Mock("LookUp", NodeMock.Returns("a reply"));
        var run = simulator.Run("hello");
        Assert.Equal(new[] { branch }, run.BranchesTaken);
        Assert.Equal("SUCCESS", run.CompletionReason);
        Assert.Equal(output, run.Outputs[0].NodeName);
        Assert.Equal("a reply", run.Output());
    }

    [Fact]
    public void AFailure()
    {
        var simulator = Router();
        simulator.Mock("Tone_Classify", NodeMock.ThrowsError("throttlingException", "slow down"));
        var run = simulator.Run("hello");
        Assert.Equal("throttlingException", run.ErrorCode);
        Assert.Equal("slow down", run.ErrorMessage);
        Assert.Equal("Tone_Classify", run.FailedNode);
    }

    [Fact]
    public void AMistakeIsOneLine()
    {
        var misspelt = Assert.ThrowsAny<Exception>(() => Topics().Mock("Sumarise", NodeMock.Returns("x")));
        Assert.Contains("did you mean 'Summarise'? [UnknownNode]", misspelt.Message);
        Assert.Contains("[MissingHandler]", Assert.ThrowsAny<Exception>(() => Topics().Run("x")).Message);
    }
}
