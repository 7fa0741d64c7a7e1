/** Loops of templates, and what only a deployment makes. */
import { insteadOf, readFlows, resourcesIn } from '../../../src/core/template';
import { stopwatch } from '../../stopwatch';

const definition = (text: unknown) => ({
  Nodes: [
    { Name: 'In', Type: 'Input', Outputs: [{ Name: 'document', Type: 'String' }] },
    { Name: 'Out', Type: 'Output', Inputs: [{ Name: text, Type: 'String', Expression: '$.data' }] },
  ],
  Connections: [],
});
const flow = (Name: unknown, text: unknown = 'document') =>
  ({ Type: 'AWS::Bedrock::Flow', Properties: { Name, Definition: definition(text) } });
const loop = (name: string, values: unknown, body: object) => ({ [`Fn::ForEach::${name}s`]: [name, values, body] });
const idsOf = (Resources: object, rest: object = {}) => readFlows({ Resources, ...rest }).map(({ id }) => id);

test('each round is a resource of its own, with its value in texts, keys and references', () => {
  const document = {
    Resources: {
      ...loop('Team', ['Sales', 'Support'], { 'Flow${Team}': flow({ 'Fn::Sub': 'f-${Team}' }, { Ref: 'Team' }) }),
      Other: flow('other'),
    },
  };
  expect(readFlows(document, { sees: true }).map(({ id, definition: read }) => [id, read?.nodes?.[1].inputs?.[0].name]))
    .toEqual([['FlowSales', 'Sales'], ['FlowSupport', 'Support'], ['Other', 'document']]);
  expect(readFlows(document).map(({ at }) => at)).toEqual([
    ['Resources', 'Fn::ForEach::Teams', '2', 'Flow${Team}', 'Properties'],
    ['Resources', 'Fn::ForEach::Teams', '2', 'Flow${Team}', 'Properties'],
    ['Resources', 'Other', 'Properties'],
  ]);
  expect(resourcesIn(document).FlowSales).toMatchObject({ Properties: { Name: { 'Fn::Sub': 'f-Sales' } } });
});

test('loops in loops, and names that leave out what a logical id may not have', () => {
  expect(idsOf(loop('A', ['X', 'Y'], loop('B', ['1.0', 'b-c'], { 'F${A}&{B}': flow('x') }))))
    .toEqual(['FX10', 'FXbc', 'FY10', 'FYbc']);
});

test('a list of a parameter counts by its default; without one there is a round that names the loop', () => {
  const resources = loop('T', { Ref: 'Teams' }, { 'F${T}': flow('x') });
  expect(idsOf(resources, { Parameters: { Teams: { Type: 'CommaDelimitedList', Default: 'A, B' } } }))
    .toEqual(['FA', 'FB']);
  expect(idsOf(resources, { Parameters: { Teams: { Type: 'CommaDelimitedList' } } })).toEqual(['F${T}']);
});

test('loops inside of properties are carried out too', () => {
  const { Type, Properties: { Definition } } = flow('x');
  const [read] = readFlows({
    Resources: { F: { Type, Properties: loop('K', ['Definition'], { '${K}': Definition }) } },
  });
  expect(read.definition?.nodes).toHaveLength(2);
});

test('a hostile number of rounds ends', () => {
  const values = Array.from({ length: 300 }, (_, at) => `v${at}`);
  const elapsed = stopwatch();
  const ids = idsOf(loop('A', values, loop('B', values, loop('C', values, { 'F${A}${B}${C}': flow('x') }))));
  expect(ids.length).toBeLessThanOrEqual(2000);
  expect(elapsed()).toBeLessThan(5000);
});

test('what can\'t be carried out, or comes from elsewhere, gets a remedy that fits', () => {
  expect(insteadOf({ Resources: { 'Fn::ForEach::Ts': ['T', ['A']] } }, 'a.json'))
    .toBe('write \'Fn::ForEach::Ts\' as a list of a name, a list of values, and what to repeat');
  expect(insteadOf({ Resources: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'a.json'))
    .toMatch(/^the content that Fn::Transform/);
  expect(insteadOf({ Resources: {} }, 'a.json')).toBeUndefined();
});

test('properties that a macro makes may hold the definition', () => {
  const macro = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };
  for (const Properties of [{ Name: 'x', ...macro }, { Definition: macro }, { Definition: { Nodes: [], ...macro } }]) {
    for (const sees of [true, false]) {
      const [{ problems }] = readFlows({ Resources: { F: { Type: 'AWS::Bedrock::Flow', Properties } } }, { sees });
      expect(problems.map(({ message }) => message)).toEqual([
        'the definition is known only at deployment, by Fn::Transform',
      ]);
    }
  }
});
