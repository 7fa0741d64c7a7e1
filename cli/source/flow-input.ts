/** What the flow is given: `--input` as JSON, as text, from a file or from standard input. */
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { readText, type Text } from '../read-text';

/**
 * The document of `--input`.
 *
 * @param type the type that the Input node yields: for a String, what is not JSON string is the text itself
 */
export async function documentOf(option: string, type: string | undefined, io: Io): Promise<unknown> {
  const { text, place } = await textOf(option, io);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (type === 'String' || type === undefined) { return text.replace(/\r?\n$/, ''); }
    const [said] = (error as Error).message.split('\n');
    throw new CommandError(place, `is not JSON: ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
      `the flow takes ${type}: give JSON of that type`, 'UnreadableInput');
  }
  return type === 'String' && typeof json !== 'string' ? text.replace(/\r?\n$/, '') : json;
}

/** The text of `--input`: itself, of a file after @, or of standard input. */
async function textOf(option: string, io: Io): Promise<Text> {
  if (option !== '-' && !option.startsWith('@')) { return { text: option, place: '--input' }; }
  return readText(option === '-' ? option : option.slice(1), io, 'correct the path after @');
}
