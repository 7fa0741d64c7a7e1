/** The log as the events of a flow execution (ListFlowExecutionEvents). */
import type { FlowExecutionEvent } from './events';
import type { LogEntry, RunLog } from './log';
import { valueOf } from './log';
import { actionEvent, conditionEvent, dependencyEvent, inputPages, outputPages, stamp } from './trace-fields';
import type { ExceptionCode } from './types';

export interface ExecutionEventOptions {
  /** `Flow` for the flow's own events, `Node` for those of its nodes. Default: both. */
  readonly eventType?: 'Flow' | 'Node';
  /** The entry to begin with, from 0. */
  readonly from?: number;
}

export function toFlowExecutionEvents(log: RunLog, options: ExecutionEventOptions = {}): FlowExecutionEvent[] {
  const { eventType, from = 0 } = options;
  const events: FlowExecutionEvent[] = [];
  for (let at = from; at < log.entries.length; at++) {
    for (const event of eventsOf(log, log.entries[at])) {
      if (eventType === undefined || Object.keys(event)[0].startsWith('flow') === (eventType === 'Flow')) {
        events.push(event);
      }
    }
  }
  return events;
}

function eventsOf(log: RunLog, entry: LogEntry): readonly FlowExecutionEvent[] {
  const at = { nodeName: log.plan.nodes[entry.node]?.name, timestamp: stamp(entry.time) };
  switch (entry.kind) {
    case 'flowInput':
      return [{ flowInputEvent: { ...at, fields: [{ name: 'document', content: { document: entry.value } }] } }];
    case 'flowOutput':
      return [{ flowOutputEvent: { ...at, fields: [{ name: 'document', content: { document: entry.value } }] } }];
    case 'nodeInput':
    case 'inputAnswer': return inputPages(log, entry, false).map((fields) => ({ nodeInputEvent: { ...at, fields } }));
    case 'nodeOutput': return outputPages(log, entry, false).map((fields) => ({ nodeOutputEvent: { ...at, fields } }));
    case 'condition': return [{ conditionResultEvent: conditionEvent(log, entry) }];
    case 'action': {
      const nodeActionEvent = actionEvent(log, entry);
      return nodeActionEvent ? [{ nodeActionEvent }] : [];
    }
    case 'dependency': return [{ nodeDependencyEvent: dependencyEvent(log, entry) }];
    case 'failure': return failures(entry, at);
    // a flow execution has no event for its end, nor for a question
    default: return [];
  }
}

function failures(
  entry: LogEntry, at: { readonly nodeName: string; readonly timestamp: string },
): readonly FlowExecutionEvent[] {
  const { code, message: errorMessage } = valueOf(entry, 'failure');
  const { timestamp } = at;
  if (entry.node < 0) {
    return [{
      flowFailureEvent: {
        timestamp, errorCode: code === 'validationException' ? 'VALIDATION' : 'INTERNAL_SERVER', errorMessage,
      },
    }];
  }
  return [
    { nodeFailureEvent: { ...at, errorCode: NODE_CODES[code] ?? 'DEPENDENCY_FAILED', errorMessage } },
    { flowFailureEvent: { timestamp, errorCode: 'NODE_EXECUTION_FAILED', errorMessage } },
  ];
}

/** The four codes that nodes have; what else a dependency says is a dependency that failed. */
const NODE_CODES: { readonly [C in ExceptionCode]?: string } = {
  validationException: 'VALIDATION',
  badGatewayException: 'BAD_GATEWAY',
  internalServerException: 'INTERNAL_SERVER',
};
