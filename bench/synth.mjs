/**
 * 1,000 flows of 10 nodes: how long the library takes to construct and synthesize them, against aws-cdk-lib's own
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
const ROUNDS = 5;

export function synthFigures(require) {
  const add = { ours: ours(require), raw: raw(require) };
  checkEqual(require, add);

  const times = takeTurns({
    ours: (flows) => measure(require, add.ours, flows), raw: (flows) => measure(require, add.raw, flows),
  });
  const compared = (name, of, maxRatio) => figure({
    name, unit: 'ms', value: median(times.ours.map(of)), peer: peerOf(require), peerValue: median(times.raw.map(of)),
    maxRatio,
  });
  return [
    compared('1,000 flows of 10 nodes', ({ construct, synth }) => construct + synth, 1.15),
    compared('- constructing them', ({ construct }) => construct, 1.3),
    compared('- synthesizing them', ({ synth }) => synth),
  ];
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
 * The times for all flows, some rounds of them. The variants take turns stack by stack, so that what slows the machine
 * down meets all.
 *
 * @param variants by name: how to make and synthesize so many flows, and measure it
 */
export function takeTurns(variants) {
  const names = Object.keys(variants);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) { variants[name](FLOWS_PER_STACK); } // compiles what is hot
  for (let round = 0; round < ROUNDS; round++) {
    const totals = Object.fromEntries(names.map((name) => [name, { construct: 0, synth: 0 }]));
    for (let first = 0, turn = 0; first < FLOWS; first += FLOWS_PER_STACK, turn++) {
      const flows = Math.min(FLOWS_PER_STACK, FLOWS - first);
      for (const name of turn % 2 ? [...names].reverse() : names) {
        const { construct, synth } = variants[name](flows);
        totals[name].construct += construct;
        totals[name].synth += synth;
      }
    }
    for (const name of names) { times[name].push(totals[name]); }
  }
  return times;
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
