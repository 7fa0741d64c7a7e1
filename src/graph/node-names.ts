import { createHash } from 'crypto';
import { FlowError, refusal } from '../checks/flow-error';
import { TEXT } from '../core/constraints';
import { alphanumerics } from '../core/names';
import { illegalName } from '../core/sentences/names';

const MAX_NODE_NAME = 51;
const HASH_LENGTH = 8;

/** Eight characters that stand for a text: the same on every machine and run. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/**
 * The name of a node from the ids on its way down from its flow. Legal and short enough, it is the ids themselves; too
 * long or taken, it is cut and gets a hash of the whole way, so that it stays the same whatever else is in the flow.
 */
export function derivedNodeName(place: string, ids: readonly string[], taken: ReadonlyMap<string, unknown>): string {
  // most nodes stand in the flow itself, under an id that is shown
  const shown = ids.every(isShown) ? ids : ids.filter(isShown);
  const joined = shown.length === 1 ? shown[0] : shown.join('_');
  if (joined === '') {
    throw new FlowError(place,
      `id '${ids[ids.length - 1]}' can't be part of the name of the node; pass a node name or another id`,
      'IllegalName');
  }
  const illegal = !/^[a-zA-Z](_?[0-9a-zA-Z])+$/.test(joined);
  if (illegal) { throw illegalNodeName(place, joined); }
  if ((joined.length <= MAX_NODE_NAME || alphanumerics(joined) <= MAX_NODE_NAME) && !taken.has(joined)) {
    return joined;
  }
  return `${cut(joined, MAX_NODE_NAME - HASH_LENGTH)}_${shortHash(ids.join('/'))}`;
}

/** Ids that stand for what is inside of another, as constructs has it. */
function isShown(id: string): boolean {
  return id !== 'Default' && id !== 'Resource';
}

/** Refuses a name that the service would refuse, and offers one that it takes. */
export function checkNodeName(place: string, name: string, what = 'node name'): void {
  if (!TEXT.nodeName.pattern.test(name)) { throw illegalNodeName(place, name, what); }
}

/** Refuses an illegal name of an input, output or condition. */
export function checkPortName(place: string, what: string, name: string): void {
  if (TEXT.nodeName.pattern.test(name)) { return; }
  const remedy = suggestion(name, 'rename it to', 'give it another name');
  throw refusal(place, illegalName(`${what} name`, name, TEXT.nodeName.words!, remedy), 'IllegalName');
}

/** Cuts a name to so many letters and digits, and leaves no `_` at its end. */
export function cut(name: string, length: number): string {
  let left = length;
  let end = 0;
  while (end < name.length && left > 0) {
    if (name[end] !== '_') { left--; }
    end++;
  }
  return name.slice(0, end).replace(/_+$/, '');
}

function illegalNodeName(place: string, name: string, what = 'node name'): FlowError {
  const remedy = suggestion(name, `pass the ${what}`, `pass another ${what}`);
  return refusal(place, illegalName('node name', name, TEXT.nodeName.words!, remedy), 'IllegalName');
}

// '1bad' -> 'bad1', 'my-node' -> 'my_node'
function suggestion(name: string, lead: string, otherwise: string): string {
  const words = name.replace(/[^0-9a-zA-Z]+/g, '_').replace(/^_+|_+$/g, '');
  const [, digits = '', rest = ''] = /^([0-9_]*)(.*)$/.exec(words) ?? [];
  const legal = cut(`${rest}${digits.replace(/_/g, '')}`, MAX_NODE_NAME);
  return TEXT.nodeName.pattern.test(legal) ? `${lead} '${legal}'` : otherwise;
}
