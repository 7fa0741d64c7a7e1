/**
 * Data of others as plain JSON of our own: what is not JSON is found once, and nothing that was taken over can change
 * or fail later.
 */
import { thrownText } from './thrown';
import { anA } from '../words/article';

/** Deeper data can't be written as JSON again without the risk of a stack that is too small. */
const MAX_DEPTH = 1000;
/** The same thing may be in data many times over, so that little memory is endless data. */
const MAX_VALUES = 5_000_000;
const LONGEST_PATH = 120;
const LONGEST_NAME = 60;

export type PlainJson = { readonly value: unknown } | { readonly fault: string };

/**
 * A copy of a value without what JSON leaves out, or why it is not JSON, with the place in it. Text of any length costs
 * nothing.
 */
export function plainJson(value: unknown): PlainJson {
  if (typeof value === 'object' && value !== null) { return new Walk().copy(value); }
  const fault = plainFault(value, () => '');
  return fault === undefined ? { value } : { fault };
}

/** Why a value is not JSON; `undefined` when it is, or is undefined. */
export function notJson(value: unknown): string | undefined {
  const read = plainJson(value);
  return 'fault' in read ? read.fault : undefined;
}

type Container = Record<string, unknown> | unknown[];

interface Open {
  readonly from: object;
  readonly into: Container;
  readonly keys: readonly string[] | undefined;
  readonly length: number;
  /** The number of the member that comes next. */
  at: number;
}

/**
 * Without recursion: what a handler gives may be nested deeper than a stack. Getters and proxies in it can do anything.
 * Most data is as it should be, so places are put into words for faults only.
 */
class Walk {
  private readonly open: Open[] = [];
  private readonly above = new Set<object>();
  private count = 0;

  public copy(root: object): PlainJson {
    try {
      const value = this.enter(root);
      while (this.open.length > 0) { this.walk(this.open[this.open.length - 1]); }
      return { value };
    } catch (error) {
      return {
        fault: error instanceof Fault ? error.text : 'it can\'t be '
          + `read${place(this.path)}: ${thrownText(error) || 'an error without a message'}`,
      };
    }
  }

  /** Where it is: the members that have been begun, from the outermost. */
  private get path(): string {
    return this.open.filter(({ at }) => at > 0).map(({ keys, at }) => keys ? keys[at - 1] : at - 1).join('.');
  }

  /** Goes on to the end of an object or list, or into the next one inside it. */
  private walk(top: Open): void {
    const { from, into, keys, length } = top;
    while (top.at < length) {
      const index = top.at++;
      const key = keys ? keys[index] : index;
      const value = (from as Record<string | number, unknown>)[key];
      if (value === undefined && keys) { continue; } // JSON leaves such a member out
      if (++this.count > MAX_VALUES) { throw new Fault(`it has more than ${MAX_VALUES} values`); }
      if (typeof value === 'object' && value !== null) { return put(into, key, this.enter(value)); }
      if (typeof value !== 'string' && typeof value !== 'boolean') { this.check(value); }
      put(into, key, value);
    }
    this.above.delete(from);
    this.open.pop();
  }

  private check(value: unknown): void {
    const fault = plainFault(value, () => this.path);
    if (fault !== undefined) { throw new Fault(fault); }
  }

  private enter(from: object): Container {
    if (this.above.has(from)) { throw new Fault(`it contains itself at '${shortened(this.path)}'`); }
    if (this.open.length >= MAX_DEPTH) { throw new Fault(`it is nested more than ${MAX_DEPTH} levels deep`); }
    const isList = Array.isArray(from);
    if (!isPlain(from, isList)) { throw new Fault(`it has ${anA(className(from))}${place(this.path)}`); }
    // JSON would ask this for something else, and not only where it is listed
    if (typeof (from as { toJSON?: unknown }).toJSON === 'function') {
      const { path } = this;
      throw new Fault(`it has a function${place(path ? `${path}.toJSON` : 'toJSON')}`);
    }
    const keys = isList ? undefined : Object.keys(from);
    const into: Container = isList ? [] : {};
    this.above.add(from);
    this.open.push({ from, into, keys, length: isList ? from.length : keys!.length, at: 0 });
    return into;
  }
}

class Fault {
  public constructor(public readonly text: string) {}
}

function put(into: Container, key: string | number, value: unknown): void {
  if (Array.isArray(into)) {
    into.push(value);
  } else if (key === '__proto__') {
    Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    into[key] = value;
  }
}

// objects and arrays of another realm, such as that of a test, are plain too
function isPlain(value: object, isList: boolean): boolean {
  let prototype: object | null = Object.getPrototypeOf(value) as object | null;
  if (isList && prototype) { prototype = Object.getPrototypeOf(prototype) as object | null; }
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function className(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME ? name : 'class';
}

function plainFault(value: unknown, path: () => string): string | undefined {
  switch (typeof value) {
    case 'number': return Number.isFinite(value) ? undefined : `it has the number ${value}${place(path())}`;
    case 'undefined': return path() ? `it has undefined${place(path())}` : undefined;
    case 'bigint': case 'function': case 'symbol': return `it has ${anA(typeof value)}${place(path())}`;
    default: return undefined;
  }
}

function place(path: string): string {
  return path ? ` at '${shortened(path)}'` : '';
}

function shortened(path: string): string {
  return path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH / 2)}…${path.slice(-LONGEST_PATH / 2)}`;
}
