/**
 * What aws-cdk-lib does not promise, and this library relies on; run with the newest version by `npm run test:newest`.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, aws_sns as sns, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { assemblyOf, insidesOf, templateOf } from '../../src/checks/cdk-internals';

const SRC = join(__dirname, '../../src');

test('the properties that a resource was made with, in camelCase, and what is put over them', () => {
  const topic = new sns.CfnTopic(new Stack(new App(), 'S'), 'Topic', { displayName: 'a', fifoTopic: true });
  topic.addPropertyOverride('DisplayName', 'b');
  topic.addPropertyDeletionOverride('FifoTopic');
  const { properties, overrides } = insidesOf(topic);
  expect(properties).toMatchObject({ displayName: 'a', fifoTopic: true });
  expect(overrides).toEqual({ DisplayName: 'b', FifoTopic: undefined });
});

test('what an element brings into its template', () => {
  const stack = new Stack(new App(), 'S');
  const resource = new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: { DisplayName: 'a' } });
  resource.addPropertyOverride('DisplayName', 'b');
  expect(stack.resolve(templateOf(resource))).toMatchObject({
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'b' } } },
  });
});

test.each(['app', 'stage'])('the assembly of a whole %s, another one after each synth', (which) => {
  const app = new App();
  const stage = which === 'app' ? app : new Stage(app, 'Stage');
  let during: unknown = 'not asked';
  const stack = new Stack(stage, 'S');
  stack.node.addValidation({ validate: () => { during = assemblyOf(stage); return []; } });
  expect(assemblyOf(stage)).toBeUndefined();
  stage.synth();
  const first = assemblyOf(stage);
  expect([during, first === undefined]).toEqual([undefined, false]);
  stage.synth({ force: true });
  expect(during).toBe(first);
  expect(assemblyOf(stage)).not.toBe(first);
});

test('nothing else reaches into aws-cdk-lib', () => {
  // the runner of tests reads constructs without knowing them
  const others = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')
    && !['checks/cdk-internals.ts', 'runner/sources/construct-resources.ts'].includes(file.replaceAll('\\', '/')));
  expect(others.filter((file) => /_toCloudFormation|rawOverrides|cfnProperties/
    .test(readFileSync(join(SRC, file), 'utf8')))).toEqual([]);
});
