/** Loops: rounds, what goes in, round and out, both readings of the condition. */
import {
  agent, documents, flowOf, input, iterator, collector, lambda, loop, loopController, loopInput, output, rules, run,
  story,
} from './flow-of';

const BODY = flowOf(
  [loopInput({ loopInput: 'Number' }), lambda('Add', { value: 'Number' }, 'Number'),
    loopController({
      count: 'Number $.data LoopCondition',
      loopInput: 'Number $.data ReturnValueToLoopStart',
      loopOutput: 'Number $.data ExitLoop',
    }, 'count < 3')],
  'Start.loopInput > Add.value', 'Add.functionResponse > Again.count', 'Add.functionResponse > Again.loopInput',
  'Add.functionResponse > Again.loopOutput',
);

function looped(body = BODY, outputs: any = { loopOutput: 'Number', iterationCount: 'Number' }) {
  return flowOf([
    input('Number'), loop('Rounds', { loopInput: 'Number' }, outputs, body), output('Out', 'Number'),
    ...outputs.iterationCount ? [output('Count', 'Number')] : [],
  ],
  'In.document > Rounds.loopInput', 'Rounds.loopOutput > Out.document', ...outputs.iterationCount
    ? ['Rounds.iterationCount > Count.document'] : []);
}

const ADD = { Add: ({ value }: any) => value + 1 };

test('a loop goes on while its condition holds, with what it returned', () => {
  const result = run(looped(), 0, ADD);
  expect(documents(result)).toEqual([3, 3]);
  expect(result.calls.Add.map(({ inputs }) => inputs.value)).toEqual([0, 1, 2]);
  expect(rules(result)).toEqual(['Concurrency', 'LoopCount', 'LoopEvents', 'LoopPolarity', 'LoopPorts', 'OutputOrder']);
});

test('it runs at least once', () => {
  expect(documents(run(looped(), 9, ADD))).toEqual([10, 1]);
});

test('read the other way it goes on until the condition holds', () => {
  expect(documents(run(looped(), 9, ADD, { loopPolarity: 'exitWhenTrue' }))).toEqual([19, 10]);
  expect(documents(run(looped(), 0, ADD, { loopPolarity: 'exitWhenTrue' }))).toEqual([1, 1]);
  expect(rules(run(looped(), 0, ADD, { loopPolarity: 'exitWhenTrue' }))).not.toContain('LoopPolarity');
});

test('maxIterations ends it like its condition; the default is 10', () => {
  expect(documents(run(looped(), -100, ADD))).toEqual([-90, 10]);
  const body = flowOf(BODY.nodes.map((one) => one.type !== 'LoopController' ? one : {
    ...one, configuration: { loopController: { ...one.configuration.loopController, maxIterations: 2 } },
  }));
  body.connections.push(...BODY.connections);
  expect(documents(run(looped(body), -100, ADD))).toEqual([-98, 2]);
});

test('an input that is not returned keeps its value', () => {
  const body = flowOf(
    [loopInput({ state: 'Number', fixed: 'String' }), lambda('Add', { value: 'Number', word: 'String' }, 'Number'),
      loopController({
        state: 'Number $.data ReturnValueToLoopStart',
        count: 'Number $.data LoopCondition',
        loopOutput: 'Number $.data ExitLoop',
      }, 'count < 3')],
    'Start.state > Add.value', 'Start.fixed > Add.word', 'Add.functionResponse > Again.state',
    'Add.functionResponse > Again.count',
    'Add.functionResponse > Again.loopOutput',
  );
  const flow = flowOf([input('Object'), loop('Rounds', { state: 'Number $.data.n', fixed: 'String $.data.word' },
    { loopOutput: 'Number' }, body), output('Out', 'Number')],
  'In.document > Rounds.state', 'In.document > Rounds.fixed', 'Rounds.loopOutput > Out.document');
  const result = run(flow, { n: 1, word: 'w' }, ADD);
  expect(result.calls.Add.map(({ inputs }) => inputs)).toEqual([{ value: 1, word: 'w' }, { value: 2, word: 'w' }]);
});

test('the events of a loop: its inputs, each round, its outputs', () => {
  const result = run(looped(), 1, ADD);
  const round = ['nodeOutput Start', 'nodeInput Add', 'action Add', 'nodeOutput Add', 'nodeInput Again'];
  expect(story(result).slice(2, -1)).toEqual([
    'nodeInput Rounds', ...round, ...round, 'nodeOutput Rounds', 'nodeInput Out', 'flowOutput Out', 'nodeInput Count',
    'flowOutput Count',
  ]);
  const events = JSON.stringify(result.events);
  expect(events).toContain(
    '{"nodeInputName":"loopInput","content":{"document":2},'
      + '"source":{"nodeName":"Add","outputFieldName":"functionResponse","expression":"$.data"},'
      + '"type":"NUMBER","category":"ReturnValueToLoopStart",'
      + '"executionChain":[{"nodeName":"Rounds","index":0,"type":"Loop"}]}',
  );
  expect(result.calls.Rounds)
    .toEqual([{ inputs: { loopInput: 1 }, outputs: { loopOutput: 3, iterationCount: 2 }, executionChain: [] }]);
});

test('all nodes of a round run before the next, also those the controller does not need', () => {
  const body = flowOf([BODY.nodes[0], BODY.nodes[1], BODY.nodes[2], lambda('Tell', { value: 'Number' })],
    'Add.functionResponse > Tell.value');
  body.connections.unshift(...BODY.connections);
  const result = run(looped(body), 1, { ...ADD, Tell: () => 'told' });
  expect(result.calls.Tell).toHaveLength(2);
  expect(story(result).filter((line) => /nodeInput (Add|Tell)/.test(line)))
    .toEqual(['nodeInput Add', 'nodeInput Tell', 'nodeInput Add', 'nodeInput Tell']);
});

test('a round whose controller can not run ends the loop without outputs', () => {
  const body = flowOf([...BODY.nodes, lambda('Never', { value: 'Number', back: 'Number' }, 'Number')],
    'Never.functionResponse > Never.back', 'Never.functionResponse > Again.count');
  body.connections.unshift(...BODY.connections);
  const result = run(looped(body), 1, ADD);
  expect(result.outputs).toEqual([]);
  expect(rules(result)).toContain('LoopStalled');
});

test('an output of a loop that nothing is mapped to is null, which fits no type', () => {
  const result = run(looped(BODY, { loopOutput: 'Number', other: 'String' }), 1, ADD);
  expect(result.error?.message).toBe('Expected type for Node Output other of Node Rounds to be STRING. Actual type '
    + 'is NULL.');
});

test('a condition that can not be told is an error', () => {
  const body =
    flowOf([BODY.nodes[0], BODY.nodes[1], loopController({ count: 'Number $.data LoopCondition' }, 'count == "x"')],
      'Start.loopInput > Add.value', 'Add.functionResponse > Again.count');
  expect(run(looped(body), 1, ADD).error).toEqual({
    code: 'validationException',
    nodeName: 'Again',
    message: 'The condition of Node Again can\'t be evaluated: \'==\' needs two values of the same type, got Number '
      + 'and String.',
  });
});

test('loops run inside loops and inside iterations', () => {
  const inner = looped().nodes[1];
  const outer = flowOf([loopInput({ loopInput: 'Number' }, 'Begin'), inner,
    loopController({
      count: 'Number $.data LoopCondition',
      loopInput: 'Number $.data ReturnValueToLoopStart',
      loopOutput: 'Number $.data ExitLoop',
    }, 'count < 8', 5, 'More')],
  'Begin.loopInput > Rounds.loopInput', 'Rounds.loopOutput > More.count', 'Rounds.loopOutput > More.loopInput',
  'Rounds.loopOutput > More.loopOutput');
  const flow = flowOf(
    [input('Array'), iterator('Each', 'Number'), loop('Outer', { loopInput: 'Number' }, { loopOutput: 'Number' },
      outer), collector('All', 'Number'), output('Out', 'Array')],
    'In.document > Each.array', 'Each.arrayItem > Outer.loopInput', 'Outer.loopOutput > All.arrayItem',
    'Each.arraySize > All.arraySize',
    'All.collectedArray > Out.document',
  );
  const result = run(flow, [0, 7], ADD);
  // the inner loop counts to 3, then one more in each outer round
  expect(documents(result)).toEqual([[7, 8]]);
  expect(result.calls.Add.at(-1)!.executionChain).toEqual([
    { nodeName: 'Each', index: 1, type: 'Iterator' }, { nodeName: 'Outer', index: 0, type: 'Loop' },
    { nodeName: 'Rounds', index: 0, type: 'Loop' },
  ]);
  expect(result.calls.Rounds).toHaveLength(6);
});

test('an agent in a loop keeps its session', () => {
  const body = flowOf([loopInput({ loopInput: 'String' }), agent('Helper'), loopController(
    { said: 'String $.data LoopCondition', loopOutput: 'String $.data ExitLoop' }, 'said != "ok"', 3,
  )],
  'Start.loopInput > Helper.agentInputText', 'Helper.agentResponse > Again.said', 'Helper.agentResponse > '
      + 'Again.loopOutput');
  const flow = flowOf([input(), loop('Rounds', { loopInput: 'String' }, { loopOutput: 'String' }, body), output()],
    'In.document > Rounds.loopInput', 'Rounds.loopOutput > Out.document');
  expect(documents(run(flow, 'x', { Helper: (_, call) => call === 1 ? 'ok' : 'no' }))).toEqual(['ok']);
});
