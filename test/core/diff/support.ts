/** Flows with other words for the same thing, and the other way round of a change. */
import { type Change, KINDS, mirrored } from '../../../src/core/diff';
import { kindOf, mayLackConfiguration } from '../../../src/core/kinds';
import { canonical } from '../../../src/core/model/canonical';
import type { Dice } from '../validate/property/dice';

export type Json = Record<string, any>;

/** The same flow with nodes, ports and connections in another order, and connections of other names. */
export function shuffled(flow: Json, dice: Dice): Json {
  const graph = (definition: Json): Json => ({
    ...definition,
    ...Array.isArray(definition.nodes) && { nodes: dice.shuffled(definition.nodes).map(node) },
    ...Array.isArray(definition.connections) && {
      connections: dice.shuffled(definition.connections)
        .map((one: Json, at) => typeof one === 'object' && one !== null ? { ...one, name: `Renamed${at}` } : one),
    },
  });
  const node = (one: Json): Json => {
    if (typeof one !== 'object' || one === null) { return one; }
    const { configuration, inputs, outputs } = one;
    const kind = kindOf(one.type);
    const isEmpty = kind && mayLackConfiguration(kind)
      && canonical(configuration) === canonical({ [kind.key]: {} });
    const { configuration: _, ...bare } = one;
    return {
      ...isEmpty && dice.oneIn(2) ? bare : one,
      ...Array.isArray(inputs) && { inputs: dice.shuffled(inputs) },
      ...Array.isArray(outputs) && { outputs: dice.shuffled(outputs) },
      ...configuration?.loop?.definition && {
        configuration: {
          ...configuration,
          loop: {
            ...configuration.loop,
            definition: graph(configuration.loop.definition),
          },
        },
      },
    };
  };
  return graph(flow);
}

/** The change as it is said when the flows are given the other way round. */
export function turnedRound({ kind, nodeBefore, nodeAfter, part, before, after }: Change): Json {
  const other = mirrored(kind);
  return {
    kind: other,
    class: KINDS[other].class,
    ...nodeAfter !== undefined && { nodeBefore: nodeAfter },
    ...nodeBefore !== undefined && { nodeAfter: nodeBefore },
    ...part !== undefined && { part },
    ...after !== undefined && { before: after },
    ...before !== undefined && { after: before },
  };
}

export const asSet = (changes: readonly object[]) => changes.map((one) => canonical(one)).sort();
