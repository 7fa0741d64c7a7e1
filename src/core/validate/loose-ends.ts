/**
 * What no connection leads to or comes from: inputs that need one, outputs, conditions. Where a connection leads
 * astray, the end that it misses is only a consequence of that, and is not among them; nor are inputs where nothing
 * starts, and outputs where nothing ends.
 */
import { isEnd, isStart } from './graph-facts';
import type {
  DefinitionIndex, IndexedCondition, IndexedConnection, IndexedInput, IndexedNode, IndexedOutput,
} from './indexed';
import { isOptional, isUnknownPort } from './ports';
import { isRecord, knownText } from '../model/opaque';
import { close } from '../words/suggest';

export interface LooseEnds {
  readonly inputs: readonly IndexedInput[];
  readonly outputs: readonly IndexedOutput[];
  readonly conditions: readonly IndexedCondition[];
}

interface Port {
  readonly node: IndexedNode;
  readonly name: string;
}

const FOUND = new WeakMap<DefinitionIndex, LooseEnds>();

export function looseEnds(definition: DefinitionIndex): LooseEnds {
  let found = FOUND.get(definition);
  if (!found) {
    found = find(definition);
    FOUND.set(definition, found);
  }
  return found;
}

function find(definition: DefinitionIndex): LooseEnds {
  const [inputs, outputs, conditions] = [new Astray(), new Astray(), new Astray()];
  for (const connection of definition.connections) {
    const { type, source, target, input, output, conditionName, condition } = connection;
    const data = connection.data ?? dataOfOther(connection);
    if (type === 'Data' || data) {
      if (!input) { inputs.add(target, data?.targetInput); }
      if (!output) { outputs.add(source, data?.sourceOutput); }
    }
    if (type === 'Conditional' && !condition) { conditions.add(source, conditionName); }
  }
  const started = nodesOf(definition, isStart);
  const ended = nodesOf(definition, isEnd);
  return {
    inputs: inputs.without(started.flatMap((node) => node.inputs.filter((one) => one.sources.length === 0
      && mustBeFed(one)))),
    outputs: outputs.without(ended.flatMap((node) => node.outputs.filter((one) => one.targets.length === 0
      && node.output(one.name) === one))),
    conditions: conditions.without(
      ended.flatMap((node) => node.conditions.filter((one) => one.targets.length === 0
        && node.condition(one.name) === one)),
    ),
  };
}

/** What a connection of the wrong type would join. */
function dataOfOther({ model: { type, configuration } }: IndexedConnection): IndexedConnection['data'] {
  const data = type === 'Conditional' && isRecord(configuration) ? configuration.data : undefined;
  return isRecord(data)
    ? { sourceOutput: knownText(data.sourceOutput) ?? '', targetInput: knownText(data.targetInput) ?? '' } : undefined;
}

/** Where it is not known which inputs the node has, nothing is said. */
function mustBeFed(input: IndexedInput): boolean {
  return input.node.sureKind !== undefined && input.node.input(input.name) === input && !isOptional(input)
    && !isUnknownPort(input, 'input');
}

/** The nodes that connections surely are about, in graphs that have what they need. */
function nodesOf(definition: DefinitionIndex, isNeeded: (node: IndexedNode) => boolean): readonly IndexedNode[] {
  return definition.graphs.filter(({ unreadable, nodes }) => !unreadable.connections && nodes.some(isNeeded))
    .flatMap(({ nodes }) => nodes.filter(isFirst));
}

// connections to a second node of a name lead to the first
function isFirst(node: IndexedNode): boolean {
  return node.graph.node(node.name) === node;
}

/**
 * Ends of connections that name no port, by the node they are at, or by the name of the port where there is no such
 * node.
 */
class Astray {
  private readonly atNode = new Map<IndexedNode, string[]>();
  private readonly nowhere = new Map<string, number>();

  public add(node: IndexedNode | undefined, port = ''): void {
    if (node) {
      const ports = this.atNode.get(node);
      if (ports) { ports.push(port); } else { this.atNode.set(node, [port]); }
    } else {
      this.nowhere.set(port, (this.nowhere.get(port) ?? 0) + 1);
    }
  }

  /** The ports that are left when each end that leads astray has taken the one it must have meant. */
  public without<T extends Port>(ports: readonly T[]): readonly T[] {
    const meant = new Set<T>();
    for (const [node, there] of grouped(ports, (port) => port.node)) {
      const astray = this.atNode.get(node) ?? [];
      if (astray.length >= there.length) {
        there.forEach((port) => meant.add(port));
      } else {
        const names = new Map(there.map((port) => [port.name, port]));
        for (const name of astray) {
          const port = names.get(close(name, [...names.keys()]) ?? '');
          if (port) { meant.add(port); }
        }
      }
    }
    for (const [name, there] of grouped(ports.filter((port) => !meant.has(port)), (port) => port.name)) {
      if ((this.nowhere.get(name) ?? 0) >= there.length) { there.forEach((port) => meant.add(port)); }
    }
    return ports.filter((port) => !meant.has(port));
  }
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) { group.push(one); } else { groups.set(key, [one]); }
  }
  return groups;
}
