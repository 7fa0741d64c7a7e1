/**
 * Runs a command, and ends it with all that it started as soon as its own standard input ends: whoever holds the other
 * end says so by closing it, or is gone, however that came. It leads a process group of its own.
 */
const { spawn } = require('node:child_process');

/** How long the command and what it started may take to end. */
const GRACE_MS = 5000;

const [command, ...argv] = process.argv.slice(2);
const child = spawn(command, argv, { stdio: ['ignore', 'inherit', 'inherit'] });

process.on('SIGTERM', () => {}); // it is sent to the whole group, and this process ends last
let isEnding = false;
process.stdin.once('close', () => {
  isEnding = true;
  process.kill(0, 'SIGTERM');
  setTimeout(() => process.kill(0, 'SIGKILL'), GRACE_MS).unref();
}).on('error', () => {}).resume();

child.on('error', ({ message }) => {
  process.stderr.write(`${command} can't be run: ${message}\n`);
  process.exit(127);
});
child.on('exit', (code) => {
  // what it started and left behind ends, too
  if (isEnding) { process.kill(0, 'SIGKILL'); }
  process.exit(code ?? 1);
});
