/** What an open scope still waits for, and which one to move on when nothing else can. */
import type { OutsideEdge } from './plan';
import type { Run } from './run';
import { DONE, RUNNING } from './run';

/** Whether what a connection brings is there. An iterator at work has yielded its size and the item at hand. */
export function isSatisfied(run: Run, source: number, port: number): boolean {
  const { conditions, type } = run.plan.nodes[source];
  if (run.state[source] !== DONE) { return type === 'Iterator' && run.state[source] === RUNNING; }
  return conditions.length === 0 || run.taken[source] === port;
}

/** Whether something from outside that a scope waits for may still come. */
export function mayComeFromOutside(run: Run, scopeId: number): boolean {
  return run.plan.scopes[scopeId].pendingOutside.some((edge) => isMissing(run, edge));
}

/**
 * When all open scopes wait and nothing is at work: the newest that waits for nothing which another of them may still
 * bring, or else the newest.
 * -1 when none is open.
 */
export function scopeToForce(run: Run): number {
  const idle = run.active.filter((scope) => scope !== 0 && run.running[scope] === 0).reverse();
  if (idle.length <= 1) { return idle[0] ?? -1; }
  const free = idle.find((scope) => {
    const behind = nodesBehind(run, idle.filter((other) => other !== scope)
      .map((other) => run.plan.scopes[other].owner));
    return !run.plan.scopes[scope].pendingOutside.some((edge) => isMissing(run, edge) && behind.has(edge.source));
  });
  return free ?? idle[0];
}

function isMissing(run: Run, { source, port }: OutsideEdge): boolean {
  return run.state[source] < DONE && !isSatisfied(run, source, port);
}

function nodesBehind({ plan }: Run, from: readonly number[]): ReadonlySet<number> {
  const behind = new Set(from);
  // a set grows while it is walked
  for (const id of behind) {
    const { firstPort, portCount, entryOf } = plan.nodes[id];
    if (entryOf >= 0) { behind.add(entryOf); }
    for (let edge = plan.edgeStart[firstPort], end = plan.edgeStart[firstPort + portCount]; edge < end; edge++) {
      behind.add(plan.edgeTarget[edge]);
    }
  }
  return behind;
}
