import { Flow, FlowDataType, OutputNode } from '../../src';
import { definitionOf, fixedStack, nodeOf, refusal, statementsOf, testFlow } from '../support';

test('every flow has an input node', () => {
  const flow = new Flow(fixedStack(), 'F');
  expect(definitionOf(flow)).toEqual({
    Nodes: [{ Name: 'FlowInputNode', Type: 'Input', Configuration: { Input: {} }, Outputs: [{ Name: 'document', Type: 'String' }] }],
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
  expect(refusal(flow, () => new OutputNode(flow, 'Answer', {} as any))).toBe('[S/F/Answer] \'document\' is not given; pass a value of the flow [MissingNodeInput]');
  for (let at = 2; at <= 20; at++) { new OutputNode(flow, `Out${at}`, { document: flow.input }); }
  expect(refusal(flow, () => new OutputNode(flow, 'Out21', { document: flow.input }))).toBe(
    '[S/F/Out21] a flow can have 20 Output nodes, and this would be one more; split the flow [QuotaExceeded]');
});
