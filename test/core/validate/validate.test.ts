/** What reading found and what rules find, together. */
import type { Problem } from '../../../src/core/template/problem';
import { validateModel } from '../../../src/core/validate/validate';

const problem = (path: string, code: Problem['code'] = 'IllegalDefinition') =>
  ({ code, path, message: `wrong at ${path}`, remedy: 'correct it' }) as Problem;
const found = (definition: unknown, ...problems: readonly Problem[]) => validateModel(definition, problems)
  .map(({ code, path, node }) => [code, path, node].join(' ').trim());
const LACKS = ['MissingEndingNodes nodes', 'MissingStartingNodes nodes'];

test('what is not a definition at all does not lack its parts too', () => {
  expect(found('x', problem(''))).toEqual(['IllegalDefinition']);
  expect(found({}, problem('b'), problem(''), problem('a')))
    .toEqual(['IllegalDefinition', 'IllegalDefinition a', 'IllegalDefinition b']);
});

test('what is one does', () => {
  expect(found({})).toEqual(LACKS);
  expect(validateModel({}).map(({ code }) => code)).toEqual(['MissingEndingNodes', 'MissingStartingNodes']);
  expect(found({}, problem('a'))).toEqual(['IllegalDefinition a', ...LACKS]);
  expect(found({ nodes: [] }, problem(''))).toEqual(['IllegalDefinition', ...LACKS]);
});

test('a problem belongs to the node that it is in', () => {
  const many = (count: number, last: object) =>
    [...Array.from({ length: count }, (_, at) => ({ name: `n${at}`, type: 'Agent' })), last];
  const inner = { nodes: many(11, { name: 'Inner', type: 'Agent' }) };
  const definition =
    { nodes: many(10, { name: 'Again', type: 'Loop', configuration: { loop: { definition: inner } } }) };
  const nodeAt = (path: string) => validateModel(definition, [problem(path)])
    .find(({ message }) => message === `wrong at ${path}`)!.node;
  const loop = 'nodes[10].configuration.loop.definition';
  expect(['nodes[1].x', 'nodes[10]', `${loop}.nodes[11].x`, `${loop}.nodes[1]`, `${loop}.connections[0]`].map(nodeAt))
    .toEqual(['n1', 'Again', 'Inner', 'n1', 'Again']);
  expect(['', 'nodes', 'connections[0]', 'connections[0].nodes[1]'].map(nodeAt))
    .toEqual([undefined, undefined, undefined, undefined]);
});
