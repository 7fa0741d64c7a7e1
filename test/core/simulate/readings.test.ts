/** What the rows of the fidelity table that no diagnostic names say of running, each shown by a run. */
import {
  agent, answer, collector, condition, documents, flowOf, given, input, iterator, lambda, loop, loopController,
  loopInput, output, rules,
  run,
} from './flow-of';
import { kinds, reads } from './reads';
import { compile, runSync, tryCompile } from '../../../src/core/simulate';

const same = ({ value }: any) => value;

reads('AndJoin', () => {
  const route = (holds: string) => condition('Route', { value: 'String' }, { yes: `value == "${holds}"` });
  const joined = (holds: string) => run(flowOf(
    [input(), lambda('Aa'), lambda('Bb'), route(holds), lambda('Join', { left: 'String', right: 'String' })],
    'In.document > Aa.value', 'In.document > Bb.value', 'In.document > Route.value', 'Aa.functionResponse > Join.left',
    'Bb.functionResponse > Join.right', 'Route?yes > Join',
  ), 'x', { Aa: same, Bb: same, Join: ({ left, right }) => left + right });
  expect(joined('x').visited).toEqual(['In', 'Aa', 'Bb', 'Route', 'Join']);
  expect(joined('y').visited).toEqual(['In', 'Aa', 'Bb', 'Route']);
});

reads('UnconnectedInput', () => {
  const result = run(flowOf([input(), lambda('Work', { value: 'String', other: 'String' })],
    'In.document > Work.value'), 'x', { Work: same });
  expect(result.calls.Work)
    .toEqual([{ inputs: { value: 'x' }, outputs: { functionResponse: 'x' }, executionChain: [] }]);
});

reads('EndOfRun', () => {
  const result = run(flowOf([input(), output(), lambda('Late'), lambda('Later')],
    'In.document > Out.document', 'In.document > Late.value', 'Late.functionResponse > Later.value'), 'x',
  { Late: same, Later: same });
  expect(kinds(result).slice(-2)).toEqual(['nodeOutputTrace Later', 'flowCompletionEvent']);
  expect(result.visited).toContain('Out');
});

reads('ErrorEndsRun', () => {
  const result = run(flowOf([input(), lambda('Fails'), lambda('Other')], 'In.document > Fails.value',
    'In.document > Other.value'), 'x', {
    Fails: () => { throw new Error('no'); }, Other: same,
  });
  expect(kinds(result).slice(-1)).toEqual(['dependencyFailedException']);
  expect(kinds(result)).not.toContain('flowCompletionEvent');
  expect(result.visited).not.toContain('Other');
});

reads('LoopLimit', () => {
  const rounds = (limit?: number) => run(flowOf([input(), loop('Rounds', { value: 'String' }, {}, flowOf(
    [loopInput({ value: 'String' }), lambda('Work'), loopController({ go: 'String $.data LoopCondition' },
      'go == "x"', limit)],
    'Start.value > Work.value',
    'Work.functionResponse > Again.go'))], 'In.document > Rounds.value'), 'x', { Work: same });
  const ended = [rounds(3), rounds()].map(({ calls, completionReason }) => [calls.Work.length, completionReason]);
  expect(ended).toEqual([[3, 'SUCCESS'], [10, 'SUCCESS']]);
});

reads('IteratorOrder', () => {
  const order: string[] = [];
  const told = (name: string) => ({ value }: any) => {
    order.push(name + value);
    return value;
  };
  run(flowOf([input('Array'), iterator(), lambda('Aa'), lambda('Bb'), collector(), output('Out', 'Array')],
    'In.document > Each.array', 'Each.arrayItem > Aa.value', 'Aa.functionResponse > Bb.value', 'Bb.functionResponse > '
      + 'All.arrayItem',
    'Each.arraySize > All.arraySize', 'All.collectedArray > Out.document',
  ), ['1', '2'], { Aa: told('a'), Bb: told('b') }, { concurrency: { type: 'Automatic' } });
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2']);
});

reads('IteratorWithoutCollector', () => {
  const result = run(flowOf([input('Array'), iterator(), output()], 'In.document > Each.array',
    'Each.arrayItem > Out.document'), ['1', '2', '3']);
  expect(kinds(result).filter((kind) => kind === 'flowOutputEvent Out')).toHaveLength(3);
});

reads('TypeChecks', () => {
  const read = (type: string, document: unknown, work: (inputs: any) => unknown = same) => run(
    flowOf([input('Object'), lambda('Work', { value: `${type} $.data.n` })], 'In.document > Work.value'), document,
    { Work: work });
  expect(read('Number', { n: '1' }).error).toMatchObject({ nodeName: 'Work', code: 'validationException' });
  expect(read('String', { n: '1' }, () => 1).error).toMatchObject({ nodeName: 'Work', code: 'validationException' });
  expect(read('String', { n: '1' }).error).toBeUndefined();
  expect(run(flowOf([input('Number')]), '1').error).toMatchObject({ nodeName: 'In', code: 'validationException' });
});

reads('OutputTypeMessage', () => {
  const { error } = run(flowOf([input('String')]), {});
  expect(error?.message).toBe('Expected type for Node Output document of Node In to be STRING. Actual type is OBJECT.');
});

reads('ExpressionGrammar', () => {
  const read = (expression: string) => {
    const flow = flowOf([input('Object'), lambda('Work'), output('Out', 'Object')], 'In.document > Work.value');
    const [port] = flow.nodes[1].inputs;
    Object.assign(port, { expression, type: expression.includes('*') || /[,:]/.test(expression) ? 'Array' : 'Number' });
    if ('findings' in tryCompile(flow)) { return 'refused'; }
    return run(flow, { list: [1, 2, 3, 4] }, { Work: () => 'x' }).calls.Work?.[0].inputs.value;
  };
  expect(['$.data.list[1]', '$.data.list[0, 2]', '$.data.list[1:3]', '$.data.list[*]'].map(read))
    .toEqual([2, [1, 3], [2, 3], [1, 2, 3, 4]]);
  expect(['$..list', '$.data.list[?(@ > 1)]', '$.data[\'list\']', '$.data.list[-1]'].map(read))
    .toEqual(['refused', 'refused', 'refused', 'refused']);
});

reads('ConditionGrammar', () => {
  const taken = (expression: string) => {
    const flow = flowOf([input('Object'), condition('Route',
      { text: 'String $.data.text', count: 'Number $.data.count' }, { yes: expression })],
    'In.document > Route.text', 'In.document > Route.count');
    const result = run(flow, { text: 'a', count: 3 });
    return result.error?.code ?? result.branches[0].condition;
  };
  expect(['text == "a" and not (count > 3)', '(text != "a") or (count <= 2)', 'count == 3'].map(taken))
    .toEqual(['yes', 'default', 'yes']);
  expect(['text == 3', 'count >= "3"'].map(taken)).toEqual(['validationException', 'validationException']);
});

reads('Retries', () => {
  let calls = 0;
  const throttled = () => {
    calls++;
    throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  };
  expect(run(flowOf([input(), lambda('Work')], 'In.document > Work.value'), 'x', { Work: throttled }).error?.code)
    .toBe('throttlingException');
  expect(calls).toBe(1);
});

reads('MultiTurn', () => {
  const plan = compile(flowOf([input(), agent('Helper'), output()], 'In.document > Helper.agentInputText',
    'Helper.agentResponse > Out.document'));
  const asked = runSync(plan, given('x'), { types: { Agent: () => ({ inputRequired: 'which?' }) } });
  expect(asked.events.slice(-2)).toEqual([
    { flowMultiTurnInputRequestEvent: { nodeName: 'Helper', nodeType: 'AgentNode', content: { document: 'which?' } } },
    { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } },
  ]);
  const echo = { types: { Agent: ({ inputs }: any) => ({ value: inputs.agentInputText }) } };
  const told = runSync(plan, answer('Helper', 'that'), echo, { resume: asked.snapshot() });
  expect(documents(told)).toEqual(['that']);
});

const branch = (expression: string) =>
  flowOf([input('Boolean'), condition('Route', { yes: 'Boolean' }, { holds: expression })], 'In.document > Route.yes');

reads('ConditionPrecedence', () => {
  // read from left to right it would not hold
  const result = run(branch('yes == true or yes == false and not yes == true'), true);
  expect(result.branches[0].condition).toBe('holds');
  expect(rules(result)).toContain('ConditionPrecedence');
  expect(run(branch('yes == true and not yes == false or yes == false'), false).branches[0].condition).toBe('holds');
  expect('findings' in tryCompile(branch('yes == true or yes == false and not yes == true'), { conditions: 'strict' }))
    .toBe(true);
});

reads('BooleanLiterals', () => {
  const result = run(branch('yes == true'), true);
  expect([result.branches[0].condition, rules(result).includes('BooleanLiterals')]).toEqual(['holds', true]);
});
