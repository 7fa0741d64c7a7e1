import type { aws_kms as kms, CfnResource } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { connectionNames, type Edge } from './connection-name';
import type { FlowNode } from './flow-node';
import type { FlowValue } from './flow-value';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { QUOTAS } from '../core/constraints';
import type { Scope } from '../core/graph/scopes';
import { kindOf } from '../core/kinds';
import type { Connection, Definition, InputCategory, Node } from '../core/model/definition';
import { overQuota } from '../core/sentences/quotas';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { Need } from '../role/needs';

/** A construct that nodes live in: a flow, or a loop inside one. */
export interface GraphOwner extends IConstruct {
  readonly _scopeGraph: FlowGraph;
}

/** An input of a node and what it is connected to. */
export interface NamedValue {
  readonly name: string;
  readonly value: FlowValue;
  readonly category?: InputCategory;
}

/** What a flow hands to the nodes inside it. */
export interface FlowServices {
  readonly guardrail?: FlowGuardrail;
  /** The key of the flow. */
  readonly encryptionKey?: kms.IKey;
  /**
   * Lets the execution role do something.
   *
   * @param node the node that needs it
   */
  allow(needs: readonly Need[], node: string): void;
  /**
   * Keeps a version of something that versions of the flow name, as long as one of them does.
   *
   * @param promptId the prompt that it is a version of, if it belongs to the flow alone: old ones are then deleted with
   * the versions of the flow
   */
  keepVersion(version: CfnResource, promptId?: string): void;
  /** The value that enters the flow, or the loop: what a node without data of its own waits for. */
  entry(place: string): FlowValue;
}

const FLOW: Scope<FlowNode> = { kind: 'flow', depth: 0 };

/** The nodes of one definition (a flow's, or a loop's inside it) and how they become the service's JSON. */
export class FlowGraph {
  /** The graph that nodes created in this scope belong to. */
  public static around(scope: Construct, id: string): FlowGraph {
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      if ('_scopeGraph' in at) { return (at as GraphOwner)._scopeGraph; }
    }
    throw new FlowError(placeOf(scope, id),
      'a node must be created inside a Flow; pass the Flow, or a construct inside it, as the scope', 'NodeOutsideFlow');
  }

  public readonly nodes: FlowNode[] = [];
  /** All node names of the flow, its loops included, with the node that has taken each. */
  public readonly names: Map<string, FlowNode>;
  /** Connections that come ready-made from an imported definition. */
  private readonly ready: Connection[] = [];
  /** How often anything of the flow has changed; counted at the root. */
  private changes = 0;
  private rendered?: { readonly changes: number; readonly definition: Definition };

  public constructor(
    public readonly owner: IConstruct,
    public readonly services: FlowServices,
    public readonly parent?: FlowGraph,
  ) {
    this.names = parent?.names ?? new Map();
  }

  public get root(): FlowGraph {
    return this.parent?.root ?? this;
  }

  /** Whether this graph is a loop's. */
  public get isLoop(): boolean {
    return this.parent !== undefined;
  }

  /** The scope of what stands in this graph and reads nothing. */
  public get scope(): Scope<FlowNode> {
    return this.parent ? (this.owner as FlowNode)._opened! : FLOW;
  }

  public add(node: FlowNode): void {
    this.nodes.push(node);
    this.names.set(node.nodeName, node);
    this.changed();
  }

  /** To be called by whatever changes what a node is rendered as, after its constructor. */
  public changed(): void {
    this.root.changes++;
  }

  /** A number that grows with each change of the flow: what was made at one number holds until the next. */
  public get version(): number {
    return this.root.changes;
  }

  /** Connections that an imported definition brings. */
  public addReadyConnections(connections: readonly Connection[]): void {
    this.ready.push(...connections);
    this.changed();
  }

  /**
   * Refuses one node more than the service allows of its kind; where an account can have more, that is said of the
   * whole flow and can be overruled.
   */
  public checkRoomFor(nodeType: string, place: string): void {
    const loop = this.isLoop ? (this.owner as FlowNode).nodeName : undefined;
    if (this.nodes.length >= QUOTAS.nodes.max) {
      throw refusal(place, overQuota('nodes', this.nodes.length + 1, QUOTAS.nodes.max, loop), 'QuotaExceeded');
    }
    const quota = kindOf(nodeType)?.quota ?? 'none';
    if (quota === 'none' || quota.adjustable !== undefined || this.nodes.length < quota.max) { return; }
    let same = 0;
    for (const node of this.nodes) { if (node.nodeType === nodeType) { same++; } }
    if (same >= quota.max) {
      throw refusal(place, overQuota(`${nodeType} nodes`, same + 1, quota.max, loop), 'QuotaExceeded');
    }
  }

  /** A node by its name; those inside loops too. */
  public find(nodeName: string): FlowNode | undefined {
    for (const node of this.nodes) {
      if (node.nodeName === nodeName) { return node; }
      const found = (node as Partial<GraphOwner>)._scopeGraph?.find(nodeName);
      if (found) { return found; }
    }
    return undefined;
  }

  /**
   * This graph in the service's JSON. A synth asks for it several times, and what has not changed is not made again.
   */
  public definition(): Definition {
    const { changes } = this.root;
    if (this.rendered?.changes !== changes) { this.rendered = { changes, definition: this.render() }; }
    return this.rendered.definition;
  }

  private render(): Definition {
    const edges = this.nodes.flatMap(edgesOf);
    const names = connectionNames(edges, this.ready.map((connection) => connection.name));
    return {
      nodes: this.nodes.map((node) => node._render() as Node),
      connections: [...this.ready, ...edges.map((edge, at) => connectionOf(edge, names[at]))],
    };
  }
}

function edgesOf(node: FlowNode): Edge[] {
  const edges: Edge[] = node._inputs().map(({ name, value }) => ({
    source: value.node.nodeName, output: value.outputName, target: node.nodeName, input: name,
  }));
  const branch = node._branch;
  if (branch) { edges.push({ source: branch.node.nodeName, condition: branch.conditionName, target: node.nodeName }); }
  return edges;
}

function connectionOf(edge: Edge, name: string): Connection {
  const { source, target } = edge;
  if ('condition' in edge) {
    return { name, type: 'Conditional', source, target, configuration: { conditional: { condition: edge.condition } } };
  }
  return {
    name, type: 'Data', source, target, configuration: { data: { sourceOutput: edge.output, targetInput: edge.input } },
  };
}
