/** `bedrock-flows init`, and the command without arguments: what they say and write. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFlow } from '../../../cli/explain/sample-flows';
import { nextCommand } from '../../../cli/next/next';
import { cli, folder } from '../support';

const TEMPLATE = JSON.stringify({
  Resources: { Support1234ABCD: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: sampleFlow('triage') } } },
});

test.each(['typescript', 'python'])('an app in %s, which says what to do next', async (language) => {
  const root = join(folder({}), 'new');
  const { code, out, err } = await cli(['init', root, '--language', language]);
  expect([code, err]).toEqual([0, '']);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['mocks.json', 'cases.jsonl', 'README.md', '.github/workflows/ci.yml']));
  for (const file of ['mocks.json', 'cdk.json']) { JSON.parse(readFileSync(join(root, file), 'utf8')); }
  expect(out).toContain(`cd ${root}`);
  expect(out.split('\n').find((line) => line.includes('install'))).toBeDefined();
});

test('a folder with work in it is left alone; one with a repository alone is not', async () => {
  const root = folder({ 'notes.txt': 'mine', 'other.txt': 'too' });
  const { code, out, err } = await cli(['init', root]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toBe(`${root}: error: the folder is not empty, it has 'notes.txt' and 1 more; name one that is empty or `
    + 'new [Usage]\n');
  expect(readdirSync(root).sort()).toEqual(['notes.txt', 'other.txt']);
  const cloned = folder({});
  mkdirSync(join(cloned, '.git'));
  expect((await cli(['init', cloned])).code).toBe(0);
});

test('a file is no folder, and a language that there is not is named', async () => {
  const root = folder({ file: '' });
  expect((await cli(['init', join(root, 'file')])).err).toMatch(/error: it is a file; .* \[Usage\]\n$/);
  const { code, err } = await cli(['init', join(root, 'new'), '--language', 'cobol']);
  expect([code, err.split('\n').length]).toEqual([2, 2]);
  expect(err).toContain('typescript, python');
});

async function said(files: Readonly<Record<string, string>>): Promise<string> {
  let out = '';
  const sink = { write: (text: string) => { out += text; } };
  const stdin = (async function* () { /* none */ })();
  const code = await nextCommand(folder(files), { stdin, stdout: sink, stderr: sink, env: {} });
  expect(code).toBe(0);
  return out;
}

test.each<[string, Record<string, string>, string[]]>([
  ['an empty folder', {}, ['There is no flow', 'bedrock-flows init my-flow']],
  ['an app that was never synthesized', { 'cdk.json': '{}' }, ['npx cdk synth --quiet']],
  ['an app whose templates have no flow', { 'cdk.json': '{}', 'cdk.out/A.template.json': '{"Resources": {}}' },
    ['no template in cdk.out has a flow', 'npx cdk synth']],
  ['a synthesized app with mocks and a data set',
    { 'cdk.json': '{}', 'cdk.out/A.template.json': TEMPLATE, 'mocks.json': '{}', 'cases.jsonl': '' },
    ['cdk.out has the flow Support', 'run cdk.out --mocks mocks.json', '--inputs cases.jsonl', 'serve cdk.out']],
  ['a definition', { 'flow.json': JSON.stringify(sampleFlow('triage')) },
    ['flow.json has the flow', 'bedrock-flows run flow.json --input', 'bedrock-flows code flow.json']],
  ['files that can not be read', { 'a.json': '{', 'b.yaml': '\u0000' }, ['There is no flow']],
])('without arguments, in %s', async (_, files, parts) => {
  const out = await said(files);
  for (const part of parts) { expect(out).toContain(part); }
});

test('names of files and flows are quoted for the shell, and move no cursor', async () => {
  const out = await said({ '$(reboot)\u001b[2J.json': JSON.stringify(sampleFlow('triage')) });
  expect(out).toContain("bedrock-flows validate '$(reboot)\\u001b[2J.json'");
  expect(out).not.toContain('\u001b');
});

test('nothing is written over, not even what came in between', async () => {
  const root = folder({});
  writeFileSync(join(root, '.git'), 'gitdir: elsewhere');
  expect((await cli(['init', root])).code).toBe(0);
  expect((await cli(['init', root])).code).toBe(2);
});
