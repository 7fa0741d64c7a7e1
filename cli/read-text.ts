/** The text of a file or of standard input: in UTF-8, or in UTF-16 with a byte order mark, and with an end. */
import { CommandError } from './command-error';
import type { Io } from './io';
import { decodeText } from '../src/core/decode';
import { FileFault, MAX_FILE, readBytes } from '../src/runner/files';

export const STDIN = '<stdin>';

export interface Text { readonly text: string; readonly place: string }

/**
 * The text of a file, or of standard input for -.
 *
 * @param remedy what to do where there is no such file
 * @throws CommandError
 */
export async function readText(file: string, io: Pick<Io, 'stdin'>, remedy: string): Promise<Text> {
  return file === '-' ? textIn(await readStream(io.stdin), STDIN) : textIn(bytesOf(file, remedy), file);
}

/** The same for a file that is no standard input. */
export function readFileText(file: string, remedy: string): string {
  return textIn(bytesOf(file, remedy), file).text;
}

/** All that comes, up to the limit of files. @throws CommandError */
export async function readStream(stream: Io['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_FILE) {
      throw new CommandError(STDIN, `has more than ${MAX_FILE} bytes`, 'give less', 'UnreadableInput');
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function bytesOf(file: string, remedy: string): Uint8Array {
  try {
    return readBytes(file);
  } catch (error) {
    if (!(error instanceof FileFault)) { throw error; }
    throw new CommandError(file, `can't be read (${error.message})`, remedy, 'UnreadableInput');
  }
}

function textIn(bytes: Uint8Array, place: string): Text {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) { throw new CommandError(place, decoded.problem, 'save it as UTF-8', 'UnreadableInput'); }
  return { text: decoded.text, place };
}
