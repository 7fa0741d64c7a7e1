import { dependencyFailed } from './settled';
import { notJson } from '../../core/simulate/data-type';
import type { AsyncHandler, HandlerContext } from '../../core/simulate/handlers';
import type { Effect, Settlement } from '../../core/simulate/types';

/** What a function is told beside the inputs of its node. */
export interface MockContext extends HandlerContext {
  /** All that is known of the work: the request the service would send, the iteration. */
  readonly effect: Effect;
}

/**
 * A function in place of what is behind a node: it gets the values of the node's inputs and gives its output, or a promise of it. An error that it
 * throws fails the node: one whose name is that of an exception of the service, such as `ThrottlingException`, with that exception, any other as
 * `dependencyFailedException`.
 */
export type MockFunction = (inputs: { readonly [name: string]: any }, context: MockContext) => unknown;

export function functionHandler(mock: MockFunction): AsyncHandler {
  return (effect, context) => {
    let value: unknown;
    try {
      value = mock(effect.inputs, { ...context, effect });
    } catch (error) {
      throw asError(error);
    }
    if (!isPromise(value)) { return settled(effect, value); }
    return Promise.resolve(value).then((resolved) => settled(effect, resolved), (error: unknown) => { throw asError(error); });
  };
}

function settled({ node, type }: Effect, value: unknown): Settlement {
  // what storing yields is known without an answer
  if (value === undefined && type !== 'Storage') { return dependencyFailed(`the function of node ${node} returned undefined; let it return the output of the node`); }
  try {
    const fault = notJson(value);
    return fault ? dependencyFailed(`the function of node ${node} returned what is no JSON: ${fault}; let it return plain data`) : { value };
  } catch (error) {
    // a getter or a proxy can do anything
    return dependencyFailed(`the function of node ${node} returned what can't be read: ${textOf(error)}; let it return plain data`);
  }
}

/** What was thrown, as an error with a text. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(thrown === undefined ? '' : textOf(thrown));
}

function textOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    return 'an object without a text';
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  try {
    return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
  } catch {
    return false;
  }
}
