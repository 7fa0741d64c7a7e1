/** The Region of a template, by the manifest of its cloud assembly. */
import { regionInAssembly } from '../../../src/core/template';

const stack = (templateFile: string, environment: unknown) =>
  ({ type: 'aws:cloudformation:stack', environment, properties: { templateFile } });
const manifest = (...stacks: object[]) =>
  ({ artifacts: { ...stacks, Tree: { type: 'cdk:tree' }, A: { type: 'cdk:asset-manifest' } } });

test('each stack has its own', () => {
  const both = manifest(stack('A.template.json', 'aws://111122223333/eu-west-1'),
    stack('B.template.json', 'aws://unknown-account/us-gov-west-1'));
  expect(regionInAssembly(both, 'A.template.json')).toBe('eu-west-1');
  expect(regionInAssembly(both, 'B.template.json')).toBe('us-gov-west-1');
  // the template of a nested stack: it may belong to either
  expect(regionInAssembly(both, 'Nested.template.json')).toBeUndefined();
});

test('a nested stack has the one that all have', () => {
  const same = manifest(stack('A.template.json', 'aws://111122223333/eu-west-1'),
    stack('B.template.json', 'aws://444455556666/eu-west-1'));
  expect(regionInAssembly(same, 'Nested.template.json')).toBe('eu-west-1');
  const open = manifest(stack('A.template.json', 'aws://111122223333/eu-west-1'),
    stack('B.template.json', 'aws://unknown-account/unknown-region'));
  expect(regionInAssembly(open, 'Nested.template.json')).toBeUndefined();
});

test.each([
  undefined, null, 'text', [], {}, { artifacts: [] }, { artifacts: { A: null } }, manifest(),
  manifest(stack('A.template.json', 'aws://unknown-account/unknown-region')),
  manifest(stack('A.template.json', 7)), manifest(stack('A.template.json', 'aws://1/eu-west-1/x')),
  manifest(stack('A.template.json', 'eu-west-1')),
])('what says none: %j', (json) => {
  expect(regionInAssembly(json, 'A.template.json')).toBeUndefined();
});
