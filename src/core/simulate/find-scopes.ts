/** Which nodes run together: once for the flow, once for each item of an iterator, once for each round of a loop. */
import { notNested } from './unrunnable';
import { type KnownScopes, openedScope, placeNode, type Scope, scopeBehind } from '../graph/scopes';
import type { Finding } from '../validate/finding';
import { inOrder } from '../validate/graph-facts';
import type { DefinitionIndex, GraphIndex, IndexedConnection, IndexedNode } from '../validate/indexed';

/** A scope that is being found. */
export interface FoundScope extends Scope<IndexedNode> {
  readonly id: number;
  readonly parent?: FoundScope;
  /**
   * In the order of the definition. A Collector stands in two: where it gathers, and as an entry where the items are.
   */
  readonly members: { readonly node: IndexedNode; readonly isEntry: boolean }[];
}

export interface FoundScopes extends KnownScopes<IndexedNode, FoundScope> {
  readonly scopes: readonly FoundScope[];
  /** The scope that each node runs in. */
  readonly of: ReadonlyMap<IndexedNode, FoundScope>;
  /** Of a Collector that gathers: the scope of the items. */
  readonly gatheredFrom: ReadonlyMap<IndexedNode, FoundScope>;
  /** Nodes on a cycle or behind one: they never run. */
  readonly stuck: ReadonlySet<IndexedNode>;
  readonly findings: readonly Finding[];
}

export function findScopes(definition: DefinitionIndex): FoundScopes {
  const search = new Search();
  const root = search.add({ kind: 'flow', depth: 0 });
  for (const graph of definition.graphs) {
    // a graph comes after the one its loop stands in
    search.graph(graph, graph.loop ? search.openedBy(graph.loop)! : root);
  }
  return search;
}

/** The scope in which what a connection brings exists. */
export function scopeOfSource(found: FoundScopes, { source, data }: IndexedConnection): FoundScope | undefined {
  return source && scopeBehind(found, source, data?.sourceOutput);
}

class Search implements FoundScopes {
  public readonly scopes: FoundScope[] = [];
  public readonly of = new Map<IndexedNode, FoundScope>();
  private readonly opened = new Map<IndexedNode, FoundScope>();
  public readonly gatheredFrom = new Map<IndexedNode, FoundScope>();
  public readonly stuck = new Set<IndexedNode>();
  public readonly findings: Finding[] = [];

  public scopeOf(node: IndexedNode): FoundScope | undefined {
    return this.of.get(node);
  }

  public openedBy(node: IndexedNode): FoundScope | undefined {
    return this.opened.get(node);
  }

  public add(scope: Scope<IndexedNode>): FoundScope {
    const found = { ...scope, parent: scope.parent as FoundScope | undefined, id: this.scopes.length, members: [] };
    this.scopes.push(found);
    return found;
  }

  public graph(graph: GraphIndex, base: FoundScope): void {
    const order = inOrder(graph);
    for (const node of order) { this.place(node, base); }
    for (const node of graph.nodes) {
      if (!this.of.has(node)) {
        this.stuck.add(node);
        this.stand(node, base);
      }
      this.of.get(node)!.members.push({ node, isEntry: false });
      this.gatheredFrom.get(node)?.members.push({ node, isEntry: true });
    }
  }

  private place(node: IndexedNode, base: FoundScope): void {
    const { scope, gathersFrom, apart } = placeNode(node.type, base, node.incoming, (way) => scopeOfSource(this, way));
    if (apart) { this.findings.push(notNested(node, apart.map(({ owner }) => owner!.name))); }
    if (gathersFrom) { this.gatheredFrom.set(node, gathersFrom); }
    this.stand(node, scope);
  }

  private stand(node: IndexedNode, scope: FoundScope): void {
    this.of.set(node, scope);
    const opened = openedScope(node.type, node, scope);
    if (opened) { this.opened.set(node, this.add(opened)); }
  }
}
