/** What a run says of the assumptions that decided something: in which words, of which node, and only once. */
import {
  agent, answer, collector, condition, flowOf, given, input, iterator, lambda, loop, loopController, loopInput, node,
  output, prompt, run,
} from './flow-of';
import { compile, type RunResult, runSync, type Settlement } from '../../../src/core/simulate';

const said = (result: RunResult) => result.diagnostics.map(({ rule, node: name, message }) =>
  `${rule}${name === undefined ? '' : ` of ${name}`}: ${message}`);

/** A flow with one node between its input and its output. */
function around(between: any) {
  const [port] = between.inputs;
  const [result] = between.outputs;
  return flowOf([input(port.type), between, output('Out', result.type)],
    `In.document > ${between.name}.${port.name}`, `${between.name}.${result.name} > Out.document`);
}

const settled = (flow: any, document: unknown, settlement: Settlement) => (
  runSync(compile(flow), given(document),
    { types: Object.fromEntries(flow.nodes.map(({ type }: any) => [type, () => settlement])) }));

describe('of a node', () => {
  test('a prompt with a value that is not a string, whose content is not known', () => {
    const managed = node('Prompt', 'Ask', { count: 'Number' }, { modelCompletion: 'String' },
      { sourceConfiguration: { resource: { promptArn: 'arn:p' } } });
    expect(said(settled(around(managed), 3, { value: 'x' }))).toEqual([
      'ManagedPrompt of Ask: the content of the managed prompt is not known here; the request has its ARN instead',
      'PromptValues of Ask: \'count\' is not a string, so the prompt contains it as JSON',
    ]);
  });

  test('a guardrail that stepped in', () => {
    expect(said(settled(around(prompt('Ask', '{{text}}')), 'x', { value: 'no', guardrailAction: 'INTERVENED' })))
      .toEqual(['GuardrailIntervention of Ask: a guardrail intervened; its text is the output, and the flow '
        + 'continues']);
  });

  const code = node('InlineCode', 'Calc', { aa: 'String' }, { response: 'String' },
    { language: 'Python_3', code: 'aa' });
  test.each([
    [lambda('Work'), ['LambdaError of Work: the wording of function errors in the service is not documented']],
    [code, ['InlineCodeError of Calc: the wording of inline code errors in the service is not documented']],
    [prompt('Ask', '{{text}}'), []],
  ])('an error of it: %#', (between, expected) => {
    const result = settled(around(between), 'x', { error: { code: 'throttlingException', message: 'no' } });
    expect([result.error?.code, said(result)]).toEqual(['throttlingException', expected]);
  });

  test('retrieval and bots', () => {
    const base = (more: object) => node('KnowledgeBase', 'Search', { retrievalQuery: 'String' }, { out: 'String' },
      { knowledgeBaseId: 'KB1', ...more });
    expect(said(settled(around(base({})), 'x', { value: '' })))
      .toEqual(['RetrievalResults of Search: the items are used as given; those of the service are not documented']);
    expect(said(settled(around(base({ modelId: 'm' })), 'x', { value: '' }))).toEqual([]);
    const lex = node('Lex', 'Bot', { inputText: 'String' }, { predictedIntent: 'String' }, {});
    expect(said(settled(around(lex), 'x', { value: '' }))).toEqual(['LexOperation of Bot: the node calls '
      + 'RecognizeText']);
  });

  test.each([
    ['value == "a" and value == "b" or value == "c"', ['ConditionPrecedence of Route: \'value == "a" and value == "b" '
      + 'or value == "c"\' is read as not, then and, then or']],
    ['(value == "a") or (flag == true)', ['BooleanLiterals of Route: \'(value == "a") or (flag == true)\' has the '
      + 'constant true or false']],
    ['false != flag', ['BooleanLiterals of Route: \'false != flag\' has the constant true or false']],
    ['value == "true"', []],
  ])('the condition %s', (expression, expected) => {
    const flow = flowOf([
      input('Object'), condition('Route', { value: 'String $.data.v', flag: 'Boolean $.data.f' }, { isIt: expression }),
      output('Out', 'Object'),
    ],
    'In.document > Route.value', 'In.document > Route.flag', 'In.document > Out.document');
    expect(said(run(flow, { v: 'x', f: true })).filter((line) => line.includes('Route'))).toEqual(expected);
  });

  test('a path that leads nowhere, and a value of another type', () => {
    const flow = (ports: Record<string, string>) => flowOf([input('Object'), lambda('Work', ports)], 'In.document > '
      + 'Work.value');
    expect(said(run(flow({ value: 'String $.data.a' }), {}))).toEqual(['MissingPath of Work: \'$.data.a\' of \'value\' '
      + 'selects nothing']);
    expect(said(run(flow({ value: 'String $.data.a' }), { a: 1 }))).toEqual(['InputTypeMessage of Work: \'value\' does '
      + 'not have its declared type']);
    expect(said(run(flow({ value: 'String $.data.a' }), { a: null }))).toEqual([
      'InputTypeMessage of Work: \'value\' does not have its declared '
        + 'type', 'NullType of Work: \'value\' is null, which '
        + 'fits no type',
    ]);
  });

  test('an agent that asks, and that is answered', () => {
    const plan = compile(around(agent('Asks')));
    const first = runSync(plan, given('x'), { types: { Agent: () => ({ inputRequired: 'which?' }) } });
    expect(said(first)).toEqual(['MultiTurnPause of Asks: the flow pauses when every other node that is '
      + 'ready has run']);
    const second = runSync(plan, answer('Asks', 'y'), { types: { Agent: () => ({ value: 'z' }) } },
      { resume: first.snapshot() });
    expect(said(second).slice(1)).toEqual(['MultiTurnResume of Asks: only new events follow, starting with the '
      + 'answer']);
  });
});

describe('of the whole', () => {
  const split = flowOf([input(), output('One'), output('Two')], 'In.document > One.document', 'In.document > '
    + 'Two.document');

  test('its end', () => {
    expect(said(run(flowOf([input(), output()]), 'x'))).toEqual(['NoOutputReached: no Output node was reached; the '
      + 'flow completes anyway']);
    expect(said(run(split, 'x'))).toEqual([
      'OutputOrder: several Output nodes were reached; their order in the service is not documented',
      'Concurrency: several nodes were ready: they ran one by one, in the order of the definition',
    ]);
  });

  test('a Condition that nothing holds of', () => {
    const route = condition('Route', { value: 'String' }, { isA: 'value == "a"' });
    route.configuration.condition.conditions.pop();
    const flow = flowOf([input(), route, output()], 'In.document > Route.value', 'In.document > Out.document');
    expect(said(run(flow, 'b', {}, { concurrency: { type: 'Automatic' } })))
      .toEqual(['FirstConditionWins of Route: no condition is true and there is no default, so no node behind it '
        + 'runs']);
  });
});

describe('of iterations', () => {
  const EVENTS = 'IteratorEvents of Each: an output trace for each item, with executionChain in the traces of the '
    + 'nodes that run for it';
  const GATHERS = 'CollectorEvents of All: an input trace for each item that arrives, and one output';
  const gathered = (...wires: readonly string[]) => flowOf(
    [input('Array'), iterator(), collector(), lambda('Count', { value: 'Array' }, 'Number'), output('Out', 'Array')],
    'In.document > Each.array', 'Each.arrayItem > All.arrayItem', 'All.collectedArray > Out.document', ...wires);
  const whole = gathered('Each.arraySize > All.arraySize');
  const counted = gathered('In.document > Count.value', 'Count.functionResponse > All.arraySize');
  const alias = { concurrency: { type: 'Automatic' } } as const;

  test('what they show', () => {
    expect(said(run(whole, ['a', 'b'], {}, alias))).toEqual([EVENTS, GATHERS]);
  });

  test('an array that is empty', () => {
    const nothing = 'EmptyArray of All: there is nothing to collect: the output is []';
    expect(said(run(whole, [], {}, alias)))
      .toEqual([EVENTS, 'EmptyArray of Each: the array is empty: a Collector gives []', nothing, GATHERS]);
    expect(said(run(whole, [], {}, { ...alias, emptyArray: 'stall' }))).toEqual([
      EVENTS, 'EmptyArray of Each: the array is empty: a Collector never runs',
      'NoOutputReached: no Output node was reached; the flow completes anyway',
    ]);
  });

  test('items that do not arrive, or too many', () => {
    const lost = (size: number) => said(run(counted, ['a', 'b'], { Count: () => size }, alias))
      .filter((line) => line.startsWith('ItemsLost'));
    expect(lost(2)).toEqual([]);
    expect(lost(3)).toEqual(['ItemsLost of All: it has 2 items, but arraySize is 3: it never runs']);
    const single = flowOf([input('Number'), collector('All', 'Number')], 'In.document > All.arrayItem', 'In.document > '
      + 'All.arraySize');
    expect(said(run(single, 2, {}, alias))).toContain('ItemsLost of All: it is not connected to an iterator, so it '
      + 'gets 1 item, not 2: it never runs');
  });

  test('values from outside, and iterations inside each other', () => {
    const nested = flowOf([input('Array'), iterator('Outer', 'Array'), iterator('Inner'), lambda('Both', {
      item: 'String', row: 'Array', all: 'Array',
    })],
    'In.document > Outer.array', 'Outer.arrayItem > Inner.array', 'Inner.arrayItem > Both.item',
    'Outer.arrayItem > Both.row', 'In.document > Both.all');
    const lines = said(run(nested, [['a'], ['b']], { Both: () => '' }, alias));
    expect(lines.filter((line) => /^(Outside|Nested)/.test(line))).toEqual([
      'OutsideValues of Outer: values from outside the iteration are the same for all items',
      'OutsideValues of Inner: values from outside the iteration are the same for all items',
      'NestedIterators of Inner: it runs inside another iteration',
    ]);
    expect(said(run(whole, ['a'], {}, alias)).filter((line) => /^(Outside|Nested)/.test(line))).toEqual([]);
  });
});

describe('of loops', () => {
  const looped = (...wires: readonly string[]) => flowOf(
    [input('Number'), loop('Rounds', { loopInput: 'Number' }, { iterationCount: 'Number' }, flowOf(
      [loopInput({ loopInput: 'Number' }), loopController({ count: 'Number $.data LoopCondition' }, 'count < 0')],
      ...wires)), output('Out', 'Number')],
    'In.document > Rounds.loopInput', 'Rounds.iterationCount > Out.document');
  const begins = ['LoopEvents of Rounds: which events a loop shows is not documented'];

  test('which way its condition works, its ports and its count', () => {
    const body = ['LoopPorts of Again: the ports of the loop are matched by name', 'LoopCount of Rounds: '
      + 'iterationCount is the number of completed iterations'];
    const flow = looped('Start.loopInput > Again.count');
    expect(said(run(flow, 5, {}, { loopPolarity: 'continueWhileTrue' }))).toEqual([...begins, ...body]);
    expect(said(run(flow, 5))).toEqual([
      ...begins, 'LoopPolarity of Again: the loop continues while its condition is true; the documentation contradicts '
        + 'itself, so set loopPolarity to choose', ...body,
    ]);
  });

  test('a round in which its controller does not run', () => {
    expect(said(run(looped('Start.nothing > Again.count'), 5))).toEqual([
      ...begins, 'LoopStalled of Rounds: the LoopController did not run in iteration 1: the loop ends without outputs',
      'NoOutputReached: no Output node was reached; the flow completes anyway',
    ]);
  });
});
