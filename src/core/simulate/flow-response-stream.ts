/** The log as the response stream of InvokeFlow. */
import type { FlowResponseEvent, FlowTrace } from './events';
import type { LogEntry, RunLog } from './log';
import { valueOf } from './log';
import {
  actionEvent, conditionEvent, dependencyEvent, inputPages, nodeTypeName, outputPages, stamp,
} from './trace-fields';

export interface StreamOptions {
  /** Whether the stream has flowTraceEvents. Default: false. */
  readonly enableTrace?: boolean;
  /** The entry to begin with, from 0: what came before is left out. */
  readonly from?: number;
}

export function toFlowResponseStream(log: RunLog, options: StreamOptions = {}): FlowResponseEvent[] {
  const { enableTrace = false, from = 0 } = options;
  const events: FlowResponseEvent[] = [];
  for (let at = from; at < log.entries.length; at++) {
    const entry = log.entries[at];
    if (enableTrace) { trace(events, log, entry); }
    const event = eventOf(log, entry);
    if (event) { events.push(event); }
  }
  return events;
}

function eventOf({ plan }: RunLog, entry: LogEntry): FlowResponseEvent | undefined {
  const node = plan.nodes[entry.node];
  switch (entry.kind) {
    case 'flowOutput': return {
      flowOutputEvent: { nodeName: node.name, nodeType: nodeTypeName(node.type), content: { document: entry.value } },
    };
    case 'inputRequest':
      return {
        flowMultiTurnInputRequestEvent: {
          nodeName: node.name, nodeType: nodeTypeName(node.type), content: { document: entry.value },
        },
      };
    case 'completion': return { flowCompletionEvent: { completionReason: valueOf(entry, 'completion') } };
    case 'failure': {
      const { code, message, resourceName, reason } = valueOf(entry, 'failure');
      const names = code === 'dependencyFailedException' || code === 'badGatewayException';
      return {
        [code]: {
          message,
          ...names && resourceName !== undefined && { resourceName },
          ...code === 'internalServerException' && reason !== undefined && { reason },
        },
      };
    }
    default: return undefined;
  }
}

function trace(events: FlowResponseEvent[], log: RunLog, entry: LogEntry): void {
  const nodeName = log.plan.nodes[entry.node]?.name;
  switch (entry.kind) {
    case 'nodeInput':
    case 'inputAnswer':
      for (const fields of inputPages(log, entry, true)) {
        events.push(traced({ nodeInputTrace: { nodeName, timestamp: stamp(entry.time), fields } }));
      }
      return;
    case 'nodeOutput':
      for (const fields of outputPages(log, entry, true)) {
        events.push(traced({ nodeOutputTrace: { nodeName, timestamp: stamp(entry.time), fields } }));
      }
      return;
    case 'condition':
      events.push(traced({ conditionNodeResultTrace: conditionEvent(log, entry) }));
      return;
    case 'action': {
      const nodeActionTrace = actionEvent(log, entry);
      if (nodeActionTrace) { events.push(traced({ nodeActionTrace })); }
      return;
    }
    case 'dependency':
      events.push(traced({ nodeDependencyTrace: dependencyEvent(log, entry) }));
      return;
    default:
  }
}

function traced(one: FlowTrace): FlowResponseEvent {
  return { flowTraceEvent: { trace: one } };
}
