// Prints the events of a flow, a line each, with the AWS SDK for Go: main <endpoint> <flow>.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime/document"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime/types"
	"github.com/aws/smithy-go"
	smithydocument "github.com/aws/smithy-go/document"
)

// numbers of documents are texts for encoding/json
func plain(value any) any {
	switch one := value.(type) {
	case smithydocument.Number:
		return json.Number(one)
	case []any:
		for index := range one {
			one[index] = plain(one[index])
		}
	case map[string]any:
		for key := range one {
			one[key] = plain(one[key])
		}
	}
	return value
}

func text(content document.Interface) string {
	var value any
	if err := content.UnmarshalSmithyDocument(&value); err != nil {
		return err.Error()
	}
	value = plain(value)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err.Error()
	}
	return string(bytes.TrimSpace(out.Bytes()))
}

func trace(event types.FlowTrace) string {
	switch one := event.(type) {
	case *types.FlowTraceMemberNodeInputTrace:
		return "nodeInputTrace " + aws.ToString(one.Value.NodeName)
	case *types.FlowTraceMemberNodeOutputTrace:
		return "nodeOutputTrace " + aws.ToString(one.Value.NodeName)
	case *types.FlowTraceMemberNodeActionTrace:
		return "nodeActionTrace " + aws.ToString(one.Value.NodeName)
	case *types.FlowTraceMemberConditionNodeResultTrace:
		return "conditionNodeResultTrace " + aws.ToString(one.Value.NodeName)
	default:
		return fmt.Sprintf("%T", event)
	}
}

// one call; what the user is asked gives the input of the next
func call(
	client *bedrockagentruntime.Client, flow string, given types.FlowInput, execution *string,
) (*types.FlowInput, *string, error) {
	response, err := client.InvokeFlow(context.Background(), &bedrockagentruntime.InvokeFlowInput{
		FlowIdentifier: aws.String(flow), FlowAliasIdentifier: aws.String("TSTALIASID"), EnableTrace: aws.Bool(true),
		ExecutionId: execution, Inputs: []types.FlowInput{given},
	})
	if err != nil {
		return nil, nil, err
	}
	var next *types.FlowInput
	stream := response.GetStream()
	defer stream.Close()
	for event := range stream.Events() {
		switch one := event.(type) {
		case *types.FlowResponseStreamMemberFlowTraceEvent:
			fmt.Println("trace", trace(one.Value.Trace))
		case *types.FlowResponseStreamMemberFlowOutputEvent:
			content := one.Value.Content.(*types.FlowOutputContentMemberDocument)
			fmt.Println("output", aws.ToString(one.Value.NodeName), one.Value.NodeType, text(content.Value))
		case *types.FlowResponseStreamMemberFlowMultiTurnInputRequestEvent:
			content := one.Value.Content.(*types.FlowMultiTurnInputContentMemberDocument)
			fmt.Println("question", aws.ToString(one.Value.NodeName), text(content.Value))
			next = &types.FlowInput{
				NodeName: one.Value.NodeName, NodeInputName: aws.String("agentInputText"),
				Content: &types.FlowInputContentMemberDocument{Value: document.NewLazyDocument("number 17")},
			}
		case *types.FlowResponseStreamMemberFlowCompletionEvent:
			fmt.Println("completion", one.Value.CompletionReason)
		}
	}
	return next, response.ExecutionId, stream.Err()
}

func main() {
	client := bedrockagentruntime.New(bedrockagentruntime.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(os.Args[1]), RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "any", SecretAccessKey: "any"}, nil
		}),
	})
	next := &types.FlowInput{
		NodeName: aws.String("In"), NodeOutputName: aws.String("document"),
		Content: &types.FlowInputContentMemberDocument{Value: document.NewLazyDocument("hello")},
	}
	var execution *string
	for next != nil {
		var err error
		next, execution, err = call(client, os.Args[2], *next, execution)
		var fault smithy.APIError
		if errors.As(err, &fault) {
			fmt.Println("error", fault.ErrorCode(), fault.ErrorMessage())
			return
		} else if err != nil {
			fmt.Println("error", err)
			return
		}
	}
}
