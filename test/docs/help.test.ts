/** What users read when they ask for help: a change of it shows in a file that has all of it. */
import { readFileSync } from 'node:fs';
import { allHelp, HELP, helpOf } from '../../scripts/docs/help';

const HINT = 'run: npx projen commands';

test('the help of the program and of each command is as it was reviewed', async () => {
  expect([HINT, await allHelp()]).toEqual([HINT, readFileSync(HELP, 'utf8')]);
});

test('it has no empty defaults', () => {
  expect(readFileSync(HELP, 'utf8')).not.toMatch(/\(default:\s+(\[\]|\{\}|""|undefined)\)/);
});

test('it fits the terminal that it is printed on', async () => {
  const longest = async (columns: number) =>
    Math.max(...(await helpOf(['serve'], columns)).split('\nExit code')[0].split('\n').map(({ length }) => length));
  expect(await longest(80)).toBeLessThanOrEqual(80);
  expect(await longest(120)).toBeLessThanOrEqual(120);
  expect(await longest(120)).toBeGreaterThan(90);
});
