/** `--from`: a run that goes on from a node; what stands before it is answered by a recording. */
import { nodeNamed } from './node-named';
import { isEffectType } from '../../src/core/kinds';
import type { Definition, Node } from '../../src/core/model/definition';
import { isRecord } from '../../src/core/model/opaque';
import { everyNode } from '../../src/core/model/visit';
import type { AsyncHandler, Handlers } from '../../src/core/simulate';
import { replay } from '../../src/runner/handlers/fixture';

/** Handlers of the nodes that the recording answers for. @throws CommandError where there is no such node */
export function answeredBefore(definition: Definition, from: string, recording: string): Handlers<AsyncHandler> {
  nodeNamed(definition, from, '--from');
  const after = nodesFrom(definition, from);
  const answer = replay(recording);
  const before = [...everyNode(definition)].filter(({ node }) => isEffectType(node.type) && !after.has(node.name));
  return { nodes: Object.fromEntries(before.map(({ node }) => [node.name, answer])) };
}

/**
 * The node, and all that may run after it: what connections lead to, loops with all that is in them, and the loop that
 * the node itself is in, which may come round again.
 */
export function nodesFrom(definition: Definition, name: string): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  const bodies = new Map<string, readonly string[]>();
  const loopOf = new Map<string, string>();
  const take = (level: unknown) => {
    for (const { source, target } of connectionsOf(level)) {
      targets.set(source, [...targets.get(source) ?? [], target]);
    }
  };
  take(definition);
  for (const { node, loop } of everyNode(definition)) {
    if (loop) {
      loopOf.set(node.name, loop.name);
      bodies.set(loop.name, [...bodies.get(loop.name) ?? [], node.name]);
    }
    if (node.type === 'Loop') { take(bodyOf(node)); }
  }
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) { continue; }
    seen.add(next);
    const loop = loopOf.get(next);
    open.push(...targets.get(next) ?? [], ...bodies.get(next) ?? [], ...loop === undefined ? [] : [loop]);
  }
  return seen;
}

function bodyOf(node: Node): unknown {
  const configuration: unknown = node.configuration;
  return isRecord(configuration) && isRecord(configuration.loop) ? configuration.loop.definition : undefined;
}

function connectionsOf(level: unknown): readonly { readonly source: string; readonly target: string }[] {
  const list = isRecord(level) && Array.isArray(level.connections) ? level.connections.filter(isRecord) : [];
  return list.map(({ source, target }) => ({ source: String(source), target: String(target) }));
}
