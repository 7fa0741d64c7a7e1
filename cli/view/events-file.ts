/**
 * The events of a run, as programs write them: a line of JSON for each, a list, or an answer of
 * ListFlowExecutionEvents.
 */
import { isRecord } from '../../src/core/model/opaque';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { readText } from '../read-text';

const REMEDY = 'give events of InvokeFlow with traces, one a line, as run --json prints them, or those of '
  + 'ListFlowExecutionEvents';

/** @throws CommandError where the file holds none */
export async function eventsIn(file: string, io: Io): Promise<readonly unknown[]> {
  const { text, place } = await readText(file, io, 'correct the path of --events');
  const events = asOne(text) ?? asLines(text, place);
  if (events.length === 0) { throw new CommandError(place, 'contains no events', REMEDY, 'UnreadableInput'); }
  return events;
}

/** `undefined` where the text is not one document. */
function asOne(text: string): readonly unknown[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(json)) { return json; }
  const lists = isRecord(json) ? [json.flowExecutionEvents, json.events].filter((list) => Array.isArray(list)) : [];
  return lists[0] ?? [json];
}

function asLines(text: string, place: string): readonly unknown[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line, at: at + 1 })).filter(({ line }) => line.trim() !== '');
  // answers of several pages, one after the other, are lists again
  return lines.flatMap(({ line, at }) => {
    const events = asOne(line);
    if (events === undefined) { throw new CommandError(`${place}:${at}`, 'is not JSON', REMEDY, 'UnreadableInput'); }
    return events;
  });
}
