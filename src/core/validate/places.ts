/** Where something is, for a report. */
import type { Place } from './finding';
import type { IndexedCondition, IndexedConnection, IndexedInput, IndexedNode, IndexedOutput } from './indexed';

export function at(node: IndexedNode): Place {
  return { path: node.path, ...named(node) };
}

export function ofInput(input: IndexedInput, member?: string): Place {
  return ofPort(input, 'input', member);
}

export function ofOutput(output: IndexedOutput, member?: string): Place {
  return ofPort(output, 'output', member);
}

/** An input or output. */
export function ofPort(port: IndexedInput | IndexedOutput, side: 'input' | 'output', member?: string): Place {
  return {
    path: member ? `${port.path}.${member}` : port.path, ...named(port.node), ...port.name && { [side]: port.name },
  };
}

export function ofCondition(condition: IndexedCondition): Place {
  return { path: condition.path, ...named(condition.node), ...condition.name && { condition: condition.name } };
}

/** A connection belongs to its target; where that is unknown, to its source. */
export function ofConnection(connection: IndexedConnection): Place {
  const { target, source, name, path } = connection;
  const node = target?.name || source?.name;
  return { path, ...node && { node }, ...name && { connection: name } };
}

function named({ name }: IndexedNode): { readonly node?: string } {
  return name ? { node: name } : {};
}
