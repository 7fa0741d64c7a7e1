/**
 * Which nodes of a definition stand in a box together: those of a loop, and those that run for each item of an
 * iterator.
 */
import { at } from '../diagram/values';
import type { Definition } from '../model/definition';
import { isRecord } from '../model/opaque';
import { everyNode } from '../model/visit';
import { findScopes, type FoundScope } from '../simulate/find-scopes';
import { indexDefinition } from '../validate/index-definition';

export interface Box {
  readonly id: string;
  readonly kind: 'loop' | 'iteration';
  /** The path of the Loop or Iterator. */
  readonly owner: string;
  readonly box?: string;
}

export interface Boxes {
  /** Each after the one it stands in. */
  readonly boxes: readonly Box[];
  /** The box that the node of a path stands in. */
  boxOf(path: string): string | undefined;
}

export function boxesOf(definition: Definition): Boxes {
  const boxes: Box[] = [];
  const add = (kind: Box['kind'], owner: string, box: string | undefined): string => {
    const id = `b${boxes.length + 1}`;
    boxes.push({ id, kind, owner, ...box !== undefined && { box } });
    return id;
  };
  const found = findScopes(indexDefinition(definition));
  const byScope = new Map<FoundScope, string | undefined>();
  const loops = new Map<string, string>();
  // a scope comes after the one it is in
  for (const scope of found.scopes) {
    const around = scope.parent && byScope.get(scope.parent);
    const isShown = scope.owner
      && (scope.kind === 'loop' ? hasInside(scope.owner.model) : scope.members.some(({ isEntry }) => !isEntry));
    byScope.set(scope, isShown ? add(scope.kind === 'loop' ? 'loop' : 'iteration', scope.owner!.path, around) : around);
    if (isShown && scope.kind === 'loop') { loops.set(scope.owner!.path, byScope.get(scope)!); }
  }
  const boxOf = new Map([...found.of].map(([{ path }, scope]) => [path, byScope.get(scope)]));
  // loops deeper than scopes are looked for
  for (const { node, path } of everyNode(definition)) {
    if (!boxOf.has(path)) { boxOf.set(path, loops.get(loopOf(path))); }
    if (hasInside(node) && !loops.has(path)) { loops.set(path, add('loop', path, boxOf.get(path))); }
  }
  return { boxes, boxOf: (path) => boxOf.get(path) };
}

function hasInside(node: unknown): boolean {
  return isRecord(at(node, 'configuration', 'loop'));
}

/** The path of the loop that a node stands in. */
function loopOf(path: string): string {
  return path.replace(/(?:^|\.configuration\.loop\.definition\.)nodes\[\d+\]$/, '');
}
