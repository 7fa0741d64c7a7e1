/**
 * Benchmarks of the library against what its users would write without it. `npm run bench` prints a table, `npm run
 * bench -- --json` one line of JSON for each figure: name, value, unit, peer, peerValue, ratio, goal, ok. A goal that
 * is missed is no error; a broken benchmark is. Times are processor time, but for the command and functions:
 * there it counts how long people wait.
 */
import { spawnSync } from 'node:child_process';
import { argv, execPath, exit, version } from 'node:process';
import { buildLibrary, installPeers, requireFrom } from './build.mjs';
import { callerFigures } from './callers.mjs';
import { heading, jsonLine, peerOf, tableRow } from './figures.mjs';
import { importFigures } from './import.mjs';
import { memoryFigures } from './memory.mjs';
import { publishedFigures } from './published.mjs';
import { routerFigures } from './router.mjs';
import { commandFigures } from './serve.mjs';
import { simulationFigures } from './simulate.mjs';
import { synthFigures } from './synth.mjs';
import { validationFigures } from './validate.mjs';

// the benchmarks collect garbage between rounds
if (!globalThis.gc) {
  const { status, signal } = spawnSync(execPath, ['--expose-gc', ...argv.slice(1)], { stdio: 'inherit' });
  if (signal) { console.error(`error: the benchmarks were ended by ${signal}; run them again`); }
  exit(status ?? 1);
}
// aws-cdk-lib from 2.262 on validates each template, which takes far longer than all that is measured here
process.env.CDK_VALIDATION = 'false';

const asJson = argv.includes('--json');
installPeers();
const library = buildLibrary();
const require = requireFrom(library);

if (!asJson) { console.log(`peer: ${peerOf(require)}, Node ${version}\n\n${heading()}`); }
// what takes microseconds goes first: it is slower beside the heap that thousands of flows leave
const benchmarks = [
  simulationFigures, importFigures, memoryFigures, validationFigures, synthFigures, publishedFigures, commandFigures,
  routerFigures, callerFigures,
];
for (const benchmark of benchmarks) {
  for (const figure of await benchmark(require, library)) { console.log(asJson ? jsonLine(figure) : tableRow(figure)); }
}
