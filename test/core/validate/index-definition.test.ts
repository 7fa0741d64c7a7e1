/** What the rules see of a definition: ends joined to ports, first of each name, and what of it can't be read. */
import { indexDefinition } from '../../../src/core/validate/index-definition';

const REF = { Ref: 'X' };
const input = (name: unknown, more: object = {}) => ({ name, type: 'String', expression: '$.data', ...more });
const work = (name: unknown, more: object = {}) => ({
  name,
  type: 'LambdaFunction',
  configuration: { lambdaFunction: { lambdaArn: 'arn' } },
  inputs: [input('in')],
  outputs:
    [{ name: 'out', type: 'String' }],
  ...more,
});
const route = (...conditions: unknown[]) =>
  ({ name: 'Route', type: 'Condition', configuration: { condition: { conditions } }, inputs: [input('in')] });
const data = (part: unknown, more: object = {}) =>
  ({ name: 'c', type: 'Data', source: 'Aa', target: 'Bb', configuration: { data: part }, ...more });
const when = (part: unknown, more: object = {}) =>
  ({ name: 'c', type: 'Conditional', source: 'Route', target: 'Bb', configuration: { conditional: part }, ...more });
const NODES = [work('Aa'), work('Bb'), route({ name: 'yes', expression: 'in == "x"' }, { name: 'default' })];
const joined = (...connections: unknown[]) => indexDefinition({ nodes: NODES, connections }).root;

describe('a connection', () => {
  test('is joined to the nodes and ports that it names', () => {
    const graph = joined(data({ sourceOutput: 'out', targetInput: 'in' }), when({ condition: 'yes' }));
    const [first, second] = graph.connections;
    expect([first.path, first.name, first.type, first.sourceName, first.targetName])
      .toEqual(['connections[0]', 'c', 'Data', 'Aa', 'Bb']);
    expect([first.source, first.target]).toEqual([graph.node('Aa'), graph.node('Bb')]);
    expect([first.output, first.input]).toEqual([graph.node('Aa')!.outputs[0], graph.node('Bb')!.inputs[0]]);
    expect([first.data, first.conditionName, first.condition])
      .toEqual([{ sourceOutput: 'out', targetInput: 'in' }, undefined, undefined]);
    expect([second.data, second.output, second.input]).toEqual([undefined, undefined, undefined]);
    expect([second.conditionName, second.condition]).toEqual(['yes', graph.node('Route')!.conditions[0]]);
    expect(graph.node('Aa')!.outgoing).toEqual([first]);
    expect(graph.node('Bb')!.incoming).toEqual([first, second]);
    expect([
      graph.node('Aa')!.outputs[0].targets, graph.node('Bb')!.inputs[0].sources,
      graph.node('Route')!.conditions[0].targets,
    ]).toEqual([[first], [first], [second]]);
  });

  test.each([
    ['no nodes', { name: 'c', type: 'Data', configuration: { data: { sourceOutput: 'out', targetInput: 'in' } } }, [
      undefined, undefined, undefined, undefined, undefined,
    ]],
    ['a condition of no node', when({ condition: 'yes' }, { source: 'Nobody' }), [
      undefined, 'Bb', undefined, undefined, undefined,
    ]],
    ['the other part', { ...data({ sourceOutput: 'out', targetInput: 'in' }), type: 'Conditional' }, [
      'Aa', 'Bb', undefined, undefined, undefined,
    ]],
    ['the other part too', { ...when({ condition: 'yes' }), type: 'Data' }, [
      'Route', 'Bb', undefined, undefined, undefined,
    ]],
    ['both parts', {
      ...data({ sourceOutput: 'out', targetInput: 'in' }),
      configuration: { data: { sourceOutput: 'out', targetInput: 'in' }, conditional: { condition: 'yes' } },
    },
    ['Aa', 'Bb', 'out', 'in', undefined]],
  ])('with %s is joined to what is there', (_, connection, expected) => {
    const [{ source, target, output, input: into, condition }] = joined(connection).connections;
    expect([source?.name, target?.name, output?.name, into?.name, condition?.name]).toEqual(expected);
  });

  test('inside a loop has the path of the loop', () => {
    const body = {
      nodes: [work('Cc')],
      connections: [data({ sourceOutput: 'out', targetInput: 'in' }, { source: 'Cc', target: 'Cc' })],
    };
    const { graphs, nodes, connections } = indexDefinition({
      nodes: [work('Aa'), { name: 'Ll', type: 'Loop', configuration: { loop: { definition: body } } }], connections: [],
    });
    expect(graphs.map(({ prefix, loop }) => [prefix, loop?.name]))
      .toEqual([['', undefined], ['nodes[1].configuration.loop.definition.', 'Ll']]);
    expect(nodes.map(({ name, path }) => [name, path]))
      .toEqual([['Aa', 'nodes[0]'], ['Ll', 'nodes[1]'], ['Cc', 'nodes[1].configuration.loop.definition.nodes[0]']]);
    expect(connections.map(({ path }) => path)).toEqual(['nodes[1].configuration.loop.definition.connections[0]']);
    expect(nodes[1].inner).toBe(graphs[1]);
  });

  test('is looked for in loops only, and no deeper than definitions are read', () => {
    const around = (inner: object): object =>
      ({ nodes: [{ name: 'Ll', type: 'Loop', configuration: { loop: { definition: inner } } }] });
    const deep =
      (levels: number) => indexDefinition(Array.from({ length: levels }).reduce<object>(around, {})).graphs.length;
    expect([0, 1, 2, 39, 40, 41].map(deep)).toEqual([1, 2, 3, 40, 40, 40]);
    const other = { name: 'Aa', type: 'Agent', configuration: { agent: { definition: { nodes: [work('Cc')] } } } };
    expect(indexDefinition({ nodes: [other] }).graphs).toHaveLength(1);
  });
});

describe('a node', () => {
  const only = (node: unknown) => indexDefinition({ nodes: [node] }).nodes[0];

  test.each([null, 'lambdaFunction', 5, REF, [], undefined])('with the configuration %j has none, and '
    + 'its kind', (configuration) => {
    const { configuration: own, kind, sureKind } = only(work('Aa', { configuration }));
    expect([own, kind?.key, sureKind]).toEqual([undefined, 'lambdaFunction', kind]);
  });

  test('has inputs and outputs of the five types, and of none that is not known', () => {
    const types = ['String', 'Number', 'Boolean', 'Object', 'Array', 'Text', REF, undefined];
    const { inputs, outputs } = only(work('Aa',
      { inputs: types.map((type) => input('in', { type })), outputs: types.map((type) => ({ name: 'out', type })) }));
    for (const all of [inputs, outputs]) {
      expect(all.map(({ type }) => type)).toEqual([...types.slice(0, 5), undefined, undefined, undefined]);
    }
  });

  test('has conditions only if it is a Condition', () => {
    const conditions = [{ name: 'yes', expression: 'in == "x"' }];
    expect(only(route(...conditions)).conditions).toHaveLength(1);
    expect(only({ name: 'Aa', type: 'Agent', configuration: { agent: { conditions } } }).conditions).toEqual([]);
  });

  test.each([1, 8, 9, 20])('finds the first of a name among %d', (count) => {
    const many = Array.from({ length: count }, (_, at) => ({ name: `n${at}` }));
    const all = [{ name: '' }, ...many, ...many];
    const node = only({ ...route(...all), inputs: all, outputs: all });
    many.forEach(({ name }, at) => {
      expect(node.input(name)).toBe(node.inputs[at + 1]);
      expect(node.output(name)).toBe(node.outputs[at + 1]);
      expect(node.condition(name)).toBe(node.conditions[at + 1]);
    });
    for (const name of ['', 'x']) {
      expect([node.input(name), node.output(name), node.condition(name)]).toEqual([undefined, undefined, undefined]);
    }
  });
});

describe('whether what connections join can be told', () => {
  const ends = { sourceOutput: 'out', targetInput: 'in' };
  test.each<[string, unknown]>([
    ['all that it needs', data(ends)],
    ['a condition', when({ condition: 'yes' })],
    ['no configuration', data(ends, { configuration: undefined })],
    ['no part', data(undefined)],
    ['the part of the other type', { ...data(ends), type: 'Conditional' }],
    ['no ports', data({})],
    ['no condition', when({})],
    ['unknown names', data({ sourceOutput: 'x', targetInput: 'y' }, { source: 'Xx', target: 'Yy' })],
    ['an unknown condition', when({ condition: 'x' })],
  ])('with %s it can', (_, connection) => {
    expect(joined(connection).unreadable).toEqual({ nodes: false, connections: false });
  });

  test.each<[string, unknown]>([
    ['no source', data(ends, { source: undefined })],
    ['no target', data(ends, { target: undefined })],
    ['an empty source', data(ends, { source: '' })],
    ['a source known at deployment', data(ends, { source: REF })],
    ['a target with a placeholder', data(ends, { target: '${Name}' })],
    ['no type', data(ends, { type: undefined })],
    ['another type', data(ends, { type: 'data' })],
    ['a type known at deployment', data(ends, { type: REF })],
    ['a configuration that is none', data(ends, { configuration: 'data' })],
    ['a configuration known at deployment', data(ends, { configuration: REF })],
    ['a part that is none', data('out')],
    ['a part known at deployment', data(REF)],
    ['a conditional part known at deployment', when(REF)],
    ['an output known at deployment', data({ ...ends, sourceOutput: REF })],
    ['an empty output', data({ ...ends, sourceOutput: '' })],
    ['an input with a placeholder', data({ ...ends, targetInput: '${Port}' })],
    ['an input that is not a string', data({ ...ends, targetInput: 5 })],
    ['a condition known at deployment', when({ condition: REF })],
    ['an empty condition', when({ condition: '' })],
    ['nothing that is a connection', 'Aa to Bb'],
    ['all of it known at deployment', REF],
  ])('with %s it can not', (_, connection) => {
    expect(joined(data(ends), connection).unreadable).toEqual({ nodes: false, connections: true });
  });

  test('a token that is the name of a node is read', () => {
    const token = '${Token[Name.1]}';
    const { root } =
      indexDefinition({ nodes: [work(token), work('Bb')], connections: [data(ends, { source: token })] });
    expect([root.unreadable.connections, root.connections[0].source]).toEqual([false, root.nodes[0]]);
  });
});

describe('whether lists can be read', () => {
  const unread = (definition: unknown) => indexDefinition(definition).root.unreadable;

  test.each<[unknown, boolean, boolean]>([
    [{ nodes: [], connections: [] }, false, false],
    [{}, false, false],
    [undefined, false, false],
    [{ nodes: REF }, true, false],
    [{ connections: REF }, false, true],
    [{ nodes: 5, connections: 'x' }, true, true],
    [{ nodes: [REF] }, true, false],
    [{ nodes: ['x'] }, true, false],
    [{ nodes: [{}] }, true, false],
    [{ nodes: [{ name: '' }] }, true, false],
    [{ nodes: [{ name: REF }] }, true, false],
    [{ nodes: [{ name: 'Aa' }] }, false, false],
    [{ node: [], connections: [] }, true, false],
    [{ conections: [], nodes: [] }, false, true],
    [{ node: [] }, true, true],
    [{ definition: {} }, true, true],
    [{ definition: {}, nodes: [] }, false, false],
    [REF, true, true],
    ['text', true, true],
  ])('%j', (definition, nodes, connections) => {
    expect(unread(definition)).toEqual({ nodes, connections });
  });

  test.each<[unknown, object]>([
    [work('Aa'), { inputs: false, outputs: false, conditions: false }],
    [work('Aa', { inputs: REF }), { inputs: true, outputs: false, conditions: false }],
    [work('Aa', { outputs: [REF] }), { inputs: false, outputs: true, conditions: false }],
    [{ ...work('Aa'), inputs: undefined, input: [] }, { inputs: true, outputs: false, conditions: false }],
    [{ ...work('Aa'), inputs: undefined, inptus: [], other: 1 }, { inputs: true, outputs: false, conditions: false }],
    [{
      ...work('Aa'),
      inputs: undefined,
      ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`x${at}`, 1])),
      input: [],
    },
    { inputs: false, outputs: false, conditions: false }],
    [{
      ...work('Aa'),
      inputs: undefined,
      ...Object.fromEntries(Array.from({ length: 19 }, (_, at) => [`x${at}`, 1])),
      input: [],
    },
    { inputs: true, outputs: false, conditions: false }],
    [route({ name: 'default' }), { inputs: false, outputs: false, conditions: false }],
    [route(REF), { inputs: false, outputs: false, conditions: true }],
    [{ ...route(), configuration: REF }, { inputs: false, outputs: false, conditions: true }],
    [{ ...route(), configuration: undefined }, { inputs: false, outputs: false, conditions: true }],
    [{ ...route(), configuration: { condition: REF } }, { inputs: false, outputs: false, conditions: true }],
    [{ ...route(), configuration: {} }, { inputs: false, outputs: false, conditions: true }],
    [{ ...work('Aa'), configuration: REF }, { inputs: false, outputs: false, conditions: false }],
  ])('of a node: %j', (node, expected) => {
    expect(indexDefinition({ nodes: [node] }).nodes[0].unreadable).toEqual(expected);
  });
});

describe('a node', () => {
  const only = (node: unknown) => indexDefinition({ nodes: [node] }).nodes[0];

  test('has a sure kind unless its configuration is that of another type', () => {
    const kinds = (node: unknown) => [only(node).kind?.key, only(node).sureKind?.key, only(node).configuration];
    const lambdaArn = { lambdaArn: 'arn' };
    expect(kinds(work('Aa'))).toEqual(['lambdaFunction', 'lambdaFunction', lambdaArn]);
    expect(kinds(work('Aa', { configuration: undefined }))).toEqual(['lambdaFunction', 'lambdaFunction', undefined]);
    expect(kinds(work('Aa', { configuration: {} }))).toEqual(['lambdaFunction', 'lambdaFunction', undefined]);
    expect(kinds(work('Aa', { configuration: { nonsense: {} } })))
      .toEqual(['lambdaFunction', 'lambdaFunction', undefined]);
    expect(kinds(work('Aa', { configuration: { agent: {} } }))).toEqual(['lambdaFunction', undefined, undefined]);
    expect(kinds(work('Aa', { configuration: { nonsense: {}, agent: {} } })))
      .toEqual(['lambdaFunction', undefined, undefined]);
    expect(kinds(work('Aa', { configuration: { agent: {}, lambdaFunction: lambdaArn } })))
      .toEqual(['lambdaFunction', 'lambdaFunction', lambdaArn]);
    expect(kinds(work('Aa', { configuration: REF }))).toEqual(['lambdaFunction', 'lambdaFunction', undefined]);
    expect(kinds(work('Aa', { configuration: { lambdaFunction: REF } })))
      .toEqual(['lambdaFunction', 'lambdaFunction', undefined]);
    expect(kinds(work('Aa', { type: 'toString' }))).toEqual([undefined, undefined, undefined]);
  });

  test('finds its ports by name, the first of each, also where there are many', () => {
    for (const count of [3, 8, 9, 30]) {
      const ports = [
        ...Array.from({ length: count - 1 }, (_, at) => input(`in${at}`)), input('in1', { type: 'Number' }), input(''),
      ];
      const node = only(work('Aa', { inputs: ports }));
      expect(node.inputs).toHaveLength(count + 1);
      expect([node.input('in0'), node.input('in1')]).toEqual([node.inputs[0], node.inputs[1]]);
      expect([node.input('none'), node.input('')]).toEqual([undefined, undefined]);
    }
  });

  test('has conditions only as a Condition, and ports only of known types', () => {
    expect(only({ ...route({ name: 'yes' }, { name: 'no', expression: REF }), inputs: undefined }).conditions
      .map(({ name, expression, hasExpression, path }) => (
        [name, expression, hasExpression, path]))).toEqual([
      ['yes', undefined, false, 'nodes[0].configuration.condition.conditions[0]'],
      ['no', undefined, true, 'nodes[0].configuration.condition.conditions[1]'],
    ]);
    expect(only({ ...route({ name: 'yes' }), type: 'Prompt' }).conditions).toEqual([]);
    const node = only(work('Aa', {
      inputs: [input('a', { type: 'string', category: 'ExitLoop' }), input('b', { type: 'Number', category: REF })],
      outputs: [{ name: 'o', type: REF }],
    }));
    expect(
      node.inputs.map(({ name, type, category, hasCategory, path }) => [name, type, category, hasCategory, path]),
    ).toEqual([
      ['a', undefined, 'ExitLoop', true, 'nodes[0].inputs[0]'], ['b', 'Number', undefined, true, 'nodes[0].inputs[1]'],
    ]);
    expect(node.outputs.map(({ name, type, path }) => [name, type, path]))
      .toEqual([['o', undefined, 'nodes[0].outputs[0]']]);
  });

  test('reads its expressions, unless they are known at deployment or far too long', () => {
    const parsed = (expression: unknown) => only(work('Aa', { inputs: [input('a', { expression })] })).inputs[0].parsed;
    expect(parsed('$.data.x')).toEqual({ steps: [{ kind: 'name', name: 'x' }] });
    expect(parsed(`$.data${'.a'.repeat(497)}`)).toHaveProperty('steps');
    expect(parsed(`$.data${'.a'.repeat(497)}b`)).toBeUndefined();
    expect([parsed(REF), parsed(undefined)]).toEqual([undefined, undefined]);
  });

  test('of one name with another has a twin; connections mean the first', () => {
    const { root } =
      indexDefinition({ nodes: [work('Aa'), work('Bb'), work('Aa'), work(''), work('')], connections: [] });
    expect(root.nodes.map(({ hasTwin }) => hasTwin)).toEqual([true, false, true, false, false]);
    expect([root.node('Aa'), root.node('')]).toEqual([root.nodes[0], undefined]);
  });
});
