package flows

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	flowtesting "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows/testing"
)

func topics() flowtesting.FlowSimulator {
	return flowtesting.FlowSimulator_FromFlow(NewSummaryStack(awscdk.NewApp(nil), "Topics"), nil)
}

func router() flowtesting.FlowSimulator {
	simulator := flowtesting.FlowSimulator_FromFlow(NewToneRouterStack(awscdk.NewApp(nil), "ToneRouter"), nil)
	simulator.MockType(jsii.String("Prompt"), flowtesting.NodeMock_Returns("a reply"))
	return simulator
}

func same(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestEachToneHasItsBranch(t *testing.T) {
	for _, row := range []struct{ tone, branch, output string }{
		{"angry", "Tone_Route.isAngry", "CalmReply"},
		{"question", "Tone_Route.isQuestion", "FoundAnswer"},
		{"other", "Tone_Route.default", "FriendlyReply"},
	} {
		t.Run(row.tone, func(t *testing.T) {
			simulator := router()
			simulator.Mock(jsii.String("Tone_Classify"), flowtesting.NodeMock_Returns(row.tone))
			simulator.Mock(jsii.String("LookUp"), flowtesting.NodeMock_Returns("a reply"))
			run := simulator.Run("hello", nil)
			same(t, *(*run.BranchesTaken())[0], row.branch)
			same(t, *run.CompletionReason(), "SUCCESS")
			same(t, *(*run.Outputs())[0].NodeName, row.output)
			same(t, run.Output(nil), "a reply")
		})
	}
}

func TestAFailure(t *testing.T) {
	simulator := router()
	slow := flowtesting.NodeMock_ThrowsError(jsii.String("throttlingException"), jsii.String("slow down"))
	simulator.Mock(jsii.String("Tone_Classify"), slow)
	run := simulator.Run("hello", nil)
	same(t, *run.ErrorCode(), "throttlingException")
	same(t, *run.ErrorMessage(), "slow down")
	same(t, *run.FailedNode(), "Tone_Classify")
}

func TestItemsAreWorkedOnOneAfterTheOther(t *testing.T) {
	simulator := flowtesting.FlowSimulator_FromFlow(NewQuestionsStack(awscdk.NewApp(nil), "Questions"), nil)
	simulator.Mock(jsii.String("LookUp"), flowtesting.NodeMock_Sequence(&[]any{"one", "two"}, nil))
	run := simulator.Run(map[string]any{"questions": []string{"a", "b"}}, nil)
	same(t, run.Output(jsii.String("Answers")), []any{"one", "two"})
}

func TestALoopEndsWhenTheVerdictIsGood(t *testing.T) {
	simulator := flowtesting.FlowSimulator_FromFlow(NewWriterStack(awscdk.NewApp(nil), "Writer"), nil)
	simulator.Mock(jsii.String("Refine_Judge"), flowtesting.NodeMock_Sequence(&[]any{"revise", "good"}, nil))
	simulator.Mock(jsii.String("Refine_Improve"), flowtesting.NodeMock_Sequence(&[]any{"better", "best"},
		&flowtesting.MockSequenceOptions{Repeat: flowtesting.MockRepeat_LAST}))
	run := simulator.Run("a draft", nil)
	same(t, run.Output(jsii.String("Answer")), "best")
	same(t, len(*run.Calls(jsii.String("Refine_Judge"))), 2)
}

func TestAMistakeIsOneLine(t *testing.T) {
	misspelt := said(func() { topics().Mock(jsii.String("Sumarise"), flowtesting.NodeMock_Returns("x")) })
	if !strings.Contains(misspelt, "did you mean 'Summarise'? [UnknownNode]") {
		t.Error(misspelt)
	}
	if missing := said(func() { topics().Run("x", nil) }); !strings.Contains(missing, "[MissingHandler]") {
		t.Error(missing)
	}
}
