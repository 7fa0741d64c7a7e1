/**
 * A definition without what makes no difference: the order of nodes and connections, names of connections, empty
 * configurations. Made for definitions of any origin: what is neither a node nor a connection is kept as a stray.
 */
import { textOf } from './change';
import { configurationForm } from './configuration-form';
import { at } from '../diagram/values';
import { kindOf } from '../kinds';
import { canonical } from '../model/canonical';
import type { InlinePrompt } from '../model/definition';
import { isRecord } from '../model/opaque';

export type Json = Readonly<Record<string, unknown>>;

export interface NodeForm {
  readonly name: string;
  /** The name, behind the names of the loops it stands in. */
  readonly label: string;
  readonly type: string;
  readonly model: Json;
  /** Without what makes no difference; a loop without its definition. */
  readonly configuration: unknown;
  readonly inputs: readonly Json[];
  readonly outputs: readonly Json[];
  /** What else the node has. */
  readonly rest: Json;
  /** The nodes of a loop. */
  readonly inner?: GraphForm;
}

/** A connection whose ends are known by name. */
export interface Wire {
  readonly source: string;
  readonly target: string;
  /** Of data. */
  readonly output?: string;
  readonly input?: string;
  /** Of control. */
  readonly condition?: string;
}

export interface GraphForm {
  /** Each by its name; of several with one name, in the order of what they are. */
  readonly nodes: readonly NodeForm[];
  readonly wires: readonly Wire[];
  /** Connections that are not complete or lead to no node, as canonical JSON. */
  readonly strayWires: readonly string[];
  /** Everything else, as canonical JSON. */
  readonly strays: readonly string[];
}

export type Prompts = { readonly [arn: string]: InlinePrompt };

export function graphForm(definition: unknown, prompts: Prompts, prefix = '', depth = 0): GraphForm {
  const { nodes, connections, ...rest } = isRecord(definition) ? definition : { definition };
  const lists = [nodes, connections].map((list) => Array.isArray(list) ? list as unknown[] : []);
  const strays = [
    ...[nodes, connections].filter((list) => list !== undefined && !Array.isArray(list)),
    ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([key, value]) => ({ [key]: value })),
    ...lists[0].filter((node) => !isRecord(node)),
  ].map(canonical).sort();
  const { wires, stray } = wiresOf(lists[1], lists[0]);
  const forms = lists[0].filter(isRecord).map((node) => nodeForm(node, wires, prompts, prefix, depth));
  return { nodes: sorted(forms), wires, strayWires: stray, strays };
}

// far beyond what the service allows; what is deeper is compared as it stands
const MAX_DEPTH = 50;

function nodeForm(model: Json, wires: readonly Wire[], prompts: Prompts, prefix: string, depth: number): NodeForm {
  const { name: given, type: kind, configuration, inputs, outputs, ...others } = model;
  const [name, type] = [nameOf(given), nameOf(kind)];
  const label = `${prefix}${name}`;
  const definition = at(configuration, 'loop', 'definition');
  const isLoop = definition !== undefined && depth < MAX_DEPTH;
  const listOf = (list: unknown) => Array.isArray(list) && list.every(isRecord) ? list as Json[] : [];
  const isPlain = (list: unknown) => list === undefined || Array.isArray(list) && list.every(isRecord);
  return {
    name,
    label,
    type,
    model,
    configuration: configurationForm(type, isLoop ? withoutLoop(configuration as Json) : configuration, prompts),
    inputs: listOf(inputs).filter((input) => isUsed(type, name, input, wires)),
    outputs: listOf(outputs),
    rest: { ...others, ...!isPlain(inputs) && { inputs }, ...!isPlain(outputs) && { outputs } },
    ...isLoop && { inner: graphForm(definition, prompts, `${label}/`, depth + 1) },
  };
}

function withoutLoop(configuration: Json): Json {
  const { definition: _, ...loop } = configuration.loop as Json;
  return { ...configuration, loop };
}

/** An input that may be left out, and that nothing comes to, is as good as left out. */
function isUsed(type: string, node: string, { name }: Json, wires: readonly Wire[]): boolean {
  const ports = kindOf(type)?.inputs ?? [];
  const isOptional = ports.some((port) => port.name === name && port.optional === true);
  return !isOptional || wires.some(({ target, input }) => target === node && input === name);
}

function wiresOf(connections: readonly unknown[], nodes: readonly unknown[]) {
  const names = new Set(nodes.filter(isRecord).map(({ name }) => nameOf(name)));
  const wires: Wire[] = [];
  const stray: string[] = [];
  for (const connection of connections) {
    const wire = wireOf(connection);
    if (wire && names.has(wire.target)) {
      wires.push(wire);
    } else {
      const { name: _, ...others } = isRecord(connection) ? connection : { connection };
      stray.push(canonical(others));
    }
  }
  return { wires, stray: stray.sort() };
}

/** The wire of a connection that has all its parts and no others. */
function wireOf(connection: unknown): Wire | undefined {
  if (!isRecord(connection)) { return undefined; }
  const { name: _, ...own } = connection;
  const { type, source, target, configuration } = own;
  if (typeof source !== 'string' || typeof target !== 'string') { return undefined; }
  const [output, input] = ['sourceOutput', 'targetInput'].map((end) => at(configuration, 'data', end));
  if (type === 'Data' && typeof output === 'string' && typeof input === 'string') {
    const whole = { type, source, target, configuration: { data: { sourceOutput: output, targetInput: input } } };
    return canonical(own) === canonical(whole) ? { source, target, output, input } : undefined;
  }
  const condition = at(configuration, 'conditional', 'condition');
  if (type !== 'Conditional' || typeof condition !== 'string') { return undefined; }
  const whole = { type, source, target, configuration: { conditional: { condition } } };
  return canonical(own) === canonical(whole) ? { source, target, condition } : undefined;
}

/** A name, whatever stands in its place. */
function nameOf(value: unknown): string {
  return value === undefined ? '(no name)' : textOf(value);
}

function sorted(forms: readonly NodeForm[]): readonly NodeForm[] {
  const counts = new Map<string, number>();
  for (const { name } of forms) { counts.set(name, (counts.get(name) ?? 0) + 1); }
  const key = (form: NodeForm) => counts.get(form.name) === 1 ? '' : canonical(form.model);
  return forms.map((form) => ({ form, key: key(form) }))
    .sort((left, right) => byText(left.form.name, right.form.name) || byText(left.key, right.key))
    .map(({ form }) => form);
}

export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
