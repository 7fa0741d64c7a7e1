import { FlowDataType, IteratorNode } from '../../src';
import { nodeOf, refusal, statementsOf, testFlow } from '../support';

test('what must be given', () => {
  const flow = testFlow();
  new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items') });
  expect(nodeOf(flow, 'Each')).toEqual({
    Name: 'Each',
    Type: 'Iterator',
    Configuration: { Iterator: {} },
    Inputs: [{ Name: 'array', Type: 'Array', Expression: '$.data.items' }],
    Outputs: [{ Name: 'arrayItem', Type: 'String' }, { Name: 'arraySize', Type: 'Number' }],
  });
  expect(statementsOf(flow)).toEqual([]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  new IteratorNode(flow, 'Each',
    { nodeName: 'EachOrder', array: flow.input.arrayAt('*.order'), itemType: FlowDataType.OBJECT });
  expect(nodeOf(flow, 'EachOrder')).toEqual({
    Name: 'EachOrder',
    Type: 'Iterator',
    Configuration: { Iterator: {} },
    Inputs: [{ Name: 'array', Type: 'Array', Expression: '$.data.*.order' }],
    Outputs: [{ Name: 'arrayItem', Type: 'Object' }, { Name: 'arraySize', Type: 'Number' }],
  });
});

test('its outputs', () => {
  const flow = testFlow();
  const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items') });
  expect([`${each.arrayItem}`, each.arrayItem.dataType, `${each.arraySize}`, each.arraySize.dataType])
    .toEqual(['Each.arrayItem', 'String', 'Each.arraySize', 'Number']);
});

test('refuses what is no Array, and a second iterator', () => {
  const flow = testFlow();
  expect(refusal(flow, () => new IteratorNode(flow, 'Each', { array: flow.input }))).toBe(
    '[S/F/Each] input \'array\' takes an Array, but gets an Object from \'FlowInputNode.document\'; select an array '
      + 'with arrayAt() [IncompatibleConnectionDataType]');
  new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items') });
  expect(refusal(flow, () => new IteratorNode(flow, 'More', { array: flow.input.arrayAt('items') }))).toBe(
    '[S/F/More] the flow has 2 Iterator nodes, but the service allows 1; split the flow [QuotaExceeded]');
});
