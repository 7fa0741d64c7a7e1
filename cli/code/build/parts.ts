/** What all kinds of nodes are made of in a program. */
import { type Draft, Unsayable } from './draft';
import type { Shared } from './models';
import type { Place } from './scope';
import type {
  Condition, Connection, Definition, Node, NodeInput, NodeOf, NodeType,
} from '../../../src/core/model/definition';
import type { Entry, Expression } from '../program';

/** What a node is made with. */
export interface NodeParts {
  readonly type: string;
  readonly propsType?: string;
  readonly fields: Readonly<Record<string, Expression | undefined>>;
  /** The outputs that are properties of the construct. */
  readonly properties?: readonly string[];
  readonly comments?: readonly string[];
  /** The conditions that the program adds to it. */
  readonly conditions?: readonly Condition[];
  /** What follows in the program, once the node is there. */
  after?(at: Expression, ids: readonly string[]): void;
}

/** How the nodes of a scope are joined. */
export interface Wiring {
  readonly draft: Draft;
  readonly shared: Shared;
  readonly place: Place;
  source(node: Node, input: NodeInput): Connection | undefined;
  inputs(node: Node): readonly Entry[];
  only<K extends NodeType>(type: K): (Node & NodeOf<K>) | undefined;
  /** The nodes of a loop in it, yet to be built. */
  inside(place: Place, definition: Definition): Wiring & { build(): void };
}

export const isIn = (list: readonly string[], item: string): boolean => list.includes(item);

export function configured<T>(configuration: T | undefined): T {
  if (configuration === undefined) { throw new Unsayable('the node has no configuration'); }
  return configuration;
}

export function typed(type: string): Expression {
  return { kind: 'enum', type: 'FlowDataType', member: type.toUpperCase() };
}

export function named(inputs: readonly Entry[]): Expression {
  return { kind: 'map', of: { kind: 'class', name: 'FlowValue' }, entries: inputs };
}
