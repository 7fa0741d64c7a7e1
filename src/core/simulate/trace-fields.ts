/**
 * What both APIs show of a node, in the same words. Runs make many of these, so that objects are built at once and
 * without copies.
 */
import type { ActionEvent, ConditionEvent, DependencyEvent, InputField, OutputField } from './events';
import type { LogEntry, RunLog } from './log';
import { valueOf } from './log';
import { executionChain } from './node-effect';
import { operationOf } from './operation-trace';
import type { DataType, NodeType } from '../model/definition';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type NamedInput = InputField & { readonly nodeInputName: string; readonly name: string };
export type NamedOutput = OutputField & { readonly nodeOutputName: string; readonly name: string };

/** How streams name the type of a node: `FlowInputNode`, `PromptNode`. */
export function nodeTypeName(type: NodeType): string {
  return type === 'Input' || type === 'Output' ? `Flow${type}Node` : `${type}Node`;
}

let lastTime = NaN;
let lastStamp = '';

/** A time as ISO 8601; many entries have the same. */
export function stamp(time: number): string {
  if (time !== lastTime) {
    lastTime = time;
    lastStamp = new Date(time).toISOString();
  }
  return lastStamp;
}

/** The fields of an input event, five in each, because that is the limit; `isTrace` says which API names them. */
export function inputPages(log: RunLog, entry: LogEntry, isTrace: boolean): readonly NamedInput[][] {
  const { plan } = log;
  const chain = entry.chain && executionChain(plan, plan.scopeOf[entry.node], entry.chain);
  const { inputs } = plan.nodes[entry.node];
  const answer = entry.kind === 'inputAnswer';
  const values = answer ? [entry.value] : valueOf(entry, 'nodeInput');
  const fields: NamedInput[] = [];
  for (let at = 0; at < values.length; at++) {
    const input = answer ? inputs.find(({ name }) => name === 'agentInputText') : inputs[at];
    const name = input?.name ?? 'agentInputText';
    const content = { document: values[at] };
    if (isTrace && input?.type && !answer && input.category === undefined && !chain) {
      // by far the most: an object that grows takes twice the time
      fields.push({ nodeInputName: name, content, source: input.source, type: spelt(plan, input.type) } as NamedInput);
      continue;
    }
    const field = (isTrace ? { nodeInputName: name, content } : { name, content }) as unknown as Writable<NamedInput>;
    if (input && !answer) { field.source = input.source; }
    if (input?.type) { field.type = spelt(plan, input.type); }
    if (input?.category !== undefined) { field.category = input.category; }
    if (chain) { field.executionChain = chain; }
    fields.push(field);
  }
  return pages(fields, 5);
}

/** The fields of an output event, two in each. */
export function outputPages({ plan }: RunLog, entry: LogEntry, isTrace: boolean): readonly NamedOutput[][] {
  const { outputs } = plan.nodes[entry.node];
  const values = valueOf(entry, 'nodeOutput');
  const fields: NamedOutput[] = [];
  for (let at = 0; at < values.length; at++) {
    const { name, type, next } = outputs[at];
    const content = { document: values[at] };
    const typed = type && spelt(plan, type);
    const field = isTrace
      ? typed ? { nodeOutputName: name, content, next, type: typed } : { nodeOutputName: name, content, next }
      : typed ? { name, content, next, type: typed } : { name, content, next };
    fields.push(field as unknown as NamedOutput);
  }
  return pages(fields, 2);
}

export function conditionEvent(log: RunLog, entry: LogEntry): ConditionEvent {
  return {
    nodeName: nameOf(log, entry),
    timestamp: stamp(entry.time),
    satisfiedConditions: [{ conditionName: valueOf(entry, 'condition') }],
  };
}

/** The action of a node, for the types that show theirs. */
export function actionEvent(log: RunLog, entry: LogEntry): ActionEvent | undefined {
  return operationOf(log.plan.nodes[entry.node].type, valueOf(entry, 'action'), stamp(entry.time));
}

export function dependencyEvent(log: RunLog, entry: LogEntry): DependencyEvent {
  return {
    nodeName: nameOf(log, entry),
    timestamp: stamp(entry.time),
    traceElements: { agentTraces: valueOf(entry, 'dependency') },
  };
}

// events have limits, and definitions wider ones
function pages<T>(list: T[], size: number): T[][] {
  if (list.length <= size) { return list.length > 0 ? [list] : []; }
  const all: T[][] = [];
  for (let at = 0; at < list.length; at += size) { all.push(list.slice(at, at + size)); }
  return all;
}

function nameOf({ plan }: RunLog, entry: LogEntry): string {
  return plan.nodes[entry.node].name;
}

const UPPER: { readonly [T in DataType]: string } =
  { String: 'STRING', Number: 'NUMBER', Boolean: 'BOOLEAN', Object: 'OBJECT', Array: 'ARRAY' };

function spelt({ switches }: RunLog['plan'], type: DataType): string {
  return switches.traceTypes === 'observed' ? UPPER[type] : type;
}
