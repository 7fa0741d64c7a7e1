/** One node, its ports and its conditions. */
import { each } from './each';
import type {
  GraphIndex, IndexedCondition, IndexedConnection, IndexedInput, IndexedNode, IndexedOutput,
} from './indexed';
import { isListUnreadable, MAX_READ } from './unreadable';
import { parseExpression } from '../expression/parse';
import type { NodeKind } from '../kinds';
import { kindOf } from '../kinds';
import type { DataType } from '../model/definition';
import { isOpaque, isRecord, knownText } from '../model/opaque';
import { memberOf } from '../model/shape';

export function indexNode(graph: GraphIndex, model: Record<string, unknown>, path: string): IndexedNode {
  return new ReadNode(graph, model, path);
}

// a class, since there is one for each node of each flow: nothing is made for a node that it may never need
class ReadNode implements IndexedNode {
  public readonly name: string;
  public readonly type: string;
  public readonly kind?: NodeKind;
  public readonly sureKind?: NodeKind;
  public readonly configuration?: Readonly<Record<string, unknown>>;
  public readonly inputs: IndexedInput[] = [];
  public readonly outputs: IndexedOutput[] = [];
  public readonly conditions: IndexedCondition[] = [];
  public readonly unreadable: IndexedNode['unreadable'];
  public hasTwin = false;
  public readonly incoming: IndexedConnection[] = [];
  public readonly outgoing: IndexedConnection[] = [];
  public inner?: GraphIndex = undefined;
  private inputsByName?: ReadonlyMap<string, IndexedInput> = undefined;
  private outputsByName?: ReadonlyMap<string, IndexedOutput> = undefined;
  private conditionsByName?: ReadonlyMap<string, IndexedCondition> = undefined;

  public constructor(
    public readonly graph: GraphIndex, public readonly model: Record<string, unknown>, public readonly path: string,
  ) {
    const type = textOf(model.type);
    const kind = kindOf(type);
    const union = isRecord(model.configuration) && !isOpaque(model.configuration) ? model.configuration : undefined;
    const own = kind && union ? union[kind.key] : undefined;
    const configuration = isRecord(own) && !isOpaque(own) ? own : undefined;
    const isOfAnother = union !== undefined && own === undefined
      && Object.keys(union).some((key) => memberOf('NodeConfiguration', key));
    this.name = textOf(model.name);
    this.type = type;
    this.kind = kind;
    this.sureKind = isOfAnother ? undefined : kind;
    this.configuration = configuration;
    this.unreadable = {
      inputs: isListUnreadable('Node', model, 'inputs'),
      outputs: isListUnreadable('Node', model, 'outputs'),
      conditions: type === 'Condition'
        && (!configuration || isListUnreadable('Condition', configuration, 'conditions')),
    };
    each(model.inputs, (input, at) => { this.inputs.push(this.indexInput(input, at)); });
    each(model.outputs, (output, at) => {
      this.outputs.push({
        node: this, name: textOf(output.name), type: typeOf(output.type), path: `${path}.outputs[${at}]`, targets: [],
      });
    });
    if (type === 'Condition') {
      each(configuration?.conditions, (condition, at) => { this.conditions.push(this.indexCondition(condition, at)); });
    }
  }

  public input(name: string): IndexedInput | undefined {
    if (isFew(this.inputs)) { return named(this.inputs, name); }
    this.inputsByName ??= byName(this.inputs);
    return this.inputsByName.get(name);
  }

  public output(name: string): IndexedOutput | undefined {
    if (isFew(this.outputs)) { return named(this.outputs, name); }
    this.outputsByName ??= byName(this.outputs);
    return this.outputsByName.get(name);
  }

  public condition(name: string): IndexedCondition | undefined {
    if (isFew(this.conditions)) { return named(this.conditions, name); }
    this.conditionsByName ??= byName(this.conditions);
    return this.conditionsByName.get(name);
  }

  private indexInput(input: Record<string, unknown>, at: number): IndexedInput {
    const expression = knownText(input.expression);
    return {
      node: this,
      name: textOf(input.name),
      type: typeOf(input.type),
      expression,
      parsed: expression === undefined || expression.length > MAX_READ ? undefined : parseExpression(expression),
      category: knownText(input.category),
      hasCategory: input.category !== undefined,
      model: input,
      path: `${this.path}.inputs[${at}]`,
      sources: [],
    };
  }

  private indexCondition(condition: Record<string, unknown>, at: number): IndexedCondition {
    return {
      node: this,
      name: textOf(condition.name),
      expression: knownText(condition.expression),
      hasExpression: condition.expression !== undefined,
      path: `${this.path}.configuration.condition.conditions[${at}]`,
      targets: [],
    };
  }
}

interface Named {
  readonly name: string;
}

// the service allows 20 at most: a map pays where there are far more
function isFew(all: readonly Named[]): boolean {
  return all.length <= 8;
}

/** The first of that name; what has no name is not found. */
function named<T extends Named>(all: readonly T[], name: string): T | undefined {
  if (name === '') { return undefined; }
  for (const one of all) { if (one.name === name) { return one; } }
  return undefined;
}

function byName<T extends Named>(all: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const one of all) { if (one.name !== '' && !map.has(one.name)) { map.set(one.name, one); } }
  return map;
}

// a token in a name is text too: the same one in two places means the same
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const TYPES: ReadonlySet<unknown> = new Set<DataType>(['String', 'Number', 'Boolean', 'Object', 'Array']);

function typeOf(value: unknown): DataType | undefined {
  return TYPES.has(value) ? value as DataType : undefined;
}
