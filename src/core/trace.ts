/** What happened in a run, one step for each node and iteration: for people, in a terminal, a test or a log. */
import type { LogEntry, RunLog } from './simulate/log';
import { valueOf } from './simulate/log';
import { executionChain } from './simulate/node-effect';
import type { Plan } from './simulate/plan';
import type { ChainItem, FlowException } from './simulate/types';
import { cutToColumns } from './words/columns';
import { printable } from './words/printable';

export interface TraceStep {
  readonly node: string;
  readonly type: string;
  readonly executionChain: readonly ChainItem[];
  readonly inputs: { readonly [name: string]: unknown };
  /** Of a Condition: the one that holds. */
  condition?: string;
  outputs?: { readonly [name: string]: unknown };
  /** What an agent asks the user. */
  question?: unknown;
  error?: FlowException;
  /** By the clock of the run. */
  readonly start: number;
  end: number;
}

/** What an entry of a log does to a step: it begins one, or says what came of it. */
export interface StepChange {
  readonly step: TraceStep;
  readonly isNew: boolean;
}

/** Reads a log entry by entry, as it grows. */
export class StepReader {
  private readonly open = new Map<string, TraceStep>();

  public constructor(private readonly plan: Plan) {}

  /** The step that an entry is about; `undefined` where it is about none. */
  public take(entry: LogEntry): StepChange | undefined {
    if (entry.node < 0) { return undefined; }
    const { type, inputs, outputs } = this.plan.nodes[entry.node];
    const known = this.open.get(this.keyOf(entry));
    switch (entry.kind) {
      case 'nodeInput': return this.begin(entry, named(inputs, valueOf(entry, 'nodeInput')));
      case 'nodeOutput': {
        // an Iterator yields its items one after the other: one step that ends with the last
        const change = this.goOn(entry, known && (!known.outputs || type === 'Iterator') ? known : undefined);
        change.step.outputs = named(outputs, valueOf(entry, 'nodeOutput'));
        change.step.end = entry.time;
        return change;
      }
      case 'condition': {
        const change = this.goOn(entry, known);
        change.step.condition = valueOf(entry, 'condition');
        return change;
      }
      case 'inputRequest': {
        const change = this.goOn(entry, known);
        change.step.question = entry.value;
        return change;
      }
      case 'failure': {
        const { nodeName: _, ...error } = valueOf(entry, 'failure');
        const change = this.goOn(entry, known?.outputs ? undefined : known);
        change.step.error = error;
        change.step.end = entry.time;
        return change;
      }
      default: return undefined;
    }
  }

  private goOn(entry: LogEntry, known: TraceStep | undefined): StepChange {
    return known ? { step: known, isNew: false } : this.begin(entry, {});
  }

  private begin(entry: LogEntry, inputs: TraceStep['inputs']): StepChange {
    const { name, type } = this.plan.nodes[entry.node];
    const step =
      { node: name, type, executionChain: chainOf(this.plan, entry), inputs, start: entry.time, end: entry.time };
    this.open.set(this.keyOf(entry), step);
    return { step, isNew: true };
  }

  private keyOf({ node, chain }: LogEntry): string {
    return `${this.plan.nodes[node].name} ${chain?.join(',') ?? ''}`;
  }
}

/** The steps of a run, in the order in which they began. */
export function traceSteps({ plan, entries }: RunLog): readonly TraceStep[] {
  const reader = new StepReader(plan);
  const steps: TraceStep[] = [];
  for (const entry of entries) {
    const change = reader.take(entry);
    if (change?.isNew) { steps.push(change.step); }
  }
  return steps;
}

export interface TraceTextOptions {
  /** The longest a line may be, in characters; at least 60. Default: 120. */
  readonly width?: number;
}

/** A line for each step, and one for the end: where it ran, what went in, and what came out. */
export function traceText(log: RunLog, { width = 120 }: TraceTextOptions = {}): string {
  const rows = traceSteps(log).map((step) => ({ step, place: placeOf(step) }));
  const columns = [widest(rows.map(({ place }) => place)), widest(rows.map(({ step }) => step.type))];
  const space = Math.max(60, width) - columns[0] - columns[1] - 4;
  const lines = rows.map(({ step, place }) =>
    `${place.padEnd(columns[0])}  ${step.type.padEnd(columns[1])}  ${stepText(step, space)}`.trimEnd());
  return [...lines, endText(log)].map(printable).join('\n');
}

/** `Refine[0]/Judge`: the node, behind the iterations it ran in. */
export function placeOf({ node, executionChain: chain }: Pick<TraceStep, 'node' | 'executionChain'>): string {
  return [...chain.map(({ nodeName, index }) => `${nodeName}[${index}]`), node].join('/');
}

const LEAST = 30;

/** What went in and came out, in one line of that many characters at most: what came out is shown first of all. */
function stepText({ type, inputs, condition, outputs, question, error }: TraceStep, width: number): string {
  const space = Math.max(width, LEAST);
  const values = Object.values(outputs ?? {});
  const end = error ? `failed: ${error.code}: ${oneLine(error.message)}`
    : condition !== undefined ? `-> ${condition}`
      : question !== undefined ? `asks ${shortened(question, space)}`
        : values.length > 0 ? `-> ${values.map((value) => shortened(value, space / values.length)).join(', ')}` : '';
  const names = Object.keys(inputs);
  // half a line is enough for what goes in, where something comes out; an Output gives what it is given
  const given = cutToColumns(names.map((name) => type === 'Output'
    ? shortened(inputs[name], space) : `${name}: ${shortened(inputs[name], space)}`).join(', '),
  Math.max(space - end.length - 1, end === '' ? space : space / 2));
  return cutToColumns([given, end].filter((part) => part !== '').join(' '), space);
}

/** How a run ended: the reason of its completion, or its exception and the node that failed. */
export function endText({ plan, entries }: RunLog): string {
  const last = entries[entries.length - 1];
  if (last?.kind === 'completion') { return valueOf(last, 'completion'); }
  if (last?.kind !== 'failure') { return 'not over'; }
  const { code, message } = valueOf(last, 'failure');
  return `${code}${last.node < 0 ? '' : ` at ${plan.nodes[last.node].name}`}: ${oneLine(message)}`;
}

/** A value as JSON, cut to a readable length. */
export function shortened(value: unknown, length = 48): string {
  // what is cut off anyway need not be written: a text may be of many megabytes
  return cutToColumns(typeof value === 'string' ? JSON.stringify(value.slice(0, 4 * length + 1)) : JSON.stringify(value)
    ?? 'nothing', length);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function named(ports: readonly { readonly name: string }[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, at) => [ports[at].name, value]));
}

function chainOf(plan: Plan, { node, chain }: LogEntry): readonly ChainItem[] {
  return chain ? executionChain(plan, plan.scopeOf[node], chain) : [];
}
