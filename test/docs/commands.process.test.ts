/** What the pages of commands have from the command is up to date: options, exit codes, what it prints, pictures. */
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../cli/commands';
import { commandPages, Shell, textOf } from '../../scripts/docs/commands';

/** What they show stands in an account, and nothing of this machine answers in its place. */
const WITHOUT_EXAMPLE = ['review'];
const HINT = 'run: npx projen commands';
let shell: Shell;
beforeAll(() => { shell = new Shell(); });
afterAll(() => shell.close());

test.each(commandPages())('docs/command/%s', async (page) => {
  for (const [path, text] of await shell.filled(page)) {
    expect([HINT, readFileSync(path, 'utf8')]).toEqual([HINT, text]);
  }
});

test('each command has a page with an example and its exit codes', () => {
  for (const name of Object.keys(COMMANDS)) {
    const text = textOf(`${name}.md`);
    const hasExample = WITHOUT_EXAMPLE.includes(name) || text.includes('```console\n$ ');
    expect([name, hasExample, text.includes('<!-- exit codes -->')]).toEqual([name, true, true]);
  }
});
