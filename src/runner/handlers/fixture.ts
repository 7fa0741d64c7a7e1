/** Answers written to a file, and read from it again: by node, number of the call and a hash of what was asked. */
import { createHash } from 'node:crypto';
import { isRecord } from '../../core/model/opaque';
import type { AsyncHandler, Handler, Handlers } from '../../core/simulate/handlers';
import { plainJson } from '../../core/simulate/plain-json';
import type { Effect, Settlement } from '../../core/simulate/types';
import { listed } from '../../core/words/lists';
import { FileFault, readText, writePrivately } from '../files';
import { runnerError } from '../runner-error';

interface Recorded {
  readonly node: string;
  /** From 0. */
  readonly call: number;
  readonly requestHash: string;
  /** For people who read the file; what counts is the hash. */
  readonly request: unknown;
  readonly settlement: Settlement;
}

const FORMAT = 1;

/** Takes down what handlers answer. */
export class Recorder {
  private readonly recorded: Recorded[] = [];

  public constructor(private readonly file: string) {}

  public get isEmpty(): boolean { return this.recorded.length === 0; }

  /**
   * The same handlers, with an eye on their answers. Errors that they throw are mistakes of the run, and not recorded.
   */
  public watch(handlers: Handlers<AsyncHandler>): Handlers<AsyncHandler> {
    return wrapped(handlers, (handler) => (effect, context) => {
      const take = (settlement: Settlement) => {
        const { node, request } = effect;
        this.recorded.push({ node, call: context.call, requestHash: requestHash(effect), request, settlement });
        return settlement;
      };
      const answer = handler(effect, context);
      return 'then' in answer ? answer.then(take) : take(answer);
    });
  }

  /** Writes the file in one step: the same calls give the same bytes, in whatever order they were answered. */
  public save(): void {
    const calls = [...this.recorded].sort((left, right) => (
      compare(left.node, right.node) || left.call - right.call || compare(left.requestHash, right.requestHash)
    ));
    try {
      writePrivately(this.file, `${JSON.stringify({ format: FORMAT, calls }, undefined, 2)}\n`);
    } catch (error) {
      const { message } = error as Error;
      throw runnerError(this.file, `the recording can't be written (${message})`,
        'give the path of a file in a folder that exists', 'UnreadableFile');
    }
  }
}

/** A handler that answers as recorded. */
export function replay(file: string): Handler {
  const byNode = new Map<string, Recorded[]>();
  for (const call of readFixture(file)) {
    const known = byNode.get(call.node);
    if (known) { known.push(call); } else { byNode.set(call.node, [call]); }
  }
  return (effect, { call }) => {
    const { node } = effect;
    const recorded = byNode.get(node);
    const mismatch = (problem: string) => runnerError(node, problem, `record '${file}' again`, 'ReplayMismatch');
    if (!recorded) {
      throw mismatch(`'${file}' has no calls of '${node}', only of ${listed([...byNode.keys()].sort()) || 'nothing'}`);
    }
    // a recording of many runs has the first call of a node many times
    const calls = recorded.filter((one) => one.call === call);
    const hash = requestHash(effect);
    const found = calls.find((one) => one.requestHash === hash) ?? calls.at(0);
    if (!found) {
      throw mismatch(`'${file}' has ${recorded.length} ${recorded.length === 1 ? 'call' : 'calls'} of '${node}', and `
        + `this is call ${call + 1}`);
    }
    if (found.requestHash !== hash) {
      throw mismatch(`call ${call + 1} of '${node}' differs from the recorded call, the first difference is at `
        + `'${difference(found.request, effect.request)}'`);
    }
    // JSON has no undefined: what a Storage node answers
    return 'error' in found.settlement
      || 'inputRequired' in found.settlement ? found.settlement : { value: undefined, ...found.settlement as object };
  };
}

/** Each handler with something around it. */
export function wrapped<H>(handlers: Handlers<H>, wrap: (handler: H) => H): Handlers<H> {
  const all = (record: { readonly [name: string]: H | undefined } = {}) => (
    Object.fromEntries(Object.entries(record).filter(([, handler]) => handler)
      .map(([name, handler]) => [name, wrap(handler!)]))
  );
  return { nodes: all(handlers.nodes), types: all(handlers.types) };
}

function readFixture(file: string): readonly Recorded[] {
  const broken = (problem: string) => runnerError(file, problem, 'record it, or correct the path', 'UnreadableFile');
  let json: unknown;
  try {
    json = JSON.parse(readText(file)) as unknown;
  } catch (error) {
    throw broken(`the recording can't be read (${error instanceof FileFault ? error.message : 'it is not JSON'})`);
  }
  // crafted data may be nested so deep that it can't be compared
  const read = plainJson(json);
  if ('fault' in read) { throw broken(`the recording can't be read (${read.fault})`); }
  const { format, calls } = isRecord(read.value) ? read.value : {};
  if (format !== FORMAT || !Array.isArray(calls)) {
    throw runnerError(file, 'is not a recording of this version', 'record it again', 'UnreadableFile');
  }
  const wrong = calls.findIndex((call) => !isRecorded(call));
  if (wrong >= 0) {
    throw runnerError(file, `calls[${wrong}] is not a recorded call`, 'record it again', 'UnreadableFile');
  }
  return calls as Recorded[];
}

function isRecorded(call: unknown): call is Recorded {
  if (!isRecord(call)) { return false; }
  const { node, call: number, requestHash: hash, settlement } = call;
  return typeof node === 'string' && Number.isInteger(number) && typeof hash === 'string' && isRecord(settlement);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function requestHash({ request }: Effect): string {
  return createHash('sha256').update(canonical(request)).digest('hex').slice(0, 16);
}

/** JSON with sorted keys. The session is another one in each run, and says nothing of what is asked. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'sessionId') { return undefined; }
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => left < right ? -1 : 1)) : inner;
  });
}

function difference(left: unknown, right: unknown, path = ''): string {
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isObject(left) || !isObject(right)) { return path; }
  for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()) {
    if (canonical({ [key]: left[key] }) !== canonical({ [key]: right[key] })) {
      return difference(left[key], right[key], path ? `${path}.${key}` : key);
    }
  }
  return path;
}
