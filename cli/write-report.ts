/** Files that the command writes: they have prompts and answers in them, and replace nothing but files. */
import { CommandError } from './command-error';
import { refuseUnwritable, writePrivately } from '../src/runner/files';

/** @throws CommandError where there is something else than a file, or no place for one */
export function writeReport(file: string, content: string): void {
  attempt(file, () => writePrivately(file, content));
}

/** The same before there is anything to write. */
export function checkWritable(file: string): void {
  attempt(file, () => refuseUnwritable(file));
}

function attempt(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new CommandError(file, `can't be written (${(error as Error).message})`,
      'give the path of a file in a folder that exists', 'Usage');
  }
}
