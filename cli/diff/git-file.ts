/**
 * A file of git, named as `git show` has it: `main:path/flow.json`. What is asked for goes to git over its standard
 * input, so that it can't be taken for an option, and no shell sees it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { MAX_FILE } from '../../src/runner/files';
import { CommandError } from '../command-error';
import type { Input } from '../source/inputs';

/** Whether an argument names no file but a file of git; a path of Windows begins with one letter and a colon. */
export function isOfGit(argument: string): boolean {
  return /^[^:]+:[^:]/.test(argument) && !/^[A-Za-z]:[\\/]/.test(argument) && !existsSync(argument);
}

export function gitFile(argument: string): Input {
  return { file: argument, bytes: async () => bytesOf(argument) };
}

function bytesOf(argument: string): Uint8Array {
  const failure = (message: string, remedy: string) => new CommandError(argument, message, remedy, 'UnreadableInput');
  // a line is a question to git
  if (/[\n\r\0]/.test(argument)) { throw failure('is not a file in git', 'name it without line breaks'); }
  const { error, stdout, status, stderr } = spawnSync('git', ['cat-file', '--batch'], {
    input: `${argument}\n`,
    maxBuffer: MAX_FILE,
    windowsHide: true,
    // nothing is fetched, and nobody is asked for a password
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' },
  });
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  // git may end before it is asked; then its own words say why
  if (error && (code !== 'EPIPE' || !status)) {
    throw code === 'ENOENT'
      ? failure('can\'t be read, because git is not installed', 'install git, or give a file')
      : failure(`can't be read (${code ?? error.message})`, 'give a file');
  }
  if (status !== 0) {
    const [said] = stderr.toString('utf8').split('\n');
    throw failure(`can't be read (${said.replace(/^fatal: /, '')})`, 'run it in the repository, or give a file');
  }
  const end = stdout.indexOf('\n');
  const [, type, size] = stdout.subarray(0, end).toString('latin1').split(' ').slice(-3);
  if (type === 'tree') { throw failure('is a folder in git', 'name a file in it'); }
  if (type !== 'blob' || !/^\d+$/.test(size)) {
    throw failure('is neither a file nor a file in git',
      'give a path, or a revision and a path such as main:flow.json');
  }
  return stdout.subarray(end + 1, end + 1 + Number(size));
}
