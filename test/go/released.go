package flows

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	flows "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows"
)

// NewCanaryRolloutStack is examples/canary-rollout in Go: an alias, a canary and a smoke test.
func NewCanaryRolloutStack(scope constructs.Construct, id string) flows.Flow {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	flow := flows.NewFlow(stack, jsii.String("Reply"), &flows.FlowProps{InputType: flows.FlowDataType_OBJECT})
	reply := flows.NewPromptNode(flow, jsii.String("Write"), &flows.PromptNodeProps{
		Model: flows.FlowModel_FromModelId(jsii.String("eu.amazon.nova-pro-v1:0")),
		Prompt: flows.FlowPrompt_Inline(jsii.String("Answer {{customer}} in three sentences: {{message}}"),
			&flows.TextPromptOptions{Inference: &flows.FlowInference{MaxTokens: jsii.Number(400)}}),
		Inputs: &map[string]flows.FlowValue{
			"customer": flow.Input().StringAt(jsii.String("customer")),
			"message":  flow.Input().StringAt(jsii.String("message")),
		},
	})
	answer(flow, "Answer", reply.ModelCompletion())

	canary := flows.NewCanaryFlowAlias(stack, jsii.String("Canary"), &flows.CanaryFlowAliasProps{
		Flow:  flow,
		Shift: flows.TrafficShift_Canary(jsii.Number(10), awscdk.Duration_Minutes(jsii.Number(10))),
		SmokeTests: &[]flows.FlowSmokeTest{flows.FlowSmokeTest_Of(
			// the order of a map of Go is another one each time
			map[string]string{"message": "Where is my order?", "customer": "Ada"},
			&flows.FlowSmokeTestOptions{ExpectPattern: jsii.String("Ada")},
		)},
		ErrorAlarm:        &flows.CanaryErrorAlarm{MaxFaultPercent: jsii.Number(5), MinSamples: jsii.Number(10)},
		LatencyAlarm:      &flows.CanaryLatencyAlarm{P90: awscdk.Duration_Seconds(jsii.Number(20))},
		PromotedAliasName: jsii.String("live"),
		FunctionUrl:       jsii.Bool(true),
	})
	flows.NewFlowAlias(stack, jsii.String("Preview"), &flows.FlowAliasProps{
		Flow: flow, AliasName: jsii.String("preview"),
	})

	output := func(id string, value *string) {
		awscdk.NewCfnOutput(stack, jsii.String(id), &awscdk.CfnOutputProps{Value: value})
	}
	output("RouterUrl", canary.FunctionUrl().Url())
	output("RouterFunction", canary.RouterAlias().FunctionArn())
	output("PromotedAliasId", canary.PromotedAlias().FlowAliasId())
	return flow
}

// NewExportedFlowStack is examples/exported-flow in Go: the file of a flow, with a node added to it.
func NewExportedFlowStack(scope constructs.Construct, id string, file string) flows.Flow {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	model := flows.FlowModel_FoundationModel(jsii.String("amazon.nova-lite-v1:0"))
	flow := flows.NewFlow(stack, jsii.String("Answers"), &flows.FlowProps{
		Description: jsii.String("Answers questions of customers"),
		Definition: flows.FlowDefinition_FromFile(jsii.String(file), &flows.FlowDefinitionOptions{
			Substitutions: &map[string]*string{
				"KnowledgeBaseId": jsii.String("KB12345678"),
				"ModelId":         model.ModelId(),
			},
		}),
	})

	prompt := "Translate into German, and leave names of products as they are: {{answer}}"
	translate := flows.NewPromptNode(flow, jsii.String("Translate"), &flows.PromptNodeProps{
		Model:  model,
		Prompt: flows.FlowPrompt_Inline(jsii.String(prompt), nil),
		Inputs: &map[string]flows.FlowValue{
			"answer": flow.FindNode(jsii.String("Prompt_1")).Output(jsii.String("modelCompletion")),
		},
	})
	answer(flow, "GermanAnswer", translate.ModelCompletion())
	return flow
}
