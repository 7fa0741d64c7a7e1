/** What the flow is given: `--input` as JSON, as text, from a file or from standard input. */
import { readFile } from 'node:fs/promises';
import { Failure } from '../failure';
import { Io } from '../io';

/**
 * The document of `--input`.
 *
 * @param type the type that the Input node yields: for a String, what is no JSON string is the text itself
 */
export async function documentOf(option: string, type: string | undefined, io: Io): Promise<unknown> {
  const { text, place } = await textOf(option, io);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (type === 'String' || type === undefined) { return text.replace(/\r?\n$/, ''); }
    const [said] = (error as Error).message.split('\n');
    throw new Failure(place, `is not JSON: ${said.charAt(0).toLowerCase()}${said.slice(1)}`, `the flow takes ${type}: give JSON of that type`, 'UnreadableInput');
  }
  return type === 'String' && typeof json !== 'string' ? text.replace(/\r?\n$/, '') : json;
}

/** The text of `--input`: itself, of a file after @, or of standard input. */
async function textOf(option: string, io: Io): Promise<Text> {
  if (option !== '-' && !option.startsWith('@')) { return { text: option, place: '--input' }; }
  return fileText(option === '-' ? option : option.slice(1), io, 'correct the path after @');
}

interface Text { readonly text: string; readonly place: string }

/** The text of a file, or of standard input for -. */
export async function fileText(file: string, io: Io, remedy: string): Promise<Text> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of io.stdin) { chunks.push(Buffer.from(chunk)); }
    return textIn(Buffer.concat(chunks), '<stdin>');
  }
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new Failure(file, `can't be read (${(error as NodeJS.ErrnoException).code})`, remedy, 'UnreadableInput');
  }
  return textIn(bytes, file);
}

function textIn(bytes: Buffer, place: string): Text {
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, ''), place };
}
