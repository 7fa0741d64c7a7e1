/** What a handler answers, read once and with care: it comes from the code of others. */
import { isExceptionCode } from './exception';
import { plainJson } from './plain-json';
import type { PlanNode } from './plan';
import type { SimulateError } from './simulate-error';
import { isSimulateError, simulateError } from './simulate-error';
import { thrownText } from './thrown';
import type { Effect, FlowException, SettledError, SettledQuestion, SettledValue, Settlement } from './types';

/** Why an answer of the right form fails its node. */
export interface Unfit { readonly fault: string }

type Place = Pick<PlanNode, 'name' | 'type'>;

/**
 * The answer as plain data of our own, or what in it is not JSON.
 * @throws SimulateError if it is not an answer at all
 */
export function readSettlement(place: Place, settlement: unknown): Settlement | Unfit {
  try {
    checkKind(place, settlement);
    if ('error' in settlement) { return errorOf(place, settlement); }
    return 'value' in settlement ? valueOf(place, settlement) : questionOf(place, settlement);
  } catch (error) {
    throw asMistake(place.name, error);
  }
}

/** How long the answer takes, in milliseconds. @throws SimulateError if that is no time */
export function latencyOf({ node }: Pick<Effect, 'node'>, settlement: unknown): number {
  try {
    return checkedLatency(node, (settlement as Settlement | null | undefined)?.latencyMs) ?? 0;
  } catch (error) {
    throw asMistake(node, error);
  }
}

/** Whether a handler has answered with a promise. */
export function isPromise({ node }: Pick<Effect, 'node'>, settlement: unknown): boolean {
  try {
    return typeof (settlement as { then?: unknown } | null | undefined)?.then === 'function';
  } catch (error) {
    throw asMistake(node, error);
  }
}

function asMistake(place: string, error: unknown): SimulateError {
  if (isSimulateError(error)) { return error; }
  return simulateError('IllegalSettlement', place,
    `the answer can't be read: ${thrownText(error) || 'an error without a message'}`, 'answer with a plain object');
}

function checkedLatency(place: string, latency: unknown): number | undefined {
  if (latency === undefined || typeof latency === 'number' && latency >= 0 && latency < Infinity) { return latency; }
  throw simulateError('IllegalSettlement', place, 'latencyMs must be a number from 0, '
    + `got ${typeof latency === 'number' ? latency : typeof latency}`,
  'give milliseconds, or leave it out');
}

function checkKind({ name, type }: Place, settlement: unknown): asserts settlement is Settlement {
  const has = (key: string) => typeof settlement === 'object' && settlement !== null && Object.hasOwn(settlement, key);
  const kinds = Number(has('value')) + Number(has('error')) + Number(has('inputRequired'));
  const cantAsk = has('inputRequired') && type !== 'Agent';
  if (kinds === 1 && !cantAsk) { return; }
  throw simulateError('IllegalSettlement', name,
    kinds === 1 ? `a ${type} node can't ask the user` : 'the answer must have exactly one of value, error and '
      + 'inputRequired',
    'give {value: …} or {error: {code, message}}; an Agent may also give {inputRequired: …}');
}

function errorOf({ name }: Place, { error }: SettledError): SettledError {
  const { code, message, resourceName, reason }: Partial<FlowException> = error ?? {};
  if (!isExceptionCode(code) || typeof message !== 'string') {
    throw simulateError('IllegalSettlement', name, 'the error must have a message and the code of an exception of '
      + 'InvokeFlow',
    'give for example {error: {code: \'throttlingException\', message: \'slow down\'}}');
  }
  return {
    error: {
      code,
      message,
      ...typeof resourceName === 'string' && { resourceName },
      ...typeof reason === 'string' && { reason },
    },
  };
}

function valueOf({ name }: Place, settlement: SettledValue): SettledValue | Unfit {
  const { value, stopReason, guardrailAction, response, requestId, agentTraces, latencyMs, usage } = settlement;
  const plain = typeof value === 'string' ? value : plainJson(value);
  if (typeof plain !== 'string' && 'fault' in plain) { return plain; }
  const own = typeof plain === 'string' ? plain : plain.value;
  // most answers are a value and nothing else, and a run has many of them
  const isAlone = stopReason === undefined && guardrailAction === undefined && requestId === undefined
    && response === undefined && agentTraces === undefined && usage === undefined;
  const settled = latencyMs === undefined ? { value: own } : { value: own, latencyMs: checkedLatency(name, latencyMs) };
  return isAlone ? settled as SettledValue
    : withMore(settled, { stopReason, guardrailAction, requestId }, { response, agentTraces, usage });
}

function questionOf(
  { name }: Place, { inputRequired, agentTraces, latencyMs }: SettledQuestion,
): SettledQuestion | Unfit {
  const read = plainJson(inputRequired);
  if ('fault' in read) { return read; }
  return withMore({
    inputRequired: read.value, ...latencyMs !== undefined && { latencyMs: checkedLatency(name, latencyMs) },
  }, {}, { agentTraces });
}

type Members = Readonly<Record<string, unknown>>;

function withMore<T extends Settlement>(settled: object, texts: Members, data: Members): T | Unfit {
  const all: Record<string, unknown> = { ...settled };
  for (const [name, text] of Object.entries(texts)) {
    if (text !== undefined && typeof text !== 'string') { return { fault: `its ${name} is not a string` }; }
    if (text !== undefined) { all[name] = text; }
  }
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) { continue; }
    const part = plainJson(value);
    if ('fault' in part) { return { fault: `its ${name}: ${part.fault}` }; }
    if (name === 'usage' && !isUsage(part.value)) { return { fault: 'its usage has no inputTokens and outputTokens' }; }
    if (name === 'agentTraces' && !Array.isArray(part.value)) { return { fault: 'its agentTraces are not an array' }; }
    all[name] = part.value;
  }
  return all as unknown as T;
}

function isUsage(usage: unknown): boolean {
  const { inputTokens, outputTokens } = (usage
    ?? {}) as { readonly inputTokens?: unknown; readonly outputTokens?: unknown };
  return typeof inputTokens === 'number' && typeof outputTokens === 'number';
}
