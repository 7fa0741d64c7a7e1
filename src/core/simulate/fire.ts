/** What each kind of node does when it runs. Nodes whose work is outside yield an effect. */
import { startEffect } from './effects';
import { openIterator, openLoop } from './iterations';
import { byName } from './node-effect';
import type { PlanNode } from './plan';
import type { Run } from './run';
import { DONE, STALLED } from './run';
import type { ControlType, Effect } from './types';
import { evaluateCondition } from '../condition/evaluate';
import { NOTHING } from '../expression/evaluate';
import { isEffectType } from '../kinds';

/** Runs a node; the run may have failed after it. */
export function fire(run: Run, id: number): Effect | undefined {
  const node = run.plan.nodes[id];
  if (node.notes.length > 0 && run.noted[id] === 0) {
    run.noted[id] = 1;
    for (const { rule, message } of node.notes) { run.diagnose(rule, id, message); }
  }
  if (node.type === 'LoopInput') { return loopInput(run, node); }
  if (node.type === 'Collector' && node.entryOf < 0 && run.plan.gathers[id] !== 0) { return collect(run, node); }
  if (node.missing.length > 0) {
    const { name, type } = node.missing[0];
    run.failType('Input', name, node, type, null);
    return undefined;
  }
  if (node.entryOf >= 0) { return arrive(run, node); }
  const values = readAll(run, node);
  if (!values) { return undefined; }
  run.log('nodeInput', id, values);
  const { type } = node;
  return isEffectType(type) ? startEffect(run, node, values) : CONTROLS[type](run, node, values);
}

/** What the engine itself does. Where a flow starts, there is nothing left to do. */
const CONTROLS: { readonly [T in ControlType]: (run: Run, node: PlanNode, values: readonly unknown[]) => undefined } = {
  Input: () => undefined,
  LoopInput: loopInput,
  Output: output,
  Condition: condition,
  Iterator: iterator,
  Collector: collectOne,
  Loop: (run, node, values) => openLoop(run, node, byName(node, values)) as undefined,
  LoopController: controller,
};

function readAll(run: Run, node: PlanNode): readonly unknown[] | undefined {
  const { inputs } = node;
  // made in its size: an array that grows takes room for more
  const values = new Array<unknown>(inputs.length);
  for (let at = 0; at < inputs.length; at++) {
    const value = run.read(node, inputs[at]);
    if (value === NOTHING) { return undefined; }
    values[at] = value;
  }
  return values;
}

function output(run: Run, { id }: PlanNode, [document]: readonly unknown[]): undefined {
  run.log('flowOutput', id, document);
  run.state[id] = DONE;
}

function condition(run: Run, node: PlanNode, values: readonly unknown[]): undefined {
  const { id, conditions } = node;
  const inputs = byName(node, values);
  let taken = conditions.find(({ tree }) => !tree);
  for (const one of conditions) {
    const holds = one.tree && evaluateCondition(one.tree, inputs);
    if (typeof holds === 'object') {
      return run.fail(id, 'validationException',
        `Condition ${one.name} of Node ${node.name} can't be evaluated: ${holds.problem}.`) as undefined;
    }
    if (holds) {
      taken = one;
      break;
    }
  }
  run.state[id] = DONE;
  if (!taken) {
    run.diagnose('FirstConditionWins', id, 'no condition is true and there is no default, so no node behind it runs');
    return;
  }
  run.taken[id] = taken.port;
  run.log('condition', id, taken.name);
  run.deliver(taken.port);
}

function iterator(run: Run, node: PlanNode, [array]: readonly unknown[]): undefined {
  if (!Array.isArray(array)) { return run.failType('Input', 'array', node, 'Array', array) as undefined; }
  if (array.length === 0) {
    const { emptyArray } = run.plan.switches;
    if (emptyArray === 'error') {
      return run.fail(node.id, 'validationException', `Node Input array of Node ${node.name} is empty.`) as undefined;
    }
    run.diagnose('EmptyArray', node.id, emptyArray === 'collect'
      ? 'the array is empty: a Collector gives []' : 'the array is empty: a Collector never runs');
  }
  openIterator(run, node, array);
}

/** An item arrives at a Collector. */
function arrive(run: Run, entry: PlanNode): undefined {
  const collector = run.plan.nodes[entry.entryOf];
  run.state[entry.id] = DONE;
  const values = new Array<unknown>(entry.inputs.length);
  let count = 0;
  for (const input of entry.inputs) {
    const source = run.plan.portOwner[input.port];
    // a size from elsewhere may come later
    if (run.state[source] !== DONE && run.plan.nodes[source].type !== 'Iterator') { continue; }
    const value = run.read(entry, input);
    if (value === NOTHING) { return; }
    values[count++] = value;
  }
  if (count < values.length) { values.length = count; }
  run.log('nodeInput', entry.id, values);
  const items = run.gathered[collector.id] ?? [];
  run.gathered[collector.id] = items;
  items.push(values[0]);
  run.checkCollector(collector.id);
}

function collect(run: Run, node: PlanNode): undefined {
  const size = run.sizeFor(node.id);
  if (typeof size !== 'number') {
    return run.failType('Input', 'arraySize', node, 'Number', size === NOTHING ? null : size) as undefined;
  }
  run.complete(node, node.outputs.map((_, at) => at === node.resultOutput ? run.gathered[node.id] ?? [] : null));
}

/** A Collector that no iterator leads to has the one item there is. */
function collectOne(run: Run, node: PlanNode, values: readonly unknown[]): undefined {
  const { arrayItem, arraySize } = byName(node, values);
  if (arraySize === 1) {
    return run.complete(node, node.outputs.map((_, at) => at === node.resultOutput ? [arrayItem] : null)) as undefined;
  }
  run.diagnose('ItemsLost', node.id, `it is not connected to an iterator, so it gets 1 item, not ${String(arraySize)}: `
    + 'it never runs');
  run.state[node.id] = STALLED;
}

function loopInput(run: Run, node: PlanNode): undefined {
  const { values } = run.loops[run.plan.scopeOf[node.id]]!;
  run.complete(node, node.outputs.map(({ name }) => Object.hasOwn(values, name) ? values[name] : null));
}

function controller(run: Run, node: PlanNode, values: readonly unknown[]): undefined {
  const inputs = byName(node, values);
  const holds = evaluateCondition(node.loop!.tree, inputs);
  if (typeof holds === 'object') {
    return run.fail(node.id, 'validationException',
      `The condition of Node ${node.name} can't be evaluated: ${holds.problem}.`) as undefined;
  }
  run.state[node.id] = DONE;
  const loop = run.loops[run.plan.scopeOf[node.id]]!;
  loop.decision ??= { goesOn: holds === (run.plan.switches.loopPolarity === 'continueWhileTrue'), inputs };
}
