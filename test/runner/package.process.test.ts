/**
 * `cdk-bedrock-flows/testing` as people get it: compiled, put into one file, packed, and used from a project of its
 * own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync, cpSync, existsSync, mkdirSync, readdirSync,
  readFileSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { folder } from './support';
import * as runner from '../../src/runner';

const PROJECT = join(__dirname, '../..');
const modules = join(PROJECT, 'node_modules');
const project = folder();
let tarball = '';

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
    'src', 'cli', 'scripts', 'package.json', 'tsconfig.json', 'README.md', 'testing.js', 'testing.d.ts', 'lambda.js',
    'lambda.d.ts', 'mocks.schema.json', 'config.schema.json', 'lib/handlers',
  ]) {
    cpSync(join(PROJECT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(modules, join(copy, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', 'tsconfig.json'],
    { cwd: copy, stdio: 'pipe' });
  execFileSync(process.execPath, [join(modules, 'tsx/dist/cli.mjs'), 'cli/bundle.ts', 'lib/cli'],
    { cwd: copy, stdio: 'pipe' });
  execFileSync('bash', ['scripts/bundle-lib.sh', '.'], { cwd: copy, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: copy, stdio: 'pipe' });
  mkdirSync(join(project, 'node_modules/cdk-bedrock-flows'), { recursive: true });
  tarball = join(copy, 'cdk-bedrock-flows-0.0.0.tgz');
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(project,
    'node_modules/cdk-bedrock-flows')]);
  for (const name of ['aws-cdk-lib', 'constructs', '@types', 'vitest']) {
    symlinkSync(join(modules, name), join(project, 'node_modules', name), 'junction');
  }
});

/** Makes a folder a project of its own, as `npm install` would, and gives its scripts. */
function installed(root: string): (script: string) => string {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  for (const name of ['aws-cdk-lib', 'constructs', 'vitest', 'tsx', 'aws-cdk', '@types']) {
    symlinkSync(join(modules, name), join(root, 'node_modules', name), 'junction');
  }
  const packed = join(project, 'node_modules/cdk-bedrock-flows');
  symlinkSync(packed, join(root, 'node_modules/cdk-bedrock-flows'), 'junction');
  for (const name of ['cdk', 'tsx', 'vitest']) {
    symlinkSync(join(modules, '.bin', name), join(root, 'node_modules/.bin', name));
  }
  symlinkSync(join(packed, 'lib/cli/bedrock-flows.js'), join(root, 'node_modules/.bin/bedrock-flows'));
  chmodSync(join(packed, 'lib/cli/bedrock-flows.js'), 0o755);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  return (script) => {
    expect(Object.keys(scripts)).toContain(script);
    const env = { ...process.env, CDK_VALIDATION: 'false', NO_COLOR: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
    const { stdout, stderr, status } =
      spawnSync('npm', ['run', '--silent', script], { cwd: root, encoding: 'utf8', env });
    if (status !== 0) { throw new Error(`${script}: ${stdout}${stderr}`); }
    return stdout;
  };
}

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

test('classes have the names that they are exported by, as stack traces show them', () => {
  expect(run('names.cjs', `
    const { App, Stack } = require('aws-cdk-lib');
    const library = require('cdk-bedrock-flows');
    const other = Object.entries(library)
      .filter(([name, { prototype }]) => prototype && name !== prototype.constructor.name);
    try { new library.Flow(new Stack(new App(), 'Topics'), 'Summary', { flowName: '-' }); } catch ({ stack }) {
      console.log(other.length, /at new Flow /.test(stack), /at new _/.test(stack));
    }
  `)).toBe('0 true false');
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

test.each([
  ['require', 'lambda.cjs', 'const { flowNode } = require(\'cdk-bedrock-flows/lambda\');'],
  ['import', 'lambda.mjs', 'import { flowNode } from \'cdk-bedrock-flows/lambda\';'
    + 'import { createRequire } from \'module\'; const require = createRequire(import.meta.url);'],
])('the entry for functions loads nothing else, by %s', (_, name, load) => {
  expect(run(name, `${load}
    const event = { flow: {}, node: { name: 'N', inputs: [{ name: 'a', type: 'String', value: 'b' }] } };
    const files = () => Object.keys(require.cache).filter((file) => !file.endsWith('lambda.cjs')).length;
    flowNode(({ a }) => a)(event).then((answer) => console.log(answer, files()));
  `)).toBe('b 2');
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
import { flowNode } from 'cdk-bedrock-flows/lambda';
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
  // @ts-expect-error a text is no number
  flowNode<{ topic: string }, number>(({ topic }) => topic);
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
  const [passes, fails, compatible, breaks] =
    JSON.parse(stdout.slice(stdout.indexOf('{'))).testResults[0].assertionResults;
  expect([passes.status, passes.failureMessages]).toEqual(['passed', []]);
  expect(fails.status).toBe('failed');
  expect(fails.failureMessages[0]).toContain('expected the flow to skip \'Summarise\'\nway taken: FlowInputNode -> '
    + 'Summarise -> Answer -> SUCCESS');
  expect([compatible.status, compatible.failureMessages]).toEqual(['passed', []]);
  expect(breaks.failureMessages[0]).toContain('expected the flow to be compatible with the other flow, but\n'
    + 'Answer: the Output node is removed');
});

test('the app that init writes: its tests, its synth, its data set, its picture', () => {
  const root = join(folder(), 'support');
  const command = join(project, 'node_modules/cdk-bedrock-flows/lib/cli/bedrock-flows.js');
  execFileSync(process.execPath, [command, 'init', root], { stdio: 'pipe' });
  const script = installed(root);
  expect(script('test')).toMatch(/Tests +2 passed/);
  script('synth');
  expect(script('cases')).toContain('2 of 2');
  expect(readFileSync(join(root, 'report.xml'), 'utf8')).toContain('<testsuite');
  script('picture');
  expect(readFileSync(join(root, 'flow.svg'), 'utf8')).toContain('<svg');
  expect(execFileSync(process.execPath, [command], { cwd: root, encoding: 'utf8' })).toContain('the flow Support');
});

test('declarations that ship have no hole: what was taken out is named nowhere', () => {
  const shipped = join(project, 'node_modules/cdk-bedrock-flows');
  const entries = ['lib/index.d.ts', 'testing.d.ts', 'lambda.d.ts'];
  const program = ts.createProgram(entries.map((file) => join(shipped, file)), {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ['node'],
    noEmit: true,
  });
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(shipped));
  expect(own.length).toBeGreaterThan(100);
  expect(own.flatMap((file) => program.getSemanticDiagnostics(file))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`))
    .toEqual([]);
  // what is internal does not ship
  expect(own.map(({ text }) => text).join('')).not.toContain('_scopeGraph');
});

test('the package is small', () => {
  const { size } = statSync(tarball);
  expect(size).toBeLessThan(670_000); // and 80,000 for .jsii, which jsii alone makes
});

const EXAMPLES = readdirSync(join(PROJECT, 'examples')).filter((name) =>
  existsSync(join(PROJECT, 'examples', name, 'package.json')));

test.each(EXAMPLES)('the example %s alone, copied out of the repository', (name) => {
  const root = join(folder(), name);
  cpSync(join(PROJECT, 'examples', name), root, {
    recursive: true, filter: (file) => !/node_modules|cdk\.out/.test(file),
  });
  const script = installed(root);
  script('synth');
  expect(script('try')).toMatch(/Answer|Output|answer/);
});
