/** Whether a graph surely lacks the node that it starts or ends with, or has it twice. */
import { smallDefinition } from './small-graph';
import {
  hasNoEnd, hasNoStart, isNoCopy, loopsWithout, loopsWithSeveral,
} from '../../../src/core/validate/boundary-nodes';
import { indexDefinition } from '../../../src/core/validate/index-definition';

const REF = { Ref: 'X' };

/** A flow of these lines, some nodes of which are changed. */
function flow(
  lines: readonly string[], changes: { readonly [node: string]: object } = {}, more: readonly object[] = [],
): any {
  const { nodes, connections } = smallDefinition(lines);
  return { nodes: [...nodes.map((node) => ({ ...node, ...changes[node.name] })), ...more], connections };
}

const inLoop = (definition: unknown) => ({ name: 'L', type: 'Loop', configuration: { loop: { definition } } });
const lacks = (definition: unknown): readonly string[] => {
  const index = indexDefinition(definition);
  return [...hasNoStart(index, index.root, 'Input') ? ['start'] : [], ...hasNoEnd(index, index.root, 'Output')
    ? ['end'] : []];
};

test.each<[string, unknown, readonly string[]]>([
  ['what has both', flow(['In>A', 'A>Out']), []],
  ['what has no start', flow(['A>Out']), ['start']],
  ['what has no end', flow(['In>A']), ['end']],
  ['nodes that can not be read', { nodes: REF }, []],
  ['a node of no known type, that nothing leads to', flow(['A>B', 'B>Out'], { A: { type: 'Teleport' } }), []],
  ['a node of no known type, that something leads to', flow(['A>B', 'B>Out'], { B: { type: 'Teleport' } }), ['start']],
  ['a node of no known type, that leads nowhere', flow(['In>A', 'A>B'], { B: { type: 'Teleport' } }), []],
  ['a node of no known type, that leads somewhere', flow(['In>A', 'A>B'], { A: { type: 'Teleport' } }), ['end']],
  ['an Input that stands '
    + 'in a loop', flow(['In>A', 'A>Out'], { In: inLoop({ nodes: [{ name: 'In2', type: 'Input' }] }) }), ['start']],
])('%s', (_, definition, expected) => expect(lacks(definition)).toEqual(expected));

test('what a connection names in a loop is not missing beside it', () => {
  for (const type of ['Input', 'Output', 'Agent']) {
    const { connections } = smallDefinition(['Far>A', 'A>Far']);
    const definition =
      { nodes: [{ name: 'A', type: 'LambdaFunction' }, inLoop({ nodes: [{ name: 'Far', type }] })], connections };
    expect(lacks(definition)).toEqual([...type === 'Input' ? [] : ['start'], ...type === 'Output' ? [] : ['end']]);
  }
});

describe('loops', () => {
  const said = (rule: typeof loopsWithout, type: 'LoopInput' | 'LoopController', nodes: unknown) => (
    [...rule(indexDefinition({ nodes: [inLoop({ nodes, connections: [] })] }), type)].map(({ message, value }) =>
      [message, value])
  );
  const start = { name: 'S', type: 'LoopInput' };
  const end = { name: 'C', type: 'LoopController' };

  test('without their start or end', () => {
    expect(said(loopsWithout, 'LoopInput', [start])).toEqual([]);
    expect(said(loopsWithout, 'LoopController', [start])).toEqual([['loop \'L\' has no LoopController node', 'L']]);
    expect(said(loopsWithout, 'LoopInput', [end])).toEqual([['loop \'L\' has no LoopInput node', 'L']]);
    expect(said(loopsWithout, 'LoopController', [end])).toEqual([]);
    expect(said(loopsWithout, 'LoopController', REF)).toEqual([]);
  });

  test('which of the two is looked for at which side', () => {
    const { connections } = smallDefinition(['X>A', 'A>B']);
    const nodes =
      (odd: string) => ['X', 'A', 'B'].map((name) => ({ name, type: name === odd ? 'Teleport' : 'LambdaFunction' }));
    const missing = (odd: string) => (['LoopInput', 'LoopController'] as const).filter((type) => (
      [...loopsWithout(indexDefinition({ nodes: [inLoop({ nodes: nodes(odd), connections })] }), type)].length > 0
    ));
    expect(missing('X')).toEqual(['LoopController']);
    expect(missing('A')).toEqual(['LoopInput', 'LoopController']);
    expect(missing('B')).toEqual(['LoopInput']);
  });

  test('with several of them, copies not counted', () => {
    expect(said(loopsWithSeveral, 'LoopInput', [start, { ...start, name: 'R' }, end]))
      .toEqual([['loop \'L\' has 2 LoopInput nodes', 2]]);
    expect(said(loopsWithSeveral, 'LoopInput', [start, start, end])).toEqual([]);
    expect(said(loopsWithSeveral, 'LoopController', [start, start, end])).toEqual([]);
    expect(said(loopsWithSeveral, 'LoopController', [end, { type: 'LoopController' }])).toHaveLength(1);
  });
});

test('a copy is the second of a name; what has no name is none', () => {
  const { root } = indexDefinition({ nodes: [{ name: 'A' }, { name: 'A' }, {}, {}] });
  expect(root.nodes.map(isNoCopy)).toEqual([true, false, true, true]);
});
