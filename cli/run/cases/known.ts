import { listed } from '../../../src/core/words/lists';
import { nearest } from '../../../src/core/words/suggest';
import { Failure } from '../../failure';

/** @throws Failure for a key that means nothing */
export function known(json: Readonly<Record<string, unknown>>, keys: readonly string[], place: string): void {
  const unknown = Object.keys(json).find((key) => !keys.includes(key));
  if (unknown === undefined) { return; }
  const near = nearest(unknown.slice(0, 60), keys);
  throw new Failure(place, `has "${unknown}", which means nothing here`, near
    ? `did you mean "${near}"?` : `use ${listed(keys)}`, 'UnreadableInput');
}
