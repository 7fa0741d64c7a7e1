import { cut, shortHash } from './node-names';
import { alphanumerics } from '../core/names';

/** What a connection joins; that, not its place in a list, makes its name. */
export type Edge =
  | { readonly source: string; readonly output: string; readonly target: string; readonly input: string }
  | { readonly source: string; readonly condition: string; readonly target: string };

const MAX_LENGTH = 101;
const HASH_LENGTH = 8;

/**
 * A legal name for each edge, in the same order. An edge whose name would be too long, or equal to another's, gets a
 * hash of all that it joins, so that no name depends on the order in which edges were made.
 */
export function connectionNames(edges: readonly Edge[], taken: readonly string[] = []): readonly string[] {
  const plain = edges.map(plainName);
  const uses = new Map<string, number>(taken.map((name) => [name, 1]));
  for (const name of plain) { uses.set(name, (uses.get(name) ?? 0) + 1); }
  return plain.map((name, at) => {
    if (uses.get(name) === 1 && alphanumerics(name) <= MAX_LENGTH) { return name; }
    return `${cut(name, MAX_LENGTH - HASH_LENGTH)}_${shortHash(identity(edges[at]))}`;
  });
}

function plainName(edge: Edge): string {
  return 'condition' in edge
    ? `${edge.source}_${edge.condition}_to_${edge.target}` : `${edge.source}_to_${edge.target}_${edge.input}`;
}

function identity(edge: Edge): string {
  return 'condition' in edge
    ? ['Conditional', edge.source, edge.condition, edge.target].join('/')
    : ['Data', edge.source, edge.output, edge.target, edge.input].join('/');
}
