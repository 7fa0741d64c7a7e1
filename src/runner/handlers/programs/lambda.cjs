/**
 * Runs Lambda handlers in Node. Reads {file, name, event, context} line by line from descriptor 3, and answers each
 * with one line: {value}, {error: {errorType, errorMessage}}, {unloadable} or {missing}, with the files that were
 * loaded. With the argument `once` it reads one request from the standard input and answers on the standard output.
 * What handlers print goes to the standard error.
 */
const { statSync, readFileSync, writeSync } = require('node:fs');
const { registerHooks } = require('node:module');
const { Socket } = require('node:net');
const { pathToFileURL, fileURLToPath } = require('node:url');
const { Worker } = require('node:worker_threads');
const exit = process.exit.bind(process);
const isOnce = process.argv[1] === 'once';
const channel = isOnce ? undefined : new Socket({ fd: 3, readable: true, writable: true });
process.stdout.write = process.stderr.write.bind(process.stderr);
// who asks may be gone: an endless loop ends all the same
function endWithParent() {
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.ppid !== workerData) { process.kill(process.pid, 'SIGKILL'); } }, 500);
}
new Worker(`(${endWithParent})()`, { eval: true, workerData: process.ppid, stdout: true, stderr: true }).unref();

const seen = new Map();
const see = (path) => {
  if (seen.has(path) || /[\\/]node_modules[\\/]/.test(path)) { return; }
  try {
    const { mtimeMs, size } = statSync(path);
    seen.set(path, [mtimeMs, size]);
  } catch { /* made up by a loader */ }
};
if (registerHooks) {
  registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:')) { see(fileURLToPath(url)); }
      return next(url, context);
    },
  });
}
// modules that are no CommonJS are seen by hooks only: without those nobody knows what is loaded
const filesOf = (file) => {
  if (!registerHooks && !require.cache[file]) { return null; }
  Object.keys(require.cache).forEach(see);
  return [...seen].map(([path, stamp]) => [path, ...stamp]);
};

let isBusy = false;
const answer = (reply, isOver) => {
  isBusy = false;
  const text = `${JSON.stringify(reply)}\n`;
  if (!isOnce) { return isOver ? channel.end(text, () => exit(0)) : channel.write(text); }
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try { at += writeSync(1, bytes, at); } catch (error) { if (error.code !== 'EAGAIN') { throw error; } }
  }
  exit(0);
};
const wordsOf = (error) => ({ errorType: error?.name ?? typeof error, errorMessage: error?.message ?? String(error) });
const fail = (error, isOver) => answer({ error: wordsOf(error) }, isOver);
const uncaught = (error) => {
  if (isBusy) { return fail(error, true); }
  const { errorType, errorMessage } = wordsOf(error);
  process.stderr.write(`${errorType}: ${errorMessage} was thrown after the function had answered; `
    + 'await what it begins, or catch it\n', () => exit(1));
};
process.on('uncaughtException', uncaught);
process.on('unhandledRejection', uncaught);

const run = async ({ file, name, event, context }) => {
  isBusy = true;
  let loaded;
  try {
    loaded = await import(pathToFileURL(file).href);
  } catch (error) {
    return answer({ unloadable: error?.message ?? String(error) }, true);
  }
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') {
    const all = loaded.default ?? loaded;
    return answer({ missing: Object.keys(all).filter((key) => typeof all[key] === 'function') }, true);
  }
  const started = Date.now();
  const whole = { ...context, getRemainingTimeInMillis: () => Math.max(0, context.timeoutMs - (Date.now() - started)) };
  try {
    const value = await new Promise((resolve, reject) => {
      const given = handler(event, whole, (error, result) => error ? reject(error) : resolve(result));
      if (typeof given?.then === 'function') {
        given.then(resolve, reject);
      } else if (given !== undefined || handler.length < 3) {
        resolve(given);
      }
    });
    answer({ value: JSON.parse(JSON.stringify(value ?? null) ?? 'null'), files: filesOf(file) });
  } catch (error) {
    answer({ error: wordsOf(error), files: filesOf(file) });
  }
};
if (isOnce) {
  setInterval(() => undefined, 1_000_000); // a promise that nothing keeps is waited for, as it is there
  run(JSON.parse(readFileSync(0, 'utf8')));
} else {
  let parts = [];
  channel.setEncoding('utf8').on('data', (text) => {
    const end = text.indexOf('\n');
    if (end < 0) { parts.push(text); return; }
    const line = parts.concat(text.slice(0, end)).join('');
    parts = [];
    run(JSON.parse(line));
  });
  channel.on('close', () => exit(0)).on('error', () => exit(1));
}
