/** What traces say of nodes: when they ran, what tokens they took, which branches. Of their texts nothing is kept. */

/** The part of a member of FlowTrace that is read: of the SDK with dates, through the router with texts. */
interface Part {
  readonly nodeName?: string;
  readonly timestamp?: Date | string;
  readonly operationResponse?: unknown;
  readonly satisfiedConditions?: readonly { readonly conditionName?: string }[];
}

export interface Trace {
  readonly nodeInputTrace?: Part;
  readonly nodeOutputTrace?: Part;
  readonly nodeActionTrace?: Part;
  readonly conditionNodeResultTrace?: Part;
}

/** A node in one call. */
export interface NodeRuns {
  runs: number;
  /** In milliseconds, one for each run whose end is in the traces: nodes that give nothing have none. */
  readonly latencies: number[];
  inputTokens?: number;
  outputTokens?: number;
  /** How often each condition was taken. */
  readonly branches: Map<string, number>;
  /** When runs began that have not ended yet. */
  readonly begun: number[];
}

export class NodeTracer {
  public readonly nodes = new Map<string, NodeRuns>();

  public add(trace: Trace): void {
    const { nodeInputTrace, nodeOutputTrace, nodeActionTrace, conditionNodeResultTrace } = trace;
    if (nodeInputTrace) { this.begin(nodeInputTrace); }
    if (nodeOutputTrace) { this.end(nodeOutputTrace); }
    if (nodeActionTrace) { this.count(nodeActionTrace); }
    if (conditionNodeResultTrace) {
      const { branches } = this.end(conditionNodeResultTrace);
      for (const { conditionName = 'default' } of conditionNodeResultTrace.satisfiedConditions ?? []) {
        branches.set(conditionName, (branches.get(conditionName) ?? 0) + 1);
      }
    }
  }

  private begin(part: Part): void {
    const runs = this.of(part);
    runs.runs++;
    runs.begun.push(timeOf(part));
  }

  // the Input node has an end and no beginning
  private end(part: Part): NodeRuns {
    const runs = this.of(part);
    const begun = runs.begun.shift();
    const latency = timeOf(part) - (begun ?? NaN);
    if (latency >= 0) { runs.latencies.push(latency); }
    return runs;
  }

  private count(part: Part): void {
    const usage = (part.operationResponse as { readonly usage?: unknown } | undefined)?.usage;
    const { inputTokens, outputTokens } = (usage ?? {}) as { inputTokens?: unknown; outputTokens?: unknown };
    if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') { return; }
    const runs = this.of(part);
    runs.inputTokens = (runs.inputTokens ?? 0) + inputTokens;
    runs.outputTokens = (runs.outputTokens ?? 0) + outputTokens;
  }

  private of({ nodeName = 'unknown' }: Part): NodeRuns {
    const known = this.nodes.get(nodeName);
    if (known) { return known; }
    const made: NodeRuns = { runs: 0, latencies: [], branches: new Map(), begun: [] };
    this.nodes.set(nodeName, made);
    return made;
  }
}

function timeOf({ timestamp }: Part): number {
  return timestamp === undefined ? NaN : new Date(timestamp).getTime();
}
