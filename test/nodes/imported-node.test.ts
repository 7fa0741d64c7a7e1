import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Flow, FlowDefinition, FlowGuardrail, LambdaNode, OutputNode } from '../../src';
import {
  definitionOf, fixedStack, MODEL_ARN, MODEL_ID, nodeOf, resourcesOf, statementsOf, warningsOf,
} from '../support';

const INPUT = { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'String' }] };
const AGENT_ARN = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345';
const PROMPT_ARN = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT1234:3';

/** A flow of an input node and this one. */
function flowOf(node: { [key: string]: unknown }, guardrail?: FlowGuardrail): Flow {
  const definition = FlowDefinition.fromJson({ nodes: [INPUT, { name: 'Node', ...node }], connections: [] });
  return new Flow(fixedStack(), 'F', { definition, guardrail });
}

function promptFlow(inline: object, guardrailConfiguration?: object, guardrail?: FlowGuardrail): Flow {
  return flowOf({
    type: 'Prompt', configuration: { prompt: { sourceConfiguration: { inline }, guardrailConfiguration } },
  }, guardrail);
}

const TEXT = { templateType: 'TEXT', templateConfiguration: { text: { text: 'Hi' } }, modelId: MODEL_ID };

test('a node goes into the template as it came, unknown keys included', () => {
  const flow = flowOf({
    type: 'Agent',
    configuration: { agent: { agentAliasArn: AGENT_ARN, newKey: { kept: true } } },
    inputs: [],
    outputs:
      [],
    comment: 'mine',
  });
  expect(nodeOf(flow, 'Node')).toEqual({
    Name: 'Node',
    Type: 'Agent',
    Configuration: { Agent: { AgentAliasArn: AGENT_ARN, NewKey: { kept: true } } },
    Inputs:
      [],
    Outputs: [],
    Comment: 'mine',
  });
});

const allow = (action: string, resource: string, account?: string) => ({
  Action: action,
  ...account
    && { Condition: { StringEquals: { 'aws:ResourceAccount': account } } },
  Effect: 'Allow',
  Resource: resource,
});

test.each<[string, object, object[]]>([
  ['Agent', { agent: { agentAliasArn: AGENT_ARN } }, [allow('bedrock:InvokeAgent', AGENT_ARN)]],
  ['LambdaFunction', { lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:fn:live' } },
    [allow('lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:fn:live')]],
  ['Lex', { lex: { botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/B/A', localeId: 'en_US' } },
    [allow('lex:RecognizeUtterance', 'arn:aws:lex:us-east-1:111122223333:bot-alias/B/A')]],
  ['Retrieval', { retrieval: { serviceConfiguration: { s3: { bucketName: 'my-bucket' } } } }, [
    allow('s3:GetObject', 'arn:aws:s3:::my-bucket/*', '111122223333'),
  ]],
  ['Storage', { storage: { serviceConfiguration: { s3: { bucketName: 'my-bucket' } } } }, [
    allow('s3:PutObject', 'arn:aws:s3:::my-bucket/*', '111122223333'),
  ]],
  ['KnowledgeBase', { knowledgeBase: { knowledgeBaseId: 'KB12345678' } },
    [allow('bedrock:Retrieve', 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB12345678')]],
  ['Prompt', { prompt: { sourceConfiguration: { inline: TEXT } } }, [allow('bedrock:InvokeModel', MODEL_ARN)]],
  ['Iterator', { iterator: {} }, []],
  ['Collector', { collector: {} }, []],
  ['InlineCode', { inlineCode: { code: '1', language: 'Python_3' } }, []],
  ['Condition', { condition: { conditions: [{ name: 'default' }] } }, []],
])('what the role may do for an imported %s', (type, configuration, statements) => {
  const flow = flowOf({ type, configuration });
  expect(nodeOf(flow, 'Node').Type).toBe(type);
  expect(statementsOf(flow)).toEqual(statements);
});

test('a generating knowledge base, reranked', () => {
  const flow = flowOf({
    type: 'KnowledgeBase',
    configuration: {
      knowledgeBase: {
        knowledgeBaseId: 'KB12345678',
        modelId: MODEL_ID,
        rerankingConfiguration: {
          type: 'BEDROCK_RERANKING_MODEL',
          bedrockRerankingConfiguration: {
            modelConfiguration: { modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0' },
          },
        },
      },
    },
  });
  expect(statementsOf(flow).map(({ Action }) => Action))
    .toEqual(['bedrock:InvokeModel', 'bedrock:Rerank', 'bedrock:Retrieve', 'bedrock:RetrieveAndGenerate']);
  expect(statementsOf(flow)[0].Resource)
    .toEqual([MODEL_ARN, 'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0']);
});

test('what CloudFormation can\'t express inside a flow becomes a managed prompt', () => {
  const chat = {
    templateType: 'CHAT',
    templateConfiguration: { chat: { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] } },
    modelId: MODEL_ID,
  };
  const flow = promptFlow(chat);
  expect(nodeOf(flow, 'Node').Configuration.Prompt)
    .toEqual({ SourceConfiguration: { Resource: { PromptArn: '${FNodePromptVersion.Arn}' } } });
  expect(resourcesOf(flow, 'AWS::Bedrock::Prompt').FNodePrompt.Properties.Variants).toEqual([{
    Name: 'default',
    TemplateType: 'CHAT',
    TemplateConfiguration: { Chat: { Messages: [{ Role: 'user', Content: [{ Text: 'Hi' }] }] } },
    ModelId: MODEL_ID,
  }]);
  expect(statementsOf(flow)).toEqual([
    allow('bedrock:InvokeModel', MODEL_ARN),
    { Action: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'], Effect: 'Allow', Resource: '${FNodePromptVersion.Arn}' },
  ]);
});

test('the guardrail of the flow is for nodes that have none', () => {
  const guardrail = FlowGuardrail.fromId('guardrail1', '1');
  expect(nodeOf(promptFlow(TEXT, undefined, guardrail), 'Node').Configuration.Prompt.GuardrailConfiguration).toEqual({
    GuardrailIdentifier: 'guardrail1', GuardrailVersion: '1',
  });
  const own = promptFlow(TEXT, { guardrailIdentifier: 'guardrail2', guardrailVersion: '2' }, guardrail);
  expect(nodeOf(own, 'Node').Configuration.Prompt.GuardrailConfiguration)
    .toEqual({ GuardrailIdentifier: 'guardrail2', GuardrailVersion: '2' });
  expect(statementsOf(own))
    .toContainEqual(allow('bedrock:ApplyGuardrail', 'arn:aws:bedrock:us-east-1:111122223333:guardrail/guardrail2'));
  const retrieve =
    flowOf({ type: 'KnowledgeBase', configuration: { knowledgeBase: { knowledgeBaseId: 'KB1' } } }, guardrail);
  expect(warningsOf(retrieve)).toEqual([expect.stringContaining('[UnguardedRetrieve]')]);
});

test('a model that can\'t be read gives a warning', () => {
  expect(warningsOf(promptFlow({ ...TEXT, modelId: 'my-provisioned-name' }))).toEqual([
    '[S/F/Node] the role gets no permission for the model, because \'my-provisioned-name\' does not identify its kind; '
      + 'add the statements of FlowModel.….policyStatements(flow) with flow.addToRolePolicy() [UnknownModel]',
  ]);
  const resource = flowOf({
    type: 'Prompt', configuration: { prompt: { sourceConfiguration: { resource: { promptArn: PROMPT_ARN } } } },
  });
  expect(warningsOf(resource)).toEqual([expect.stringContaining('[UnknownModel]')]);
  expect(statementsOf(resource))
    .toEqual([{ Action: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'], Effect: 'Allow', Resource: PROMPT_ARN }]);
});

test('a token in place of an ARN', () => {
  const stack = fixedStack();
  const definition = FlowDefinition.fromJson(
    {
      nodes:
        [INPUT, { name: 'Node', type: 'LambdaFunction', configuration: { lambdaFunction: { lambdaArn: '${Fn}' } } }],
    },
    { substitutions: { Fn: new CfnParameter(stack, 'FunctionArn').valueAsString } },
  );
  const flow = new Flow(stack, 'F', { definition });
  expect(nodeOf(flow, 'Node').Configuration.LambdaFunction.LambdaArn).toBe('${FunctionArn}');
  expect(statementsOf(flow)).toEqual([allow('lambda:InvokeFunction', '${FunctionArn}')]);
  expect(Stack.of(flow)).toBe(stack);
});

test('new nodes are joined to imported ones, inside a loop, too', () => {
  const definition = FlowDefinition.fromJson({
    nodes: [INPUT, {
      name: 'Again',
      type: 'Loop',
      configuration: {
        loop: {
          definition: {
            nodes: [{
              name: 'In',
              type: 'LoopInput',
              configuration: { loopInput: {} },
              outputs: [{ name: 'loopInput', type: 'String' }],
            }],
          },
        },
      },
      outputs: [{ name: 'loopOutput', type: 'String' }],
    }],
  });
  const flow = new Flow(fixedStack(), 'F', { definition });
  new OutputNode(flow, 'Answer', { document: flow.findNode('Again').output('loopOutput') });
  new LambdaNode(flow.findNode('Again'), 'Call', {
    lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:fn',
    inputs: { text: flow.findNode('In').output('loopInput') },
  });
  expect(definitionOf(flow).Connections.map((one: any) => one.Name)).toEqual(['Again_to_Answer_document']);
  const inside = nodeOf(flow, 'Again').Configuration.Loop.Definition;
  expect(inside.Nodes.map((node: any) => node.Name)).toEqual(['In', 'Again_Call']);
  expect(inside.Connections.map((one: any) => one.Name)).toEqual(['In_to_Again_Call_text']);
});
