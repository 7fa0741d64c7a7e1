// Package flows has stacks of examples and pages, as users of Go write them.
package flows

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	flows "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows"
)

// NewQuestionsStack has an iterator and a collector around a knowledge base.
func NewQuestionsStack(scope constructs.Construct, id string) flows.Flow {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	flow := flows.NewFlow(stack, jsii.String("Questions"), &flows.FlowProps{InputType: flows.FlowDataType_OBJECT})
	each := flows.NewIteratorNode(flow, jsii.String("EachQuestion"), &flows.IteratorNodeProps{
		Array: flow.Input().ArrayAt(jsii.String("questions")),
	})
	found := flows.NewKnowledgeBaseGenerateNode(flow, jsii.String("LookUp"), &flows.KnowledgeBaseGenerateNodeProps{
		KnowledgeBaseId: jsii.String("KB12345678"),
		Model:           flows.FlowModel_FromModelId(jsii.String("us.amazon.nova-lite-v1:0")),
		RetrievalQuery:  each.ArrayItem(),
	})
	all := flows.NewCollectorNode(flow, jsii.String("AllAnswers"), &flows.CollectorNodeProps{
		ArrayItem: found.OutputText(),
	})
	answer(flow, "Answers", all.CollectedArray())
	return flow
}

// NewWriterStack has a loop whose names are the ones of the user.
func NewWriterStack(scope constructs.Construct, id string) flows.Flow {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	flow := flows.NewFlow(stack, jsii.String("Writer"), nil)
	model := flows.FlowModel_FromModelId(jsii.String("us.amazon.nova-pro-v1:0"))
	refine := flows.NewLoopNode(flow, jsii.String("Refine"), &flows.LoopNodeProps{
		Inputs:        &map[string]flows.FlowValue{"loopInput": flow.Input()},
		MaxIterations: jsii.Number(4),
	})
	inputs := &map[string]flows.FlowValue{"text": refine.Value(jsii.String("loopInput"))}
	verdict := flows.NewPromptNode(refine, jsii.String("Judge"), &flows.PromptNodeProps{
		Model:  model,
		Prompt: flows.FlowPrompt_Inline(jsii.String("Answer good or revise: {{text}}"), nil),
		Inputs: inputs,
	})
	better := flows.NewPromptNode(refine, jsii.String("Improve"), &flows.PromptNodeProps{
		Model: model,
		Prompt: flows.FlowPrompt_Inline(jsii.String("Improve: {{text}}"), &flows.TextPromptOptions{
			Inference: &flows.FlowInference{MaxTokens: jsii.Number(400)},
		}),
		Inputs: inputs,
	})
	refine.ContinueWhile(jsii.String("needsWork"), jsii.String(`verdict == "revise"`), &flows.LoopContinueOptions{
		Inputs:     &map[string]flows.FlowValue{"verdict": verdict.ModelCompletion()},
		NextInputs: &map[string]flows.FlowValue{"loopInput": better.ModelCompletion()},
		Outputs:    &map[string]flows.FlowValue{"loopOutput": better.ModelCompletion()},
	})
	answer(flow, "Answer", refine.Output(jsii.String("loopOutput")))
	return flow
}

func answer(flow flows.Flow, id string, document flows.FlowValue) {
	flows.NewOutputNode(flow, jsii.String(id), &flows.OutputNodeProps{Document: document})
}
