/** Random flows, run by the engine and by a second, plain reading of the rules. */
import * as fc from 'fast-check';
import { anyFlow } from './arbitrary-flow';
import { given } from './flow-of';
import { tell } from './reference';
import { misshapen } from './shapes';
import { work } from './work';
import {
  compile, type Effect, Engine, RunResult, runSync, runToEnd, type Settlement,
} from '../../../src/core/simulate';
import { runs } from '../../fast-check';

const answer = ({ node, inputs }: Effect): Settlement => ({ value: work(node, inputs) });
const EFFECTS = /^(Work|List|Body|Tail)/;

function outputsOf(result: RunResult): Record<string, unknown[]> {
  const all: Record<string, unknown[]> = {};
  for (const { nodeName, document } of result.outputs) { (all[nodeName] ??= []).push(document); }
  return all;
}

function callsOf(result: RunResult): Record<string, unknown> {
  const calls = Object.entries(result.calls).filter(([name]) => EFFECTS.test(name));
  return Object.fromEntries(calls.map(([name, all]) => [name, all.map(({ inputs }) => inputs)]));
}

test('the engine and the plain reading agree on what nodes are given and what comes out', () => {
  let reached = 0;
  fc.assert(fc.property(anyFlow, fc.constantFrom('a', 'b', 'c'), (flow, document) => {
    const told = tell(flow, document, work);
    const result = runSync(compile(flow), given(document), { types: { LambdaFunction: answer } });
    expect(result.completionReason).toBe('SUCCESS');
    expect(outputsOf(result)).toEqual(Object.fromEntries(told.documents));
    expect(callsOf(result)).toEqual(Object.fromEntries([...told.given].filter(([name]) => EFFECTS.test(name))));
    reached += result.outputs.length;
  }), { numRuns: runs(600) });
  expect(reached).toBeGreaterThan(runs(600) / 2); // the flows are not all dead ends
});

test('with any concurrency and any durations, nodes are given the same', () => {
  const concurrency = fc.constantFrom({ type: 'Automatic' } as const, { type: 'Manual', maxConcurrency: 2 } as const);
  fc.assert(fc.property(anyFlow, concurrency, fc.array(fc.nat(9), { minLength: 5 }), (flow, alias, durations) => {
    let at = 0;
    const slow = (effect: Effect) => ({ ...answer(effect), latencyMs: durations[at++ % durations.length] });
    const plan = compile(flow);
    const parallel = runSync(plan, given('a'), { types: { LambdaFunction: slow } }, { concurrency: alias });
    const serial = runSync(plan, given('a'), { types: { LambdaFunction: answer } });
    expect(callsOf(parallel)).toEqual(callsOf(serial));
    expect(outputsOf(parallel)).toEqual(outputsOf(serial));
    expect(outOfOrder(parallel)).toEqual([]);
  }), { numRuns: runs(200) });
});

test('a run that waits is the run at once, with any concurrency, durations and time limits', async () => {
  const concurrency = fc.constantFrom(undefined, { type: 'Automatic' } as const,
    { type: 'Manual', maxConcurrency: 2 } as const);
  const timeouts = fc.constantFrom(undefined, { node: 7 });
  await fc.assert(fc.asyncProperty(anyFlow, concurrency, timeouts, fc.array(fc.nat(9),
    { minLength: 5 }), async (flow, alias, limits, durations) => {
    const slow = (effect: Effect) => ({ ...answer(effect), latencyMs: durations[effect.id % durations.length] });
    const plan = compile(flow);
    const options = { ...alias && { concurrency: alias }, ...limits && { timeouts: limits } };
    const atOnce = runSync(plan, given('a'), { types: { LambdaFunction: slow } }, options);
    const waited = await runToEnd(plan, given('a'),
      { types: { LambdaFunction: async (effect) => Promise.resolve(slow(effect)) } }, options);
    expect(JSON.parse(JSON.stringify(waited))).toEqual(JSON.parse(JSON.stringify(atOnce)));
    expect(waited.log.entries.map(({ time }) => time)).toEqual(atOnce.log.entries.map(({ time }) => time));
  }), { numRuns: runs(200) });
});

test('every node runs at most once in an iteration, after what it reads, and all events have their shapes', () => {
  fc.assert(fc.property(anyFlow, (flow) => {
    const result = runSync(compile(flow, { profile: 'documented' }), given('b'), { types: { LambdaFunction: answer } });
    expect(outOfOrder(result)).toEqual([]);
    expect(misshapen(result.events, 'stream')).toEqual([]);
    expect(misshapen(result.executionEvents, 'execution')).toEqual([]);
  }), { numRuns: runs(100) });
});

test('saved and restored at every step, a run is the same', () => {
  fc.assert(fc.property(anyFlow, fc.boolean(), (flow, isParallel) => {
    const plan = compile(flow);
    const whole = drive(new Engine(plan), isParallel, (engine) => engine);
    const torn = drive(new Engine(plan),
      isParallel, (engine) => Engine.restore(plan, JSON.parse(JSON.stringify(engine.snapshot()))));
    expect(torn.snapshot()).toEqual(whole.snapshot());
    expect(new RunResult(torn).events).toEqual(new RunResult(whole).events);
    expect(torn.outcome).toEqual({ kind: 'done', completionReason: 'SUCCESS' });
  }), { numRuns: runs(60) });
});

function drive(engine: Engine, isParallel: boolean, between: (engine: Engine) => Engine): Engine {
  engine.start(given('a'));
  for (;;) {
    engine = between(engine);
    const step = engine.next();
    if (step.kind === 'done') { return engine; }
    engine = between(engine);
    if (step.kind === 'effect' && isParallel) { continue; }
    const [effect] = engine.pending;
    engine.settle(effect.id, answer(effect));
  }
}

function outOfOrder({ log: { plan, entries } }: RunResult): readonly string[] {
  const begun = new Set<string>();
  const over = new Set<string>();
  const faults: string[] = [];
  for (const { kind, node: id, chain = [] } of entries) {
    const node = plan.nodes[id];
    if (kind === 'nodeInput') {
      const key = `${node.name} ${node.entryOf} ${chain.join('.')}`;
      if (begun.has(key)) { faults.push(`${key} ran twice`); }
      begun.add(key);
      for (const { source } of node.inputs) {
        if (!over.has(source.nodeName)) { faults.push(`${key} ran before ${source.nodeName}`); }
      }
    } else if (kind === 'nodeOutput') {
      over.add(node.name);
    }
  }
  return faults;
}
