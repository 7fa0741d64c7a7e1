import { writeFileSync, mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FlowCode, FlowDataType, InlineCodeNode } from '../../src';
import { nodeOf, refusal, statementsOf, testFlow, thrown } from '../support';

test('what must be given', () => {
  const flow = testFlow();
  new InlineCodeNode(flow, 'Run',
    { code: FlowCode.inline('text.upper()'), inputs: { text: flow.input.stringAt('text') } });
  expect(nodeOf(flow, 'Run')).toEqual({
    Name: 'Run',
    Type: 'InlineCode',
    Configuration: { InlineCode: { Code: 'text.upper()', Language: 'Python_3' } },
    Inputs: [{ Name: 'text', Type: 'String', Expression: '$.data.text' }],
    Outputs: [{ Name: 'response', Type: 'String' }],
  });
  expect(statementsOf(flow)).toEqual([]);
});

test('everything that can be given; the inputs are sorted', () => {
  const flow = testFlow();
  new InlineCodeNode(flow, 'Run', {
    nodeName: 'Count',
    code: FlowCode.inline('len(text) + more'),
    inputs: { text: flow.input.stringAt('text'), more: flow.input.numberAt('more') },
    responseType: FlowDataType.NUMBER,
  });
  expect(nodeOf(flow, 'Count')).toEqual({
    Name: 'Count',
    Type: 'InlineCode',
    Configuration: { InlineCode: { Code: 'len(text) + more', Language: 'Python_3' } },
    Inputs: [{ Name: 'more', Type: 'Number', Expression: '$.data.more' }, {
      Name: 'text', Type: 'String', Expression: '$.data.text',
    }],
    Outputs: [{ Name: 'response', Type: 'Number' }],
  });
});

test.each<[string, (text: string) => Buffer]>([
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
])('code of a file in %s has no mark', (_, encoded) => {
  const file = join(mkdtempSync(join(tmpdir(), 'code-')), 'count.py');
  writeFileSync(file, encoded('len("é")\n'));
  const flow = testFlow();
  new InlineCodeNode(flow, 'Run', { code: FlowCode.fromFile(file), inputs: { text: flow.input } });
  expect(nodeOf(flow, 'Run').Configuration.InlineCode.Code).toBe('len("é")\n');
});

test('code of a file that is no text', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'code-')), 'count.py');
  writeFileSync(file, Buffer.from([0x6C, 0xE9, 0x0A]));
  expect(thrown(() => FlowCode.fromFile(file))).toMatch(/count\.py' is not text in UTF-8; save it as UTF-8 \[Illegal/);
});

test('code of a file', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'code-')), 'code.py');
  writeFileSync(path, 'x = 1\nx\n');
  expect(FlowCode.fromFile(path).code).toBe('x = 1\nx\n');
  expect(thrown(() => FlowCode.fromFile('missing.py'))).toBe(
    '[FlowCode.fromFile] \'missing.py\' can\'t be read (ENOENT); give the path of a text file [IllegalValue]');
});

test('its output', () => {
  const flow = testFlow();
  const { response } = new InlineCodeNode(flow, 'Run',
    { code: FlowCode.inline('data'), inputs: { data: flow.input }, responseType: FlowDataType.OBJECT });
  expect([`${response}`, response.dataType]).toEqual(['Run.response', 'Object']);
});

test.each<[string, string[], string]>([
  ['no input', [], '\'inputs\' has 0 entries, but the service allows 1 to 5; add some [IllegalValue]'],
  ['a sixth input', ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'], '\'inputs\' has 6 entries, but the service allows 1 to '
    + '5; remove '
    + 'some [IllegalValue]'],
  ['a keyword', ['class'], 'input \'class\' can\'t be a Python variable, because it is a keyword; rename it to '
    + '\'class_value\' [IllegalName]'],
  ['an illegal name', ['x'],
    'input name \'x\' must start with a letter and have 2 to 51 letters or digits with single \'_\' between; give it '
      + 'another name [IllegalName]'],
])('refuses %s', (_, names, message) => {
  const flow = testFlow();
  const inputs = Object.fromEntries(names.map((name) => [name, flow.input]));
  expect(refusal(flow, () => new InlineCodeNode(flow, 'Run', { code: FlowCode.inline('1'), inputs })))
    .toBe(`[S/F/Run] ${message}`);
});

test('refuses empty and too long code', () => {
  expect(thrown(() => FlowCode.inline(' \n'))).toBe('[FlowCode] the code is empty; its last line must be an '
    + 'expression, the result [IllegalValue]');
  expect(thrown(() => FlowCode.inline('1'.repeat(5_000_001)))).toBe(
    '[FlowCode] the code is 5000001 characters long, but the service allows 5000000; shorten it [IllegalValue]');
  expect(FlowCode.inline('1'.repeat(5_000_000)).code).toHaveLength(5_000_000);
});

test('refuses a sixth node', () => {
  const flow = testFlow();
  const run = (at: number) => new InlineCodeNode(flow, `Run${at}`,
    { code: FlowCode.inline('data'), inputs: { data: flow.input } });
  for (const at of [1, 2, 3, 4, 5]) { run(at); }
  expect(refusal(flow, () => run(6))).toBe('[S/F/Run6] the flow has 6 InlineCode nodes, but the service allows 5; '
    + 'split the flow [QuotaExceeded]');
});
