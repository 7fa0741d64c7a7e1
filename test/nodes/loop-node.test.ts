import {
  FlowDataType, FlowPrompt, InlineCodeNode, FlowCode, LoopNode, OutputNode, PromptNode, IteratorNode,
} from '../../src';
import {
  definitionOf, MODEL, MODEL_ARN, nodeOf, refusal, statementsOf, testFlow, thrown, warningsOf,
} from '../support';

/** Improves a draft until it is good: all three categories, and a value from outside that stays as it is. */
function refiningFlow(maxIterations?: number) {
  const flow = testFlow();
  const loop = new LoopNode(flow, 'Refine',
    { inputs: { draft: flow.input.stringAt('draft'), rules: flow.input.objectAt('rules') }, maxIterations });
  const ask = new PromptNode(loop, 'Improve',
    { model: MODEL, prompt: FlowPrompt.inline('Improve {{draft}}'), inputs: { draft: loop.value('draft') } });
  const judge = new InlineCodeNode(loop, 'Judge', {
    code: FlowCode.inline('len(text)'),
    inputs: { text: ask.modelCompletion, rules: loop.value('rules') },
    responseType: FlowDataType.NUMBER,
  });
  loop.continueWhile('isBad', 'score < 7', {
    inputs: { score: judge.response },
    nextInputs: { draft: ask.modelCompletion },
    outputs: { text: ask.modelCompletion },
  });
  new OutputNode(flow, 'Answer', { document: loop.output('text') });
  return { flow, loop, ask, judge };
}

test('a loop with all three categories', () => {
  const { flow } = refiningFlow(5);
  const { Configuration: { Loop: { Definition: inside } }, ...outside } = nodeOf(flow, 'Refine');
  expect(outside).toEqual({
    Name: 'Refine',
    Type: 'Loop',
    Inputs: [{ Name: 'draft', Type: 'String', Expression: '$.data.draft' }, {
      Name: 'rules', Type: 'Object', Expression: '$.data.rules',
    }],
    Outputs: [{ Name: 'text', Type: 'String' }],
  });
  expect(inside.Nodes.map((node: any) => node.Name))
    .toEqual(['Refine_LoopInput', 'Refine_Improve', 'Refine_Judge', 'Refine_LoopController']);
  const [start, , , controller] = inside.Nodes;
  expect(start).toEqual({
    Name: 'Refine_LoopInput',
    Type: 'LoopInput',
    Configuration: { LoopInput: {} },
    Outputs: [{ Name: 'draft', Type: 'String' }, { Name: 'rules', Type: 'Object' }],
  });
  expect(controller).toEqual({
    Name: 'Refine_LoopController',
    Type: 'LoopController',
    Configuration: {
      LoopController: { ContinueCondition: { Name: 'isBad', Expression: 'score < 7' }, MaxIterations: 5 },
    },
    Inputs: [
      { Name: 'draft', Type: 'String', Expression: '$.data', Category: 'ReturnValueToLoopStart' },
      { Name: 'score', Type: 'Number', Expression: '$.data', Category: 'LoopCondition' },
      { Name: 'text', Type: 'String', Expression: '$.data', Category: 'ExitLoop' },
    ],
  });
});

test('no connection crosses the boundary', () => {
  const { flow } = refiningFlow();
  const pair = (one: any) => `${one.Source} ${one.Target}`;
  expect(definitionOf(flow).Connections.map(pair)).toEqual([
    'FlowInputNode Out', 'FlowInputNode Refine', 'FlowInputNode Refine', 'Refine Answer',
  ]);
  expect(nodeOf(flow, 'Refine').Configuration.Loop.Definition.Connections.map(pair)).toEqual([
    'Refine_LoopInput Refine_Improve',
    'Refine_LoopInput Refine_Judge',
    'Refine_Improve Refine_Judge',
    'Refine_Improve Refine_LoopController',
    'Refine_Judge Refine_LoopController',
    'Refine_Improve Refine_LoopController',
  ]);
});

test('the role of the flow may do what the nodes inside do', () => {
  expect(statementsOf(refiningFlow().flow))
    .toEqual([{ Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN }]);
});

test('without maxIterations the service decides', () => {
  const [, , , controller] = nodeOf(refiningFlow().flow, 'Refine').Configuration.Loop.Definition.Nodes;
  expect(controller.Configuration.LoopController)
    .toEqual({ ContinueCondition: { Name: 'isBad', Expression: 'score < 7' } });
});

test('the number of rounds is declared when a node reads it, and asking for it changes nothing', () => {
  const { flow, loop } = refiningFlow();
  const { iterationCount } = loop;
  expect(nodeOf(flow, 'Refine').Outputs).toEqual([{ Name: 'text', Type: 'String' }]);
  new OutputNode(flow, 'Rounds', { document: iterationCount });
  expect([`${iterationCount}`, iterationCount.dataType]).toEqual(['Refine.iterationCount', 'Number']);
  expect(nodeOf(flow, 'Refine').Outputs)
    .toEqual([{ Name: 'text', Type: 'String' }, { Name: 'iterationCount', Type: 'Number' }]);
});

test('a loop in a loop; a prompt without variables waits for what comes in', () => {
  const flow = testFlow();
  const outer = new LoopNode(flow, 'Outer', { inputs: { loopInput: flow.input } });
  const inner = new LoopNode(outer, 'Inner', { inputs: { loopInput: outer.value('loopInput') } });
  const joke = new PromptNode(inner, 'Joke', { model: MODEL, prompt: FlowPrompt.inline('Joke') });
  inner.continueWhile('isMore', 'text != "x"',
    { inputs: { text: joke.modelCompletion }, outputs: { loopOutput: joke.modelCompletion } });
  outer.continueWhile('isMore', 'text != "x"',
    { inputs: { text: inner.output('loopOutput') }, outputs: { loopOutput: inner.output('loopOutput') } });
  const outside = nodeOf(flow, 'Outer').Configuration.Loop.Definition;
  const inside = outside.Nodes.find((node: any) => node.Name === 'Outer_Inner').Configuration.Loop.Definition;
  expect(inside.Connections[0]).toMatchObject({
    Source: 'Outer_Inner_LoopInput', Target: 'Outer_Inner_Joke', Configuration: { Data: { TargetInput: 'input' } },
  });
  expect(flow.findNode('Outer_Inner_Joke')).toBe(joke);
});

test('what the documents leave open gives warnings; the documented names give only one', () => {
  expect(warningsOf(refiningFlow().loop)).toEqual([
    '[S/F/Refine] the documentation contradicts itself on whether a loop continues or ends when its condition is true, '
      + 'and the library has not been tested against the service; test the deployed flow, then acknowledge this '
      + '[LoopPolarity]',
    '[S/F/Refine] \'draft\', \'rules\' and \'text\' of the loop are not in the documentation, which names only '
      + '\'loopInput\' and \'loopOutput\'; use those, or test the deployed flow and acknowledge this [LoopPorts]',
  ]);
  const flow = testFlow();
  const loop = new LoopNode(flow, 'Loop', { inputs: { loopInput: flow.input } });
  loop.continueWhile('isMore', 'count < 3',
    { inputs: { count: loop.value('loopInput').numberAt('count') }, outputs: { loopOutput: loop.value('loopInput') } });
  expect(warningsOf(loop)).toEqual([expect.stringContaining('[LoopPolarity]')]);
});

test('refuses inputs and rounds that can\'t be', () => {
  const flow = testFlow();
  const loop = (inputs: string[], maxIterations?: number) => refusal(flow, () => new LoopNode(flow, 'Loop', {
    inputs: Object.fromEntries(inputs.map((name) => [name, flow.input])), maxIterations,
  }));
  expect(loop([])).toBe('[S/F/Loop] \'inputs\' has 0 entries, but the service allows 1 to 5; add some [IllegalValue]');
  expect(loop(['aa', 'bb', 'cc', 'dd', 'ee', 'ff'])).toBe('[S/F/Loop] \'inputs\' has 6 entries, but the service '
    + 'allows 1 '
    + 'to 5; remove some [IllegalValue]');
  expect(loop(['aa'], 0)).toBe('[S/F/Loop] \'maxIterations\' is 0, but must be 1 to 1000; choose a value in '
    + 'that range [IllegalValue]');
  expect(loop(['aa'], 1001)).toBe('[S/F/Loop] \'maxIterations\' is 1001, but must be 1 to 1000; choose a value '
    + 'in that range [IllegalValue]');
});

test('refuses values from the other side of the boundary', () => {
  const { flow, loop, ask } = refiningFlow();
  const place = '[S/F/Wrong]';
  expect(refusal(flow, () => new OutputNode(flow, 'Wrong', { document: ask.modelCompletion }))).toBe(
    `${place} 'document' crosses the boundary of a loop: 'Refine_Improve' is on the other side; pass it out of the `
      + 'loop through the \'outputs\' of continueWhile() [InvalidLoopBoundary]');
  expect(refusal(flow, () => new OutputNode(loop, 'Wrong', { document: flow.input }))).toBe(
    '[S/F/Refine/Wrong] \'document\' crosses the boundary of a loop: \'FlowInputNode\' is on the other side; pass it '
      + 'in through the \'inputs\' of the LoopNode [InvalidLoopBoundary]');
});

test('refuses nodes that can\'t be inside a loop', () => {
  const { flow, loop } = refiningFlow();
  expect(refusal(flow, () => new IteratorNode(loop, 'Each', { array: loop.value('rules').arrayAt('all') }))).toBe(
    '[S/F/Refine/Each] an Iterator node can\'t be inside a loop, and \'Refine_Each\' is inside \'Refine\'; move it out '
      + '[LoopIncompatibleNodeType]');
});

describe('continueWhile()', () => {
  function open() {
    const flow = testFlow();
    const loop = new LoopNode(flow, 'Loop', { inputs: { count: flow.input.numberAt('count') } });
    return { flow, loop, count: loop.value('count') };
  }

  test.each<[string, (given: ReturnType<typeof open>) => void, string]>([
    ['an unknown input', ({ loop, count }) => loop.continueWhile('isMore', 'count < 3',
      { inputs: { count }, nextInputs: { cont: count }, outputs: { done: count } }),
    'there is no input \'cont\', \'inputs\' has only \'count\'; did you mean \'count\'? [UnknownNodeInput]'],
    ['another type', ({ flow, loop, count }) => loop.continueWhile('isMore', 'count < 3', {
      inputs: { count }, nextInputs: { count: flow.input.stringAt('text') }, outputs: { done: count },
    }), '\'nextInputs.count\' is a String, but the loop starts with a Number; each iteration must start with the '
      + 'same types [IncompatibleConnectionDataType]'],
    ['no outputs', ({ loop, count }) => loop.continueWhile('isMore', 'count < 3', { inputs: { count }, outputs: {} }),
      '\'outputs\' has 0 entries, but the service allows 1 to 4; add some [IllegalValue]'],
    ['a name in two parts', ({ loop, count }) => loop.continueWhile('isMore', 'count < 3',
      { inputs: { count }, outputs: { count } }),
    'there are two inputs named \'count\'; rename one of them: the parts of continueWhile() share one list '
      + '[DuplicateName]'],
    ['the name of the service\'s own output', ({ loop, count }) => loop.continueWhile('isMore', 'count < 3',
      { inputs: { count }, outputs: { iterationCount: count } }),
    'there are two outputs named \'iterationCount\'; rename yours, because the service adds this output to each loop '
      + '[DuplicateName]'],
    ['an unknown name', ({ loop, count }) => loop.continueWhile('isMore', 'size < 3',
      { inputs: { count }, outputs: { done: count } }),
    'condition \'isMore\' reads \'size\', but the only input is \'count\'; add size: <value> to \'inputs\', or write '
        + '"size" if it is a string [MalformedConditionExpression]'],
  ])('refuses %s, and leaves the loop open', (_, close, message) => {
    const given = open();
    expect(refusal(given.flow, () => close(given))).toBe(`[S/F/Loop] ${message}`);
    const { loop, count } = given;
    loop.continueWhile('isMore', 'count < 3', { inputs: { count }, outputs: { done: count } });
    expect(thrown(() => loop.continueWhile('isMore', 'count < 3', { inputs: { count }, outputs: { done: count } })))
      .toBe(
        '[S/F/Loop] loop \'Loop\' has 2 LoopController nodes; call continueWhile() once '
          + '[MultipleLoopControllerNodes]');
  });
});
