import { Lazy } from 'aws-cdk-lib';
import { Flow, FlowDataType, OutputNode } from '../../src';
import { runFlow } from '../../src/runner';
import { definitionOf, fixedStack, nodeOf, refusal, statementsOf, testFlow } from '../support';

test('every flow has an input node', () => {
  const flow = new Flow(fixedStack(), 'F');
  expect(definitionOf(flow)).toEqual({
    Nodes: [{
      Name: 'FlowInputNode',
      Type: 'Input',
      Configuration: { Input: {} },
      Outputs: [{ Name: 'document', Type: 'String' }],
    }],
    Connections: [],
  });
  expect([`${flow.input}`, flow.input.dataType]).toEqual(['FlowInputNode.document', 'String']);
  expect(statementsOf(flow)).toEqual([]);
});

test.each(Object.values(FlowDataType))('an input of type %s', (inputType) => {
  const flow = testFlow(fixedStack(), { inputType });
  expect(nodeOf(flow, 'FlowInputNode').Outputs).toEqual([{ Name: 'document', Type: inputType }]);
  expect(nodeOf(flow, 'Out').Inputs).toEqual([{ Name: 'document', Type: inputType, Expression: '$.data' }]);
});

describe('an input node with a name of its own', () => {
  test('is called so, and so are its connections', () => {
    const flow = testFlow(fixedStack(), { inputName: 'Start' });
    expect(definitionOf(flow).Nodes.map(({ Name }: { Name: string }) => Name)).toEqual(['Start', 'Out']);
    expect(definitionOf(flow).Connections).toMatchObject([{ Name: 'Start_to_Out_document', Source: 'Start' }]);
    expect([`${flow.input}`, flow.findNode('Start').node.id]).toEqual(['Start.document', 'FlowInputNode']);
  });

  test('the name that it has anyway changes nothing, and another name makes another version', () => {
    const hashOf = (inputName?: string) => testFlow(fixedStack(), { inputName })._revisions().hash();
    expect(hashOf('FlowInputNode')).toBe(hashOf());
    expect(hashOf('Start')).not.toBe(hashOf());
  });

  test.each(['Resource', 'Policy', 'CurrentVersion'])('it is in no construct\'s way: %s', (inputName) => {
    const flow = testFlow(fixedStack(), { inputName });
    expect(flow.currentVersion).toBeDefined();
    expect(flow.findNode(inputName).nodeType).toBe('Input');
  });

  test.each<[string, string]>([
    ['1st', 'node name \'1st\' must start with a letter and have 2 to 51 letters or digits with single \'_\' between; '
      + 'pass the input name \'st1\''],
    ['', 'node name \'\' must start with a letter and have 2 to 51 letters or digits with single \'_\' between; pass '
      + 'another input name'],
    [Lazy.string({ produce: () => 'Start' }), '\'inputName\' is known only at deployment, but other nodes refer to it; '
      + 'write it as text'],
  ])('can\'t be called %p', (inputName, message) => {
    const stack = fixedStack();
    expect(refusal(stack, () => new Flow(stack, 'F', { inputName }))).toBe(`[S/F] ${message} [IllegalName]`);
  });

  test('no other node can have its name', () => {
    const flow = testFlow(fixedStack(), { inputName: 'Start' });
    expect(refusal(flow, () => new OutputNode(flow, 'Answer', { nodeName: 'Start', document: flow.input }))).toBe(
      '[S/F/Answer] there are two nodes named \'Start\'; choose another node name: \'S/F/FlowInputNode\' has it '
        + '[DuplicateName]');
  });

  test('the runner sends to it', async () => {
    const { events, outputs } =
      await runFlow(testFlow(fixedStack(), { inputName: 'Start', inputType: FlowDataType.STRING }), { input: 'x' });
    expect(outputs).toMatchObject([{ nodeName: 'Out', document: 'x' }]);
    expect(events.length).toBeGreaterThan(0);
  });
});

test('an output node', () => {
  const flow = new Flow(fixedStack(), 'F', { inputType: FlowDataType.OBJECT });
  new OutputNode(flow, 'Answer', { nodeName: 'TheAnswer', document: flow.input.arrayAt('items[0:3]') });
  expect(nodeOf(flow, 'TheAnswer')).toEqual({
    Name: 'TheAnswer',
    Type: 'Output',
    Configuration: { Output: {} },
    Inputs: [{ Name: 'document', Type: 'Array', Expression: '$.data.items[0:3]' }],
  });
  expect(definitionOf(flow).Connections).toEqual([{
    Name: 'FlowInputNode_to_TheAnswer_document',
    Type: 'Data',
    Source: 'FlowInputNode',
    Target: 'TheAnswer',
    Configuration: { Data: { SourceOutput: 'document', TargetInput: 'document' } },
  }]);
  expect(statementsOf(flow)).toEqual([]);
});

test('an output node must be given a value; a flow has at most 20 of them', () => {
  const flow = testFlow();
  expect(refusal(flow, () => new OutputNode(flow, 'Answer', {} as any))).toBe('[S/F/Answer] the Output node has no '
    + 'input \'document\'; pass a value of the flow as \'document\' [MissingNodeInput]');
  for (let at = 2; at <= 20; at++) { new OutputNode(flow, `Out${at}`, { document: flow.input }); }
  expect(refusal(flow, () => new OutputNode(flow, 'Out21', { document: flow.input }))).toBe(
    '[S/F/Out21] the flow has 21 Output nodes, but the service allows 20; split the flow [QuotaExceeded]');
});
