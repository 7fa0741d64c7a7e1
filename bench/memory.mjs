/** The heap that 1,000 flows of 10 nodes take before they are synthesized, each way in a fresh process. */
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { requireFrom } from './build.mjs';
import { figure, peerOf } from './figures.mjs';
import { ours } from './flow-ours.mjs';
import { raw } from './flow-raw.mjs';
import { appOf } from './synth.mjs';

const FLOWS = 1000;
const file = fileURLToPath(import.meta.url);

export function memoryFigures(require, library) {
  const run = (which) => Number(execFileSync(process.execPath, ['--expose-gc', file, library, which], {
    encoding: 'utf8',
  }));
  return [figure({
    name: 'heap of 1,000 flows', unit: 'MB', value: run('ours'), peer: peerOf(require), peerValue: run('raw'),
  })];
}

// run as a program: prints the megabytes
if (argv[1] === file) {
  const require = requireFrom(argv[2]);
  const add = { ours, raw }[argv[3]](require);
  appOf(require, add, 1, tmpdir()); // loads everything
  const heap = () => {
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const app = appOf(require, add, FLOWS, tmpdir());
  console.log((heap() - before) / 1e6);
  if (app.node.children.length === 0) { throw new Error('the app was collected'); }
}
