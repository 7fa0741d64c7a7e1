import { readFileSync } from 'fs';
import { FlowError } from '../checks/flow-error';
import { decodeText } from '../core/decode';

/**
 * A text file in UTF-8, or in UTF-16 with a byte order mark, which editors of Windows write; or one line that says why
 * it can't be read. The mark is left out: in code it would be a syntax error, and before front matter it hides it.
 */
export function readText(place: string, path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new FlowError(place, `'${path}' can't be read (${(error as NodeJS.ErrnoException).code}); give the path of a `
      + 'text file', 'IllegalValue');
  }
  const decoded = decodeText(bytes);
  if ('text' in decoded) { return decoded.text; }
  throw new FlowError(place, `'${path}' ${decoded.problem}; save it as UTF-8`, 'IllegalValue');
}
