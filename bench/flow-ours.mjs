/** The benchmark's flow of 10 nodes, written with the library. */

/**
 * @param require how to load the library
 * @returns a function that adds the flow to a stack
 */
export function ours(require) {
  const {
    ConditionNode, Flow, FlowDataType, FlowModel, FlowPrompt, KnowledgeBaseRetrieveNode, LambdaNode, OutputNode,
    PromptNode,
  } = require('cdk-bedrock-flows');

  return (stack, id) => {
    const flow = new Flow(stack, id, {
      flowName: id, description: 'Answers a customer', inputType: FlowDataType.OBJECT,
    });
    const message = flow.input.stringAt('message');
    const classify = new PromptNode(flow, 'Classify', {
      model: FlowModel.fromModelId('amazon.nova-micro-v1:0'),
      prompt: FlowPrompt.inline('Answer with one word, question, refund or other: {{message}}', {
        inference: { temperature: 0, maxTokens: 10 },
      }),
      inputs: { message },
    });
    const route = new ConditionNode(flow, 'Route', { inputs: { category: classify.modelCompletion } });

    const isQuestion = route.when('isQuestion', 'category == "question"');
    const search = new KnowledgeBaseRetrieveNode(flow, 'Search', {
      knowledgeBaseId: 'KB12345678', numberOfResults: 5, retrievalQuery: message, runWhen: isQuestion,
    });
    const reply = new PromptNode(flow, 'Reply', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Answer {{message}} from these passages: {{passages}}'),
      inputs: { message, passages: search.retrievalResults },
    });
    new OutputNode(flow, 'Answer', { document: reply.modelCompletion });

    const refund = new LambdaNode(flow, 'Refund', {
      lambdaArn: 'arn:aws:lambda:eu-central-1:123456789012:function:refund',
      inputs: { message, order: flow.input.objectAt('order') },
      runWhen: route.when('isRefund', 'category == "refund"'),
    });
    new OutputNode(flow, 'RefundAnswer', { document: refund.functionResponse });

    const other = new PromptNode(flow, 'OtherReply', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Say in two sentences that we can not help with: {{message}}'),
      inputs: { message },
      runWhen: route.otherwise(),
    });
    new OutputNode(flow, 'OtherAnswer', { document: other.modelCompletion });
    return flow;
  };
}
