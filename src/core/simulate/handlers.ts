/** Who answers an effect: the handler of the node, else that of its type. */
import { simulateError } from './simulate-error';
import type { Effect, EffectType, Failure, SettledError, SettledValue, Settlement } from './types';
import type { NodeType } from '../model/definition';

export interface HandlerContext {
  /** How many times the node has been called in this run, from 0. */
  readonly call: number;
  /** Of an asynchronous run: says when nobody waits for the answer any more. */
  readonly signal?: AbortLike;
}

/** What is used of an AbortSignal. */
export interface AbortLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export type Handler = (effect: Effect, context: HandlerContext) => Settlement;
export type AsyncHandler = (effect: Effect, context: HandlerContext) => Settlement | Promise<Settlement>;

export interface Handlers<H = Handler> {
  /** By the name of the node. */
  readonly nodes?: { readonly [name: string]: H };
  /** By its type, for nodes that have none of their own. */
  readonly types?: { readonly [T in NodeType]?: H };
}

/** A handler that always answers the same. */
export function returns(value: unknown, more: Omit<SettledValue, 'value'> = {}): Handler {
  const settled = { value, ...more };
  return () => settled;
}

/** A handler that always fails. */
export function throwing(error: Failure): Handler {
  const settled: SettledError = { error };
  return () => settled;
}

/** The handler of an effect; one that nobody has given is an error that shows what to add. */
export function handlerOf<H>(handlers: Handlers<H>, effect: Effect): H {
  const { node, type } = effect;
  const own = handlers.nodes && Object.hasOwn(handlers.nodes, node) ? handlers.nodes[node] : undefined;
  const handler = own ?? (handlers.types && Object.hasOwn(handlers.types, type) ? handlers.types[type] : undefined);
  if (handler !== undefined) { return handler; }
  throw simulateError('MissingHandler', node, `the ${type} node '${node}' runs, but nothing answers for it`,
    `add "${node}": {"returns": ${JSON.stringify(EXAMPLES[type](effect))}} to the nodes of the mocks`);
}

const EXAMPLES: { readonly [T in EffectType]: (effect: Effect) => unknown } = {
  Prompt: () => 'text of the model',
  KnowledgeBase: ({ request }) => request.operation === 'Retrieve' ? [{ content: { text: 'a passage' } }] : 'text of the answer',
  Agent: () => 'text of the agent',
  LambdaFunction: () => 'what the function returns',
  InlineCode: () => 'what the code yields',
  Lex: () => 'NameOfTheIntent',
  Storage: () => 's3://bucket/key',
  Retrieval: () => 'text of the object',
};
