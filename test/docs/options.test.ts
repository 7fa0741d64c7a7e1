/** The page of a command names each of its options, and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/commands';
import { ROOT } from '../../scripts/docs/pages';
import { cli } from '../cli/support';

const textOf = (page: string) => readFileSync(join(ROOT, 'docs/command', page), 'utf8');

/** The others have a table that is made of their help. */
const DESCRIBED = Object.keys(COMMANDS).filter((name) => !textOf(`${name}.md`).includes('<!-- options -->'));

/** The options that a page names; those of other programs in its commands are none of ours. */
function named(page: string): readonly string[] {
  const text = textOf(page)
    .replace(/^(`{3,})console\n.*?^\1$/gms, '')
    .replace(/npm install --[\w-]+/g, '')
    .replace(/--flow-identifier/g, '');
  return [...text.matchAll(/--[a-z][\w-]+/g)].map(([option]) => option);
}

async function known(command: string): Promise<readonly string[]> {
  const { out } = await cli([command, '--help']);
  return [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option)
    .filter((option) => option !== '--help');
}

const sorted = (options: readonly string[]) => [...new Set(options)].sort();

test.each(DESCRIBED)('bedrock-flows %s', async (command) => {
  // the page of run has it
  const above = command === 'run' ? [] : ['--no-color'];
  expect(sorted([...named(`${command}.md`), ...above])).toEqual(sorted([...await known(command), ...above]));
});
