import { CollectorNode, FlowDataType, IteratorNode, OutputNode, PromptNode, FlowPrompt } from '../../src';
import { definitionOf, MODEL, nodeOf, refusal, statementsOf, testFlow } from '../support';

function iteratedFlow() {
  const flow = testFlow();
  const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items') });
  return { flow, each };
}

test('finds the size of the array by itself', () => {
  const { flow, each } = iteratedFlow();
  new CollectorNode(flow, 'All', { arrayItem: each.arrayItem });
  expect(nodeOf(flow, 'All')).toEqual({
    Name: 'All',
    Type: 'Collector',
    Configuration: { Collector: {} },
    Inputs: [{ Name: 'arrayItem', Type: 'String', Expression: '$.data' }, {
      Name: 'arraySize', Type: 'Number', Expression: '$.data',
    }],
    Outputs: [{ Name: 'collectedArray', Type: 'Array' }],
  });
  expect(definitionOf(flow).Connections.filter((one: any) => one.Target === 'All')).toEqual([
    {
      Name: 'Each_to_All_arrayItem',
      Type: 'Data',
      Source: 'Each',
      Target: 'All',
      Configuration: { Data: { SourceOutput: 'arrayItem', TargetInput: 'arrayItem' } },
    },
    {
      Name: 'Each_to_All_arraySize',
      Type: 'Data',
      Source: 'Each',
      Target: 'All',
      Configuration: { Data: { SourceOutput: 'arraySize', TargetInput: 'arraySize' } },
    },
  ]);
  expect(statementsOf(flow)).toEqual([]);
});

test('finds it over other nodes, too', () => {
  const { flow, each } = iteratedFlow();
  const ask = new PromptNode(flow, 'Ask',
    { model: MODEL, prompt: FlowPrompt.inline('{{item}}'), inputs: { item: each.arrayItem } });
  const again = new PromptNode(flow, 'Again',
    { model: MODEL, prompt: FlowPrompt.inline('{{text}}'), inputs: { text: ask.modelCompletion } });
  new CollectorNode(flow, 'All', { arrayItem: again.modelCompletion });
  expect(definitionOf(flow).Connections.filter((one: any) => one.Target === 'All')
    .map((one: any) => one.Name)).toEqual([
    'Again_to_All_arrayItem', 'Each_to_All_arraySize',
  ]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  new CollectorNode(flow, 'All',
    { nodeName: 'Gather', arrayItem: flow.input.objectAt('item'), arraySize: flow.input.numberAt('size') });
  expect(nodeOf(flow, 'Gather').Inputs).toEqual([
    { Name: 'arrayItem', Type: 'Object', Expression: '$.data.item' },
    { Name: 'arraySize', Type: 'Number', Expression: '$.data.size' },
  ]);
});

test('its output is one value again, which comes from no iterator', () => {
  const { flow, each } = iteratedFlow();
  const { collectedArray } = new CollectorNode(flow, 'All', { arrayItem: each.arrayItem });
  expect([`${collectedArray}`, collectedArray.dataType]).toEqual(['All.collectedArray', FlowDataType.ARRAY]);
  expect(collectedArray.node._scope.kind).toBe('flow');
  expect(refusal(flow, () => new CollectorNode(flow, 'Again', { arrayItem: each.arraySize })))
    .toContain('the Collector node has no input \'arraySize\'');
});

test('refuses what no iterator gives', () => {
  const flow = testFlow();
  expect(refusal(flow, () => new CollectorNode(flow, 'All', { arrayItem: flow.input }))).toBe(
    '[S/F/All] the Collector node has no input \'arraySize\'; pass it as \'arraySize\', or collect what comes from '
      + 'an IteratorNode: \'FlowInputNode.document\' does not [MissingNodeInput]');
});

test('refuses a size that is no Number, and a second collector', () => {
  const { flow, each } = iteratedFlow();
  expect(
    refusal(flow, () => new CollectorNode(flow, 'All', { arrayItem: each.arrayItem, arraySize: each.arrayItem })),
  ).toBe(
    '[S/F/All] input \'arraySize\' takes a Number, but gets a String from \'Each.arrayItem\'; convert it in an '
      + 'InlineCodeNode or a LambdaNode first [IncompatibleConnectionDataType]');
  new OutputNode(flow, 'Each_Answer',
    { document: new CollectorNode(flow, 'All', { arrayItem: each.arrayItem }).collectedArray });
  expect(refusal(flow, () => new CollectorNode(flow, 'More', { arrayItem: each.arrayItem }))).toBe(
    '[S/F/More] the flow has 2 Collector nodes, but the service allows 1; split the flow [QuotaExceeded]');
});
