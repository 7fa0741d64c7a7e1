import { join } from 'node:path';
import { cli, flow, folder, validate } from '../support';

const root = folder({
  'flow.json': JSON.stringify(flow()),
  'empty.json': '  \n',
  'binary.json': Buffer.from([0x7F, 0x45, 0x4C, 0x46, 0x02, 0x00, 0x01]),
  'latin.json': Buffer.from([0x7B, 0x22, 0xE9, 0x22]),
  'broken.json': '{\n  "nodes": [\n    {"name": "A",}\n  ]\n}',
  'cut.json': '{"nodes": [',
  'text.json': 'hello',
  'broken.yaml': 'nodes:\n  - name: A\n bad: [1\n',
  'double.yaml': 'nodes: []\nnodes: []\n',
  'double.json': '{"nodes": [{"name": "A", "type": "B",\n  "name": "C"}]}',
  'two.yaml': 'nodes: []\n---\nnodes: []\n',
  'laughs.yaml':
    `a: &a [x]\n${'bcdefghij'.replace(/./g, (key) =>
      `${key}: &${key} [${`*${String.fromCharCode(key.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}`,
  'self.yaml': 'a: &a [*a]\n',
  'other.json': '{"StartAt": "A", "States": {}}',
  'list.json': '[1]',
  'word.yaml': 'hello',
  'bucket.template.json': '{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}',
  'void/readme.md': 'nothing',
});
const at = (name: string) => join(root, name);
const NO_FLOW = 'contains no flow; give a template, an export of a flow, or a definition with nodes and connections '
  + '[NoFlow]';

test.each<[string, string, string]>([
  ['flow.jsn', 'flow.jsn: error: does not exist; did you mean', "flow.json'? [UnreadableInput]"],
  ['nowhere/flow.json', 'nowhere/flow.json: error: ', 'does not exist; give the path of a file or folder '
    + '[UnreadableInput]'],
  ['flow.json/x', 'flow.json/x: error: ', "can't be read (ENOTDIR); give a file that can be read [UnreadableInput]"],
  ['empty.json', 'empty.json: error: ', 'is empty; give a template, an export of a flow or a definition '
    + '[UnreadableInput]'],
  ['binary.json', 'binary.json: error: ', 'is a binary file; give JSON or YAML, saved as UTF-8 [UnreadableInput]'],
  ['latin.json', 'latin.json: error: ', 'is not text in UTF-8; give JSON or YAML, saved as UTF-8 [UnreadableInput]'],
  ['broken.json', 'broken.json:3:18: error: ', 'is not JSON: a key in double quotes is expected after the '
    + 'comma; correct it there [UnreadableInput]'],
  ['cut.json', 'cut.json:1:12: error: ', 'is not JSON: the text ends, but a value is expected; correct it there '
    + '[UnreadableInput]'],
  ['text.json', 'text.json:1:1: error: ', 'is not JSON: a value is expected; correct it there [UnreadableInput]'],
  ['broken.yaml', 'broken.yaml:', 'correct it there [UnreadableInput]'],
  ['double.yaml', 'double.yaml:2:1: error: ', 'is not YAML: map keys must be unique; correct it there '
    + '[UnreadableInput]'],
  ['double.json', 'double.json:2:3: error: ', "has the key 'name' twice in one object; keep one [UnreadableInput]"],
  ['two.yaml', 'two.yaml:2:1: error: ', 'contains several YAML documents; keep one [UnreadableInput]'],
  ['laughs.yaml', 'laughs.yaml: error: ', 'is not YAML that can be read: with its aliases it has more than 1000000 '
    + 'values; make it simpler [UnreadableInput]'],
  ['self.yaml', 'self.yaml: error: ', 'is not YAML that can be read: an anchor contains itself; make it simpler '
    + '[UnreadableInput]'],
  ['other.json', 'other.json: error: ', NO_FLOW],
  ['list.json', 'list.json: error: ', NO_FLOW],
  ['word.yaml', 'word.yaml: error: ', NO_FLOW],
  ['bucket.template.json', 'bucket.template.json: error: ', NO_FLOW],
  ['void', 'void: error: ', 'contains no flow (looked at 0 files); synthesize first, or name the file [NoFlow]'],
])('%s', async (name, before, after) => {
  const { code, out, err } = await validate([at(name)]);
  expect([code, out]).toEqual([2, '']);
  expect(err.split('\n')).toHaveLength(2);
  expect(err).toContain(before);
  expect(err.trimEnd().endsWith(after)).toBe(true);
});

test('one that is unreadable does not stop the others', async () => {
  const { code, out, err } = await validate([at('nope.json'), at('flow.json'), at('cut.json')]);
  expect([code, out]).toEqual([2, 'no findings in 1 flow (1 file)\n']);
  expect(err.trim().split('\n')).toHaveLength(2);
});

test('a name cannot move the cursor', async () => {
  const { err } = await validate(['\u001b[2Jx\n.json']);
  expect(err).toMatch(/^\\u001b\[2Jx \.json: error: does not exist; .*\n$/);
});

test.each<[string, string[], string]>([
  ['an unknown command', ['valdate'], "bedrock-flows: error: unknown command 'valdate'; did you mean "
    + "'validate'? [Usage]"],
  ['no file', ['validate'], 'bedrock-flows: error: no file is given; name a file or folder, - for standard '
    + 'input, or "source" in bedrock-flows.json [Usage]'],
  ['an empty name', ['validate', ''], 'bedrock-flows: error: the name of a file is empty; give the path of a file or '
    + 'folder [Usage]'],
  ['an unknown option', ['validate', '--jsn', 'x'], "bedrock-flows: error: unknown option '--jsn'; did you mean "
    + "'--json'? [Usage]"],
  ['no code', ['validate', '--explain'],
    "bedrock-flows: error: option '--explain <code>' argument missing; see 'bedrock-flows validate --help' [Usage]"],
  ['a wrong number', ['validate', '--max-warnings', '-1', 'x'],
    "bedrock-flows: error: option '--max-warnings <number>' argument '-1' is invalid: it must be a whole number; see "
      + "'bedrock-flows validate --help' [Usage]"],
  ['two forms of output', ['validate', '--json', '--sarif', 'x'],
    'bedrock-flows: error: --json and --sarif exclude each other; choose one of them [Usage]'],
  ['standard input twice', ['validate', '-', '-'], 'bedrock-flows: error: standard input is given twice; name it '
    + 'once [Usage]'],
  ['empty standard input', ['validate', '-'], '<stdin>: error: is empty; give a template, an export of a flow or a '
    + 'definition [UnreadableInput]'],
])('%s', async (_, argv, line) => {
  expect(await cli(argv)).toEqual({ code: 2, out: '', err: `${line}\n` });
});

test('a stream that breaks', async () => {
  const { code, err } = await validate(['-'], { stdin: 5 as unknown as string });
  expect(code).toBe(2);
  expect(err).toMatch(/^<stdin>: error: can't be read \(.*\[UnreadableInput\]\n$/);
});
