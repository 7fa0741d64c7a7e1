import { closeSync, openSync, writeFileSync } from 'node:fs';
import { unusable } from './arguments';

/** Opens the file of the report before anything is made, so that hours of checks don't end without one. */
export function openReport(path: string): (text: string) => void {
  const file = opened(path);
  return (text) => {
    writeFileSync(file, text);
    closeSync(file);
  };
}

/** Never a file that is there already, nor what a link leads to. */
function opened(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'exists already' : `can't be written (${code})`;
    throw unusable(`the report ${JSON.stringify(path)} ${why}; choose another file`, 'Usage');
  }
}
