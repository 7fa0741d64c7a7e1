/** Iterators and collectors. */
import {
  collector, condition, documents, flowOf, given, input, iterator, lambda, loop, loopController, loopInput, output,
  prompt, rules, run, story,
} from './flow-of';
import { compile, returns, runSync } from '../../../src/core/simulate';

const UPPER = { Work: ({ value }: any) => value.toUpperCase() };

const COLLECTED = flowOf(
  [input('Array'), iterator(), lambda('Work'), collector(), output('Out', 'Array')],
  'In.document > Each.array', 'Each.arrayItem > Work.value', 'Work.functionResponse > All.arrayItem', 'Each.arraySize '
    + '> All.arraySize',
  'All.collectedArray > Out.document',
);

test('items run one by one, and the Collector runs once, in their order', () => {
  const result = run(COLLECTED, ['a', 'b'], UPPER);
  expect(documents(result)).toEqual([['A', 'B']]);
  expect(story(result)).toEqual([
    'flowInput In', 'nodeOutput In', 'nodeInput Each',
    'nodeOutput Each', 'nodeInput Work', 'action Work', 'nodeOutput Work', 'nodeInput All',
    'nodeOutput Each', 'nodeInput Work', 'action Work', 'nodeOutput Work', 'nodeInput All',
    'nodeOutput All', 'nodeInput Out', 'flowOutput Out', 'completion',
  ]);
  expect(result.calls.Work.map(({ executionChain }) => executionChain))
    .toEqual([0, 1].map((index) => [{ nodeName: 'Each', index, type: 'Iterator' }]));
  expect(result.calls.Out[0].executionChain).toEqual([]);
});

test('each item shows arrayItem and arraySize, and the nodes in between their iteration', () => {
  const events = JSON.stringify(run(COLLECTED, ['a', 'b'], UPPER).events);
  for (const item of ['a', 'b']) {
    expect(events).toContain(
      `"fields":[{"nodeOutputName":"arrayItem","content":{"document":"${item}"},`
        + '"next":[{"nodeName":"Work","inputFieldName":"value"}],"type":"STRING"},'
        + '{"nodeOutputName":"arraySize","content":{"document":2},'
        + '"next":[{"nodeName":"All","inputFieldName":"arraySize"}],"type":"NUMBER"}]',
    );
  }
  expect(events)
    .toContain(
      '{"nodeInputName":"value","content":{"document":"b"},'
        + '"source":{"nodeName":"Each","outputFieldName":"arrayItem","expression":"$.data"},'
        + '"type":"STRING","executionChain":[{"nodeName":"Each","index":1,"type":"Iterator"}]}',
    );
  expect(events.match(/"nodeOutputTrace":\{"nodeName":"All"/g)).toHaveLength(1);
});

test('without a Collector each item reaches the Output node', () => {
  const flow = flowOf([input('Array'), iterator(), output()], 'In.document > Each.array', 'Each.arrayItem > '
    + 'Out.document');
  const result = run(flow, ['a', 'b', 'c']);
  expect(documents(result)).toEqual(['a', 'b', 'c']);
  expect(result.events.filter((event) => 'flowOutputEvent' in event)).toHaveLength(3);
});

test('a whole item runs before the next, whatever stands first in the definition', () => {
  const flow = flowOf(
    [input('Array'), output(), lambda('Second'), lambda('First'), iterator()],
    'In.document > Each.array', 'Each.arrayItem > First.value', 'First.functionResponse > Second.value',
    'Second.functionResponse > Out.document',
  );
  const result = run(flow, ['a', 'b'], { LambdaFunction: ({ value }) => value });
  expect(story(result).filter((line) => line.startsWith('nodeInput'))).toEqual([
    'nodeInput Each', 'nodeInput First', 'nodeInput Second', 'nodeInput Out', 'nodeInput First', 'nodeInput Second',
    'nodeInput Out',
  ]);
});

describe('values from outside', () => {
  const flow = flowOf(
    [
      input('Object'), iterator(), prompt('Write', '{{item}} {{tone}} {{topic}}',
        { item: 'String', tone: 'String $.data.tone', topic: 'String' }), collector(),
      output('Out', 'Array'), lambda('Topic', { value: 'String $.data.tone' }),
    ],
    'In.document > Each.array', 'Each.arrayItem > Write.item', 'In.document > Write.tone', 'In.document > Topic.value',
    'Topic.functionResponse > Write.topic',
    'Write.modelCompletion > All.arrayItem', 'Each.arraySize > All.arraySize', 'All.collectedArray > Out.document',
  );
  flow.nodes[1].inputs[0].expression = '$.data.list';

  test('are there for each item, also when they come later than the first', () => {
    const result = run(flow, { list: ['a', 'b'], tone: 'kind' },
      { Topic: () => 'owls', Write: ({ item, tone, topic }) => `${item}-${tone}-${topic}` });
    expect(documents(result)).toEqual([['a-kind-owls', 'b-kind-owls']]);
    expect(result.calls.Topic).toHaveLength(1);
    expect(rules(result)).toContain('OutsideValues');
  });

  test('come from a node that depends on an earlier Collector', () => {
    const two = flowOf(
      [
        input('Array'), iterator('Later'), lambda('Use', { item: 'String', all: 'Array' }), output('Out'),
        iterator('Early'), collector(),
      ],
      'In.document > Later.array', 'In.document > Early.array', 'Early.arrayItem > All.arrayItem', 'Early.arraySize > '
        + 'All.arraySize',
      'Later.arrayItem > Use.item', 'All.collectedArray > Use.all', 'Use.functionResponse > Out.document',
    );
    expect(documents(run(two, ['a', 'b'], { Use: ({ item, all }) => item + all.join('') }))).toEqual(['aab', 'bab']);
  });

  test('that never come let the other nodes of the items run', () => {
    const gated = flowOf(
      [input('Array'), iterator(), condition('Route', { size: 'Number' }, { isMany: 'size > 5' }), lambda('Never',
        { size: 'Number' }),
      lambda('Wait', { value: 'String', other: 'String' }), output()],
      'In.document > Each.array', 'Each.arraySize > Route.size', 'Route?isMany > Never', 'Each.arraySize > Never.size',
      'Never.functionResponse > Wait.other',
      'Each.arrayItem > Wait.value', 'Each.arrayItem > Out.document',
    );
    const result = run(gated, ['a', 'b']);
    expect(documents(result)).toEqual(['a', 'b']);
    expect(result.skipped).toEqual(['Never', 'Wait']);
  });
});

test('one iterator waits for what another collects, though it waits for something that never comes', () => {
  const flow = flowOf(
    [
      input('Array'), condition('Route', { size: 'String $.data[0]' }, { isNone: 'size == "none"' }),
      lambda('Never', { value: 'Array' }),
      iterator('First'), lambda('Held', { value: 'String', other: 'String' }), collector(),
      iterator('Second'), lambda('Use', { item: 'String', all: 'Array' }), output(),
    ],
    'In.document > Route.size', 'Route?isNone > Never', 'In.document > Never.value', 'In.document > First.array',
    'In.document > Second.array',
    'First.arrayItem > Held.value', 'Never.functionResponse > Held.other', 'First.arrayItem > All.arrayItem',
    'First.arraySize > All.arraySize',
    'Second.arrayItem > Use.item', 'All.collectedArray > Use.all', 'Use.functionResponse > Out.document',
  );
  const join = { Use: ({ item, all }: any) => item + all.join('') };
  expect(documents(run(flow, ['a', 'b'], join))).toEqual(['aab', 'bab']);
  const nodes = [...flow.nodes].reverse();
  expect(documents(run({ ...flow, nodes }, ['a', 'b'], join))).toEqual(['aab', 'bab']);
  // also when only the items lead from the one iterator to its Collector
  const counted = flowOf([...flow.nodes, lambda('Count', { value: 'Array' }, 'Number')], 'In.document > Count.value',
    'Count.functionResponse > All.arraySize');
  counted.connections.push(...flow.connections.filter(({ name }) => name !== 'First_arraySize_All_arraySize'));
  expect(documents(run(counted, ['a', 'b'], { ...join, Count: (inputs) => inputs.value.length })))
    .toEqual(['aab', 'bab']);
});

test('a node on a cycle does not run because enough items came by', () => {
  const flow = flowOf([
    input('Array'), iterator(), lambda('Round', { value: 'String', back: 'String' }), lambda('Trip'), output(),
  ],
  'In.document > Each.array', 'Each.arrayItem > Round.value', 'Round.functionResponse > Trip.value',
  'Trip.functionResponse > Round.back',
  'Each.arrayItem > Out.document');
  const result = run(flow, ['a', 'b', 'c'], { LambdaFunction: () => 'x' });
  expect(documents(result)).toEqual(['a', 'b', 'c']);
  expect(result.skipped).toEqual(['Round', 'Trip']);
});

test('what is collected can not be read while it is collected', () => {
  const flow = flowOf([...COLLECTED.nodes, lambda('Both', { item: 'String', all: 'Array' }), output('Out2')],
    'Each.arrayItem > Both.item', 'All.collectedArray > Both.all', 'Both.functionResponse > Out2.document');
  flow.connections.push(...COLLECTED.connections);
  const result = run(flow, ['a', 'b'], UPPER);
  expect(documents(result)).toEqual([['A', 'B']]);
  expect(result.skipped).toEqual(['Both', 'Out2']);
  const later =
    flowOf([...COLLECTED.nodes, lambda('Join', { all: 'Array' }), lambda('Both', { item: 'String', all: 'String' })],
      'All.collectedArray > Join.all', 'Each.arrayItem > Both.item', 'Join.functionResponse > Both.all');
  later.connections.push(...COLLECTED.connections);
  const joined = run(later, ['a', 'b'], { ...UPPER, Join: ({ all }) => all.join(''), Both: () => 'never' });
  expect(joined.calls.Join)
    .toEqual([{ inputs: { all: ['A', 'B'] }, outputs: { functionResponse: 'AB' }, executionChain: [] }]);
  expect(joined.skipped).toEqual(['Both']);
});

describe('values of the wrong type', () => {
  const error = (change: (flow: any) => void, document: unknown) => {
    const flow = JSON.parse(JSON.stringify(COLLECTED));
    change(flow);
    return run(flow, document, { Work: () => 'x' }).error?.message;
  };

  test('what is iterated, an item and its number', () => {
    const type = (name: string, of: string) => (flow: any) => {
      flow.nodes[1].outputs.find((port: any) => port.name === name).type = of;
    };
    expect(error((flow) => { flow.nodes[0].outputs[0].type = 'String'; flow.nodes[1].inputs[0].type = 'Any'; }, 'abc'))
      .toBe('Expected type for Node Input array of Node Each to be ARRAY. Actual type is STRING.');
    expect(error(type('arrayItem', 'Number'), ['a'])).toBe('Expected type for Node Output arrayItem of Node Each to be '
      + 'NUMBER. Actual type is STRING.');
    expect(error(type('arraySize', 'String'), ['a'])).toBe('Expected type for Node Output arraySize of Node Each to be '
      + 'STRING. Actual type is NUMBER.');
  });

  test('what a Collector is given', () => {
    expect(error((flow) => { flow.nodes[3].inputs[0].type = 'Number'; }, ['a'])).toBe('Expected type for Node Input '
      + 'arrayItem of Node All to be NUMBER. Actual type is STRING.');
    expect(error((flow) => { flow.nodes[3].inputs[1].type = 'String'; }, ['a'])).toBe('Expected type for Node Input '
      + 'arraySize of Node All to be STRING. Actual type is NUMBER.');
  });
});

test('an Iterator without outputs, or with its size alone, goes through its items unseen', () => {
  for (const names of [[], ['arraySize']]) {
    const flow = flowOf([input('Array'), iterator(), output()], 'In.document > Each.array');
    flow.nodes[1].outputs = flow.nodes[1].outputs.filter(({ name }: any) => names.includes(name));
    const result = run(flow, ['a', 'b']);
    expect([result.completionReason, result.outputs]).toEqual(['SUCCESS', []]);
    expect(story(result).filter((line) => line === 'nodeOutput Each')).toHaveLength(names.length * 2);
  }
});

test('an Iterator or a Loop that is on a cycle never runs, nor what is in it', () => {
  const round = flowOf([input('Array'), iterator(), lambda('Work', { value: 'String', all: 'Array' }), output()],
    'In.document > Out.document', 'Each.arrayItem > Work.value', 'Work.functionResponse > Each.array', 'In.document > '
      + 'Work.all');
  round.nodes[3].inputs[0].type = 'Array';
  const loops = flowOf([input(), loop('Rounds', { loopInput: 'String' }, { loopOutput: 'String' }, flowOf(
    [loopInput({ loopInput: 'String' }), loopController({ go: 'String $.data LoopCondition' }, 'go == "x"')],
    'Start.loopInput > Again.go')), output()],
  'Rounds.loopOutput > Rounds.loopInput', 'In.document > Out.document');
  expect([documents(run(round, ['a'])), run(round, ['a']).skipped]).toEqual([[['a']], ['Each', 'Work']]);
  expect([documents(run(loops, 'x')), run(loops, 'x').skipped]).toEqual([['x'], ['Rounds', 'Start', 'Again']]);
});

test('a condition outside of the items holds for all of them, or for none', () => {
  const flow = flowOf(
    [input('Object'), condition('Route', { size: 'Number $.data.size' },
      { isMany: 'size > 1' }), iterator(), lambda('Work'), output(), lambda('Rest')],
    'In.document > Route.size', 'In.document > Each.array', 'Each.arrayItem > Work.value', 'Route?isMany > Work',
    'Work.functionResponse > Out.document',
    'Each.arrayItem > Rest.value', 'Route?default > Rest',
  );
  flow.nodes[2].inputs[0].expression = '$.data.list';
  const ran = (size: number, nodes = flow.nodes) => {
    const { calls, completionReason } = run({ ...flow, nodes }, { size, list: ['a', 'b'] },
      { LambdaFunction: ({ value }) => value });
    expect(completionReason).toBe('SUCCESS');
    return [calls.Work ?? [], calls.Rest ?? []].map((all) => all.map(({ inputs }) => inputs.value).join(''));
  };
  // whether the condition is told before the items begin, or in their midst
  for (const nodes of [flow.nodes, [...flow.nodes].reverse()]) {
    expect([ran(2, nodes), ran(1, nodes)]).toEqual([['ab', ''], ['', 'ab']]);
  }
});

test('a Collector takes its item as the item, also where the size stands first or comes late', () => {
  const flow = flowOf(
    [input('Array'), iterator(), lambda('Work'), collector(), output('Out', 'Array'), lambda('Count',
      { value: 'Array' }, 'Number')],
    'In.document > Each.array', 'Each.arrayItem > Work.value', 'Work.functionResponse > All.arrayItem',
    'In.document > Count.value', 'Count.functionResponse > All.arraySize',
    'All.collectedArray > Out.document',
  );
  flow.nodes[3].inputs.reverse();
  const result = run(flow, ['a', 'b'], { ...UPPER, Count: ({ value }) => value.length });
  expect(documents(result)).toEqual([['A', 'B']]);
  expect(result.calls.All.map(({ inputs }) => inputs)).toEqual([{ arrayItem: 'A' }, { arrayItem: 'B' }]);
});

describe('what is collected', () => {
  const gate = flowOf(
    [input('Array'), iterator(), condition('Route', { value: 'String' },
      { isGood: 'value != "bad"' }), collector(), output('Out', 'Array')],
    'In.document > Each.array', 'Each.arrayItem > Route.value', 'Route?isGood > All', 'Each.arrayItem > All.arrayItem',
    'Each.arraySize > All.arraySize',
    'All.collectedArray > Out.document',
  );

  test('a condition between can keep an item away: the Collector never runs', () => {
    const result = run(gate, ['a', 'bad', 'c']);
    expect(result.outputs).toEqual([]);
    expect(result.completionReason).toBe('SUCCESS');
    expect(result.diagnostics)
      .toContainEqual({ rule: 'ItemsLost', node: 'All', message: 'only 2 of 3 items arrived: it never runs' });
    expect(documents(run(gate, ['a', 'c']))).toEqual([['a', 'c']]);
  });

  test('the size may come from elsewhere, and late', () => {
    const flow = flowOf(
      [input('Array'), iterator(), collector(), output('Out', 'Array'), lambda('Count', { value: 'Array' }, 'Number')],
      'In.document > Each.array', 'Each.arrayItem > All.arrayItem', 'In.document > Count.value',
      'Count.functionResponse > All.arraySize',
      'All.collectedArray > Out.document',
    );
    expect(documents(run(flow, ['a', 'b'], { Count: () => 2 }))).toEqual([['a', 'b']]);
    expect(rules(run(flow, ['a', 'b'], { Count: () => 3 }))).toContain('ItemsLost');
  });

  test('what the Collector yields may be read beside values of the flow', () => {
    const flow = flowOf(
      [...COLLECTED.nodes.slice(0, 4), lambda('Report', { all: 'Array', first: 'String $.data[0]' }), output()],
      'In.document > Report.first', 'All.collectedArray > Report.all', 'Report.functionResponse > Out.document',
    );
    flow.connections.push(...COLLECTED.connections.slice(0, 4));
    expect(documents(run(flow, ['a', 'b'], { ...UPPER, Report: ({ all, first }) => first + all.join('') })))
      .toEqual(['aAB']);
  });

  test('a Collector without an iterator has its one item', () => {
    const flow = flowOf([input('Number'), collector('All', 'Number'), output('Out', 'Array')],
      'In.document > All.arrayItem', 'In.document > All.arraySize', 'All.collectedArray > Out.document');
    expect(documents(run(flow, 1))).toEqual([[1]]);
    expect(rules(run(flow, 2))).toEqual(['CollectorEvents', 'ItemsLost', 'NoOutputReached']);
  });
});

describe('an empty array', () => {
  test('is collected as []', () => {
    const result = run(COLLECTED, [], UPPER);
    expect(documents(result)).toEqual([[]]);
    expect(rules(result)).toContain('EmptyArray');
    expect(result.skipped).toEqual(['Work']);
  });

  test('stalls, or is an error, when that is chosen', () => {
    const stalled = run(COLLECTED, [], UPPER, { emptyArray: 'stall' });
    expect([stalled.outputs, stalled.completionReason]).toEqual([[], 'SUCCESS']);
    const failed = run(COLLECTED, [], UPPER, { emptyArray: 'error' });
    expect(failed.error)
      .toEqual({ code: 'validationException', message: 'Node Input array of Node Each is empty.', nodeName: 'Each' });
  });
});

test('nested iterators run depth first', () => {
  const flow = flowOf(
    [
      input('Array'), iterator('Outer', 'Array'), iterator('Inner'), lambda('Work', { value: 'String', row: 'Array' }),
      collector('Row'), collector('Table', 'Array'),
      output('Out', 'Array'),
    ],
    'In.document > Outer.array', 'Outer.arrayItem > Inner.array', 'Inner.arrayItem > Work.value', 'Outer.arrayItem > '
      + 'Work.row',
    'Work.functionResponse > Row.arrayItem', 'Inner.arraySize > Row.arraySize', 'Row.collectedArray > Table.arrayItem',
    'Outer.arraySize > Table.arraySize',
    'Table.collectedArray > Out.document',
  );
  const result = run(flow, [['a', 'b'], [], ['c']], { Work: ({ value, row }) => value + row.length });
  expect(documents(result)).toEqual([[['a2', 'b2'], [], ['c1']]]);
  expect(result.calls.Work[2].executionChain)
    .toEqual([{ nodeName: 'Outer', index: 2, type: 'Iterator' }, { nodeName: 'Inner', index: 0, type: 'Iterator' }]);
  expect(rules(result)).toContain('NestedIterators');
});

test('an error in one item ends the run', () => {
  const result = runSync(compile(COLLECTED), given(['a', 'b', 'c']), {
    nodes: {
      Work: ({ inputs }) => inputs.value === 'b'
        ? { error: { code: 'throttlingException', message: 'slow down' } } : { value: 'x' },
    },
  });
  expect(result.error).toEqual({ code: 'throttlingException', message: 'slow down', nodeName: 'Work' });
  expect(result.calls.Work).toHaveLength(2);
  expect(result.calls.Work[1].error).toEqual({ code: 'throttlingException', message: 'slow down' });
});

test('10,000 items cost time and memory in proportion to their number', () => {
  const result = runSync(compile(COLLECTED), given(Array.from({ length: 10_000 }, (_, at) => `i${at}`)),
    { nodes: { Work: returns('x') } });
  expect((documents(result)[0] as unknown[]).length).toBe(10_000);
  expect(result.log.entries.length).toBe(10_000 * 5 + 7);
});
