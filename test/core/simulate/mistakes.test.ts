/**
 * Each code that a run may throw is in one list, with a row, and each of the list is thrown somewhere and shown by a
 * test.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { RULES_FILE } from '../../../scripts/rules';
import { OWN_CODES, RUN_CODES, SERVICE_CODES } from '../../../src/core/constraints';
import { RUN_MISTAKES, type RunCode, SimulateError } from '../../../src/core/simulate';
import { cli } from '../../cli/support';

const ROOT = join(__dirname, '../../..');

function sources(folder: string): readonly string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts') && name !== 'core/simulate/mistakes.test.ts')
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

/** The arguments of each call of a function, as they are written. */
function callsOf(name: string): readonly string[] {
  return [
    ...sources('src'), ...sources('cli'),
  ].flatMap((text) => [...text.matchAll(new RegExp(`\\b${name}\\(`, 'g'))].map(({ index }) => {
    const start = index + name.length + 1;
    let open = 1;
    let end = start;
    while (open > 0) { open += { '(': 1, ')': -1 }[text[end++]] ?? 0; }
    return text.slice(start, end - 1);
  }));
}

const CODE = /'([A-Z]\w+)'/g;

const thrown = [
  ...callsOf('simulateError').map((call) => /^\s*'(\w+)'/.exec(call)?.[1]),
  ...callsOf('runnerError').map((call) => /'([A-Z]\w+)'\s*$/.exec(call)?.[1]),
  ...callsOf('new SimulateError').map((call) =>
    [...call.matchAll(CODE)].at(-1)?.[1]),
];

test('what is thrown is in the list, and all of the list is thrown', () => {
  // the definitions of the two functions, and what they hand on
  expect(thrown.filter((code) => code === undefined)).toHaveLength(4);
  const codes = new Set(thrown.filter((code) => code !== undefined));
  expect([...codes].sort()).toEqual([...RUN_CODES]);
});

test('the list is in order, and has no code of the rules', () => {
  expect([...RUN_CODES].sort()).toEqual(RUN_CODES);
  expect(RUN_CODES.filter((code) => ([...OWN_CODES, ...SERVICE_CODES] as readonly string[]).includes(code)))
    .toEqual([]);
});

test('the code of an error is one of the list', () => {
  const known: RunCode = new SimulateError('x', 'Aborted').code;
  expect(known).toBe('Aborted');
  // @ts-expect-error this is not a code
  expect(new SimulateError('x', 'Other').code).toBe('Other');
});

test.each(RUN_MISTAKES.map((row) => [row.code, row] as const))('%s is written down, explained by the command, and '
  + 'shown by a test', async (code, { meaning, remedy }) => {
  for (const words of [meaning, remedy]) { expect(words).toMatch(/^[a-z].*[^.\s]$/); }
  expect(readFileSync(RULES_FILE, 'utf8')).toContain(`\n- **${code}** (error) – ${meaning}; ${remedy}\n`);
  const lines = `${code} (error)\n  rule        ${meaning}\n  remedy      ${remedy}\n  source      the local runner\n`;
  for (const command of ['validate', 'run']) {
    expect(await cli([command, '--explain', code.toLowerCase()])).toMatchObject({ code: 0, out: lines });
  }
  expect(sources('test').some((text) => new RegExp(`\\b${code}\\b`).test(text))).toBe(true);
});
