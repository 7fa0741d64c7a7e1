/** Runs tasks of projen at once: `node scripts/side-by-side.mjs typecheck eslint`. Fails where one of them does. */
import { spawn } from 'node:child_process';

const isWindows = process.platform === 'win32';

function run(task) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['projen', task], { stdio: ['ignore', 'pipe', 'pipe'], shell: isWindows });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) { stream.on('data', (text) => said.push(text)); }
    child.on('error', (error) => said.push(Buffer.from(`${task}: ${error.message}\n`)));
    // all at its end: lines of two tasks do not mix
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

const codes = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = codes.find((code) => code !== 0) ?? 0;
