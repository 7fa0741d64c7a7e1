/**
 * A definition made ready to run: nodes by number, connections as flat arrays, expressions and templates parsed. The
 * nodes of a scope stand together, in the order of the definition, so that a scope is entered again by setting back one
 * stretch of an array.
 */
import type { ChatTemplate } from './prompt-template';
import type { DeclaredType, Switches } from './types';
import type { ConditionTree } from '../condition/parse';
import type { Step } from '../expression/parse';
import type { ScopeKind } from '../graph/scopes';
import type { NodeType } from '../model/definition';

export interface Plan {
  readonly switches: Switches;
  readonly nodes: readonly PlanNode[];
  readonly scopes: readonly Scope[];
  /** How many connections must be satisfied before a node runs, by node. */
  readonly needs: Int32Array;
  /** The scope of each node. */
  readonly scopeOf: Int32Array;
  /**
   * The edges that leave a port are `edgeStart[port]` to `edgeStart[port + 1]`. Ports are outputs, and conditions of
   * condition nodes.
   */
  readonly edgeStart: Int32Array;
  readonly edgeTarget: Int32Array;
  /**
   * 1 where an edge leads into a scope inside that of its port: what it brings stays the same for all iterations there.
   */
  readonly edgeDeeper: Uint8Array;
  /** The node of each port. */
  readonly portOwner: Int32Array;
  /** 1 for a Collector that gathers. */
  readonly gathers: Uint8Array;
  /** The number of ports, and of the values that the engine keeps. */
  readonly ports: number;
  /** The nodes that a flow may start with, by name. */
  readonly inputNodes: ReadonlyMap<string, number>;
}

/** A stretch of nodes that run together: the flow, one item of an iterator, one round of a loop. */
export interface Scope {
  readonly id: number;
  readonly kind: ScopeKind;
  /** -1 for the flow. */
  readonly parent: number;
  /** The Iterator or Loop it belongs to; -1 for the flow. */
  readonly owner: number;
  readonly depth: number;
  readonly first: number;
  /** One after the last. */
  readonly end: number;
  /**
   * The connections that lead into this scope from outside of it: their values stay the same for all its iterations.
   */
  readonly fromOutside: readonly OutsideEdge[];
  /** The same for it and all scopes in it. */
  readonly pendingOutside: readonly OutsideEdge[];
  /** The LoopInput nodes. */
  readonly starts: readonly number[];
  /** The Collectors that gather what this iterator scope yields. */
  readonly collectors: readonly number[];
}

export interface OutsideEdge {
  readonly source: number;
  readonly port: number;
  readonly target: number;
}

export interface PlanNode {
  readonly id: number;
  readonly name: string;
  readonly type: NodeType;
  readonly inputs: readonly PlanInput[];
  readonly outputs: readonly PlanOutput[];
  /** The port of its first output or condition. */
  readonly firstPort: number;
  readonly portCount: number;
  /** Which of its outputs holds what its effect yields; -1 where none is declared. */
  readonly resultOutput: number;
  /** The inputs that its kind can't do without, and that no connection leads to. */
  readonly missing: readonly { readonly name: string; readonly type: DeclaredType }[];
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Of a Condition. */
  readonly conditions: readonly PlanCondition[];
  /** Of a LoopController. */
  readonly loop?: PlanLoop;
  /** Of a Prompt whose content is known. */
  readonly template?: ChatTemplate;
  /** Of an Iterator or a Loop: the scope it opens; else -1. */
  readonly opens: number;
  /** Assumptions that the node rests on, said when it first runs. */
  readonly notes: readonly Note[];
  /** A part of a Collector that takes in one item, in the scope of the items: the Collector; else -1. */
  readonly entryOf: number;
}

export interface Note {
  readonly rule: string;
  readonly message: string;
}

/** A connected input; those without a connection do not count. */
export interface PlanInput {
  readonly name: string;
  readonly type: DeclaredType;
  readonly expression: string;
  readonly steps: readonly Step[];
  readonly category?: string;
  /** The port its value comes from; -1 where the connection leads from nowhere. */
  readonly port: number;
  /** As traces show it. */
  readonly source: { readonly nodeName: string; readonly outputFieldName: string; readonly expression: string };
}

export interface PlanOutput {
  readonly name: string;
  readonly type: DeclaredType;
  /** The inputs that its data connections lead to. */
  readonly next: readonly { readonly nodeName: string; readonly inputFieldName: string }[];
}

export interface PlanCondition {
  readonly name: string;
  /** `undefined` for the one that holds when no other does. */
  readonly tree?: ConditionTree;
  readonly ambiguous?: boolean;
  readonly expression?: string;
  readonly port: number;
}

export interface PlanLoop {
  readonly tree: ConditionTree;
  readonly ambiguous: boolean;
  readonly expression: string;
  readonly maxIterations: number;
}
