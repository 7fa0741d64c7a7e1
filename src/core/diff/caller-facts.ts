/** What callers of one flow can count on. */
import { type Guards, isClash, joinedGuards, type WaysIn } from '../graph/guards';
import type { Definition } from '../model/definition';
import { findScopes, type FoundScope } from '../simulate/find-scopes';
import { inOrder, isStart } from '../validate/graph-facts';
import { indexDefinition } from '../validate/index-definition';
import type { DefinitionIndex, IndexedConnection, IndexedNode } from '../validate/indexed';

/** The conditions that must hold for a node to run, by their Condition node. */
type Guard = Guards<IndexedNode>;

export interface OutputFacts {
  readonly comesAlways: boolean;
  readonly mayRepeat: boolean;
}

export interface CallerFacts {
  /** By the label of the Output node. */
  readonly outputs: ReadonlyMap<string, OutputFacts>;
  readonly mayEndWithoutOutput: boolean;
  /** The label of an agent. */
  readonly agent?: string;
}

export function callerFacts(definition: Definition): CallerFacts {
  const index = indexDefinition(definition);
  const guards = guardsOf(index);
  const scopes = findScopes(index);
  const outputs = index.nodes.filter(({ type }) => type === 'Output').map((node) => {
    const guard = guards.get(node);
    const kinds = kindsAround(scopes.of.get(node));
    // an iterator that gets an empty array runs nothing
    const isSure = guard !== undefined && !kinds.has('iterator');
    return { label: labelOf(node), guard, isSure, mayRepeat: kinds.size > 0 };
  });
  const agents = index.nodes.filter(({ type }) => type === 'Agent').map(labelOf).sort();
  return {
    outputs: new Map(outputs.map(({ label, guard, isSure, mayRepeat }) => [
      label, { comesAlways: isSure && guard!.size === 0, mayRepeat },
    ])),
    mayEndWithoutOutput: mayMissAll(outputs.flatMap(({ guard, isSure }) => isSure ? [guard!] : [])),
    ...agents.length > 0 && { agent: agents[0] },
  };
}

function kindsAround(scope: FoundScope | undefined): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (let around = scope; around?.parent; around = around.parent) { kinds.add(around.kind); }
  return kinds;
}

/**
 * What each node needs. A node runs only when all its connections have brought something, so it needs what all of them
 * need. A node that can't run is not in the map.
 */
function guardsOf(index: DefinitionIndex): ReadonlyMap<IndexedNode, Guard> {
  const guards = new Map<IndexedNode, Guard>();
  const none: Guard = new Map();
  for (const graph of index.graphs) {
    const base = graph.loop ? guards.get(graph.loop) : none;
    if (!base) { continue; }
    for (const node of inOrder(graph)) {
      const guard = isStart(node) ? base : joined(node, guards);
      if (guard) { guards.set(node, guard); }
    }
  }
  return guards;
}

function joined({ incoming }: IndexedNode, guards: ReadonlyMap<IndexedNode, Guard>): Guard | undefined {
  if (incoming.length === 0 || !incoming.every(({ source }) => source && guards.has(source))) { return undefined; }
  const all = joinedGuards(incoming, WAYS, (node) => guards.get(node)!);
  return isClash(all) ? undefined : all;
}

const WAYS: WaysIn<IndexedNode, IndexedConnection> = {
  source: ({ source }) => source, condition: ({ conditionName }) => conditionName,
};

/** More combinations of branches than a flow within the quotas has. */
const MOST_COMBINATIONS = 100_000;

/** Whether there is a way through the conditions on which none of the guards holds. */
function mayMissAll(guards: readonly Guard[]): boolean {
  if (guards.some((guard) => guard.size === 0)) { return false; }
  const nodes = [...new Set(guards.flatMap((guard) => [...guard.keys()]))];
  const names = nodes.map((node) => [...new Set(node.conditions.map(({ name }) => name))]);
  if (names.reduce((product, list) => product * Math.max(list.length, 1), 1) > MOST_COMBINATIONS) { return true; }
  const chosen = new Map<IndexedNode, string>();
  const isMissed = (at: number): boolean => {
    if (at === nodes.length) {
      return !guards.some((guard) => [...guard].every(([node, condition]) => chosen.get(node) === condition));
    }
    return names[at].some((name) => {
      chosen.set(nodes[at], name);
      return isMissed(at + 1);
    });
  };
  return isMissed(0);
}

function labelOf({ name, graph }: IndexedNode): string {
  return `${graph.loop ? `${labelOf(graph.loop)}/` : ''}${name || '(no name)'}`;
}
