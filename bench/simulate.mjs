/**
 * How long the local runner takes for a step of a flow, against other engines that run a graph of functions, and how
 * that grows with the flow. All of it is processor time; the engines take turns, and none of them starts with the
 * garbage of another.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { langGraph, ourEngine, stepFunctions, STEPS, xstate } from './chain-engines.mjs';
import { cpuTime, figure, median } from './figures.mjs';
import { iterating, layered } from './simulated-flows.mjs';

const ROUNDS = 15;
/**
 * Milliseconds of processor time that a round shall take at least, so that what is measured is longer than what
 * measuring takes.
 */
const ROUND = 30;
const NODES = 1000;
const ITEMS = 10_000;
const file = fileURLToPath(import.meta.url);

export async function simulationFigures() {
  const engine = loadEngine();
  const [ours, ...peers] = [ourEngine(engine), stepFunctions(), xstate(), langGraph()];
  return [
    ...await againstPeers('unread', 'unread', ours, peers),
    ...await againstPeers('with events', 'read', ours, peers, 0.166),
    ...await againstPeers('streamed', 'streamed', ours, peers, 0.25),
    await growth(engine, ours),
    ...await items(engine),
  ];
}

function loadEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const outfile = join(folder, 'engine.cjs');
  buildSync({
    entryPoints: [join(dirname(dirname(file)), 'src/core/simulate/index.ts')], outfile,
    bundle: true, platform: 'node', target: 'node20', tsconfigRaw: {}, logLevel: 'error',
  });
  const engine = createRequire(file)(outfile);
  rmSync(folder, { recursive: true });
  return engine;
}

/**
 * Nanoseconds of a step of the chain. The goal is one against aws-local-stepfunctions, which like this engine stands in
 * for a service.
 */
async function againstPeers(how, key, ours, peers, maxRatio) {
  const engines = [ours, ...peers].filter((engine) => engine[key]);
  for (const engine of engines) {
    const { text, events } = await engine[key]();
    if (text !== `x${'.'.repeat(STEPS)}` || events < STEPS) {
      throw new Error(`${engine.name} gave '${text}' and ${events} events`);
    }
  }
  const [value, ...times] = await timesOf(engines.map((engine) => engine[key]));
  return engines.slice(1).map(({ name }, at) => figure({
    name: `a step ${how}, ${name.replace(/ .*/, '')}`, unit: 'ns', value: 1e6 * value / STEPS, peer: name,
    peerValue: 1e6 * times[at] / STEPS,
    ...at === 0 && { maxRatio },
  }));
}

/** A step of a flow of 1,000 nodes, each of which waits for two others, against one of the chain. */
async function growth(engine, ours) {
  const plan = engine.compile(layered(NODES, 25));
  const handlers = {
    types: { LambdaFunction: ({ inputs: { left, right } }) => ({ value: left.length < right.length ? left : right }) },
  };
  const run = () => engine.runSync(plan, [{ nodeName: 'Start', content: { document: 'x' } }], handlers);
  const { events, visited } = run();
  if (visited.length !== NODES + 2 || events.length < 3 * NODES) {
    throw new Error(`${visited.length} nodes ran, with ${events.length} events`);
  }
  const [value, peerValue] = await timesOf([() => run().events, ours.read]);
  return figure({
    name: 'a step with events, 1,000 nodes against 10', unit: 'ns', value: 1e6 * value / NODES, peer: 'the chain',
    peerValue: 1e6 * peerValue / STEPS, maxRatio: 2,
  });
}

/** An iterator over 10,000 items against what it does for each of them, in a plain loop. */
async function items({ compile, runSync }) {
  const plan = compile(iterating());
  const document = Array.from({ length: ITEMS }, (_, at) => `item ${at}`);
  const work = (text) => `${text}.`;
  const handlers = { types: { LambdaFunction: ({ inputs: { value } }) => ({ value: work(value) }) } };
  const run = () => runSync(plan, [{ nodeName: 'Start', content: { document } }], handlers);
  const collected = run().outputs[0].document;
  if (collected.length !== ITEMS || collected[ITEMS - 1] !== `item ${ITEMS - 1}.`) {
    throw new Error(`${collected.length} items were collected`);
  }
  const [value, withEvents, peerValue] = await timesOf([
    () => run().outputs, () => run().events, () => document.map(work),
  ]);
  const row = (name, time, maxValue) => figure({
    name, unit: 'ms', value: time, peer: 'the same in a plain map()', peerValue, maxValue,
  });
  return [row('an iterator over 10,000 items', value, 20), row('- with its events', withEvents)];
}

/** The median processor time of one run of each kind of work, in milliseconds, when it is hot. */
async function timesOf(works) {
  const counts = [];
  for (const work of works) { counts.push(await warm(work)); }
  const times = works.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < works.length; turn++) {
      const at = round % 2 ? works.length - 1 - turn : turn;
      times[at].push(await timeOf(works[at], counts[at]));
    }
  }
  return times.map(median);
}

/** Lets the compiler do its work, and tells how often the work is to be done in a round. */
async function warm(work) {
  let count = 1;
  for (let total = 0; total < 10 * ROUND;) {
    const time = await timeOf(work, count) * count;
    total += time;
    if (time < ROUND) { count *= 2; }
  }
  return count;
}

async function timeOf(work, count) {
  // only what is new: collecting all would throw away what the compiler has learnt of short-lived objects
  globalThis.gc({ type: 'minor' });
  const start = cpuTime();
  for (let at = 0; at < count; at++) {
    // only what is a promise is waited for: waiting takes time
    const pending = work();
    if (typeof pending?.then === 'function') { await pending; }
  }
  return (cpuTime() - start) / count;
}
