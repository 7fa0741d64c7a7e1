/**
 * Graphs for tests, written as lines: `A>B` joins data, `Route?yes>B` a condition. The type of a node is read from how
 * its name begins.
 */
import { indexDefinition } from '../../../src/core/validate/index-definition';
import type { DefinitionIndex } from '../../../src/core/validate/indexed';

const TYPES: { readonly [start: string]: string } = { In: 'Input', Out: 'Output', Route: 'Condition' };

export function smallDefinition(lines: readonly string[]): { readonly nodes: any[]; readonly connections: any[] } {
  const nodes = new Map<string, any>();
  const node = (name: string) => {
    const type = TYPES[/^[A-Z][a-z]*/.exec(name)?.[0] ?? ''] ?? 'LambdaFunction';
    if (!nodes.has(name)) { nodes.set(name, { name, type, inputs: [], outputs: [{ name: 'out', type: 'String' }] }); }
    return nodes.get(name);
  };
  const connections = lines.map((line) => {
    const [, source, condition, target] = /^(\w+)(?:\?(\w+))?>(\w+)$/.exec(line)!;
    const [from, to] = [node(source), node(target)];
    if (condition) {
      from.configuration ??= { condition: { conditions: [] } };
      const { conditions } = from.configuration.condition;
      if (!conditions.some((one: any) => one.name === condition)) { conditions.push({ name: condition }); }
      return { name: line, type: 'Conditional', source, target, configuration: { conditional: { condition } } };
    }
    const input = `from${source}`;
    to.inputs.push({ name: input, type: 'String', expression: '$.data' });
    return {
      name: line, type: 'Data', source, target, configuration: { data: { sourceOutput: 'out', targetInput: input } },
    };
  });
  return { nodes: [...nodes.values()], connections };
}

export function smallGraph(...lines: readonly string[]): DefinitionIndex {
  return indexDefinition(smallDefinition(lines));
}

/** The same things in other orders, a few of them. */
export function* reordered<T>(list: readonly T[]): Generator<T[]> {
  yield [...list];
  yield [...list].reverse();
  for (let turn = 1; turn < Math.min(list.length, 4); turn++) { yield [...list.slice(turn), ...list.slice(0, turn)]; }
}
