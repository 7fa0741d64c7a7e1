/**
 * Flows of 10 nodes: how long the library takes to construct and synthesize 1,000 of them, against aws-cdk-lib's own
 * classes.
 */
import { deepStrictEqual } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuTime, figure, median, peerOf } from './figures.mjs';
import { ours } from './flow-ours.mjs';
import { raw } from './flow-raw.mjs';

const FLOWS = 1000;
const FLOWS_PER_STACK = 90;
const TURNS = 24;
const WARM = 3;

export function synthFigures(require) {
  const add = { ours: ours(require), raw: raw(require) };
  checkEqual(require, add);
  return comparedFigures(require, add, '1,000 flows of 10 nodes', { whole: 1.15, construct: 1.3 });
}

/**
 * How long both programs take, and for which part.
 *
 * @param goals the most that the library may take for each part, as a multiple of what the peer takes
 */
export function comparedFigures(require, add, name, goals) {
  const turns = takeTurns({
    ours: () => measure(require, add.ours, FLOWS_PER_STACK), raw: () => measure(require, add.raw, FLOWS_PER_STACK),
  });
  const parts = {
    whole: [name, ({ construct, synth }) => construct + synth],
    construct: ['- constructing them', ({ construct }) => construct],
    synth: ['- synthesizing them', ({ synth }) => synth],
  };
  return Object.entries(parts).map(([part, [title, timeOf]]) => {
    const [value, peerValue] = ['ours', 'raw'].map((who) => (
      median(turns.map((turn) => timeOf(turn[who]))) * FLOWS / FLOWS_PER_STACK
    ));
    return figure({
      name: title, unit: 'ms', value, peer: peerOf(require), peerValue,
      ratio: median(turns.map(({ ours: left, raw: right }) => timeOf(left) / timeOf(right))), maxRatio: goals[part],
    });
  });
}

/** An app with so many flows, not synthesized yet. */
export function appOf(require, add, flows, outdir) {
  const { App, Stack } = require('aws-cdk-lib');
  const app = new App({ outdir });
  let stack;
  for (let at = 0; at < flows; at++) {
    if (at % FLOWS_PER_STACK === 0) { stack = new Stack(app, `Stack${at / FLOWS_PER_STACK}`); }
    add(stack, `Flow${at}`);
  }
  return app;
}

/**
 * The times of both in each turn, a stack each. What slows the machine down meets both sides of a turn, so that the
 * ratio within a turn says more than that of all turns.
 */
function takeTurns(variants) {
  const names = Object.keys(variants);
  for (let at = 0; at < WARM; at++) { for (const name of names) { variants[name](); } } // compiles what is hot
  return Array.from({ length: TURNS }, (_, turn) => {
    const order = turn % 2 ? [...names].reverse() : names;
    return Object.fromEntries(order.map((name) => [name, variants[name]()]));
  });
}

export function measure(require, add, flows, options) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  globalThis.gc();
  const start = cpuTime();
  const app = appOf(require, add, flows, outdir);
  const constructed = cpuTime();
  app.synth(options);
  const synthesized = cpuTime();
  rmSync(outdir, { recursive: true });
  return { construct: constructed - start, synth: synthesized - constructed };
}

/** The template of a stack with two flows. */
export function templateOf(require, add) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const { template } = appOf(require, add, 2, outdir).synth().stacks[0];
  rmSync(outdir, { recursive: true });
  return template;
}

/** The comparison is fair only while both give the same template. */
function checkEqual(require, add) {
  deepStrictEqual(
    templateOf(require, add.ours), templateOf(require, add.raw), 'the two programs do not give the same template',
  );
}
