/** Where something is, for a report. */
import type { Place } from './finding';
import type { IndexedCondition, IndexedConnection, IndexedInput, IndexedNode, IndexedOutput } from './indexed';

export function at(node: IndexedNode): Place {
  return { path: node.path, ...named(node) };
}

export function ofInput(input: IndexedInput, member?: string): Place {
  return {
    path: member ? `${input.path}.${member}` : input.path, ...named(input.node), ...input.name && { input: input.name },
  };
}

export function ofOutput(output: IndexedOutput, member?: string): Place {
  return {
    path: member ? `${output.path}.${member}` : output.path,
    ...named(output.node),
    ...output.name && { output: output.name },
  };
}

export function ofCondition(condition: IndexedCondition): Place {
  return { path: condition.path, ...named(condition.node), ...condition.name && { condition: condition.name } };
}

/** A connection belongs to the node it leads to; where there is none, to the one it comes from. */
export function ofConnection(connection: IndexedConnection): Place {
  const { target, source, name, path } = connection;
  const node = target?.name || source?.name;
  return { path, ...node && { node }, ...name && { connection: name } };
}

function named({ name }: IndexedNode): { readonly node?: string } {
  return name ? { node: name } : {};
}
