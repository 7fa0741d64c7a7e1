/**
 * Programs that run a Lambda handler out of this process. The one for Python reads `{file, name, event, context}` from
 * the standard input, and writes one line with `{"value": …}` or `{"error": {"errorType", "errorMessage"}}` to what was
 * its standard output. The one for Node does so for one line after the other on descriptor 3; with the argument `once`
 * for one, as Python does. What handlers print goes to the standard error.
 */

export const NODE_LAMBDA = `
const { statSync, readFileSync, writeSync } = require('node:fs');
const { Socket } = require('node:net');
const { pathToFileURL, fileURLToPath } = require('node:url');
const { registerHooks } = require('node:module');
const { Worker } = require('node:worker_threads');
const exit = process.exit.bind(process);
const isOnce = process.argv[1] === 'once';
const channel = isOnce ? undefined : new Socket({ fd: 3, readable: true, writable: true });
process.stdout.write = process.stderr.write.bind(process.stderr);
// who asks may be gone: an endless loop ends all the same
new Worker('const { workerData } = require("node:worker_threads"); setInterval(() => { if (process.ppid !== workerData) { process.kill(process.pid, "SIGKILL"); } }, 500);',
  { eval: true, workerData: process.ppid, stdout: true, stderr: true }).unref();

const seen = new Map();
const see = (path) => {
  if (seen.has(path) || /[\\\\/]node_modules[\\\\/]/.test(path)) { return; }
  try { const { mtimeMs, size } = statSync(path); seen.set(path, [mtimeMs, size]); } catch { /* made up by a loader */ }
};
if (registerHooks) {
  registerHooks({ load(url, context, next) { if (url.startsWith('file:')) { see(fileURLToPath(url)); } return next(url, context); } });
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
  const text = JSON.stringify(reply) + '\\n';
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
  process.stderr.write(errorType + ': ' + errorMessage + ' was thrown after the function had answered; await what it begins, or catch it\\n', () => exit(1));
};
process.on('uncaughtException', uncaught);
process.on('unhandledRejection', uncaught);

const run = async ({ file, name, event, context }) => {
  isBusy = true;
  let module;
  try { module = await import(pathToFileURL(file).href); } catch (error) { return answer({ unloadable: error?.message ?? String(error) }, true); }
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') {
    const all = module.default ?? module;
    return answer({ missing: Object.keys(all).filter((key) => typeof all[key] === 'function') }, true);
  }
  const started = Date.now();
  const whole = { ...context, getRemainingTimeInMillis: () => Math.max(0, context.timeoutMs - (Date.now() - started)) };
  try {
    const value = await new Promise((resolve, reject) => {
      const given = handler(event, whole, (error, result) => error ? reject(error) : resolve(result));
      if (typeof given?.then === 'function') { given.then(resolve, reject); } else if (given !== undefined || handler.length < 3) { resolve(given); }
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
    const end = text.indexOf('\\n');
    if (end < 0) { parts.push(text); return; }
    const line = parts.concat(text.slice(0, end)).join('');
    parts = [];
    run(JSON.parse(line));
  });
  channel.on('close', () => exit(0)).on('error', () => exit(1));
}
`;

export const PYTHON_LAMBDA = `
import importlib.util, json, os, sys
answers = os.dup(1)
os.dup2(2, 1)
given = json.loads(sys.stdin.buffer.read())
file, name = given['file'], given['name']
class Context:
    def get_remaining_time_in_millis(self):
        return self.timeout_ms
context = Context()
for key, other in (('functionName', 'function_name'), ('awsRequestId', 'aws_request_id'), ('timeoutMs', 'timeout_ms')):
    setattr(context, other, given['context'][key])
def answer(reply):
    out = json.dumps(reply, allow_nan=False).encode('ascii') + b'\\n'
    while out:
        out = out[os.write(answers, out):]
    sys.stderr.flush()
    os._exit(0)
def failure(error):
    return {'error': {'errorType': type(error).__name__, 'errorMessage': str(error)}}
sys.path.insert(0, os.path.dirname(file))
try:
    spec = importlib.util.spec_from_file_location(os.path.splitext(os.path.basename(file))[0], file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
except BaseException as error:
    answer({'unloadable': type(error).__name__ + ': ' + str(error)})
handler = getattr(module, name, None)
if not callable(handler):
    answer({'missing': [key for key, value in vars(module).items() if callable(value) and not key.startswith('_')]})
try:
    reply = {'value': handler(given['event'], context)}
    json.dumps(reply, allow_nan=False)
except BaseException as error:
    reply = failure(error)
answer(reply)
`;
