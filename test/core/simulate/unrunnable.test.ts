/** What can't run says why, and what is only wrong elsewhere runs as far as it can. */
import {
  condition, documents, flowOf, given, input, iterator, lambda, loop, loopController, loopInput, output, run,
} from './flow-of';
import { compile, type CompileOptions, runSync, tryCompile } from '../../../src/core/simulate';
import { switchesOf } from '../../../src/core/simulate/switches';

function lines(definition: unknown, options?: CompileOptions): readonly string[] {
  try {
    compile(definition, options);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

const work = (expression: string) => flowOf([input('Object'), lambda('Work', { value: 'String' })].map((one) => (
  one.type === 'Input' ? one : { ...one, inputs: [{ ...one.inputs[0], expression }] })), 'In.document > Work.value');

const route = (expression?: string) => {
  const node = condition('Route', { value: 'String', size: 'Number' }, { isA: 'x' });
  node.configuration.condition.conditions[0].expression = expression;
  return flowOf([input(), node], 'In.document > Route.value');
};

const UNSEEN = 'the type of the node is known only at deployment; give a parameter of the template a default, or give '
  + 'what the deployment makes of the flow, which \'aws bedrock-agent get-flow\' prints [IllegalDefinition]';
const NO_INPUT =
  '[nodes] the flow has no Input node; add an Input node with the output document [MissingStartingNodes]';
const EXAMPLES = 'write it like $.data, $.data.topic, $.data[0] or $.data.*.title [MalformedNodeInputExpression]';

test.each([
  [{}, [NO_INPUT]],
  [flowOf([output()]), [NO_INPUT]],
  [flowOf([input(), { name: 'Odd', type: 'Promt' }]),
    ['[Odd] \'Promt\' is not a node type; did you mean \'Prompt\'? [UnknownNodeType]']],
  [flowOf([input(), { name: 'Odd', type: '${Kind}' }]), [`[Odd] ${UNSEEN}`]],
  [flowOf([input(), { name: 'Odd', type: '${Token[TOKEN.1]}' }]), [`[Odd] ${UNSEEN}`]],
  // any of these may be what is missing
  [flowOf([{ name: 'In', type: '${Kind}' }]), [`[In] ${UNSEEN}`]],
  [flowOf([input(), loop('Rounds', {}, {}, flowOf([{ name: 'Inner', type: '${Kind}' }]))]), [`[Inner] ${UNSEEN}`]],
  [work('$.text'),
    ['[Work] expression \'$.text\' of input \'value\' can\'t be read at character 1: '
      + `must begin with '$.data'; ${EXAMPLES}`]],
  [work('$.data[-1]'), ['[Work] expression \'$.data[-1]\' of input \'value\' can\'t be read at character 8: '
    + `negative indexes are not documented; ${EXAMPLES}`]],
  [work('${Token[TOKEN.1]}'),
    [`[Work] the expression of input 'value' is missing, or known only at deployment; ${EXAMPLES}`]],
  [route('value = "a"'), ['[Route] condition \'isA\' can\'t be read at character 7: \'=\' is not an operator; write == '
    + '[MalformedConditionExpression]']],
  [route('${Token[TOKEN.1]}'), ['[Route] the expression of condition \'isA\' is known only at deployment; write it in '
    + 'the definition [MalformedConditionExpression]']],
  [route(), ['[Route] condition \'isA\' has no expression; add one, for example category == "refund" '
    + '[MalformedConditionExpression]']],
  [flowOf([input(), { name: 'Rounds', type: 'Loop', inputs: [], outputs: [] }]),
    ['[Rounds] the Loop node has no configuration; add configuration.loop [MissingNodeConfiguration]']],
  [flowOf([input(), loop('Rounds', {}, {}, flowOf([]))]), [
    '[Rounds] loop \'Rounds\' has no LoopInput node; add one to its definition [MissingLoopInputNode]',
    '[Rounds] loop \'Rounds\' has no LoopController node; add one to its definition [MissingLoopControllerNode]',
  ]],
  [flowOf([input(), loop('Rounds', {}, {}, flowOf([loopInput({}), loopController({}, '')]))]),
    ['[Again] condition \'goOn\' can\'t be read at character 1: the expression is empty; write it like '
      + 'category == "refund" [MalformedConditionExpression]']],
  [flowOf([input('Array'), iterator('One'), iterator('Two'), lambda('Join', { left: 'String', right: 'String' })],
    'In.document > One.array', 'In.document > Two.array', 'One.arrayItem > Join.left', 'Two.arrayItem > Join.right'),
  ['[Join] \'Join\' reads items of \'One\' and \'Two\', which are not nested; a flow has one iterator; collect the '
    + 'items of the first before the second [QuotaExceeded]']],
])('%#', (definition, expected) => {
  expect(lines(definition)).toEqual(expected);
  const compiled = tryCompile(definition);
  expect('findings' in compiled && compiled.findings.length).toBe(expected.length);
});

test('each finding is an error at its place', () => {
  const places = (definition: unknown, options?: CompileOptions) => {
    const compiled = tryCompile(definition, options);
    return 'findings' in compiled && compiled.findings.map(({ severity, path, node }) => [severity, path, node]);
  };
  const rounds = (body: any) => flowOf([input(), loop('Rounds', {}, {}, body)]);
  const inner = 'nodes[1].configuration.loop.definition.nodes';
  expect(places({})).toEqual([['error', 'nodes', undefined]]);
  expect(places(flowOf([input(), { name: 'Odd', type: 'Teleport' }]))).toEqual([['error', 'nodes[1].type', 'Odd']]);
  expect(places(work('$.text'))).toEqual([['error', 'nodes[1].inputs[0].expression', 'Work']]);
  expect(places(route('x'))).toEqual([['error', 'nodes[1].configuration.condition.conditions[0].expression', 'Route']]);
  expect(places(route('value == "a" and size == 1 or size == 2'), { conditions: 'strict' }))
    .toEqual([['error', 'nodes[1].configuration.condition.conditions[0].expression', 'Route']]);
  expect(places(rounds(flowOf([loopInput({})])))).toEqual([['error', 'nodes[1]', 'Rounds']]);
  expect(places(rounds(flowOf([loopController({}, 'a == 1')])))).toEqual([['error', 'nodes[1]', 'Rounds']]);
  expect(places(rounds(flowOf([loopInput({}), loopController({}, 'x')]))))
    .toEqual([['error', `${inner}[1].configuration.loopController.continueCondition.expression`, 'Again']]);
  expect(places(rounds(flowOf([loopInput({}), { name: 'Again', type: 'LoopController' }]))))
    .toEqual([['error', `${inner}[1]`, 'Again']]);
  expect(places(flowOf([
    input('Array'), iterator('One'), iterator('Two'), lambda('Join', { left: 'String', right: 'String' }),
  ],
  'In.document > One.array', 'In.document > Two.array', 'One.arrayItem > Join.left', 'Two.arrayItem > Join.right')))
    .toEqual([['error', 'nodes[3]', 'Join']]);
});

test('the switches, as nobody sets them and as the documents have them', () => {
  const common = { loopPolarity: 'continueWhileTrue', emptyArray: 'collect', expressions: 'strict' };
  expect(switchesOf({})).toEqual({ ...common, traceTypes: 'observed', conditions: 'lenient' });
  expect(switchesOf({ profile: 'documented' })).toEqual({ ...common, traceTypes: 'model', conditions: 'strict' });
  const all = {
    loopPolarity: 'exitWhenTrue',
    emptyArray: 'stall',
    traceTypes: 'model',
    expressions: 'lenient',
    conditions: 'strict',
  } as const;
  expect(switchesOf(all)).toEqual(all);
});

test('a switch that stands where there is none is refused', () => {
  expect(() => switchesOf({ loopPolarity: 'whileTrue' as any }))
    .toThrow("[loopPolarity] must be 'continueWhileTrue' or 'exitWhenTrue', got the string 'whileTrue'; correct it, or "
      + 'leave it out [IllegalOption]');
  expect(() => switchesOf({ profile: 'x' as any })).toThrow("[profile] must be 'observed' or 'documented'");
  expect(() => switchesOf({ emptyArray: null as any })).toThrow("[emptyArray] must be 'collect', 'stall' or 'error', "
    + 'got null');
});

test.each([[null], [undefined], [5], ['text'], [[]], [
  { Ref: 'X' },
], [{ nodes: 5 }], [{ nodes: [null, 5, {}, { name: 'x' }], connections: [null, {}] }]])(
  '%j is not a flow, and no crash', (json) => {
    expect(lines(json).length).toBeGreaterThan(0);
    for (const line of lines(json)) { expect(line).toMatch(/^\[.+\] .+; .+ \[\w+\]$/); }
  });

test('what is not a definition at all is said once, and the error tells its kind', () => {
  for (const json of [5, 'text', []]) {
    expect(tryCompile(json)).toMatchObject({ findings: [{ severity: 'error', code: 'IllegalDefinition', path: '' }] });
  }
  expect((tryCompile(5) as any).findings).toHaveLength(1);
  expect(() => compile(5)).toThrow(expect.objectContaining({
    name: 'SimulateError', code: 'UnrunnableFlow', findings: (tryCompile(5) as any).findings,
  }));
  const flow = flowOf([input(), output()], 'In.document > Out.document');
  expect(documents(run({ nodes: [...flow.nodes, 'no node'], connections: [...flow.connections, null] }, 'x')))
    .toEqual(['x']);
});

test('an ambiguous condition is read by default, and refused when strict', () => {
  const flow = route('value == "a" and size == 1 or size == 2');
  expect(lines(flow)).toEqual([]);
  for (const options of [{ conditions: 'strict' }, { profile: 'documented' }] as const) {
    expect(lines(flow, options)).toEqual(['[Route] condition \'isA\' mixes and, or, not without parentheses, and their '
      + 'precedence is not documented; add parentheses [AmbiguousCondition]']);
  }
});

test('undocumented expressions are read when lenient, and said', () => {
  const flow = flowOf([input('Object'), output()], 'In.document > Out.document');
  flow.nodes[1].inputs[0].expression = '$.data[\'list\'][-1]';
  const result = run(flow, { list: ['a', 'b'] }, {}, { expressions: 'lenient' });
  expect(documents(result)).toEqual(['b']);
  expect(result.diagnostics).toEqual([{
    rule: 'LenientExpression',
    node: 'Out',
    message: 'the expression \'$.data[\'list\'][-1]\' of \'document\' has a '
      + 'form that the guide does not name',
  }]);
});

test('a definition in the spelling of CloudFormation runs too', () => {
  const flow = {
    Nodes: [
      { Name: 'In', Type: 'Input', Outputs: [{ Name: 'document', Type: 'String' }] },
      { Name: 'Out', Type: 'Output', Inputs: [{ Name: 'document', Type: 'String', Expression: '$.data' }] },
    ],
    Connections: [{
      Name: 'c',
      Type: 'Data',
      Source: 'In',
      Target: 'Out',
      Configuration: { Data: { SourceOutput: 'document', TargetInput: 'document' } },
    }],
  };
  expect(documents(run(flow, 'x'))).toEqual(['x']);
});

test('what is wrong elsewhere keeps nothing else from running', () => {
  const flow = flowOf([input(), output(), lambda('Work'), lambda('Lost')], 'In.document > Out.document',
    'In.nothing > Work.value', 'Nobody.out > Lost.value',
    'In.document > Missing.value');
  flow.connections.push({ name: 'bare', type: 'Data', source: 'In', target: 'Lost' },
    { name: 'odd', type: 'Sideways', source: 'In', target: 'Lost' });
  const result = run(flow, 'x');
  expect(documents(result)).toEqual(['x']);
  expect(result.skipped).toEqual(['Work', 'Lost']);
});

test('of two Input nodes the named one starts', () => {
  const flow = flowOf([input(), input('String', 'In2'), output(), output('Out2')], 'In.document > Out.document',
    'In2.document > Out2.document');
  expect(runSync(compile(flow), given('x', 'In2'), {}).outputs).toEqual([{ nodeName: 'Out2', document: 'x' }]);
});

test('an unconnected input whose expression is wrong does not matter', () => {
  const flow = flowOf([input(), lambda('Work', { value: 'String', other: 'String nonsense' }), output()],
    'In.document > Work.value', 'Work.functionResponse > Out.document');
  expect(documents(run(flow, 'x', { Work: () => 'y' }))).toEqual(['y']);
});
