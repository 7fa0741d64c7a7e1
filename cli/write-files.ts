/** Files that are code: anybody may read them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandError } from './command-error';
import { refuseUnwritable } from '../src/runner/files';

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function writeText(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    refuseUnwritable(path);
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(path,
      `can't be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`,
      'give the path of a file', 'Usage');
  }
}
