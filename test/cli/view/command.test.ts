import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joined } from '../../../src/core/joined';
import { each, triage, wordsIn } from '../picture/support';
import { cli, folder, template } from '../support';

const flow = JSON.stringify(triage());
const mocks = JSON.stringify({
  input: 'my money', nodes: { Classify: { returns: 'refund', latencyMs: 5 }, Refund: { returns: 'done' } },
});
const cases = ['{"name": "one", "input": "first"}', '{"input": "second"}'].join('\n');
const at = folder({
  'flow.json': flow,
  'mocks.json': mocks,
  'cases.jsonl': cases,
  'each.json': JSON.stringify(each()),
  'noise.jsonl': 'no json',
  'other.json': '[{"what": 1}]',
  'two.template.json':
    JSON.stringify({
      Resources: {
        ...(template({ Definition: triage() }, 'TriageAB12CD34') as { Resources: object }).Resources,
        ...(template({ Definition: each() }, 'Each') as { Resources: object }).Resources,
      },
    }),
});
const file = (name: string) => join(at, name);
const view = async (...argv: string[]) => cli(['view', ...argv]);

test('a flow alone, to the standard output or a file', async () => {
  const { code, out, err } = await view(file('flow.json'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(wordsIn(out)).toContain('flow.json 6 nodes, 7 connections');
  expect(await view(file('flow.json'), '-o', file('page.html'))).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(file('page.html'), 'utf8')).toBe(out);
});

test('one of several flows, with the name that its author gave it', async () => {
  expect(wordsIn((await view(file('two.template.json'), '--flow', 'Triage')).out)).toMatch(/^ *Triage Triage 6 nodes/);
  expect(await view(file('two.template.json')))
    .toMatchObject({ code: 2, err: expect.stringContaining('choose one with --flow') as string });
});

test('a flow whose name has a slash or ends like a file, everywhere', async () => {
  const given = JSON.stringify({ name: 'team/refunds.json', definition: triage() });
  const place = folder({ 'answer.json': given, 'mocks.json': mocks, 'cases.jsonl': cases });
  const [source, ...out] = ['answer.json', 'report.html', 'junit.xml'].map((name) => join(place, name));
  expect(wordsIn((await view(source)).out)).toMatch(/^ *team\/refunds\.json team\/refunds\.json 6 nodes/);
  expect((await cli(['graph', source])).out).toContain('<title id="title">Flow team/refunds.json</title>');
  await cli(['run', source, '--inputs', join(place, 'cases.jsonl'), '--mocks', join(place, 'mocks.json'), '--report',
    out[0], '--junit', out[1]]);
  expect(readFileSync(out[0], 'utf8')).toContain('<h1>team/refunds.json</h1>');
  expect(readFileSync(out[1], 'utf8')).toContain('name="team/refunds');
});

test('a run, with the same bytes each time', async () => {
  const run = [file('flow.json'), '--input', 'my money', '--mocks', file('mocks.json')];
  const { code, out } = await view(...run);
  expect(code).toBe(0);
  expect(wordsIn(out)).toContain('✓ Completed 5 of 6 nodes ran · 5 ms');
  expect((await view(...run)).out).toBe(out);
  expect((await view(file('flow.json'), '--mocks', file('mocks.json'))).out).toBe(out);
});

test('a run that was recorded, a case of many, and events', async () => {
  const recorded = file('calls.json');
  const events = await cli([
    'run', file('flow.json'), '--input', 'my money', '--mocks', file('mocks.json'), '--record', recorded, '--json',
  ]);
  expect(wordsIn((await view(file('flow.json'), '--input', 'my money', '--recording', recorded)).out))
    .toContain('5 of 6 nodes ran');
  const one = await view(file('flow.json'), '--inputs', file('cases.jsonl'), '--case', 'line 2', '--mocks',
    file('mocks.json'));
  expect(wordsIn(one.out)).toContain('Input second');
  const shown = await cli(['view', file('flow.json'), '--events', '-'], { stdin: events.out });
  expect(shown.err).toBe('');
  expect(wordsIn(shown.out)).toContain('✓ Completed 5 of 6 nodes ran');
  const some = await cli(['view', file('flow.json'), '--events', '-'], { stdin: `${events.out}{"new": {}}\n` });
  expect(some.err).toBe('-: warning: 1 of 17 entries are not known events; they are left out\n'.replace(
    '17', String(events.out.trim().split('\n').length + 1),
  ));
});

test('a run that fails is shown, and the exit code says so', async () => {
  const failing = folder({
    'mocks.json': '{"nodes": {"Classify": {"throws": {"error": "throttlingException", "message": "slow"}}}}',
  });
  const { code, out } = await view(file('flow.json'), '--input', 'x', '--mocks', join(failing, 'mocks.json'));
  expect(code).toBe(1);
  expect(wordsIn(out)).toContain('✕ Failed at Classify: throttlingException: slow');
});

test.each([
  [['--input', 'x', '--inputs', 'cases.jsonl'], '--input and --inputs exclude each other; choose one of them [Usage]'],
  [['--events', 'e', '--mocks', 'm'], '--events and --mocks exclude each other; choose one of them [Usage]'],
  [['--case', 'one'], '--case is given without --inputs; give the file that the case is in [Usage]'],
  [['--inputs', file('cases.jsonl'), '--mocks', file('mocks.json')], `${file('cases.jsonl')}: error: has 2 cases, `
    + '\'one\' and \'line 2\'; choose one with --case \'one\' [Usage]'],
  [['--inputs', file('cases.jsonl'), '--case', 'on', '--mocks', file('mocks.json')], 'has no case \'on\'; did you mean '
    + '\'one\'? [Usage]'],
  [['--events', file('noise.jsonl')], `${file('noise.jsonl')}:1: error: is not JSON; give events`],
  [['--events', file('other.json')], `${file('other.json')}: error: contains no event of a run; give events`],
  [['--input', 'x'], 'MissingHandler'],
])('%j', async (argv, said) => {
  const { code, out, err } = await view(file('flow.json'), ...argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(said);
});

test('nobody reads a page on a terminal', async () => {
  const { code, err } = await cli(['view', file('flow.json')], { isTTY: true });
  expect(code).toBe(2);
  expect(err).toContain('name a file with -o');
});

test('graph: SVG, or the Mermaid text of toMermaid', async () => {
  const svg = await cli(['graph', file('flow.json')]);
  expect(svg).toMatchObject({ code: 0, err: '' });
  expect(svg.out)
    .toMatch(
      joined(
        /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" [^>]*role="img" aria-labelledby="title">\n<title /,
        /id="title">Flow flow.json<\/title>/,
      ),
    );
  expect((await cli(['graph', file('flow.json')])).out).toBe(svg.out);
  const mermaid = await cli(['graph', file('flow.json'), '--format', 'mermaid', '-o', file('flow.mmd')]);
  expect(mermaid).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(file('flow.mmd'), 'utf8')).toMatch(/^flowchart TD\n/);
  expect((await cli(['graph', file('flow.json'), '--format', 'png'])).err).toContain('it must be svg or mermaid');
});
