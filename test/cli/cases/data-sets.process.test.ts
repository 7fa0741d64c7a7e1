/** Data sets as CSV and JSON, runs that repeat, and watching. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../cli/bundle';
import { csvRows } from '../../../cli/cases/csv';
import { home } from '../run/flows';
import { cli, folder } from '../support';

async function run(name: string, text: string, ...more: string[]) {
  const at = home({ [name]: text });
  const ran = await cli(
    ['run', join(at, 'triage.json'), '--mocks', join(at, 'mocks.json'), '--inputs', join(at, name), ...more]);
  // what it costs is looked at elsewhere
  return { ...ran, out: ran.out.split('\n').filter((line) => !line.includes('LiteLLM')).join('\n') };
}
const OVER = '; nodes 5 of 6 (not Other), branches 1 of 2 (not Route.default)\n';

describe('CSV', () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ['a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['a\n"x ""y"", z"\n', [['a'], ['x "y", z']]],
    ['"two\nlines",b', [['two\nlines', 'b']]],
    ['a,\n,b\n\n\n', [['a', ''], ['', 'b']]],
    ['a,""', [['a', '']]], ['', []], ['\n', []],
  ])('%j', (text, cells) => { expect(csvRows(text, 'f').map((row) => row.cells)).toEqual(cells); });

  test('rows are cases', async () => {
    const text = 'name,input,expect.output,expect.takes:json,expect.at.Refund.contains\n'
      + '"one, two","my ""money""",You get it back.,"[""Route.isRefund""]",back\n'
      + 'wrong,money,No.,,\n';
    const { code, out } = await run('cases.csv', text);
    expect(code).toBe(1);
    expect(out).toBe('not as expected wrong\n  should give "No.", but gave "You get it back."\n'
      + `1 of 2 runs as expected${OVER}`);
  });

  test.each<[string, RegExp]>([
    ['input\n"x', /cases\.csv:2: error: has a cell with an unclosed quote/],
    ['input\n"x"y', /cases\.csv:2: error: has text after the quote that ends a cell/],
    ['input\nx,y', /cases\.csv:2: error: has 2 cells, but there are 1 columns; put quotes around cells with commas/],
    ['input,input\nx,y', /cases\.csv:1: error: has the column 'input' twice/],
    ['__proto__.x,input\nx,y', /cases\.csv:1: error: has a column '__proto__\.x', which is not a member of a case/],
    ['input,expect.takes:json\nx,[', /cases\.csv:2: error: has no JSON in the column 'expect\.takes'/],
    ['input', /cases\.csv: error: has no cases/],
    ['input,expcet.output\n"a\nb",\nx,y', /cases\.csv:4: error: has "expcet", which is not a known key; did you mean/],
  ])('%j is refused', async (text, said) => {
    const { code, err } = await run('cases.csv', text);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) });
  });
});

describe('JSON', () => {
  const cases = [{ input: 'money' }, { input: 'money', expect: { output: 'You get it back.' } }];
  test('a list of cases', async () => {
    expect(await run('cases.json', JSON.stringify(cases, undefined, 2)))
      .toEqual({ code: 0, err: '', out: `2 of 2 runs as expected${OVER}` });
  });

  test('what all cases have in common', async () => {
    const { out } = await run('cases.json', JSON.stringify({ expect: { output: 'No.' }, cases }, undefined, 2));
    expect(out).toBe('not as expected line 1\n  should give "No.", but gave "You get it back."\n'
      + `1 of 2 runs as expected${OVER}`);
  });

  test.each<[string, RegExp]>([
    ['[{"input": 1}, {"in": 2}]', /cases\.json: \[1\]: error: has no "input"/],
    ['[', /cases\.json: error: is not JSON: /],
    ['[]', /cases\.json: error: has no inputs/],
    ['{"cases": {}}', /cases\.json: error: must have a list of "cases"/],
    ['{"cases": [], "expcet": {}}', /cases\.json: error: has "expcet", which is not a known key/],
    ['[{"input": 1, "input": 2}]', /cases\.json: error: has the key 'input' twice in one object/],
  ])('%s is refused', async (text, said) => {
    expect((await run('cases.json', text)).err).toMatch(said);
  });
});

describe('repeated', () => {
  // the first of every five runs is wrong
  const judge = {
    command: ['sh', '-c', 'echo x >> runs; test $(( $(wc -l < runs) % 5 )) != 1 && echo true || echo false'],
  };
  const text = JSON.stringify({ name: 'one', input: 'money', expect: { judge: { ...judge, name: 'j' } } });

  test('the share that passed is said', async () => {
    const { code, out } = await run('cases.jsonl', text, '--repeat', '5', '--jobs', '1');
    expect(code).toBe(1);
    expect(out).toBe('not as expected one (4 of 5 runs as expected)\n  judge j did not pass \'Refund\'\n'
      + `4 of 5 runs as expected (80 %), 0 of 1 case${OVER}`);
  });

  test('a share may be enough', async () => {
    const { code, out } = await run('cases.jsonl', text, '--repeat', '5', '--jobs', '1', '--min-share', '0.8');
    expect({ code, out }).toEqual({ code: 0, out: `4 of 5 runs as expected (80 %), 1 of 1 case${OVER}` });
  });

  test('each run is a line of JSON', async () => {
    const { out } = await run('cases.jsonl', text, '--repeat', '2', '--json', '--jobs', '1');
    expect(out.trim().split('\n').map((line) => JSON.parse(line) as { run: number; passed: boolean })
      .map(({ run: number, passed }) => [number, passed])).toEqual([[1, false], [2, true]]);
  });

  test('--repeat needs --inputs', async () => {
    const at = home();
    expect((await cli(['run', join(at, 'triage.json'), '--repeat', '2'])).err)
      .toBe('bedrock-flows: error: --repeat is given without --inputs; give a file with one input per line [Usage]\n');
  });
});

test('--watch runs again when a file changes, and ends with Ctrl+C', async () => {
  const at = home({ 'cases.jsonl': '{"input": "money"}' });
  const program = bundle(folder({}));
  const child = spawn(process.execPath, [program, 'run', 'triage.json', '--mocks', 'mocks.json', '--inputs',
    'cases.jsonl', '--watch'], { cwd: at });
  let said = '';
  const seen = async (text: string) => {
    while (!said.includes(text)) { await new Promise((resolve) => { setTimeout(resolve, 20); }); }
  };
  for (const stream of [child.stdout, child.stderr]) { stream.on('data', (chunk) => { said += String(chunk); }); }
  await seen('watching for changes');
  expect(said).toContain('1 of 1 run as expected');
  writeFileSync(join(at, 'cases.jsonl'), '{"inputs": 1}');
  await seen('has no "input"');
  writeFileSync(join(at, 'cases.jsonl'), '{"input": "money"}\n{"input": "money"}');
  await seen('2 of 2 runs as expected');
  const ended = new Promise((resolve) => { child.on('exit', resolve); });
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});
