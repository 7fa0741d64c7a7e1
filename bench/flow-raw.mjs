/** The same flow, written by hand with what aws-cdk-lib has: CfnFlow, Role and Policy. It gives the same template. */

/**
 * @param require how to load aws-cdk-lib
 * @returns a function that adds the flow to a stack
 */
export function raw(require) {
  const { CfnFlow } = require('aws-cdk-lib/aws-bedrock');
  const { Policy, PolicyStatement, Role, ServicePrincipal } = require('aws-cdk-lib/aws-iam');
  const { Construct } = require('constructs');

  return (stack, id) => {
    const scope = new Construct(stack, id);
    const { partition, region, account } = stack;
    const role = new Role(scope, 'ExecutionRole', {
      description: 'What the Bedrock flow may use',
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock:${region}:${account}:flow/*` },
        },
      }),
    });
    const policy = new Policy(scope, 'ExecutionPolicy', {
      statements: [
        new PolicyStatement({
          actions: ['bedrock:InvokeModel'],
          resources: [
            `arn:${partition}:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`,
            `arn:${partition}:bedrock:${region}::foundation-model/amazon.nova-micro-v1:0`,
          ],
        }),
        new PolicyStatement({
          actions: ['bedrock:Retrieve'],
          resources: [`arn:${partition}:bedrock:${region}:${account}:knowledge-base/KB12345678`],
        }),
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: ['arn:aws:lambda:eu-central-1:123456789012:function:refund'],
        }),
      ],
      roles: [role],
    });
    const flow = new CfnFlow(scope, 'Resource', {
      name: id,
      description: 'Answers a customer',
      executionRoleArn: role.roleArn,
      definition: {
        nodes: [
          { name: 'FlowInputNode', type: 'Input', configuration: { input: {} }, outputs: [
            { name: 'document', type: 'Object' },
          ] },
          {
            name: 'Classify',
            type: 'Prompt',
            configuration: {
              prompt: {
                sourceConfiguration: {
                  inline: {
                    templateType: 'TEXT',
                    templateConfiguration: {
                      text: { text: 'Answer with one word, question, refund or other: {{message}}', inputVariables: [
                        { name: 'message' },
                      ] },
                    },
                    modelId: 'amazon.nova-micro-v1:0',
                    inferenceConfiguration: { text: { temperature: 0, maxTokens: 10 } },
                  },
                },
              },
            },
            inputs: [{ name: 'message', type: 'String', expression: '$.data.message' }],
            outputs: [{ name: 'modelCompletion', type: 'String' }],
          },
          {
            name: 'Route',
            type: 'Condition',
            configuration: {
              condition: {
                conditions: [
                  { name: 'isQuestion', expression: 'category == "question"' },
                  { name: 'isRefund', expression: 'category == "refund"' },
                  { name: 'default' },
                ],
              },
            },
            inputs: [{ name: 'category', type: 'String', expression: '$.data' }],
          },
          {
            name: 'Search',
            type: 'KnowledgeBase',
            configuration: { knowledgeBase: { knowledgeBaseId: 'KB12345678', numberOfResults: 5 } },
            inputs: [{ name: 'retrievalQuery', type: 'String', expression: '$.data.message' }],
            outputs: [{ name: 'retrievalResults', type: 'Array' }],
          },
          {
            name: 'Reply',
            type: 'Prompt',
            configuration: {
              prompt: {
                sourceConfiguration: {
                  inline: {
                    templateType: 'TEXT',
                    templateConfiguration: {
                      text: {
                        text: 'Answer {{message}} from these passages: {{passages}}',
                        inputVariables: [{ name: 'message' }, { name: 'passages' }],
                      },
                    },
                    modelId: 'amazon.nova-lite-v1:0',
                  },
                },
              },
            },
            inputs: [
              { name: 'message', type: 'String', expression: '$.data.message' },
              { name: 'passages', type: 'Array', expression: '$.data' },
            ],
            outputs: [{ name: 'modelCompletion', type: 'String' }],
          },
          {
            name: 'Answer',
            type: 'Output',
            configuration: { output: {} },
            inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
          },
          {
            name: 'Refund',
            type: 'LambdaFunction',
            configuration: {
              lambdaFunction: { lambdaArn: 'arn:aws:lambda:eu-central-1:123456789012:function:refund' },
            },
            inputs: [
              { name: 'message', type: 'String', expression: '$.data.message' },
              { name: 'order', type: 'Object', expression: '$.data.order' },
            ],
            outputs: [{ name: 'functionResponse', type: 'String' }],
          },
          {
            name: 'RefundAnswer',
            type: 'Output',
            configuration: { output: {} },
            inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
          },
          {
            name: 'OtherReply',
            type: 'Prompt',
            configuration: {
              prompt: {
                sourceConfiguration: {
                  inline: {
                    templateType: 'TEXT',
                    templateConfiguration: {
                      text: { text: 'Say in two sentences that we can not help with: {{message}}', inputVariables: [
                        { name: 'message' },
                      ] },
                    },
                    modelId: 'amazon.nova-lite-v1:0',
                  },
                },
              },
            },
            inputs: [{ name: 'message', type: 'String', expression: '$.data.message' }],
            outputs: [{ name: 'modelCompletion', type: 'String' }],
          },
          {
            name: 'OtherAnswer',
            type: 'Output',
            configuration: { output: {} },
            inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
          },
        ],
        connections: [
          data('FlowInputNode', 'document', 'Classify', 'message'),
          data('Classify', 'modelCompletion', 'Route', 'category'),
          data('FlowInputNode', 'document', 'Search', 'retrievalQuery'),
          conditional('Route', 'isQuestion', 'Search'),
          data('FlowInputNode', 'document', 'Reply', 'message'),
          data('Search', 'retrievalResults', 'Reply', 'passages'),
          data('Reply', 'modelCompletion', 'Answer', 'document'),
          data('FlowInputNode', 'document', 'Refund', 'message'),
          data('FlowInputNode', 'document', 'Refund', 'order'),
          conditional('Route', 'isRefund', 'Refund'),
          data('Refund', 'functionResponse', 'RefundAnswer', 'document'),
          data('FlowInputNode', 'document', 'OtherReply', 'message'),
          conditional('Route', 'default', 'OtherReply'),
          data('OtherReply', 'modelCompletion', 'OtherAnswer', 'document'),
        ],
      },
    });
    flow.node.addDependency(policy);
    return flow;
  };
}

function data(source, sourceOutput, target, targetInput) {
  return {
    name: `${source}_to_${target}_${targetInput}`, type: 'Data', source, target,
    configuration: { data: { sourceOutput, targetInput } },
  };
}

function conditional(source, condition, target) {
  return {
    name: `${source}_${condition}_to_${target}`, type: 'Conditional', source, target,
    configuration: { conditional: { condition } },
  };
}
