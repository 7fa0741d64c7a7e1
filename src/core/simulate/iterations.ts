/**
 * Opening, repeating and closing the scopes of iterators and loops. Within a run each scope is open at most once at a
 * time.
 */
import { isOfType } from './data-type';
import type { PlanNode, Scope } from './plan';
import type { Run } from './run';
import { DONE, IDLE, RUNNING, STALLED } from './run';
import { isSatisfied } from './waiting';
import { ARRAY_ITEM, ARRAY_SIZE } from '../graph/scopes';

const ITERATION_COUNT = 'iterationCount';

export function openIterator(run: Run, node: PlanNode, items: readonly unknown[]): void {
  const { id, outputs, firstPort, opens } = node;
  const scope = run.plan.scopes[opens];
  run.state[id] = RUNNING;
  run.items[opens] = items;
  const size = outputs.findIndex(({ name }) => name === ARRAY_SIZE);
  if (size >= 0) {
    if (!isOfType(outputs[size].type, items.length)) {
      return run.failType('Output', ARRAY_SIZE, node, outputs[size].type, items.length);
    }
    run.values[firstPort + size] = items.length;
    run.deliver(firstPort + size);
  }
  if (items.length === 0) {
    run.state[id] = DONE;
    return;
  }
  enter(run, scope);
  if (scope.pendingOutside.length > 0) {
    run.diagnose('OutsideValues', id, 'values from outside the iteration are the same for all items');
  }
  if (scope.depth > 1) { run.diagnose('NestedIterators', id, 'it runs inside another iteration'); }
  startItem(run, scope, node, 0);
}

export function openLoop(run: Run, node: PlanNode, inputs: Readonly<Record<string, unknown>>): void {
  const scope = run.plan.scopes[node.opens];
  run.state[node.id] = RUNNING;
  run.loops[node.opens] = { values: inputs };
  enter(run, scope);
  startRound(run, scope, 0);
}

/** The nodes of a scope have all run: on to its next iteration, or out of it. */
export function advance(run: Run, scopeId: number): void {
  const scope = run.plan.scopes[scopeId];
  const owner = run.plan.nodes[scope.owner];
  if (scope.kind === 'loop') {
    endRound(run, scope, owner);
  } else if (run.index[scopeId] + 1 < run.items[scopeId]!.length) {
    startItem(run, scope, owner, run.index[scopeId] + 1);
  } else {
    const size = run.items[scopeId]!.length;
    leave(run, scope);
    run.state[owner.id] = DONE;
    for (const collector of scope.collectors) {
      const got = run.gathered[collector]?.length ?? 0;
      if (run.state[collector] === IDLE && got !== size) {
        run.diagnose('ItemsLost', collector, `only ${got} of ${size} items arrived: it never runs`);
      }
    }
  }
}

function startItem(run: Run, scope: Scope, node: PlanNode, index: number): void {
  const items = run.items[scope.id]!;
  const item = items[index];
  begin(run, scope, index);
  const { outputs, firstPort } = node;
  const values = outputs.map(({ name }) => name === ARRAY_ITEM ? item : name === ARRAY_SIZE ? items.length : null);
  const at = outputs.findIndex(({ name }) => name === ARRAY_ITEM);
  if (at >= 0 && !isOfType(outputs[at].type, item)) {
    return run.failType('Output', ARRAY_ITEM, node, outputs[at].type, item);
  }
  if (outputs.length > 0) { run.log('nodeOutput', node.id, values); }
  if (at < 0) { return; }
  run.values[firstPort + at] = item;
  run.deliver(firstPort + at);
}

function startRound(run: Run, scope: Scope, round: number): void {
  begin(run, scope, round);
  run.loops[scope.id]!.decision = undefined;
  for (const start of scope.starts) { run.makeReady(start); }
}

function endRound(run: Run, scope: Scope, owner: PlanNode): void {
  const loop = run.loops[scope.id]!;
  const { decision } = loop;
  const rounds = run.index[scope.id] + 1;
  if (!decision) {
    run.diagnose('LoopStalled', owner.id, `the LoopController did not run in iteration ${rounds}: the loop `
      + 'ends without outputs');
    leave(run, scope);
    run.state[owner.id] = STALLED;
    return;
  }
  const controller = run.plan.nodes.slice(scope.first, scope.end).find(({ type }) => type === 'LoopController')!;
  if (decision.goesOn && rounds < controller.loop!.maxIterations) {
    const returned = controller.inputs.filter(({ category }) => category === 'ReturnValueToLoopStart')
      .map(({ name }) => [name, decision.inputs[name]]);
    loop.values = { ...loop.values, ...Object.fromEntries(returned) };
    return startRound(run, scope, rounds);
  }
  leave(run, scope);
  const exits = new Set(controller.inputs.filter(({ category }) => category === 'ExitLoop').map(({ name }) => name));
  run.complete(owner, owner.outputs.map(({ name }) => {
    if (exits.has(name)) { return decision.inputs[name]; }
    if (name !== ITERATION_COUNT) { return null; }
    run.diagnose('LoopCount', owner.id, 'iterationCount is the number of completed iterations');
    return rounds;
  }));
}

function enter(run: Run, scope: Scope): void {
  const { needs } = run.plan;
  for (let id = scope.first; id < scope.end; id++) { run.base[id] = needs[id]; }
  for (const { source, port, target } of scope.fromOutside) {
    if (isSatisfied(run, source, port)) { run.base[target]--; }
  }
  run.running[scope.parent]++;
  run.open[scope.id] = 1;
  run.active.push(scope.id);
}

function begin(run: Run, scope: Scope, index: number): void {
  run.index[scope.id] = index;
  const around = run.chains[scope.parent];
  run.chains[scope.id] = around ? [...around, index] : [index];
  for (let id = scope.first; id < scope.end; id++) {
    run.needs[id] = run.base[id];
    run.state[id] = IDLE;
    run.taken[id] = -1;
    run.gathered[id] = undefined;
  }
}

function leave(run: Run, scope: Scope): void {
  run.running[scope.parent]--;
  run.open[scope.id] = 0;
  run.active.splice(run.active.lastIndexOf(scope.id), 1);
  run.items[scope.id] = undefined;
  run.loops[scope.id] = undefined;
}
