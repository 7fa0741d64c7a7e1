/**
 * A definition prepared for the rules: nodes, ports and connections by name, each with its place, connected to one another. It is made of any JSON
 * whatsoever; what is not of the right kind is left out here and reported by the normaliser. One pass, linear in the size of the definition.
 */
import { Connections, IndexedConnection } from './index-connections';
import { NODE_KINDS, NodeKind } from '../constraints';
import { ParsedExpression, parseExpression } from '../expression/parse';
import { DataType, NodeType } from '../model/definition';
import { isOpaque, isRecord } from '../model/opaque';

export interface IndexedInput {
  readonly node: IndexedNode;
  readonly name: string;
  readonly type?: DataType;
  /** `undefined` where it is not known before deployment. */
  readonly expression?: string;
  readonly parsed?: ParsedExpression;
  readonly category?: string;
  readonly path: string;
  /** The data connections that lead here. */
  readonly sources: IndexedConnection[];
}

export interface IndexedOutput {
  readonly node: IndexedNode;
  readonly name: string;
  readonly type?: DataType;
  readonly path: string;
  /** The data connections that start here. */
  readonly targets: IndexedConnection[];
}

export interface IndexedCondition {
  readonly node: IndexedNode;
  readonly name: string;
  /** `undefined` where there is none, or where it is not known before deployment. */
  readonly expression?: string;
  readonly hasExpression: boolean;
  readonly path: string;
  readonly targets: IndexedConnection[];
}

export interface IndexedNode {
  readonly graph: GraphIndex;
  /** Empty where it has none. */
  readonly name: string;
  readonly type: string;
  /** `undefined` for a type that the service does not have. */
  readonly kind?: NodeKind;
  readonly path: string;
  readonly model: Readonly<Record<string, unknown>>;
  /** The configuration of its kind: what stands under the one key that belongs to the type. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly inputs: readonly IndexedInput[];
  readonly outputs: readonly IndexedOutput[];
  readonly conditions: readonly IndexedCondition[];
  readonly incoming: IndexedConnection[];
  readonly outgoing: IndexedConnection[];
  /** The nodes of a loop. */
  inner?: GraphIndex;
  input(name: string): IndexedInput | undefined;
  output(name: string): IndexedOutput | undefined;
  condition(name: string): IndexedCondition | undefined;
}

/** One definition: the flow's, or that of a loop in it. */
export interface GraphIndex {
  /** What stands before `nodes[…]` in a path. */
  readonly prefix: string;
  readonly loop?: IndexedNode;
  readonly nodes: IndexedNode[];
  readonly connections: IndexedConnection[];
  /** The first node of a name. */
  node(name: string): IndexedNode | undefined;
}

export interface DefinitionIndex {
  /** The definition itself. */
  readonly model: unknown;
  readonly root: GraphIndex;
  /** The root, then the graphs of loops, each after the one it stands in. */
  readonly graphs: readonly GraphIndex[];
  /** All nodes of all graphs. */
  readonly nodes: readonly IndexedNode[];
}

/** Prepares a definition in the model's spelling. */
export function indexDefinition(definition: unknown): DefinitionIndex {
  const graphs: GraphIndex[] = [];
  const open: { readonly definition: unknown; readonly prefix: string; readonly loop?: IndexedNode }[] = [{ definition, prefix: '' }];
  // a queue and no recursion: loops may be nested in loops without end
  for (let at = 0; at < open.length; at++) {
    const graph = indexGraph(open[at].definition, open[at].prefix, open[at].loop);
    graphs.push(graph);
    if (open[at].loop) { open[at].loop!.inner = graph; }
    for (const node of graph.nodes) {
      const inner = node.type === 'Loop' ? node.configuration?.definition : undefined;
      if (isRecord(inner)) { open.push({ definition: inner, prefix: `${node.path}.configuration.loop.definition.`, loop: node }); }
    }
  }
  return { model: definition, root: graphs[0], graphs, nodes: graphs.flatMap((graph) => graph.nodes) };
}

function indexGraph(definition: unknown, prefix: string, loop: IndexedNode | undefined): GraphIndex {
  const nodes: IndexedNode[] = [];
  const byName = new Map<string, IndexedNode>();
  const connections = new Connections(byName);
  const graph: GraphIndex = { prefix, loop, nodes, connections: connections.all, node: (name) => byName.get(name) };
  each(isRecord(definition) ? definition.nodes : undefined, (model, at) => {
    const node = indexNode(graph, model, `${prefix}nodes[${at}]`);
    nodes.push(node);
    if (node.name && !byName.has(node.name)) { byName.set(node.name, node); }
  });
  each(isRecord(definition) ? definition.connections : undefined, (model, at) => connections.add(model, `${prefix}connections[${at}]`));
  return graph;
}

function indexNode(graph: GraphIndex, model: Record<string, unknown>, path: string): IndexedNode {
  const type = textOf(model.type);
  const kind: NodeKind | undefined = Object.prototype.hasOwnProperty.call(NODE_KINDS, type) ? NODE_KINDS[type as NodeType] : undefined;
  const union = isRecord(model.configuration) ? model.configuration : undefined;
  const own = kind && union ? union[kind.key] : undefined;
  const configuration = isRecord(own) && !isOpaque(own) ? own : undefined;
  const inputs: IndexedInput[] = [];
  const outputs: IndexedOutput[] = [];
  const conditions: IndexedCondition[] = [];
  const inputNames = new Map<string, IndexedInput>();
  const outputNames = new Map<string, IndexedOutput>();
  const conditionNames = new Map<string, IndexedCondition>();
  const node: IndexedNode = {
    graph,
    name: textOf(model.name),
    type,
    kind,
    path,
    model,
    configuration,
    inputs,
    outputs,
    conditions,
    incoming: [],
    outgoing: [],
    input: (name) => inputNames.get(name),
    output: (name) => outputNames.get(name),
    condition: (name) => conditionNames.get(name),
  };
  each(model.inputs, (input, at) => {
    const expression = knownTextOf(input.expression);
    remember(inputs, inputNames, {
      node,
      name: textOf(input.name),
      type: typeOf(input.type),
      expression,
      parsed: expression === undefined ? undefined : parseExpression(expression),
      category: knownTextOf(input.category),
      path: `${path}.inputs[${at}]`,
      sources: [],
    });
  });
  each(model.outputs, (output, at) => remember(outputs, outputNames, {
    node, name: textOf(output.name), type: typeOf(output.type), path: `${path}.outputs[${at}]`, targets: [],
  }));
  if (type === 'Condition') {
    each(configuration?.conditions, (condition, at) => remember(conditions, conditionNames, {
      node,
      name: textOf(condition.name),
      expression: knownTextOf(condition.expression),
      hasExpression: condition.expression !== undefined,
      path: `${path}.configuration.condition.conditions[${at}]`,
      targets: [],
    }));
  }
  return node;
}

function remember<T extends { readonly name: string }>(all: T[], byName: Map<string, T>, one: T): void {
  all.push(one);
  if (one.name && !byName.has(one.name)) { byName.set(one.name, one); }
}

/** Each object of a list; whatever else is there is passed over. */
function each(list: unknown, visit: (item: Record<string, unknown>, at: number) => void): void {
  if (!Array.isArray(list)) { return; }
  list.forEach((item, at) => { if (isRecord(item) && !isOpaque(item)) { visit(item, at); } });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function knownTextOf(value: unknown): string | undefined {
  return typeof value === 'string' && !isOpaque(value) ? value : undefined;
}

const TYPES: ReadonlySet<unknown> = new Set<DataType>(['String', 'Number', 'Boolean', 'Object', 'Array']);

function typeOf(value: unknown): DataType | undefined {
  return TYPES.has(value) ? value as DataType : undefined;
}
