import { type IResolvable, type IResolveContext, Token } from 'aws-cdk-lib';
import { put } from '../core/model/put';

/**
 * Where tokens are in some data: `undefined` where there are none, the key under which it is resolved for a value that
 * is one or has one in its text, else those of its members that have some.
 */
type Places = undefined | string | ReadonlyMap<string, Places>;

interface Found {
  readonly places: Places;
  /** What is to be resolved, by its path in the data: errors of CDK name that. */
  readonly open: { readonly [path: string]: unknown };
}

// more than any data of ours; what goes round in circles is left to CDK, which says so
const MAX_DEPTH = 100;

/**
 * Large data with few tokens in it. CDK resolves the properties of a resource several times in a synth and makes a
 * context for each value; here it gets the values with tokens alone, and the others are copied. The result is what CDK
 * would make of the data itself.
 */
export class SparseTokens implements IResolvable {
  public readonly creationStack: string[] = [];
  private readonly known = new WeakMap<object, Found>();

  /** @param produce gives the same object as long as nothing in it has changed */
  public constructor(private readonly produce: () => object) {}

  public resolve(context: IResolveContext): any {
    const data = this.produce();
    const { places, open } = this.found(data);
    context.registerPostProcessor({ postProcess: (resolved) => copied(data, places, resolved) });
    return open;
  }

  public toString(): string {
    return Token.asString(this);
  }

  // as other lazy values: it has no text before it is resolved
  public toJSON(): string {
    return '<unresolved-lazy>';
  }

  private found(data: object): Found {
    const known = this.known.get(data);
    if (known) { return known; }
    const open = {};
    const found = { places: placesIn(data, [], open), open };
    this.known.set(data, found);
    return found;
  }
}

/** @param path the keys that lead to the value; changed on the way, and back as it was at the end */
function placesIn(value: unknown, path: string[], open: Record<string, unknown>): Places {
  if (hasNoToken(value)) { return undefined; }
  if (!isPlain(value) || path.length > MAX_DEPTH) {
    const key = path.map((step) => step.replace(/\//g, '~1')).join('/');
    put(open, key, value);
    return key;
  }
  let places: Map<string, Places> | undefined;
  for (const key of Object.keys(value)) {
    path.push(key);
    const inside = placesIn((value as Record<string, unknown>)[key], path, open);
    path.pop();
    if (inside !== undefined) { (places ??= new Map<string, Places>()).set(key, inside); }
  }
  return places;
}

/** Whether a value has no members and is known. */
function hasNoToken(value: unknown): boolean {
  switch (typeof value) {
    case 'string': return !value.includes('{Token[');
    case 'number': return !Token.isUnresolved(value);
    case 'object': return value === null;
    default: return typeof value !== 'function';
  }
}

/** Whether an object or array may be looked into: it is no token and nothing else that CDK treats as one value. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) { return false; }
  if (Array.isArray(value)) {
    return !value.some((member) => typeof member === 'string' && member.startsWith('#{Token['));
  }
  return Object.getPrototypeOf(value) === Object.prototype && !('resolve' in value)
    && Object.keys(value).every(hasNoToken);
}

/** The data with what was resolved in its places; a member without a value is left out, as CDK does. */
function copied(value: unknown, places: Places, resolved: { readonly [path: string]: unknown }): unknown {
  if (typeof places === 'string') { return Object.hasOwn(resolved, places) ? resolved[places] : undefined; }
  if (typeof value !== 'object' || value === null) { return value; }
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (let at = 0; at < value.length; at++) {
      const result = copied(value[at], places?.get(String(at)), resolved);
      if (result !== undefined) { list.push(result); }
    }
    return list;
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const result = copied((value as Record<string, unknown>)[key], places?.get(key), resolved);
    if (result !== undefined) { put(copy, key, result); }
  }
  return copy;
}
