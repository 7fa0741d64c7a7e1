/**
 * What the rules see of a definition: nodes, ports and connections by name, each with its place, joined to one another.
 */
import type { ParsedExpression } from '../expression/parse';
import type { NodeKind } from '../kinds';
import type { DataType, InlinePrompt } from '../model/definition';

export interface IndexedInput {
  readonly node: IndexedNode;
  /** Empty where it has none, here as everywhere below. */
  readonly name: string;
  readonly type?: DataType;
  /** `undefined` where it is not known before deployment. */
  readonly expression?: string;
  /** `undefined` too where it is far too long. */
  readonly parsed?: ParsedExpression;
  readonly category?: string;
  readonly hasCategory: boolean;
  readonly model: Readonly<Record<string, unknown>>;
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
  readonly name: string;
  readonly type: string;
  /** What the type stands for; `undefined` where the service has no such type. */
  readonly kind?: NodeKind;
  /** The same, where nothing speaks against it: `undefined` too where the configuration is that of another type. */
  readonly sureKind?: NodeKind;
  readonly path: string;
  readonly model: Readonly<Record<string, unknown>>;
  /** The configuration of its kind: what stands under the one key that belongs to the type. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly inputs: readonly IndexedInput[];
  readonly outputs: readonly IndexedOutput[];
  /** Of a Condition node. */
  readonly conditions: readonly IndexedCondition[];
  /** Whether there may be more of these than can be read. */
  readonly unreadable: { readonly inputs: boolean; readonly outputs: boolean; readonly conditions: boolean };
  /** Whether another node of the graph has its name, so that connections may mean either. */
  hasTwin: boolean;
  readonly incoming: IndexedConnection[];
  readonly outgoing: IndexedConnection[];
  /** The nodes of a loop. */
  inner?: GraphIndex;
  input(name: string): IndexedInput | undefined;
  output(name: string): IndexedOutput | undefined;
  condition(name: string): IndexedCondition | undefined;
}

/** A connection; of what it names and the graph does not have, only the name is there. */
export interface IndexedConnection {
  readonly graph: GraphIndex;
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly model: Readonly<Record<string, unknown>>;
  readonly sourceName: string;
  readonly targetName: string;
  readonly source?: IndexedNode;
  readonly target?: IndexedNode;
  /** Of a data connection that has its configuration. */
  readonly data?: { readonly sourceOutput: string; readonly targetInput: string };
  readonly output?: IndexedOutput;
  readonly input?: IndexedInput;
  /** Of a conditional connection that has its configuration. */
  readonly conditionName?: string;
  readonly condition?: IndexedCondition;
}

/** One definition: the flow's, or that of a loop in it. */
export interface GraphIndex {
  /** What stands before `nodes[…]` in a path. */
  readonly prefix: string;
  readonly loop?: IndexedNode;
  readonly nodes: IndexedNode[];
  readonly connections: readonly IndexedConnection[];
  /** Whether there may be more of these, or others, than can be read. */
  readonly unreadable: { readonly nodes: boolean; readonly connections: boolean };
  /** The first node of a name. */
  node(name: string): IndexedNode | undefined;
}

export interface DefinitionIndex {
  /** The definition itself. */
  readonly model: unknown;
  /** Where it is deployed, where that is known. */
  readonly region?: string;
  /** What prompts of the same app or template say, by what a node may name. */
  readonly prompts: { readonly [name: string]: InlinePrompt };
  readonly root: GraphIndex;
  /** The root, then the graphs of loops, each after the one it stands in. */
  readonly graphs: readonly GraphIndex[];
  /** All nodes of all graphs. */
  readonly nodes: readonly IndexedNode[];
  /** The inputs and outputs of all those nodes. */
  readonly inputs: readonly IndexedInput[];
  readonly outputs: readonly IndexedOutput[];
  /** All connections of all graphs. */
  readonly connections: readonly IndexedConnection[];
}
