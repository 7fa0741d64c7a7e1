/**
 * `cdk-bedrock-flows/testing` as people get it: compiled, put into one file, packed, and used from a project of its
 * own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './support';
import * as runner from '../../src/runner';

const PROJECT = join(__dirname, '../..');
const modules = join(PROJECT, 'node_modules');
const project = folder();

const FLOW = `
const stack = new Stack(new App(), 'Topics');
const flow = new Flow(stack, 'Summary');
const summary = new PromptNode(flow, 'Summarise', {
  model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
  prompt: FlowPrompt.inline('Summarise: {{topic}}'),
  inputs: { topic: flow.input },
});
new OutputNode(flow, 'Answer', { document: summary.modelCompletion });
const options = { input: 'tea', mocks: { nodes: { Summarise: { returns: 'short' } } } };
`;
const NAMES = 'Flow, FlowModel, FlowPrompt, OutputNode, PromptNode';

beforeAll(() => {
  const copy = folder();
  for (const part of [
    'src', 'scripts', 'package.json', 'tsconfig.json', 'README.md', 'testing.js', 'testing.d.ts', 'mocks.schema.json',
    'config.schema.json',
  ]) {
    cpSync(join(PROJECT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(modules, join(copy, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', 'tsconfig.json'],
    { cwd: copy, stdio: 'pipe' });
  execFileSync('bash', ['scripts/bundle-lib.sh', '.'], { cwd: copy, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: copy, stdio: 'pipe' });
  mkdirSync(join(project, 'node_modules/cdk-bedrock-flows'), { recursive: true });
  execFileSync('tar', ['-xzf', join(copy, 'cdk-bedrock-flows-0.0.0.tgz'), '--strip-components=1', '-C', join(project,
    'node_modules/cdk-bedrock-flows')]);
  for (const name of ['aws-cdk-lib', 'constructs', '@types', 'vitest']) {
    symlinkSync(join(modules, name), join(project, 'node_modules', name), 'junction');
  }
});

/** Runs a file of the project; gives what it prints. */
function run(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  const { stdout, stderr, status } = spawnSync(process.execPath, [name], { cwd: project, encoding: 'utf8' });
  if (status !== 0) { throw new Error(stderr); }
  return stdout.trim();
}

test('require', () => {
  expect(run('program.cjs', `
    const { App, Stack } = require('aws-cdk-lib');
    const { ${NAMES} } = require('cdk-bedrock-flows');
    const { runFlowSync } = require('cdk-bedrock-flows/testing');
    ${FLOW}
    console.log(runFlowSync(flow, options).outputs[0].document);
  `)).toBe('short');
});

test('import, each name by itself', () => {
  const names = Object.keys(runner);
  expect(names.length).toBeGreaterThan(10);
  expect(run('program.mjs', `
    import { App, Stack } from 'aws-cdk-lib';
    import { ${NAMES}, testing } from 'cdk-bedrock-flows';
    import { ${names.join(', ')} } from 'cdk-bedrock-flows/testing';
    ${FLOW}
    const simulator = testing.FlowSimulator.fromFlow(flow);
    simulator.mock('Summarise', testing.NodeMock.returns('short'));
    const [{ document }] = (await runFlow(flow, options)).outputs;
    console.log(document, simulator.run('tea').output(), [${names.join(', ')}].includes(undefined));
  `)).toBe('short short false');
});

test('the schema of mock files is in the package, and the sources are not', () => {
  const shipped = join(project, 'node_modules/cdk-bedrock-flows');
  expect(readFileSync(join(shipped, 'mocks.schema.json'), 'utf8'))
    .toBe(readFileSync(join(PROJECT, 'mocks.schema.json'), 'utf8'));
  expect(() => readFileSync(join(shipped, 'src/runner/index.ts'))).toThrow('ENOENT');
  expect(run(
    'schema.cjs',
    'console.log(require.resolve(\'cdk-bedrock-flows/mocks.schema.json\').endsWith(\'mocks.schema.json\'))',
  )).toBe('true');
});

const CHECKED = `
import { App, Stack } from 'aws-cdk-lib';
import { ${NAMES} } from 'cdk-bedrock-flows';
import { flowMatchers, runFlow, RunResult } from 'cdk-bedrock-flows/testing';
EXPECT
expect.extend(flowMatchers);
${FLOW}
export async function check(): Promise<RunResult> {
  const run = await runFlow(flow, options);
  expect(run).toReachOutput('Answer', 'short');
  expect(run).not.toSkipNode('Summarise');
  expect(run).toMatchTrace(['FlowInputNode', 'Summarise', 'Answer']);
  // @ts-expect-error a branch has a name
  expect(run).toTakeBranch('Route');
  // @ts-expect-error no such matcher
  expect(run).toReachOutputs('Answer');
  // @ts-expect-error no such option
  await runFlow(flow, { inpt: 'tea' });
  // @ts-expect-error no such kind of mock
  await runFlow(flow, { mocks: { nodes: { Summarise: { retruns: 'short' } } } });
  return run;
}
`;

test.each<[string, string, string, string]>([
  ['node10', 'commonjs', 'node10', 'ts'],
  ['node16 with require', 'node16', 'node16', 'cts'],
  ['node16 with import', 'node16', 'node16', 'mts'],
  ['a bundler', 'esnext', 'bundler', 'ts'],
])('types for %s, with the matchers of jest and of vitest', (_, module, moduleResolution, extension) => {
  writeFileSync(join(project, `jest-types.${extension}`), CHECKED.replace('EXPECT', '/// of @types/jest'));
  const compile = (file: string, types: readonly string[]) => spawnSync(process.execPath, [
    join(modules, 'typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck', '--esModuleInterop',
    '--ignoreConfig', '--ignoreDeprecations', '6.0', '--target', 'es2022',
    '--module', module, '--moduleResolution', moduleResolution, '--types', types.join(','), file,
  ], { cwd: project, encoding: 'utf8' }).stdout;
  expect(compile(`jest-types.${extension}`, ['jest', 'node'])).toBe('');
  // vitest itself is for import, and not for resolvers that do not read exports
  if (moduleResolution !== 'bundler') { return; }
  writeFileSync(join(project, `vitest-types.${extension}`), CHECKED.replace('EXPECT', 'import { expect } from '
    + '\'vitest\';'));
  expect(compile(`vitest-types.${extension}`, ['node'])).toBe('');
});

test('the matchers in vitest', () => {
  writeFileSync(join(project, 'flow.test.ts'), `
    import { App, Stack } from 'aws-cdk-lib';
    import { ${NAMES} } from 'cdk-bedrock-flows';
    import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
    import { expect, test } from 'vitest';
    expect.extend(flowMatchers);
    ${FLOW}
    test('passes', async () => {
      const run = await runFlow(flow, options);
      expect(run).toReachOutput('Answer', expect.stringContaining('sho'));
      expect(run).toHaveCalledNode('Summarise', { topic: 'tea' });
      expect(run).not.toReachOutput('Answer', 'long');
      expect(run).toMatchTrace(['FlowInputNode', 'Summarise', 'Answer']);
    });
    test('fails', async () => { expect(await runFlow(flow, options)).toSkipNode('Summarise'); });
    const other = new Flow(stack, 'Other');
    new OutputNode(other, 'Reply', { document: other.input });
    test('is compatible', () => {
      expect(flow).toBeCompatibleWith(flow);
      expect(flow).not.toBeCompatibleWith(other);
    });
    test('is not compatible', () => { expect(other).toBeCompatibleWith(flow); });
  `);
  const { stdout } = spawnSync(process.execPath, [join(modules, 'vitest/vitest.mjs'), 'run', '--reporter=json'], {
    cwd: project, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', VITEST: '', NODE_OPTIONS: '' },
  });
  const [passes, fails, compatible, breaks] = JSON.parse(stdout.slice(stdout.indexOf('{'))).testResults[0].assertionResults;
  expect([passes.status, passes.failureMessages]).toEqual(['passed', []]);
  expect(fails.status).toBe('failed');
  expect(fails.failureMessages[0]).toContain('expected the flow to skip \'Summarise\'\nway taken: FlowInputNode -> '
    + 'Summarise -> Answer -> SUCCESS');
  expect([compatible.status, compatible.failureMessages]).toEqual(['passed', []]);
  expect(breaks.failureMessages[0]).toContain('expected the flow to be compatible with the other flow, but\n'
    + 'Answer: the Output node is removed');
});
