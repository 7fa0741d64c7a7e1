/** What came of a run, read off its log when it is asked for. */
import type { Engine } from './engine';
import type { FlowExecutionEvent, FlowResponseEvent } from './events';
import { toFlowExecutionEvents } from './flow-execution-events';
import { toFlowResponseStream } from './flow-response-stream';
import type { LogEntry, RunLog } from './log';
import { valueOf } from './log';
import { executionChain } from './node-effect';
import type { Snapshot } from './snapshot';
import type { Call, ChainItem, Diagnostic, FlowException, RunError } from './types';

export interface FlowOutput {
  readonly nodeName: string;
  readonly document: unknown;
}

export interface Branch {
  readonly node: string;
  readonly condition: string;
  readonly executionChain: readonly ChainItem[];
}

export class RunResult {
  public readonly completionReason?: 'SUCCESS' | 'INPUT_REQUIRED';
  public readonly error?: RunError;
  private callsMade?: { readonly [node: string]: readonly Call[] };

  /**
   * @param engine a run that is over or paused
   * @param from the entry of the log that its last stream begins with
   */
  public constructor(private readonly engine: Engine, private readonly from = 0) {
    this.completionReason = engine.outcome?.completionReason;
    this.error = engine.outcome?.error;
  }

  public get log(): RunLog { return this.engine.log; }

  public get diagnostics(): readonly Diagnostic[] { return this.engine.diagnostics; }

  /** The documents of the Output nodes, in the order they were reached. */
  public get outputs(): readonly FlowOutput[] {
    return this.of('flowOutput').map((entry) => ({ nodeName: this.nameOf(entry), document: entry.value }));
  }

  /** The conditions that were taken. */
  public get branches(): readonly Branch[] {
    return this.of('condition').map((entry) => ({
      node: this.nameOf(entry), condition: valueOf(entry, 'condition'), executionChain: this.chainOf(entry),
    }));
  }

  /** The names of the nodes that ran, in the order they first did. */
  public get visited(): readonly string[] {
    return [...new Set(this.log.entries.filter(({ kind, node }) => node >= 0 && VISITS.has(kind))
      .map((entry) => this.nameOf(entry)))];
  }

  /** The names of the other nodes, in the order of the definition. */
  public get skipped(): readonly string[] {
    const visited = new Set(this.visited);
    return [...new Set(this.log.plan.nodes.map(({ name }) => name).filter((name) => !visited.has(name)))];
  }

  /**
   * What each node was given and what it gave, by its name. An Iterator's outputs are its last; a Collector has a call
   * for each item.
   */
  public get calls(): { readonly [node: string]: readonly Call[] } {
    return this.callsMade ??= this.readCalls();
  }

  /** The events of InvokeFlow with traces; those of a resumed run are only the new ones. */
  public get events(): readonly FlowResponseEvent[] {
    return toFlowResponseStream(this.log, { enableTrace: true, from: this.from });
  }

  public get executionEvents(): readonly FlowExecutionEvent[] {
    return toFlowExecutionEvents(this.log);
  }

  /** What a paused run needs to go on. */
  public snapshot(): Snapshot { return this.engine.snapshot(); }

  public toJSON(): unknown {
    const { outputs, completionReason, error, branches, visited, skipped, calls, events, diagnostics } = this;
    return {
      outputs,
      ...completionReason && { completionReason },
      ...error && { error },
      branches,
      visited,
      skipped,
      calls,
      events,
      diagnostics,
    };
  }

  private readCalls(): { readonly [node: string]: readonly Call[] } {
    const calls = new Map<string, (Call & Opened)[]>();
    const last = (entry: LogEntry) => calls.get(this.nameOf(entry))?.at(-1);
    const open = (entry: LogEntry, inputs: Call['inputs']) => {
      const list = calls.get(this.nameOf(entry)) ?? [];
      calls.set(this.nameOf(entry), list);
      list.push({ inputs, executionChain: this.chainOf(entry) });
    };
    for (const entry of this.log.entries) {
      const node = this.log.plan.nodes[entry.node];
      if (entry.kind === 'nodeInput') {
        open(entry, named(node.inputs, valueOf(entry, 'nodeInput')));
      } else if (entry.kind === 'nodeOutput') {
        if (node.type === 'LoopInput' || !last(entry)) { open(entry, {}); }
        last(entry)!.outputs = named(node.outputs, valueOf(entry, 'nodeOutput'));
      } else if (entry.kind === 'failure' && node) {
        const call = last(entry);
        const { code, message, resourceName, reason } = valueOf(entry, 'failure');
        const error =
          { code, message, ...resourceName !== undefined && { resourceName }, ...reason !== undefined && { reason } };
        if (call && !call.outputs) { call.error = error; }
      }
    }
    return Object.fromEntries(calls);
  }

  private of(kind: LogEntry['kind']): readonly LogEntry[] {
    return this.log.entries.filter((entry) => entry.kind === kind);
  }

  private nameOf({ node }: LogEntry): string { return this.log.plan.nodes[node].name; }

  private chainOf({ node, chain }: LogEntry): readonly ChainItem[] {
    return chain ? executionChain(this.log.plan, this.log.plan.scopeOf[node], chain) : [];
  }
}

interface Opened {
  outputs?: { readonly [name: string]: unknown };
  error?: FlowException;
}

const VISITS: ReadonlySet<string> = new Set(['nodeInput', 'nodeOutput']);

function named(ports: readonly { readonly name: string }[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, at) => [ports[at].name, value]));
}
