import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';

/** @throws CommandError for a key that means nothing */
export function known(json: Readonly<Record<string, unknown>>, keys: readonly string[], place: string): void {
  const unknown = Object.keys(json).find((key) => !keys.includes(key));
  if (unknown === undefined) { return; }
  throw new CommandError(
    place, `has "${unknown}", which is not a known key`,
    suggestion(nearest(unknown.slice(0, 60), keys), `use ${listed(keys)}`), 'UnreadableInput',
  );
}
