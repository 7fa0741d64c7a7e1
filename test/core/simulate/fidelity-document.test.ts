/**
 * The fidelity table is complete: what the runner decides has a row, each row decides something and is shown, and
 * FIDELITY.md has them all.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { FIDELITY_FILE, fidelityMarkdown, rowsSaidIn, saidRows } from '../../../scripts/fidelity';
import { FIDELITY, fidelityRow, type RunOptions } from '../../../src/core/simulate';
import { switchesOf } from '../../../src/core/simulate/switches';

const ROOT = join(__dirname, '../../..');
const DOCUMENT = readFileSync(FIDELITY_FILE, 'utf8');

/** All TypeScript files of a folder but for the table, its own test and this one. */
function sources(folder: string): readonly string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts') && !/fidelity(-document)?(\.test)?\.ts$/.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

test('FIDELITY.md is up to date', () => {
  const hint = 'run: npx projen fidelity';
  expect([hint, DOCUMENT]).toEqual([hint, fidelityMarkdown()]);
});

test.each(FIDELITY.map((row) => [row.id, row] as const))('FIDELITY.md has all of %s', (id, row) => {
  const unescaped = DOCUMENT.replace(/\\([\\|*<])/g, '$1');
  const line = unescaped.split('\n').find((one) => one.startsWith(`| **${id}** |`));
  expect(line).toBe(`| **${id}** | ${row.rule} | ${row.reading} | ${row.confidence} | ${row.source} `
    + `| ${row.switch ? `\`${row.switch}\`` : ''} |`);
});

test('no text breaks the table', () => {
  const rows = DOCUMENT.split('\n').filter((line) => line.startsWith('| **'));
  expect(rows).toHaveLength(FIDELITY.length);
  for (const row of rows) { expect(row.match(/(?<!\\)\|/g)).toHaveLength(7); }
});

test('each row is shown by a test that names it', () => {
  const quoted = new Set(sources('test')
    .flatMap((text) => [...text.matchAll(/'([A-Z]\w+)'/g)].map(([, word]) => word)));
  expect(FIDELITY.map(({ id }) => id).filter((id) => !quoted.has(id))).toEqual([]);
});

test('what any part of the runner says in a run has a row, and is written where it can be found', () => {
  const texts = [...sources('src'), ...sources('cli')];
  const calls =
    texts.flatMap((text) => [...text.matchAll(/\b(?:diagnose|note)\(\s*([^,()\s:]+)\s*,/g)].map(([, first]) => first));
  expect(calls.length).toBeGreaterThan(20);
  // the calls without a literal: each hands on what one with a literal was given
  const handedOn = calls.filter((first) => !/^'\w+'$/.test(first));
  expect(handedOn).toEqual(['rule', 'rule']);
  const literals = calls.filter((first) => !handedOn.includes(first)).map((first) => first.slice(1, -1));
  expect(literals.filter((id) => !fidelityRow(id))).toEqual([]);
  const ofKinds = sources('src/core/kinds').flatMap(rowsSaidIn);
  expect([...saidRows()].sort()).toEqual([...new Set([...literals, ...ofKinds])].sort());
});

test('each switch of a row is an option, and each option that settles a question has a row', () => {
  const ofRun: Required<Pick<RunOptions, 'concurrency' | 'timeouts'>> =
    { concurrency: { type: 'Automatic' }, timeouts: {} };
  const named = new Set(FIDELITY.flatMap((row) => row.switch ?? []));
  expect([...named].sort()).toEqual([...Object.keys(switchesOf({})), ...Object.keys(ofRun)].sort());
});
