import { readFileSync } from 'fs';
import { FlowError } from '../checks/flow-error';

/** A text file, or one line that says why it can't be read. */
export function readText(place: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FlowError(place, `'${path}' can't be read (${(error as NodeJS.ErrnoException).code}); give the path of a `
      + 'text file', 'IllegalValue');
  }
}
