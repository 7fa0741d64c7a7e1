/** What happened in a run, one step for each node and iteration: for people, in a terminal, a test or a log. */
import type { LogEntry, RunLog } from './simulate/log';
import { valueOf } from './simulate/log';
import { executionChain } from './simulate/node-effect';
import type { ChainItem, Failure } from './simulate/types';

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
  error?: Failure;
  /** By the clock of the run. */
  readonly start: number;
  end: number;
}

/** The steps of a run, in the order in which they began. */
export function traceSteps(log: RunLog): readonly TraceStep[] {
  const steps: TraceStep[] = [];
  const open = new Map<string, TraceStep>();
  for (const entry of log.entries) {
    if (entry.node < 0) { continue; }
    const { name, type, inputs, outputs } = log.plan.nodes[entry.node];
    const key = `${name} ${entry.chain?.join(',') ?? ''}`;
    const begin = (values: TraceStep['inputs']): TraceStep => {
      const step = { node: name, type, executionChain: chainOf(log, entry), inputs: values, start: entry.time, end: entry.time };
      steps.push(step);
      open.set(key, step);
      return step;
    };
    switch (entry.kind) {
      case 'nodeInput':
        begin(named(inputs, valueOf(entry, 'nodeInput')));
        break;
      case 'nodeOutput': {
        const known = open.get(key);
        // an Iterator yields its items one after the other: one step that ends with the last
        const step = known && (!known.outputs || type === 'Iterator') ? known : begin({});
        step.outputs = named(outputs, valueOf(entry, 'nodeOutput'));
        step.end = entry.time;
        break;
      }
      case 'condition':
        (open.get(key) ?? begin({})).condition = valueOf(entry, 'condition');
        break;
      case 'inputRequest':
        (open.get(key) ?? begin({})).question = entry.value;
        break;
      case 'failure': {
        const { nodeName: _, ...error } = valueOf(entry, 'failure');
        const known = open.get(key);
        (known && !known.outputs ? known : begin({})).error = error;
        break;
      }
      default: break;
    }
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
  const room = Math.max(60, width) - columns[0] - columns[1] - 4;
  const lines = rows.map(({ step, place }) => `${place.padEnd(columns[0])}  ${step.type.padEnd(columns[1])}  ${stepText(step, room)}`.trimEnd());
  return [...lines, endText(log)].join('\n');
}

/** `Refine[0]/Judge`: the node, behind the iterations it ran in. */
export function placeOf({ node, executionChain: chain }: Pick<TraceStep, 'node' | 'executionChain'>): string {
  return [...chain.map(({ nodeName, index }) => `${nodeName}[${index}]`), node].join('/');
}

const LEAST = 30;

/** What went in and came out, in one line of that many characters at most: what came out is shown first of all. */
function stepText({ type, inputs, condition, outputs, question, error }: TraceStep, width: number): string {
  const room = Math.max(width, LEAST);
  const values = Object.values(outputs ?? {});
  const end = error ? `failed: ${error.code}: ${oneLine(error.message)}`
    : condition !== undefined ? `-> ${condition}`
      : question !== undefined ? `asks ${shortened(question, room)}`
        : values.length > 0 ? `-> ${values.map((value) => shortened(value, room / values.length)).join(', ')}` : '';
  const names = Object.keys(inputs);
  // half a line is enough for what goes in, where something comes out; an Output gives what it is given
  const given = cut(names.map((name) => type === 'Output' ? shortened(inputs[name], room) : `${name}: ${shortened(inputs[name], room)}`).join(', '),
    Math.max(room - end.length - 1, end === '' ? room : room / 2));
  return cut([given, end].filter((part) => part !== '').join(' '), room);
}

function endText({ plan, entries }: RunLog): string {
  const last = entries[entries.length - 1];
  if (last?.kind === 'completion') { return valueOf(last, 'completion'); }
  if (last?.kind !== 'failure') { return 'not over'; }
  const { code, message } = valueOf(last, 'failure');
  return `${code}${last.node < 0 ? '' : ` at ${plan.nodes[last.node].name}`}: ${oneLine(message)}`;
}

/** A value as JSON, cut to a readable length. */
export function shortened(value: unknown, length = 48): string {
  // what is cut off anyway need not be written: a text may be of many megabytes
  return cut(typeof value === 'string' ? JSON.stringify(value.slice(0, length + 1)) : JSON.stringify(value) ?? 'nothing', length);
}

function cut(text: string, length: number): string {
  const room = Math.max(Math.floor(length), 4);
  return text.length > room ? `${text.slice(0, room - 3)}...` : text;
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

function chainOf({ plan }: RunLog, { node, chain }: LogEntry): readonly ChainItem[] {
  return chain ? executionChain(plan, plan.scopeOf[node], chain) : [];
}
