package flows

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsbedrock"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	flows "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows"
)

// NewToneRouterStack is examples/tone-router in Go: branches, a knowledge base and a guardrail.
func NewToneRouterStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	sorry := jsii.String("Sorry, we cannot answer this message.")
	guardrail := awsbedrock.NewCfnGuardrail(stack, jsii.String("Manners"), &awsbedrock.CfnGuardrailProps{
		Name:                    jsii.String("support-manners"),
		BlockedInputMessaging:   sorry,
		BlockedOutputsMessaging: sorry,
		ContentPolicyConfig: &awsbedrock.CfnGuardrail_ContentPolicyConfigProperty{
			FiltersConfig: &[]any{filter("INSULTS", "NONE", "HIGH"), filter("PROMPT_ATTACK", "HIGH", "NONE")},
		},
	})
	flow := flows.NewFlow(stack, jsii.String("Support"), &flows.FlowProps{
		Description: jsii.String("Answers a message according to its tone"),
		Guardrail:   flows.FlowGuardrail_FromPublished(guardrail),
	})
	message := flow.Input()
	inputs := &map[string]flows.FlowValue{"message": message}
	model := flows.FlowModel_InferenceProfile(jsii.String("us.amazon.nova-lite-v1:0"), nil)

	tone := flows.NewClassifier(flow, jsii.String("Tone"), &flows.ClassifierProps{
		Text:     message,
		Model:    model,
		Labels:   jsii.Strings("angry", "question", "other"),
		Fallback: jsii.String("other"),
		Question: jsii.String("What is this message?"),
	})

	calm := flows.NewPromptNode(flow, jsii.String("Calm"), &flows.PromptNodeProps{
		RunWhen: tone.Label(jsii.String("angry")),
		Model:   flows.FlowModel_InferenceProfile(jsii.String("us.amazon.nova-pro-v1:0"), nil),
		Prompt: flows.FlowPrompt_Inline(jsii.String(
			"Write a calm reply that takes the complaint seriously and offers a call back: {{message}}"), nil),
		Inputs: inputs,
	})
	answer(flow, "CalmReply", calm.ModelCompletion())

	lookUp := flows.NewKnowledgeBaseGenerateNode(flow, jsii.String("LookUp"), &flows.KnowledgeBaseGenerateNodeProps{
		RunWhen:         tone.Label(jsii.String("question")),
		KnowledgeBaseId: jsii.String("KB12345678"),
		Model:           model,
		RetrievalQuery:  message,
	})
	answer(flow, "FoundAnswer", lookUp.OutputText())

	thank := flows.NewPromptNode(flow, jsii.String("Thank"), &flows.PromptNodeProps{
		RunWhen: tone.Label(jsii.String("other")),
		Model:   model,
		Prompt:  flows.FlowPrompt_Inline(jsii.String("Write a short and friendly reply: {{message}}"), nil),
		Inputs:  inputs,
	})
	answer(flow, "FriendlyReply", thank.ModelCompletion())
	return stack
}

func filter(kind, input, output string) *awsbedrock.CfnGuardrail_ContentFilterConfigProperty {
	return &awsbedrock.CfnGuardrail_ContentFilterConfigProperty{
		Type:           jsii.String(kind),
		InputStrength:  jsii.String(input),
		OutputStrength: jsii.String(output),
	}
}
