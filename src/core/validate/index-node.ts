/** One node, its ports and its conditions. */
import { each } from './each';
import type { GraphIndex, IndexedCondition, IndexedInput, IndexedNode, IndexedOutput } from './indexed';
import { isListUnread, MAX_READ } from './unread';
import { NODE_KINDS, NodeKind } from '../constraints';
import { parseExpression } from '../expression/parse';
import { DataType, NodeType } from '../model/definition';
import { isOpaque, isRecord, knownText } from '../model/opaque';
import { memberOf } from '../model/shape';

export function indexNode(graph: GraphIndex, model: Record<string, unknown>, path: string): IndexedNode {
  const type = textOf(model.type);
  const kind = kindOf(type);
  const union = isRecord(model.configuration) && !isOpaque(model.configuration) ? model.configuration : undefined;
  const own = kind && union ? union[kind.key] : undefined;
  const configuration = isRecord(own) && !isOpaque(own) ? own : undefined;
  const isOfAnother = union !== undefined && own === undefined && Object.keys(union).some((key) => memberOf('NodeConfiguration', key));
  const inputs = new Named<IndexedInput>();
  const outputs = new Named<IndexedOutput>();
  const conditions = new Named<IndexedCondition>();
  const node: IndexedNode = {
    graph,
    name: textOf(model.name),
    type,
    kind,
    sureKind: isOfAnother ? undefined : kind,
    path,
    model,
    configuration,
    inputs: inputs.all,
    outputs: outputs.all,
    conditions: conditions.all,
    unread: {
      inputs: isListUnread('Node', model, 'inputs'),
      outputs: isListUnread('Node', model, 'outputs'),
      conditions: type === 'Condition' && (union === undefined || !configuration || isListUnread('Conditions', configuration, 'conditions')),
    },
    hasTwin: false,
    incoming: [],
    outgoing: [],
    input: (name) => inputs.named(name),
    output: (name) => outputs.named(name),
    condition: (name) => conditions.named(name),
  };
  each(model.inputs, (input, at) => {
    const expression = knownText(input.expression);
    inputs.add({
      node,
      name: textOf(input.name),
      type: typeOf(input.type),
      expression,
      parsed: expression === undefined || expression.length > MAX_READ ? undefined : parseExpression(expression),
      category: knownText(input.category),
      hasCategory: input.category !== undefined,
      model: input,
      path: `${path}.inputs[${at}]`,
      sources: [],
    });
  });
  each(model.outputs, (output, at) => {
    outputs.add({ node, name: textOf(output.name), type: typeOf(output.type), path: `${path}.outputs[${at}]`, targets: [] });
  });
  each(type === 'Condition' ? configuration?.conditions : undefined, (condition, at) => {
    conditions.add({
      node,
      name: textOf(condition.name),
      expression: knownText(condition.expression),
      hasExpression: condition.expression !== undefined,
      path: `${path}.configuration.condition.conditions[${at}]`,
      targets: [],
    });
  });
  return node;
}

/** Things in their order, and the first of each name. */
class Named<T extends { readonly name: string }> {
  public readonly all: T[] = [];
  private byName?: Map<string, T>;

  public add(one: T): void {
    this.all.push(one);
    this.byName = undefined;
  }

  public named(name: string): T | undefined {
    if (name === '') { return undefined; }
    // the service allows 20 at most: a map pays where there are far more
    if (this.all.length <= 8) { return this.all.find((one) => one.name === name); }
    this.byName ??= new Map([...this.all].reverse().map((one) => [one.name, one]));
    return this.byName.get(name);
  }
}

function kindOf(type: string): NodeKind | undefined {
  return Object.prototype.hasOwnProperty.call(NODE_KINDS, type) ? NODE_KINDS[type as NodeType] : undefined;
}

// a token in a name is text too: the same one in two places means the same
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const TYPES: ReadonlySet<unknown> = new Set<DataType>(['String', 'Number', 'Boolean', 'Object', 'Array']);

function typeOf(value: unknown): DataType | undefined {
  return TYPES.has(value) ? value as DataType : undefined;
}
