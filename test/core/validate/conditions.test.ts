/** The conditions of a definition, and what they may read. */
import { parseCondition } from '../../../src/core/condition/parse';
import { conditionsOf, readableInputs } from '../../../src/core/validate/conditions';
import { indexDefinition } from '../../../src/core/validate/index-definition';

const REF = { Ref: 'X' };
const route = (conditions: unknown, inputs: readonly object[] = []) => (
  { name: 'Route', type: 'Condition', inputs, configuration: { condition: { conditions } } });
const controller = (continueCondition: unknown, type = 'LoopController') => (
  {
    name: 'Again',
    type,
    configuration: { [type === 'LoopController' ? 'loopController' : 'loop']: { continueCondition } },
  });

describe('the conditions', () => {
  const found = (...nodes: unknown[]) => conditionsOf(indexDefinition({ nodes })).map(({ node, parsed, ...rest }) => (
    { node: node.name, ...rest, kind: parsed && Object.keys(parsed)[0] }));

  test('are those of Condition nodes', () => {
    const path = 'nodes[0].configuration.condition.conditions';
    const of = (
      at: number, condition: string, expression: string | undefined, hasExpression: boolean, kind: string | undefined,
    ) => (
      {
        node: 'Route',
        condition,
        place: { path: `${path}[${at}]`, node: 'Route', condition },
        isOfLoop: false,
        expression,
        hasExpression,
        kind,
      });
    expect(found(route([{
      name: 'yes', expression: 'a == 1',
    }, { name: 'odd', expression: 'a = 1' }, { name: 'later', expression: REF }, { name: 'default' }]))).toEqual([
      of(0, 'yes', 'a == 1', true, 'tree'), of(1, 'odd', 'a = 1', true, 'problem'),
      of(2, 'later', undefined, true, undefined), of(3, 'default', undefined, false, undefined),
    ]);
  });

  test('and the one of each LoopController', () => {
    const path = 'nodes[0].configuration.loopController.continueCondition';
    expect(found(controller({ name: 'more', expression: 'a == 1' }))).toEqual([
      {
        node: 'Again',
        condition: 'more',
        place: { path, node: 'Again', condition: 'more' },
        isOfLoop: true,
        expression: 'a == 1',
        hasExpression: true,
        kind: 'tree',
      },
    ]);
    expect(found(controller({ name: REF }))).toEqual([
      {
        node: 'Again',
        condition: '',
        place: { path, node: 'Again' },
        isOfLoop: true,
        expression: undefined,
        hasExpression: false,
        kind: undefined,
      },
    ]);
    expect(found(controller(REF), controller(undefined), controller({ expression: 'a == 1' }, 'Loop'),
      { name: 'Bare', type: 'LoopController' })).toEqual([]);
  });

  test('far too long ones are not parsed', () => {
    const long =
      (length: number) => found(route([{ name: 'yes', expression: `a == "${'x'.repeat(length - 7)}"` }]))[0].kind;
    expect([long(1000), long(1001)]).toEqual(['tree', undefined]);
  });

  test('are read once for each definition', () => {
    const [one, other] = [{}, {}].map(() => indexDefinition({ nodes: [route([{ name: 'yes' }])] }));
    expect(conditionsOf(one)).toBe(conditionsOf(one));
    expect(conditionsOf(one)).not.toBe(conditionsOf(other));
  });
});

describe('what an expression may read', () => {
  const readable = (expression: string, ...inputs: (readonly [string, string?])[]) => {
    const parsed = parseCondition(expression);
    if (!('tree' in parsed)) { throw new Error(parsed.problem.cause); }
    const [node] =
      indexDefinition({ nodes: [route([], inputs.map(([name, type = 'String']) => ({ name, type })))] }).nodes;
    return [...readableInputs(node, parsed.tree)];
  };

  test('are the inputs of its node with their types, sorted', () => {
    expect(readable('b == 1', ['b', 'Number'])).toEqual([['b', 'Number']]);
    expect(readable('c == 1', ['b', 'Number'])).toEqual([['b', 'Number']]);
    expect(readable('b == a', ['b', 'Number'])).toEqual([['b', 'Number']]);
    expect(readable('b == 1', ['b', 'Number'], ['a'], ['c', 'Any']))
      .toEqual([['a', 'String'], ['b', 'Number'], ['c', undefined]]);
    expect(readable('b == 1')).toEqual([]);
  });

  test('of very many those that it names and some more, and no name that is far too long', () => {
    const many = Array.from({ length: 100 }, (_, at) => [`n${at}`] as const);
    const names = readable('(n99 == "x") or ("y" == n98)', ...many).map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['n0', 'n98', 'n99']));
    expect(names.length).toBeLessThan(60);
    const [fits, long] = ['x'.repeat(110), 'x'.repeat(111)];
    expect(readable('a == "x"', ['a'], [fits], [long]).map(([name]) => name)).toEqual(['a', fits]);
    expect(readable(`${long} == "x"`, ['a'], [long]).map(([name]) => name)).toEqual(['a', long]);
  });
});
