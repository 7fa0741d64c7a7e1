/** How far a batch is: said on a terminal only, and gone when the batch is done. */
import { join } from 'node:path';
import { home } from './flows';
import { run } from '../../../cli/program';

const cases = ['no', 'x', 'x'].map((output) => JSON.stringify({ input: 'money', expect: { output } }));
const at = home({
  'cases.jsonl': cases.join('\n'),
  'mocks.json': { nodes: { Classify: { returns: 'refund' }, Reply: { returns: 'x' } } },
});

async function said(isTTY: boolean): Promise<readonly string[]> {
  const written: string[] = [];
  await run(['run', join(at, 'triage.json'), '--inputs', join(at, 'cases.jsonl'), '--mocks', join(at, 'mocks.json'),
    '--jobs', '1'], {
    stdin: (async function* () { yield ''; })(),
    stdout: { write: () => true },
    stderr: { isTTY, write: (text) => { written.push(text); } },
    env: {},
  });
  return written;
}

test('on a terminal, with what is wrong so far; at most 20 times a second', async () => {
  let now = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => { now += 1000; return now; });
  expect(await said(true)).toEqual([
    '1 of 3, 1 not as expected', '\r\u001b[K', '2 of 3, 1 not as expected', '\r\u001b[K',
  ]);
  clock.mockImplementation(() => 0);
  expect(await said(true)).toEqual(['1 of 3, 1 not as expected', '\r\u001b[K']);
  clock.mockRestore();
});

test('nothing of it in a pipe or a log', async () => { expect(await said(false)).toEqual([]); });
