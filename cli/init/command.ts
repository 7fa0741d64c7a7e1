/** `bedrock-flows init`: writes a new app into an empty folder. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { python } from './templates/python';
import type { Template } from './templates/shared';
import { typescript } from './templates/typescript';
import { version } from '../../package.json';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { bold, printers } from '../printer';

/** A clone has no version of its own yet. */
const IS_RELEASED = version !== '0.0.0';

export const LANGUAGES: { readonly [language: string]: () => Template } = {
  typescript: () => typescript(IS_RELEASED ? `^${version}` : '*'),
  python: () => python(IS_RELEASED ? `>=${version}` : ''),
};

export interface InitOptions {
  readonly language: string;
}

export function initCommand(folder: string, { language }: InitOptions, io: Io): number {
  refuseFull(folder);
  const { files, next } = LANGUAGES[language]();
  for (const [path, content] of Object.entries(files)) { write(folder, path, content); }
  const { out } = printers(io);
  out.line(bold(`A flow with tests in ${folder}:`));
  out.lines(Object.keys(files).sort().map((path) => `  ${path}`));
  const isCurrent = relative(process.cwd(), folder) === '';
  out.line('Next:');
  out.lines([...isCurrent ? [] : [`cd ${folder}`], ...next].map((command) => `  ${command}`));
  return EXIT.clean;
}

/** A folder with anything in it but a git repository is somebody's work. */
function refuseFull(folder: string): void {
  const found = entries(folder).filter((name) => name !== '.git');
  if (found.length === 0) { return; }
  const others = found.length === 1 ? '' : ` and ${found.length - 1} more`;
  throw new CommandError(folder, `the folder is not empty, it has '${found[0]}'${others}`,
    'name one that is empty or new', 'Usage');
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') { return []; }
    throw new CommandError(folder, code === 'ENOTDIR' ? 'it is a file' : `it can't be read (${code})`,
      'name a folder that is empty or new', 'Usage');
  }
}

function write(folder: string, path: string, content: string): void {
  const file = join(folder, path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    // `wx`: never over a file, whoever wrote it since we looked
    writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    throw new CommandError(file, `can't be written (${(error as NodeJS.ErrnoException).code})`,
      'name a folder that is empty or new, and that you can write', 'Usage');
  }
}
