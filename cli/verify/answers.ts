/**
 * What the nodes answered in an account, so that a run here has the same answers and only the flow itself is compared.
 */
import type { AsyncHandler, Effect, ExceptionCode, Settlement } from '../../src/core/simulate';
import type { Turns } from '../account/conversation';
import type { Event } from '../account/fixture';

/** The answers of each node, in the order of its calls. */
export function answersIn(turns: Turns): ReadonlyMap<string, readonly Settlement[]> {
  const answers = new Map<string, Settlement[]>();
  const traces = new Map<string, unknown[]>();
  const open = new Set<string>();
  const add = (node: string, settlement: Settlement) => {
    const agentTraces = traces.get(node);
    traces.delete(node);
    open.delete(node);
    answers.set(node, [...answers.get(node) ?? [], { ...settlement, ...agentTraces && { agentTraces } }]);
  };
  for (const event of turns.flat()) {
    const { nodeInputTrace, nodeOutputTrace, nodeDependencyTrace } = (event.flowTraceEvent?.trace ?? {}) as Event;
    const { flowMultiTurnInputRequestEvent: question } = event;
    const failed = Object.keys(event).find((key) => key.endsWith('Exception'));
    if (nodeInputTrace) { open.add(String(nodeInputTrace.nodeName)); }
    if (nodeDependencyTrace) {
      const { nodeName } = nodeDependencyTrace;
      traces.set(nodeName, [...traces.get(nodeName) ?? [], ...agentTracesOf(nodeDependencyTrace)]);
    }
    if (nodeOutputTrace) { add(nodeOutputTrace.nodeName, { value: nodeOutputTrace.fields?.[0]?.content?.document }); }
    if (question) { add(question.nodeName, { inputRequired: question.content?.document }); }
    // the account does not say which node has failed: it is one that has begun and not answered
    if (failed) {
      for (const node of [...open]) { add(node, { error: { ...event[failed], code: failed as ExceptionCode } }); }
    }
  }
  return answers;
}

function agentTracesOf({ traceElements }: Event): readonly unknown[] {
  const traces: unknown = traceElements?.agentTraces;
  return Array.isArray(traces) ? traces : [];
}

/**
 * Answers as the account did. A run that goes another way finds no answer, which shows as a failure that the account
 * did not have.
 */
export function answering(answers: ReadonlyMap<string, readonly Settlement[]>): AsyncHandler {
  return ({ node }: Effect, { call }) => answers.get(node)?.[call]
    ?? {
      error: {
        code: 'dependencyFailedException', message: `the account gave no answer of '${node}' for call ${call + 1}`,
      },
    };
}
