import { dependencyFailed } from './settled';
import type { AsyncHandler, HandlerContext } from '../../core/simulate/handlers';
import { plainJson } from '../../core/simulate/plain-json';
import type { Effect, Settlement } from '../../core/simulate/types';

/** What a function is told beside the inputs of its node. */
export interface MockContext extends HandlerContext {
  /** All that is known of the work: the request the service would send, the iteration. */
  readonly effect: Effect;
}

/**
 * A function in place of what is behind a node: it gets the values of the node's inputs and gives its output, or a
 * promise of it. An error that it throws fails the node: one whose name is that of an exception of the service, such as
 * `ThrottlingException`, with that exception, any other as `dependencyFailedException`. Errors of programs, such as
 * TypeError, and assertions that do not hold are mistakes of the test, and reject the run.
 */
export type MockFunction = (inputs: { readonly [name: string]: any }, context: MockContext) => unknown;

export function functionHandler(mock: MockFunction): AsyncHandler {
  return (effect, context) => {
    const value = mock(effect.inputs, { call: context.call, signal: context.signal, effect });
    return isPromise(value)
      ? Promise.resolve(value).then((resolved) => settled(effect, resolved)) : settled(effect, value);
  };
}

function settled({ node, type }: Effect, value: unknown): Settlement {
  // what storing yields is known without an answer
  if (value === undefined && type !== 'Storage') {
    return dependencyFailed(`the function of node ${node} returned undefined; return the output of the node`);
  }
  const read = plainJson(value);
  return 'fault' in read
    ? dependencyFailed(`the function of node ${node} returned a value that is not JSON: ${read.fault}; return plain `
      + 'data')
    : read;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  try {
    return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
  } catch {
    return false;
  }
}
