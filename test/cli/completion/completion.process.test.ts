/** What shells make of the scripts of `bedrock-flows completion`; those that the machine has are asked. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cli, folder } from '../support';

const script = async (shell: string) => (await cli(['completion', shell])).out;
const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

async function completed(...words: readonly string[]): Promise<readonly string[]> {
  const file = join(folder({ 'completion.bash': await script('bash') }), 'completion.bash');
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c',
    'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bedrock_flows; printf "%s\\n" "${COMPREPLY[@]}"',
    'bash', file, ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

test('bash completes commands, options and shells, and leaves files to itself', async () => {
  expect(await completed('bedrock-flows', 'va')).toEqual(['validate']);
  expect(await completed('bedrock-flows', '')).toEqual(expect.arrayContaining(['run', 'diff', 'completion']));
  expect(await completed('bedrock-flows', 'diff', 'a.json', '--fa')).toEqual(['--fail-on']);
  expect(await completed('bedrock-flows', 'diff', 'a')).toEqual([]);
  expect(await completed('bedrock-flows', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  expect(await completed('bedrock-flows', 'run', '--')).toEqual(expect.arrayContaining(['--flow', '--mocks',
    '--help']));
});

test.each(['bash', 'zsh', 'fish'])('%s has no fault in its script', async (shell) => {
  const text = await script(shell);
  expect(text).toContain('bedrock-flows');
  if (!has(shell)) { return; }
  const file = join(folder({ script: text }), 'script');
  expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('every option of every command is in every script', async () => {
  const commands = [...(await cli(['--help'])).out.matchAll(/^ {2}([a-z][\w-]*)(?: |$)/gm)].map(([, name]) => name)
    .filter((name) => name !== 'help');
  expect(commands).toContain('diff');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const text = await script(shell);
    for (const command of commands) {
      const options = [...(await cli([command, '--help'])).out.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)];
      const own = text.split('\n').filter((line) => new RegExp(`^ *${command}\\)|from ${command}'`).test(line))
        .join('\n');
      for (const [, option] of options) {
        expect([shell, command, own.includes(option)]).toEqual([shell, command,
          true]);
      }
    }
  }
});

test('another shell is refused', async () => {
  expect(await cli(['completion', 'tcsh'])).toMatchObject({ code: 2, err: expect.stringContaining('[Usage]') });
});
