/** The nodes of a flow, one after the other, each with what feeds it. */
import { wrapped } from './page';
import { DEFAULT_MAX_ITERATIONS, LOOP_POLARITY } from '../../src/core/constraints';
import type { Connection, Definition, Node, NodeConfigurations } from '../../src/core/model/definition';

interface Row {
  readonly name: string;
  readonly type: string;
  readonly feeds: readonly string[];
  /** When a loop goes on. */
  readonly note?: string;
}

interface Nodes {
  readonly lines: string[];
  readonly count: { readonly nodes: number; readonly connections: number };
}

export function nodeLines(definition: Definition): Nodes {
  const rows = rowsOf(definition, '');
  const columns = [Math.max(...rows.map(({ name }) => name.length)), Math.max(...rows.map(({ type }) => type.length))];
  const lines = rows.flatMap(({ name, type, feeds, note }) => {
    const lead = `${name.padEnd(columns[0])}  ${type.padEnd(columns[1])}  `;
    const said = [...feeds, ...note ? [note] : []];
    if (said.length === 0) { return [lead.trimEnd()]; }
    return said.flatMap((feed, at) => wrapped(at === 0 ? lead : ' '.repeat(lead.length), feed));
  });
  return { lines, count: { nodes: rows.length, connections: rows.reduce((sum, { feeds }) => sum + feeds.length, 0) } };
}

function rowsOf({ nodes = [], connections = [] }: Definition, indent: string): Row[] {
  return nodes.flatMap((node) => [
    {
      name: `${indent}${node.name}`,
      type: node.type,
      feeds: connections.filter(({ target }) => target === node.name)
        .map((connection) => feedOf(connection, node, nodes)),
      note: node.type === 'LoopController' ? goesOn(node.configuration!.loopController) : undefined,
    },
    ...node.type === 'Loop' ? rowsOf(node.configuration!.loop.definition, `${indent}  `) : [],
  ]);
}

function feedOf(connection: Connection, node: Node, nodes: readonly Node[]): string {
  const { source } = connection;
  if (connection.type === 'Conditional') {
    const { condition } = connection.configuration!.conditional;
    const from = nodes.find(({ name }) => name === source);
    const expression = from?.type === 'Condition'
      && from.configuration!.condition.conditions.find(({ name }) => name === condition)?.expression;
    return `when ${source}.${condition}${expression ? `: ${expression}` : ''}`;
  }
  const { sourceOutput, targetInput } = connection.configuration!.data;
  const input = node.inputs!.find(({ name }) => name === targetInput)!;
  return `${targetInput} = ${source}.${sourceOutput}${input.expression.slice('$.data'.length)}`
    + `${input.category ? ` (${input.category})` : ''}`;
}

function goesOn(
  { continueCondition, maxIterations = DEFAULT_MAX_ITERATIONS }: NodeConfigurations['LoopController']['loopController'],
): string {
  const verb = LOOP_POLARITY === 'continueWhileTrue' ? 'goes on while' : 'ends when';
  return `${verb} ${continueCondition.name}: ${continueCondition.expression}; at most ${maxIterations} iterations`;
}
