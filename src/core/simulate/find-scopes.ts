/** Which nodes run together: once for the flow, once for each item of an iterator, once for each round of a loop. */
import type { ScopeKind } from './plan';
import { notNested } from './unrunnable';
import type { Finding } from '../validate/finding';
import { inOrder } from '../validate/graph-facts';
import type { DefinitionIndex, GraphIndex, IndexedConnection, IndexedNode } from '../validate/indexed';

export const ARRAY_ITEM = 'arrayItem';
export const ARRAY_SIZE = 'arraySize';

/** A scope that is being found. */
export interface FoundScope {
  readonly id: number;
  readonly kind: ScopeKind;
  readonly parent?: FoundScope;
  readonly owner?: IndexedNode;
  readonly depth: number;
  /**
   * In the order of the definition. A Collector stands in two: where it gathers, and as an entry where the items are.
   */
  readonly members: { readonly node: IndexedNode; readonly isEntry: boolean }[];
}

export interface FoundScopes {
  readonly scopes: readonly FoundScope[];
  /** The scope that a node runs in. */
  readonly of: ReadonlyMap<IndexedNode, FoundScope>;
  /** The scope that an Iterator or a Loop opens. */
  readonly openedBy: ReadonlyMap<IndexedNode, FoundScope>;
  /** Of a Collector that gathers: the scope of the items. */
  readonly gatheredFrom: ReadonlyMap<IndexedNode, FoundScope>;
  /** Nodes on a cycle or behind one: they never run. */
  readonly stuck: ReadonlySet<IndexedNode>;
  readonly findings: readonly Finding[];
}

export function findScopes(definition: DefinitionIndex): FoundScopes {
  const search = new Search();
  const root = search.open('flow');
  for (const graph of definition.graphs) {
    // a graph comes after the one its loop stands in
    search.graph(graph, graph.loop ? search.openedBy.get(graph.loop)! : root);
  }
  return search;
}

/** The scope in which what a connection brings is to be had. */
export function scopeOfSource(
  found: Pick<FoundScopes, 'of' | 'openedBy'>, { source, data }: IndexedConnection,
): FoundScope | undefined {
  if (!source) { return undefined; }
  return source.type === 'Iterator'
    && data?.sourceOutput === ARRAY_ITEM ? found.openedBy.get(source) : found.of.get(source);
}

class Search implements FoundScopes {
  public readonly scopes: FoundScope[] = [];
  public readonly of = new Map<IndexedNode, FoundScope>();
  public readonly openedBy = new Map<IndexedNode, FoundScope>();
  public readonly gatheredFrom = new Map<IndexedNode, FoundScope>();
  public readonly stuck = new Set<IndexedNode>();
  public readonly findings: Finding[] = [];

  public open(kind: ScopeKind, parent?: FoundScope, owner?: IndexedNode): FoundScope {
    const scope: FoundScope =
      { id: this.scopes.length, kind, parent, owner, depth: parent ? parent.depth + 1 : 0, members: [] };
    this.scopes.push(scope);
    if (owner) { this.openedBy.set(owner, scope); }
    return scope;
  }

  public graph(graph: GraphIndex, base: FoundScope): void {
    const order = inOrder(graph);
    for (const node of order) { this.place(node, base); }
    for (const node of graph.nodes) {
      if (!this.of.has(node)) {
        this.stuck.add(node);
        this.of.set(node, base);
        if (node.type === 'Loop' || node.type === 'Iterator') {
          this.open(node.type === 'Loop' ? 'loop' : 'iterator', base, node);
        }
      }
      this.of.get(node)!.members.push({ node, isEntry: false });
      this.gatheredFrom.get(node)?.members.push({ node, isEntry: true });
    }
  }

  private place(node: IndexedNode, base: FoundScope): void {
    let scope = this.innermost(node, base);
    if (node.type === 'Collector' && scope.kind === 'iterator') {
      this.gatheredFrom.set(node, scope);
      scope = scope.parent!;
    }
    this.of.set(node, scope);
    if (node.type === 'Iterator') { this.open('iterator', scope, node); }
    if (node.type === 'Loop') { this.open('loop', scope, node); }
  }

  private innermost(node: IndexedNode, base: FoundScope): FoundScope {
    let scope = base;
    for (const connection of node.incoming) {
      const other = scopeOfSource(this, connection);
      if (!other || isInside(scope, other)) { continue; }
      if (isInside(other, scope)) {
        scope = other;
      } else {
        this.findings.push(notNested(node, [scope.owner!.name, other.owner!.name]));
        return base;
      }
    }
    return scope;
  }
}

/** Whether a scope is the other one, or inside it. */
export function isInside(scope: FoundScope, other: FoundScope): boolean {
  let at: FoundScope | undefined = scope;
  while (at && at.depth > other.depth) { at = at.parent; }
  return at === other;
}
