/** The matchers, with the texts that they give when they fail. */
import { join } from 'node:path';
import { folder } from './support';
import { joined } from '../../src/core/joined';
import { flowMatchers, runFlowSync } from '../../src/runner';
import { collector, condition, flowOf, input, iterator, output, prompt } from '../core/simulate/flow-of';

expect.extend(flowMatchers);

const FLOW = flowOf(
  [input(), prompt('Classify', '{{text}}'), condition('Route', { category: 'String' },
    { isRefund: 'category == "refund"' }), prompt('Reply', '{{text}}'),
  output('Refund'), output('Other')],
  'In.document > Classify.text', 'Classify.modelCompletion > Route.category', 'Route?isRefund > Reply',
  'In.document > Reply.text',
  'Reply.modelCompletion > Refund.document', 'In.document > Other.document', 'Route?default > Other',
);
const EACH = flowOf(
  [input('Array'), iterator(), prompt('Ask', '{{text}}'), collector(), output('Out', 'Array')],
  'In.document > Each.array', 'Each.arrayItem > Ask.text', 'Ask.modelCompletion > All.arrayItem', 'Each.arraySize > '
    + 'All.arraySize',
  'All.collectedArray > Out.document',
);
const run = (category = 'refund') => runFlowSync(FLOW,
  { input: 'money back', mocks: { nodes: { Classify: { returns: category }, Reply: { returns: 'here you are' } } } });
const each = () => runFlowSync(EACH, { input: ['a', 'b'], mocks: { nodes: { Ask: { returns: 'x' } } } });
const said = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the matcher is content');
};
const WAY = 'way taken: In -> Classify -> Route[isRefund] -> Reply -> Refund -> SUCCESS';

test('toReachOutput', () => {
  expect(run()).toReachOutput('Refund');
  expect(run()).toReachOutput('Refund', 'here you are');
  expect(run()).toReachOutput('Refund', expect.stringContaining('here'));
  expect(run()).not.toReachOutput('Other');
  expect(run()).not.toReachOutput('Refund', 'no');
  expect(run()).not.toReachOutput('Refund', undefined);
  expect(said(() => expect(run()).toReachOutput('Other'))).toBe(`expected the flow to reach 'Other'\n${WAY}`);
  expect(said(() => expect(run()).toReachOutput('Refund', 'no'))).toBe(
    'expected the flow to reach \'Refund\' with "no"; '
    + `it got "here you are"\n${WAY}`);
  expect(said(() => expect(run()).not.toReachOutput('Refund'))).toBe(`expected the flow not to reach 'Refund'\n${WAY}`);
});

test('toBeCompatibleWith', () => {
  const text = JSON.stringify(FLOW);
  const file = join(folder({ 'flow.v3.json': text }), 'flow.v3.json');
  expect(FLOW).toBeCompatibleWith(file);
  const other = JSON.parse(text.replaceAll('"Refund"', '"PaidBack"').replace('isRefund: ', 'isMoney: ')) as object;
  expect(other).not.toBeCompatibleWith(file);
  expect(said(() => expect(other).toBeCompatibleWith(file)))
    .toBe(`expected the flow to be compatible with the other flow, but
PaidBack: the Output node has another name, and callers look for the old one, was "Refund", is "PaidBack"`);
  const dearer = JSON.parse(text.replaceAll('nova-lite', 'nova-pro')) as object;
  expect(dearer).toBeCompatibleWith(file);
  expect(dearer).not.toBeCompatibleWith(FLOW, { classes: ['breaking', 'cost'] });
  expect(said(() => expect(FLOW).not.toBeCompatibleWith(file)))
    .toBe('expected the flow not to be compatible with the other flow');
  expect(() => expect(FLOW).toBeCompatibleWith('nowhere.json')).toThrow("the file can't be read");
  expect(() => expect(FLOW).toBeCompatibleWith(file, { classes: ['grave' as 'cost'] }))
    .toThrow("there is no class 'grave'");
});

test('toTakeBranch', () => {
  expect(run()).toTakeBranch('Route', 'isRefund');
  expect(run('other')).toTakeBranch('Route', 'default');
  expect(run()).not.toTakeBranch('Route', 'default');
  expect(said(() => expect(run()).toTakeBranch('Route', 'default'))).toBe('expected the flow to take \'default\' of '
    + `'Route'; it took 'isRefund'\n${WAY}`);
  const failed = runFlowSync(FLOW,
    { input: 'x', mocks: { nodes: { Classify: { throws: { error: 'throttlingException', message: 'slow' } } } } });
  expect(said(() => expect(failed).toTakeBranch('Route', 'default')))
    .toBe('expected the flow to take \'default\' of \'Route\'; the node did not run\nway taken: In -> Classify -> '
      + 'throttlingException: slow');
});

test('toSkipNode', () => {
  expect(run()).toSkipNode('Other');
  expect(run()).not.toSkipNode('Reply');
  expect(said(() => expect(run()).toSkipNode('Reply'))).toBe(`expected the flow to skip 'Reply'\n${WAY}`);
});

test('toHaveCalledNode', () => {
  expect(run()).toHaveCalledNode('Reply');
  expect(run()).toHaveCalledNode('Reply', { text: 'money back' });
  expect(run()).not.toHaveCalledNode('Other');
  expect(run()).not.toHaveCalledNode('Reply', { text: 'no' });
  expect(each()).toHaveCalledNode('Ask', { text: 'b' });
  expect(each()).not.toHaveCalledNode('Ask', { text: 'c' });
  expect(each()).not.toHaveCalledNode('Ask', { constructor: Object } as never);
  expect(run()).toHaveCalledNode('Reply', expect.objectContaining({ text: 'money back' }));
  expect(run()).not.toHaveCalledNode('Reply', expect.objectContaining({ text: 'no' }));
  expect(said(() => expect(each()).toHaveCalledNode('Ask', { text: 'c' })))
    .toMatch(
      joined(
        /^expected the flow to have called 'Ask' with \{"text":"c"\}; it was called with \{"text":"a"\}, /,
        /\{"text":"b"\}\nway taken: In -> Each -> Each\[0\]\/Ask -> /,
      ),
    );
});

test('a way of many steps is told by its first and last fifty', () => {
  const way = (items: number) => said(() => expect(runFlowSync(EACH,
    { input: Array.from({ length: items }, String), mocks: { nodes: { Ask: { returns: 'x' } } } })).toSkipNode('In'))
    .split('way taken: ')[1].split(' -> ');
  const whole = way(48);
  expect(whole).toHaveLength(101);
  expect(whole.slice(-2)).toEqual(['Out', 'SUCCESS']);
  const cut = way(49);
  expect(cut).toHaveLength(102);
  expect(cut[50]).toBe('… 2 more …');
  expect(cut[49]).toBe(whole[49]);
  expect(cut.slice(-2)).toEqual(['Out', 'SUCCESS']);
});

describe('toMatchTrace', () => {
  test('of steps', () => {
    expect(run()).toMatchTrace(['In', 'Classify', 'Route: isRefund', 'Reply', 'Refund']);
    expect(run()).not.toMatchTrace(['In', 'Classify', 'Route: isRefund', 'Reply']);
    expect(run()).not.toMatchTrace([]);
    expect(said(() => expect(run()).toMatchTrace(['In', 'Classify', 'Route: default', 'Other'])))
      .toBe(`expected the flow to match the trace; step 3 is 'Route: isRefund', not 'Route: default'\n${WAY}`);
    expect(said(() => expect(run()).toMatchTrace(['In', 'Classify', 'Route: isRefund', 'Reply', 'Refund', 'More'])))
      .toBe(`expected the flow to match the trace; step 6 is nothing, not 'More'\n${WAY}`);
  });

  test('of events, whatever their times, ids and spelling of types', () => {
    const recorded = JSON.parse(JSON.stringify(run().events)
      .replaceAll('1970-01-01T00:00:00.000Z', '2026-08-25T17:42:13.417Z').replaceAll('STRING', 'String')) as any[];
    for (const event of recorded) {
      if (event.flowTraceEvent?.trace.nodeActionTrace) {
        event.flowTraceEvent.trace.nodeActionTrace.requestId = 'another';
      }
    }
    expect(recorded).not.toEqual(run().events);
    expect(run()).toMatchTrace(recorded);
    expect(run())
      .toMatchTrace(recorded.filter((event) => event.flowTraceEvent).map((event) => event.flowTraceEvent.trace));
    expect(run()).toMatchTrace(join(folder({ 'trace.json': JSON.stringify(recorded) }), 'trace.json'));
    expect(run('other')).not.toMatchTrace(recorded);
    // data is data, also where it looks like a time
    const echo = flowOf([input('Object'), output('Out', 'Object')], 'In.document > Out.document');
    const at = (timestamp: string) => runFlowSync(echo, { input: { timestamp, type: timestamp } });
    expect(at('one')).toMatchTrace(at('one').events);
    expect(at('one')).not.toMatchTrace(at('two').events);
    expect(at('one')).not.toMatchTrace(at('ONE').events);
    const changed = JSON.parse(JSON.stringify(recorded).replace('money back', 'money')) as object[];
    expect(run()).not.toMatchTrace(changed);
  });
});

test('an expectation of the wrong form is a mistake of the test', () => {
  expect(() => expect(run()).toHaveCalledNode('Reply', 'money back' as never))
    .toThrow("toHaveCalledNode: the inputs must be an object, got the string 'money back'; give the inputs to look at "
      + 'by '
      + 'their names');
  expect(() => expect(run()).not.toMatchTrace(5 as never)).toThrow('toMatchTrace: the trace must be a list, got the '
    + 'number 5; give steps, or events of InvokeFlow');
  expect(() => expect(run()).not.toMatchTrace('none.json'))
    .toThrow("toMatchTrace: the file 'none.json' can't be read (ENOENT); write the events of a run into it, or correct "
      + 'the path');
  expect(() => expect(run()).not.toMatchTrace(join(folder({ 'trace.json': '{' }), 'trace.json')))
    .toThrow("can't be read (it is not JSON)");
  expect(() => expect(Promise.resolve(run())).not.toMatchTrace([])).toThrow('toMatchTrace: the value is not a result '
    + 'of runFlow; give that, awaited');
});

test('a name that the flow does not have is a mistake of the test, whichever way it is asked', () => {
  expect(() => expect(run()).not.toReachOutput('Refunt')).toThrow('toReachOutput: the flow has no Output node '
    + '\'Refunt\'; did you mean \'Refund\'?');
  expect(() => expect(run()).toSkipNode('Replyy')).toThrow('toSkipNode: the flow has no node \'Replyy\'; did you mean '
    + '\'Reply\'?');
  expect(() => expect(run()).not.toTakeBranch('Route', 'isRefunt')).toThrow('toTakeBranch: \'Route\' has no condition '
    + '\'isRefunt\'; did you mean \'isRefund\'?');
  expect(() => expect(run()).not.toTakeBranch('Classify', 'x')).toThrow('toTakeBranch: the flow has no Condition node '
    + '\'Classify\'; it has \'Route\'');
  expect(() => expect(Promise.resolve()).toSkipNode('Reply')).toThrow('toSkipNode: the value is not a result of '
    + 'runFlow; give that, awaited');
  expect(() => expect(undefined).not.toHaveCalledNode('Reply')).toThrow('toHaveCalledNode: the value is not a result '
    + 'of runFlow; give that, awaited');
});
