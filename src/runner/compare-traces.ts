/** Traces in a form in which those of two runs of the same way are equal. */
import { isRecord } from '../core/model/opaque';
import type { RunResult } from '../core/simulate';
import { placeOf, traceSteps } from '../core/trace';

/** The steps as texts: `Node`, `Route: isRefund`, `Each[0]/Node`. */
export function traceLines(run: RunResult): readonly string[] {
  return traceSteps(run.log)
    .map((step) => `${placeOf(step)}${step.condition === undefined ? '' : `: ${step.condition}`}`);
}

/** The traces among events of InvokeFlow, with or without `flowTraceEvent` around them. */
export function comparable(events: readonly unknown[]): readonly unknown[] {
  return events.map(traceOf).filter((trace) => trace !== undefined).map((trace) => plain(trace, ''));
}

function traceOf(event: unknown): unknown {
  if (!isRecord(event)) { return undefined; }
  const inner = isRecord(event.flowTraceEvent) ? event.flowTraceEvent : event;
  const trace = isRecord(inner.trace) ? inner.trace : inner;
  return Object.keys(trace).some((key) => TRACES.has(key)) ? trace : undefined;
}

const TRACES =
  new Set(['nodeInputTrace', 'nodeOutputTrace', 'conditionNodeResultTrace', 'nodeActionTrace', 'nodeDependencyTrace']);
// what differs between runs, and what answers of real models have beside their text
const LEFT_OUT = new Set(['timestamp', 'requestId', 'operationResponse', '$metadata']);

function plain(value: unknown, key: string): unknown {
  if (Array.isArray(value)) { return value.map((item) => plain(item, '')); }
  if (key === 'type' && typeof value === 'string') { return value.toUpperCase(); }
  // what was said is data, whatever its keys are
  if (!isRecord(value) || key === 'document' || key === 'operationRequest') { return value; }
  return Object.fromEntries(Object.keys(value).filter((name) => !LEFT_OUT.has(name) && value[name] !== undefined).sort()
    .map((name) => [name, plain(value[name], name)]));
}
