using Amazon.CDK;
using CdkBedrockFlows.Testing;
using Xunit;

namespace Flows;

public class SummaryTests
{
    [Fact]
    public void ATopicIsSummarised()
    {
        var simulator = FlowSimulator.FromFlow(new SummaryStack(new App(), "Topics").Flow);
        simulator.Mock("Summarise", NodeMock.Returns("They move warmth."));
        var run = simulator.Run("heat pumps");
        Assert.Equal("heat pumps", run.Calls("Summarise")[0].Inputs["topic"]);
        Assert.Equal("They move warmth.", run.Output("Answer"));
    }
}
