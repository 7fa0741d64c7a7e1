/** Who answers an effect: the handler of the node, else that of its type. */
import type { Plan, PlanNode } from './plan';
import { simulateError } from './simulate-error';
import type { Effect, FlowException, SettledError, SettledValue, Settlement } from './types';
import { isEffectType, KINDS } from '../kinds';
import type { NodeType } from '../model/definition';
import { listed } from '../words/lists';

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
export function throwing(error: FlowException): Handler {
  const settled: SettledError = { error };
  return () => settled;
}

/**
 * The handler of an effect; one that nobody has given is an error that shows what to add, for all nodes of the plan
 * that have none.
 */
export function handlerOf<H>(handlers: Handlers<H>, { node, type }: Effect, plan: Plan): H {
  const handler = given(handlers, node, type);
  if (handler !== undefined) { return handler; }
  const missing = plan.nodes.filter((one) => isEffect(one) && one.entryOf < 0
    && given(handlers, one.name, one.type) === undefined);
  const others = missing.filter(({ name }) => name !== node);
  const wanted = [...missing.filter(({ name }) => name === node), ...others].map((one) =>
    `${JSON.stringify(one.name)}: {"returns": ${example(one)}}`);
  throw simulateError('MissingHandler', node,
    `the ${type} node '${node}' runs, but nothing answers for `
      + `it${others.length > 0 ? `, nor for ${listed(others.map(({ name }) => name))}` : ''}`,
    `add ${wanted.join(', ')} to the mocks of nodes`);
}

function given<H>({ nodes, types }: Handlers<H>, node: string, type: NodeType): H | undefined {
  const own = nodes && Object.hasOwn(nodes, node) ? nodes[node] : undefined;
  return own ?? (types && Object.hasOwn(types, type) ? types[type] : undefined);
}

/** Whether something outside answers for the node. */
function isEffect({ type }: PlanNode): boolean {
  return isEffectType(type);
}

function example(node: PlanNode): string {
  const { run } = KINDS[node.type];
  return JSON.stringify(run.how === 'effect' ? run.example(node) : null);
}
