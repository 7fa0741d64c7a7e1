import { aws_bedrock as bedrock, aws_kms as kms, CfnParameter, Stack } from 'aws-cdk-lib';
import { AgentNode } from '../../src';
import { fixedStack, nodeOf, refusal, statementsOf, testApp, testFlow, warningsOf } from '../support';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345';
const INPUT = { Name: 'agentInputText', Type: 'String', Expression: '$.data.question' };
const OUTPUTS = [{ Name: 'agentResponse', Type: 'String' }];

test('what must be given', () => {
  const flow = testFlow();
  new AgentNode(flow, 'Ask', { agentAliasArn: ARN, agentInputText: flow.input.stringAt('question') });
  expect(nodeOf(flow, 'Ask')).toEqual({
    Name: 'Ask', Type: 'Agent', Configuration: { Agent: { AgentAliasArn: ARN } }, Inputs: [INPUT], Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([{ Action: 'bedrock:InvokeAgent', Effect: 'Allow', Resource: ARN }]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  new AgentNode(flow, 'Ask', {
    nodeName: 'Agent_1',
    agentAliasArn: ARN,
    agentInputText: flow.input.stringAt('question'),
    promptAttributes: flow.input.objectAt('prompt'),
    sessionAttributes: flow.input.objectAt('session'),
    encryptionKey: kms.Key.fromKeyArn(flow, 'Key',
      'arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555'),
  });
  expect(nodeOf(flow, 'Agent_1')).toEqual({
    Name: 'Agent_1',
    Type: 'Agent',
    Configuration: { Agent: { AgentAliasArn: ARN } },
    Inputs: [
      INPUT,
      { Name: 'promptAttributes', Type: 'Object', Expression: '$.data.prompt' },
      { Name: 'sessionAttributes', Type: 'Object', Expression: '$.data.session' },
    ],
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([
    { Action: 'bedrock:InvokeAgent', Effect: 'Allow', Resource: ARN },
    {
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: { StringEquals: { 'aws:ResourceAccount': '444455556666' } },
      Effect: 'Allow',
      Resource: 'arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555',
    },
  ]);
});

test('an alias of the app', () => {
  const stack = fixedStack();
  const agentAlias = new bedrock.CfnAgentAlias(stack, 'Alias', { agentAliasName: 'live', agentId: 'AGENT12345' });
  const flow = testFlow(stack);
  new AgentNode(flow, 'Ask', { agentAlias, agentInputText: flow.input.stringAt('question') });
  expect(nodeOf(flow, 'Ask').Configuration).toEqual({ Agent: { AgentAliasArn: '${Alias.AgentAliasArn}' } });
  expect(statementsOf(flow))
    .toEqual([{ Action: 'bedrock:InvokeAgent', Effect: 'Allow', Resource: '${Alias.AgentAliasArn}' }]);
});

test('an alias of another stack', () => {
  const app = testApp();
  const agentAlias = new bedrock.CfnAgentAlias(fixedStack('Other', app), 'Alias',
    { agentAliasName: 'live', agentId: 'AGENT12345' });
  const flow = testFlow(fixedStack('S', app));
  new AgentNode(flow, 'Ask', { agentAlias, agentInputText: flow.input.stringAt('question') });
  const arn = '${import Other:ExportsOutputFnGetAttAliasAgentAliasArn}';
  expect(nodeOf(flow, 'Ask').Configuration).toEqual({ Agent: { AgentAliasArn: arn } });
  expect(statementsOf(flow)).toEqual([{ Action: 'bedrock:InvokeAgent', Effect: 'Allow', Resource: arn }]);
});

test('an ARN that only the deployment knows', () => {
  const flow = testFlow();
  const { valueAsString } = new CfnParameter(Stack.of(flow), 'AliasArn');
  new AgentNode(flow, 'Ask', { agentAliasArn: valueAsString, agentInputText: flow.input.stringAt('question') });
  expect(nodeOf(flow, 'Ask').Configuration).toEqual({ Agent: { AgentAliasArn: '${AliasArn}' } });
  expect(statementsOf(flow)).toEqual([{ Action: 'bedrock:InvokeAgent', Effect: 'Allow', Resource: '${AliasArn}' }]);
});

test('its output', () => {
  const flow = testFlow();
  const { agentResponse } = new AgentNode(flow, 'Ask',
    { agentAliasArn: ARN, agentInputText: flow.input.stringAt('question') });
  expect([`${agentResponse}`, agentResponse.dataType]).toEqual(['Ask.agentResponse', 'String']);
});

test('the alias of the working draft gives a warning', () => {
  const flow = testFlow();
  const node = new AgentNode(flow, 'Ask', {
    agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/TSTALIASID',
    agentInputText: flow.input.stringAt('question'),
  });
  expect(warningsOf(node)).toEqual([
    '[S/F/Ask] the agent is a working draft, whose changes affect the flow and all its versions; name an alias of a '
      + 'version [DraftReference]',
  ]);
});

test.each<[string, object, string]>([
  ['no alias', {}, 'neither \'agentAlias\' nor \'agentAliasArn\' is given; give \'agentAlias\' or \'agentAliasArn\' '
    + '[IllegalValue]'],
  ['two aliases', { agentAliasArn: ARN, agentAlias: {} }, '\'agentAlias\' and \'agentAliasArn\' are both given; give '
    + 'only one of them [IllegalValue]'],
  ['no ARN', { agentAliasArn: 'ALIAS12345' }, '\'agentAliasArn\' is \'ALIAS12345\', but must be an agent alias ARN; '
    + 'correct it [IllegalValue]'],
])('refuses %s', (_, props, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => new AgentNode(flow, 'Ask', { ...props, agentInputText: flow.input.stringAt('question') })))
    .toBe(`[S/F/Ask] ${message}`);
});

test('refuses a value of the wrong type', () => {
  const flow = testFlow();
  expect(refusal(flow, () => new AgentNode(flow, 'Ask', { agentAliasArn: ARN, agentInputText: flow.input }))).toBe(
    '[S/F/Ask] input \'agentInputText\' takes a String, but gets an Object from \'FlowInputNode.document\'; select a '
      + 'text with stringAt() [IncompatibleConnectionDataType]');
  expect(refusal(flow, () => new AgentNode(flow, 'Ask', {
    agentAliasArn: ARN, agentInputText: flow.input.stringAt('question'), promptAttributes: flow.input.stringAt('x'),
  }))).toBe('[S/F/Ask] input \'promptAttributes\' takes an Object, but gets a String from '
    + '\'FlowInputNode.document.x\'; '
    + 'convert it in an InlineCodeNode or a LambdaNode first [IncompatibleConnectionDataType]');
});
