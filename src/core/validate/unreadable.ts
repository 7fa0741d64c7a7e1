/**
 * What of a definition can't be read: values known only at deployment, of the wrong kind, or under a misspelt key. Each
 * is reported where it is read (or is not a fault at all), and what seems to be missing may be there; so rules about
 * missing things ask here first.
 */
import { isOpaque, isRecord, knownText } from '../model/opaque';
import { memberOf, type StructName, structOf } from '../model/shape';
import { close } from '../words/suggest';

/** Longer expressions are not parsed: their length is the fault (the service allows 64), and parsers have a stack. */
export const MAX_READ = 1000;

/** Whether there may be more in a list than the index has, or other things than it seems. */
export function isListUnreadable(
  struct: StructName, model: unknown, key: string,
  isRead: (item: Readonly<Record<string, unknown>>) => boolean = isNameRead,
): boolean {
  if (!isRecord(model) || isOpaque(model)) { return model !== undefined; }
  const list = model[key];
  if (list === undefined) {
    return isMisspelt(struct, model, key) || struct === 'Definition' && isSomethingElse(model);
  }
  return !Array.isArray(list) || isOpaque(list)
    || list.some((item) => !isRecord(item) || isOpaque(item) || !isRead(item));
}

/** Whether an object has keys, but none of a definition: it may be around one. */
function isSomethingElse(model: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(model);
  return keys.length > 0 && !keys.some((key) => memberOf('Definition', key));
}

/** Whether a key is absent, but another one is there that is a slip of it. */
export function isMisspelt(struct: StructName, model: Readonly<Record<string, unknown>>, key: string): boolean {
  if (model[key] !== undefined) { return false; }
  const members = Object.keys(structOf(struct).members);
  const unknown = Object.keys(model).filter((other) => !memberOf(struct, other));
  // no structure has more keys, and a map of thousands is not a spelling mistake
  return unknown.length <= 20 && unknown.some((other) => close(other, members) === key);
}

function isNameRead(item: Readonly<Record<string, unknown>>): boolean {
  return knownText(item.name) !== undefined && item.name !== '';
}
