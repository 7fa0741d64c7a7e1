package flows

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	flows "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows"
)

func ask(flow flows.Flow, prompt, variable string, value flows.FlowValue) {
	flows.NewPromptNode(flow, jsii.String("Reply"), &flows.PromptNodeProps{
		Model:  flows.FlowModel_FromModelId(jsii.String("amazon.nova-lite-v1:0")),
		Prompt: flows.FlowPrompt_Inline(jsii.String(prompt), nil),
		Inputs: &map[string]flows.FlowValue{variable: value},
	})
}

var wrong = map[string]func(app awscdk.App, flow flows.Flow){
	"a misspelt variable": func(_ awscdk.App, flow flows.Flow) {
		ask(flow, "Answer {{topic}}", "topc", flow.Input().StringAt(jsii.String("topic")))
	},
	"a part of a text": func(_ awscdk.App, flow flows.Flow) {
		topic := flow.Input().StringAt(jsii.String("topic"))
		ask(flow, "Answer {{topic}}", "topic", topic.StringAt(jsii.String("title")))
	},
	"a condition on an unknown input": func(_ awscdk.App, flow flows.Flow) {
		route := flows.NewConditionNode(flow, jsii.String("Route"), &flows.ConditionNodeProps{
			Inputs: &map[string]flows.FlowValue{"category": flow.Input().StringAt(jsii.String("category"))},
		})
		route.When(jsii.String("isRefund"), jsii.String(`categori == "refund"`))
	},
	"a value of another flow": func(_ awscdk.App, flow flows.Flow) {
		other := flows.NewFlow(awscdk.Stack_Of(flow), jsii.String("Other"), nil)
		answer(flow, "Out", other.Input())
	},
	"no answer": func(app awscdk.App, _ flows.Flow) { app.Synth(nil) },
	"branches that join": func(_ awscdk.App, flow flows.Flow) {
		text := flow.Input().StringAt(jsii.String("text"))
		inputs := &map[string]flows.FlowValue{"text": text}
		route := flows.NewConditionNode(flow, jsii.String("Route"), &flows.ConditionNodeProps{Inputs: inputs})
		flows.NewOutputNode(flow, jsii.String("Refund"), &flows.OutputNodeProps{
			Document: text, RunWhen: route.When(jsii.String("isRefund"), jsii.String(`text == "refund"`)),
		})
		other := flows.NewPromptNode(flow, jsii.String("Other"), &flows.PromptNodeProps{
			Model:   flows.FlowModel_FromModelId(jsii.String("amazon.nova-lite-v1:0")),
			Prompt:  flows.FlowPrompt_Inline(jsii.String("Answer {{text}}"), nil),
			Inputs:  inputs,
			RunWhen: route.Otherwise(),
		})
		flows.NewOutputNode(flow, jsii.String("Out"), &flows.OutputNodeProps{
			Document: other.ModelCompletion(),
			RunWhen:  route.When(jsii.String("isOther"), jsii.String(`text == "other"`)),
		})
	},
	"two iterators": func(_ awscdk.App, flow flows.Flow) {
		for _, id := range []string{"Each", "EachAgain"} {
			flows.NewIteratorNode(flow, jsii.String(id), &flows.IteratorNodeProps{
				Array: flow.Input().ArrayAt(jsii.String("list")),
			})
		}
	},
	"a value out of a loop": func(_ awscdk.App, flow flows.Flow) {
		loop := flows.NewLoopNode(flow, jsii.String("Refine"), &flows.LoopNodeProps{
			Inputs: &map[string]flows.FlowValue{"draft": flow.Input().StringAt(jsii.String("text"))},
		})
		answer(flow, "Out", loop.Value(jsii.String("draft")))
	},
	"a model that is none": func(awscdk.App, flows.Flow) { flows.FlowModel_FromModelId(jsii.String("gpt 4")) },
	"an import without a flow": func(awscdk.App, flows.Flow) {
		flows.FlowDefinition_FromJson(&map[string]any{
			"Resources": map[string]any{"Bucket": map[string]any{"Type": "AWS::S3::Bucket"}},
		}, nil)
	},
}

// said is what a program panics with; nothing where it does not.
func said(program func()) (message string) {
	defer func() {
		if fault := recover(); fault != nil {
			message = fmt.Sprint(fault)
		}
	}()
	program()
	return ""
}

func hasLine(message, line string) bool {
	for _, one := range strings.Split(message, "\n") {
		if strings.HasSuffix(strings.TrimSpace(one), line) {
			return true
		}
	}
	return false
}

func TestWrongProgramsSayWhatTheySayInTypeScript(t *testing.T) {
	for name, program := range wrong {
		t.Run(name, func(t *testing.T) {
			app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(t.TempDir())})
			flow := flows.NewFlow(awscdk.NewStack(app, jsii.String("S"), nil), jsii.String("Triage"),
				&flows.FlowProps{InputType: flows.FlowDataType_OBJECT})
			want := text(t, expected, "messages", name+".txt")
			if got := said(func() { program(app, flow) }); !hasLine(got, want) {
				t.Errorf("got\n%s\nin TypeScript\n%s", got, want)
			}
		})
	}
}
