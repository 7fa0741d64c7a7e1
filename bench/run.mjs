/**
 * Benchmarks of the library against what its users would write without it. `npm run bench` prints a table, `npm run
 * bench -- --json` one line of JSON for each figure: name, value, unit, peer, peerValue, ratio, goal, ok. Names run
 * only those: `npm run bench -- synth router`. A goal that is missed is no error; a broken benchmark is. Times are
 * processor time, but for the command and functions: there it counts how long people wait.
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

// what takes microseconds goes first: it is slower beside the heap that thousands of flows leave
const BENCHMARKS = {
  runner: simulationFigures,
  import: importFigures,
  memory: memoryFigures,
  rules: validationFigures,
  synth: synthFigures,
  published: publishedFigures,
  command: commandFigures,
  router: routerFigures,
  callers: callerFigures,
};

const options = argv.slice(2);
const asJson = options.includes('--json');
const named = options.filter((option) => option !== '--json');
const unknown = named.find((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown !== undefined) {
  console.error(`error: there is no benchmark '${unknown}'; choose from ${Object.keys(BENCHMARKS).join(', ')}`);
  exit(2);
}
// the benchmarks collect garbage between rounds
if (!globalThis.gc) {
  const { status, signal } = spawnSync(execPath, ['--expose-gc', ...argv.slice(1)], { stdio: 'inherit' });
  if (signal) { console.error(`error: the benchmarks were ended by ${signal}; run them again`); }
  exit(status ?? 1);
}
// aws-cdk-lib from 2.262 on validates each template, which takes far longer than all that is measured here
process.env.CDK_VALIDATION = 'false';

installPeers();
const library = buildLibrary();
const require = requireFrom(library);

if (!asJson) { console.log(`peer: ${peerOf(require)}, Node ${version}\n\n${heading()}`); }
for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
  if (named.length > 0 && !named.includes(name)) { continue; }
  for (const figure of await benchmark(require, library)) { console.log(asJson ? jsonLine(figure) : tableRow(figure)); }
}
