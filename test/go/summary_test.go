package flows

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	flowtesting "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows/testing"
)

func TestATopicIsSummarised(t *testing.T) {
	simulator := flowtesting.FlowSimulator_FromFlow(NewSummaryStack(awscdk.NewApp(nil), "Topics"), nil)
	simulator.Mock(jsii.String("Summarise"), flowtesting.NodeMock_Returns("They move warmth."))
	run := simulator.Run("heat pumps", nil)
	if topic := (*(*run.Calls(jsii.String("Summarise")))[0].Inputs)["topic"]; topic != "heat pumps" {
		t.Errorf("the prompt got %v", topic)
	}
	if answer := run.Output(jsii.String("Answer")); answer != "They move warmth." {
		t.Errorf("the answer is %v", answer)
	}
}
