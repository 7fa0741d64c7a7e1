import { aws_iam as iam } from 'aws-cdk-lib';
import { FlowDataType, FlowNode, OutputNode, RawNode } from '../../src';
import { definitionOf, nodeOf, refusal, statementsOf, testFlow } from '../support';

test('what must be given', () => {
  const flow = testFlow();
  new RawNode(flow, 'Raw', { nodeType: 'Telepathy' });
  expect(nodeOf(flow, 'Raw')).toEqual({ Name: 'Raw', Type: 'Telepathy' });
  expect(statementsOf(flow)).toEqual([]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  const raw = new RawNode(flow, 'Raw', {
    nodeName: 'Mind',
    nodeType: 'Telepathy',
    configuration: { telepathy: { distanceKm: 3, channels: [{ freeForm: true }], Already: { inPascal: 1 } } },
    inputs: { thought: flow.input.stringAt('thought') },
    outputs: { answer: FlowDataType.OBJECT },
    policyStatements: [new iam.PolicyStatement({ actions: ['telepathy:Read'], resources: ['*'] })],
  });
  new OutputNode(flow, 'Answer', { document: raw.output('answer') });
  expect(nodeOf(flow, 'Mind')).toEqual({
    Name: 'Mind',
    Type: 'Telepathy',
    Configuration: { Telepathy: { distanceKm: 3, channels: [{ freeForm: true }], Already: { inPascal: 1 } } },
    Inputs: [{ Name: 'thought', Type: 'String', Expression: '$.data.thought' }],
    Outputs: [{ Name: 'answer', Type: 'Object' }],
  });
  expect(statementsOf(flow)).toEqual([{ Action: 'telepathy:Read', Effect: 'Allow', Resource: '*' }]);
  expect(definitionOf(flow).Connections.map((one: any) => one.Name)).toContain('Mind_to_Answer_document');
});

test('keys of a known node that the library does not know survive', () => {
  const flow = testFlow();
  new RawNode(flow, 'Raw', {
    nodeType: 'Agent',
    configuration: { agent: { agentAliasArn: 'arn', newFeature: { someKey: 1 } } },
    inputs: { agentInputText: flow.input.stringAt('text') },
  });
  expect(nodeOf(flow, 'Raw').Configuration).toEqual({ Agent: { AgentAliasArn: 'arn', NewFeature: { someKey: 1 } } });
});

test('a node construct of one\'s own', () => {
  class AskNode extends FlowNode {
    public constructor(scope: FlowNode['node']['scope'] & object, id: string) {
      super(scope as any, id, { nodeType: 'InlineCode', outputs: { response: FlowDataType.STRING } });
    }
  }
  const flow = testFlow();
  const own = new AskNode(flow, 'Own');
  expect([FlowNode.isFlowNode(own), FlowNode.isFlowNode(flow), FlowNode.isFlowNode(undefined)])
    .toEqual([true, false, false]);
  expect(`${own.output('response')}`).toBe('Own.response');
});

test.each<[string, object, string]>([
  ['an illegal output', { outputs: { 'my-answer': FlowDataType.STRING } },
    'output name \'my-answer\' must start with a letter and have 2 to 51 letters or digits with single \'_\' between; '
      + 'rename it to \'my_answer\' [IllegalName]'],
  ['a sixth output', {
    outputs: Object.fromEntries(['aa', 'bb', 'cc', 'dd', 'ee', 'ff'].map((name) => [name, FlowDataType.STRING])),
  },
  '\'outputs\' has 6 entries, but the service allows at most 5; remove some [IllegalValue]'],
  ['a taken name', { nodeName: 'Out' }, 'there are two nodes named \'Out\'; choose another node name: '
    + '\'S/F/Out\' has it '
    + '[DuplicateName]'],
  ['an illegal name', { nodeName: '1bad' },
    'node name \'1bad\' must start with a letter and have 2 to 51 letters or digits with single \'_\' between; pass '
      + 'the node name \'bad1\' [IllegalName]'],
])('refuses %s', (_, props, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => new RawNode(flow, 'Raw', { nodeType: 'Telepathy', ...props })))
    .toBe(`[S/F/Raw] ${message}`);
});

test('refuses a 21st input', () => {
  const flow = testFlow();
  const inputs = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`in${at}`, flow.input]));
  expect(refusal(flow, () => new RawNode(flow, 'Raw', { nodeType: 'Telepathy', inputs }))).toBe(
    '[S/F/Raw] \'inputs\' has 21 entries, but the service allows at most 20; remove some [IllegalValue]');
});
