package flows

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	flows "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows"
)

func NewSummaryStack(scope constructs.Construct, id string) flows.Flow {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	flow := flows.NewFlow(stack, jsii.String("Summary"), nil)
	summary := flows.NewPromptNode(flow, jsii.String("Summarise"), &flows.PromptNodeProps{
		Model:  flows.FlowModel_FromModelId(jsii.String("amazon.nova-lite-v1:0")),
		Prompt: flows.FlowPrompt_Inline(jsii.String("Summarise in three sentences: {{topic}}"), nil),
		Inputs: &map[string]flows.FlowValue{"topic": flow.Input()},
	})
	flows.NewOutputNode(flow, jsii.String("Answer"), &flows.OutputNodeProps{Document: summary.ModelCompletion()})
	return flow
}
