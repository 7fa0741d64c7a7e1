/** Runs that go on from a node, and runs that stop at one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './flows';
import { sampleFlow } from '../../../cli/explain/sample-flows';
import { nodesFrom } from '../../../cli/run/from-node';
import type { Definition } from '../../../src/core/model/definition';
import { cli } from '../support';

const OTHER = { nodes: { Classify: { returns: 'never asked' }, Reply: { returns: 'Another answer.' } } };

async function recorded() {
  const at = home({ 'other.json': OTHER, 'none.json': { nodes: {} } });
  const calls = join(at, 'calls.json');
  const run = async (mocks: string, ...more: string[]) =>
    cli(['run', join(at, 'triage.json'), '--mocks', join(at, mocks), '--input', 'money', ...more]);
  await run('mocks.json', '--record', calls);
  return { at, calls, run };
}

describe('--from', () => {
  test('what stands before is answered by the recording, the rest by the mocks', async () => {
    const { calls, run } = await recorded();
    const { code, out, err } = await run('other.json', '--replay', calls, '--from', 'Reply');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('-> modelCompletion: "refund"');
    expect(out).toMatch(/SUCCESS\nRefund: Another answer\.\n$/);
  });

  test('the node itself is not answered by the recording', async () => {
    const { calls, run } = await recorded();
    const { code, err } = await run('none.json', '--replay', calls, '--from', 'Reply');
    expect(code).toBe(2);
    expect(err).toMatch(/'Reply' runs, but nothing answers for it.*\[MissingHandler\]/);
    expect(await run('other.json', '--replay', calls, '--from', 'Classify'))
      .toMatchObject({ code: 0, out: expect.stringContaining('never asked') });
  });

  test('what came of it can be recorded again', async () => {
    const { at, calls, run } = await recorded();
    const again = join(at, 'again.json');
    await run('other.json', '--replay', calls, '--from', 'Reply', '--record', again);
    expect(readFileSync(again, 'utf8')).toContain('Another answer.');
    expect(await run('none.json', '--replay', again)).toMatchObject({ code: 0 });
  });

  test('many runs go on too', async () => {
    const { at, calls } = await recorded();
    const cases = join(at, 'other-cases.jsonl');
    writeFileSync(cases, '{"input": "money", "expect": {"output": "Another answer."}}\n');
    expect(await cli(['run', join(at, 'triage.json'), '--mocks', join(at, 'other.json'), '--inputs', cases,
      '--replay', calls, '--from', 'Reply'])).toMatchObject({ code: 0 });
  });

  test('what comes after a node of a loop is the whole loop, and what follows it', () => {
    const refine = sampleFlow('refine').nodes as { name: string; type: string; configuration: any }[];
    const definition = sampleFlow('refine') as unknown as Definition;
    const loop = refine.find(({ type }) => type === 'Loop')!;
    const inner = (loop.configuration.loop.definition.nodes as { name: string }[]).map(({ name }) => name);
    for (const name of inner) {
      expect([...nodesFrom(definition, name)]).toEqual(expect.arrayContaining([...inner, loop.name]));
      expect(nodesFrom(definition, name).has(refine[0].name)).toBe(false);
    }
    expect([...nodesFrom(definition, refine[0].name)]).toEqual(expect.arrayContaining([...inner, loop.name]));
  });
});

describe('--until', () => {
  test('stops when the node has come to something', async () => {
    const { run } = await recorded();
    const { code, out, err } = await run('mocks.json', '--until', 'Classify');
    expect({ code, err }).toEqual({ code: 0, err: 'stopped after \'Classify\'\n' });
    expect(out).toMatch(/Classify Prompt\n {2}<- message: "money"\n {2}-> modelCompletion: "refund"\n$/);
  });

  test('stops at a branch, with no later model asked', async () => {
    const { at } = await recorded();
    const { code, out } = await cli(['run', join(at, 'triage.json'), '--mocks', join(at, 'mocks.json'), '--input',
      'money', '--until', 'Route', '--json']);
    expect(code).toBe(0);
    expect(out.trim().split('\n').at(-1)).toContain('conditionNodeResultTrace');
  });

  test('says where the node was not reached', async () => {
    const { run } = await recorded();
    const { code, out, err } = await run('mocks.json', '--until', 'Other');
    expect({ code, err }).toEqual({ code: 0, err: '\'Other\' was not reached\n' });
    expect(out).toContain('You get it back.');
  });

  test('its answers are recorded, for the run that goes on', async () => {
    const { at, run } = await recorded();
    const file = join(at, 'until.json');
    await run('mocks.json', '--until', 'Route', '--record', file);
    expect(await run('other.json', '--replay', file, '--from', 'Reply'))
      .toMatchObject({ code: 0, out: expect.stringContaining('Another answer.') });
  });
});

test.each<[readonly string[], RegExp]>([
  [['--from', 'Reply'], /--from is given without --replay/],
  [['--replay', 'CALLS', '--from', 'Replay'], /^--from: error: the flow has no node 'Replay'; did you mean 'Reply'\?/],
  [['--until', 'Nothing'], /^--until: error: the flow has no node 'Nothing'; there are /],
  [['--replay', 'CALLS', '--from', 'Reply', '--node', 'Reply'], /--node and --from exclude each other/],
  [['--until', 'Reply', '--node', 'Reply'], /--node and --until exclude each other/],
  [['--replay', 'none.json', '--from', 'Reply'], /none\.json.*the recording can't be read/],
])('%j is refused', async (args, said) => {
  const { calls, run } = await recorded();
  const { code, err } = await run('mocks.json', ...args.map((arg) => arg === 'CALLS' ? calls : arg));
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) });
});
