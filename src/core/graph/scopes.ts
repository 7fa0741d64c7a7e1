/** Which nodes run together: once for the flow, once for each item of an iterator, once for each round of a loop. */

/** The outputs of an Iterator, and the inputs of a Collector. */
export const ARRAY_ITEM = 'arrayItem';
export const ARRAY_SIZE = 'arraySize';

export type ScopeKind = 'flow' | 'iterator' | 'loop';

export interface Scope<N> {
  readonly kind: ScopeKind;
  readonly parent?: Scope<N>;
  /** The Iterator or Loop that opens it; none for the flow. */
  readonly owner?: N;
  readonly depth: number;
}

/** What is known of the nodes before. */
export interface KnownScopes<N, S> {
  /** The scope that a node runs in. */
  scopeOf(node: N): S | undefined;
  /** The scope that it opens, where it is an Iterator or a Loop. */
  openedBy(node: N): S | undefined;
}

/** Where a node runs. */
export interface Placed<S> {
  readonly scope: S;
  /** Of a Collector that gathers: the scope of the items. */
  readonly gathersFrom?: S;
  /** The scopes that come together at it and are not inside each other; it is then taken to stand in neither. */
  readonly apart?: readonly [S, S];
}

/** The scope that a node of this type opens, in the scope that it runs in. */
export function openedScope<N>(type: string, owner: N, parent: Scope<N>): Scope<N> | undefined {
  const kind = type === 'Iterator' ? 'iterator' : type === 'Loop' ? 'loop' : undefined;
  return kind && { kind, parent, owner, depth: parent.depth + 1 };
}

/** The scope in which what comes out of a node exists: an item, once for each of the items. */
export function scopeBehind<N, S extends Scope<N>>(
  known: KnownScopes<N, S>, source: N, output: string | undefined,
): S | undefined {
  const opened = output === ARRAY_ITEM ? known.openedBy(source) : undefined;
  return opened?.kind === 'iterator' ? opened : known.scopeOf(source);
}

/**
 * Where a node runs: in the innermost of the scopes in which its inputs and branches exist. A Collector gathers the
 * items of its scope to one value in the scope around.
 *
 * @param base the scope of the graph that it stands in
 * @param behind the scope of what a way brings; `undefined` where that is not known
 */
export function placeNode<N, S extends Scope<N>, W>(
  type: string, base: S, ways: readonly W[], behind: (way: W) => S | undefined,
): Placed<S> {
  let scope = base;
  for (const way of ways) {
    const other = behind(way);
    if (!other || isInside(scope, other)) { continue; }
    if (!isInside(other, scope)) { return { scope: base, apart: [scope, other] }; }
    scope = other;
  }
  return type === 'Collector' && scope.kind === 'iterator'
    ? { scope: scope.parent as S, gathersFrom: scope } : { scope };
}

/** Whether a scope is the other one, or inside it. */
export function isInside<N>(scope: Scope<N>, other: Scope<N>): boolean {
  let at: Scope<N> | undefined = scope;
  while (at && at.depth > other.depth) { at = at.parent; }
  return at === other;
}
