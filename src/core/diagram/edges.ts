/** The arrows of a diagram: the connections of one level, those between the same two nodes as one. */
import { at, conditionWords, shown, UNKNOWN } from './values';
import { isOpaque, isRecord } from '../model/opaque';

type Json = Record<string, unknown>;

export interface Edge {
  readonly source: string;
  readonly target: string;
  readonly isConditional: boolean;
  /** One for each connection; none where a connection says nothing. */
  readonly labels: readonly string[];
  /** The conditions of the source that lead here. */
  readonly conditions: readonly string[];
}

type Growing = Edge & { readonly labels: string[]; readonly conditions: string[] };

/** Arrows in the order of the connections. Parallel data connections share an arrow, with a line of text for each. */
export function edgesOf(connections: readonly Json[], nodes: ReadonlyMap<string, Json>): Edge[] {
  const edges = new Map<string, Growing>();
  for (const connection of connections) {
    const source = shown(connection.source, '(no source)');
    const target = shown(connection.target, '(no target)');
    const condition = at(connection, 'configuration', 'conditional', 'condition');
    const isConditional = condition !== undefined || connection.type === 'Conditional';
    const label = isConditional
      ? conditionLabel(condition, nodes.get(source)) : dataLabel(connection, nodes.get(target));
    const key = JSON.stringify([source, target, isConditional]);
    const known = edges.get(key) ?? { source, target, isConditional, labels: [], conditions: [] };
    edges.set(key, known);
    if (condition !== undefined) { known.conditions.push(shown(condition, '?')); }
    if (label !== undefined) { known.labels.push(label); }
  }
  return [...edges.values()];
}

function conditionLabel(name: unknown, node: Json | undefined): string | undefined {
  if (name === undefined) { return undefined; }
  const conditions = at(node, 'configuration', 'condition', 'conditions');
  const condition = Array.isArray(conditions) ? conditions.find((one) => at(one, 'name') === name) : undefined;
  return conditionWords(condition ?? { name });
}

/** `document.topic`, the way errors name a value; and the input that takes it, unless it goes without saying. */
function dataLabel(connection: Json, target: Json | undefined): string | undefined {
  const output = at(connection, 'configuration', 'data', 'sourceOutput');
  const inputName = at(connection, 'configuration', 'data', 'targetInput');
  if (output === undefined && inputName === undefined) { return undefined; }
  const inputs = Array.isArray(target?.inputs) ? target.inputs.filter(isRecord) : [];
  const input = inputs.find(({ name }) => name === inputName);
  const value = shown(output, '?') + selection(input?.expression);
  const takes = shown(inputName, '?') + purpose(input?.category);
  const isSaid = target !== undefined && input !== undefined && input.category === undefined
    && (value.split('.').pop() === inputName || (inputs.length === 1 && target.type !== 'Condition'));
  return isSaid ? value : `${value} → ${takes}`;
}

/** What an expression selects of the value. */
function selection(expression: unknown): string {
  if (expression === undefined || expression === '$.data') { return ''; }
  if (isOpaque(expression)) { return ` ${UNKNOWN}`; }
  const text = shown(expression, '?');
  return /^\$\.data[.[]/.test(text) ? text.slice('$.data'.length) : ` (${text})`;
}

const PURPOSES: { readonly [category: string]: string } = {
  LoopCondition: 'for the condition',
  ReturnValueToLoopStart: 'for the next iteration',
  ExitLoop: 'leaves the loop',
};

function purpose(category: unknown): string {
  if (category === undefined) { return ''; }
  const text = shown(category, '?');
  return ` (${Object.hasOwn(PURPOSES, text) ? PURPOSES[text] : text})`;
}
