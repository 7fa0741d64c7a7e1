/** What the arguments name: files, folders, standard input. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { readBytes } from '../../src/runner/files';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { readStream, STDIN } from '../read-text';

export interface Input {
  /** As it is shown. */
  readonly file: string;
  /** The folder it was found in; not there where it was named itself. */
  readonly folder?: string;
  bytes(): Promise<Uint8Array>;
}

/** The inputs that an argument stands for, in the order of their names. */
export async function inputsOf(argument: string, io: Io): Promise<readonly Input[]> {
  if (argument === '-') {
    return [{ file: STDIN, bytes: async () => attempt(STDIN, async () => readStream(io.stdin)) }];
  }
  if (argument === '') {
    throw new CommandError('bedrock-flows', 'the name of a file is empty', 'give the path of a file or folder',
      'Usage');
  }
  const found = await attempt(argument, async () => stat(argument));
  if (!found.isDirectory()) {
    return [{ file: argument, bytes: async () => attempt(argument, async () => readBytes(argument)) }];
  }
  const files = await below(argument);
  return files.map((file) => ({
    file, folder: argument, bytes: async () => attempt(file, async () => readBytes(file)),
  }));
}

/** One name for one file, however its path is written. */
export function identity(input: Input): string {
  return input.file === STDIN ? STDIN : resolve(input.file);
}

const DOCUMENT = /\.(json|ya?ml|template)$/i;
/** What a cloud assembly has beside templates. */
const NO_TEMPLATE = /^(manifest|tree|cdk|package|package-lock)\.json$|\.assets\.json$/;
/** Bundled code and packages are passed over. */
export const NO_FOLDER = /^(\.|asset\.|node_modules$)/;

async function below(folder: string): Promise<string[]> {
  const entries = await attempt(folder, async () => readdir(folder, { withFileTypes: true }));
  const files: string[] = [];
  for (const entry of entries.sort(byName)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!NO_FOLDER.test(entry.name)) { files.push(...await below(path)); }
    } else if (DOCUMENT.test(entry.name) && !NO_TEMPLATE.test(entry.name) && await isFile(entry, path)) {
      files.push(path);
    }
  }
  return files;
}

// links to files count, links to folders could lead in circles
async function isFile(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) { return entry.isFile(); }
  return stat(path).then((target) => target.isFile(), () => false);
}

function byName(left: Dirent, right: Dirent): number {
  return left.name < right.name ? -1 : 1;
}

async function attempt<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CommandError) { throw error; }
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    if (code === 'ENOENT') {
      throw new CommandError(file, 'does not exist', await alternative(file), 'UnreadableInput');
    }
    throw new CommandError(file, `can't be read (${code})`, REMEDIES[code]
      ?? 'give a file that can be read', 'UnreadableInput');
  }
}

const REMEDIES: Readonly<Record<string, string | undefined>> = {
  EACCES: 'allow it to be read',
  EPERM: 'allow it to be read',
  EISDIR: 'give a file',
};

async function alternative(file: string): Promise<string> {
  const names = await readdir(dirname(file)).catch(() => []);
  const near = nearest(basename(file), names);
  return suggestion(near && join(dirname(file), near), 'give the path of a file or folder');
}
