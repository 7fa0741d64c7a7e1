// Written by scripts/programs.ts

/** src/runner/handlers/programs/inline-code.py */
export const INLINE_CODE_PY = `"""Runs inline code of flows: reads requests line by line, and answers each with one line.

A request is {"code", "variables", "seconds"}; an answer is {"value"}, {"error": {"type", "message", "line"}} or
{"noJson", "message"}. The names of this program are bound before any code runs, and the answers go to a copy of the
standard output, so that what the code prints or replaces does not get between. That is no sandbox: the code can do
whatever the user who runs it can do.
"""
import ast
import builtins
import faulthandler
import json
import os

dumps, loads, write, parse, Expr, Expression = json.dumps, json.loads, os.write, ast.parse, ast.Expr, ast.Expression
answers = os.dup(1)
os.dup2(2, 1)
requests = os.fdopen(os.dup(0), 'rb')
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
nowhere = open(os.devnull, 'w')
NAME = '<inline code>'

def run(code, variables):
    tree = parse(code, NAME)
    scope = {'__name__': '__main__', '__builtins__': builtins, **variables}
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], Expr) else None
    exec(compile(tree, NAME, 'exec'), scope)
    return None if last is None else eval(compile(Expression(last.value), NAME, 'eval'), scope)

def line_of(error):
    if isinstance(error, SyntaxError) and error.filename == NAME:
        return error.lineno
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line

def failure(error):
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return {'type': type(error).__name__, 'message': text, 'line': line_of(error)}

def answer(line):
    try:
        request = loads(line)
        # should the one who asked be gone, an endless loop ends all the same
        faulthandler.dump_traceback_later(request['seconds'] + 5, exit=True, file=nowhere)
        value = run(request['code'], request['variables'])
    except BaseException as error:
        return dumps({'error': failure(error)})
    finally:
        faulthandler.cancel_dump_traceback_later()
    try:
        return dumps({'value': value}, allow_nan=False)
    except BaseException as error:
        return dumps({'noJson': type(value).__name__, 'message': str(error)})

for line in requests:
    out = answer(line).encode('ascii') + b'\\n'
    while out:
        out = out[write(answers, out):]
`;

/** src/runner/handlers/programs/lambda.cjs */
export const LAMBDA_CJS = `/**
 * Runs Lambda handlers in Node. Reads {file, name, event, context} line by line from descriptor 3, and answers each
 * with one line: {value}, {error: {errorType, errorMessage}}, {unloadable} or {missing}, with the files that were
 * loaded. With the argument \`once\` it reads one request from the standard input and answers on the standard output.
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
new Worker(\`(\${endWithParent})()\`, { eval: true, workerData: process.ppid, stdout: true, stderr: true }).unref();

const seen = new Map();
const see = (path) => {
  if (seen.has(path) || /[\\\\/]node_modules[\\\\/]/.test(path)) { return; }
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
  const text = \`\${JSON.stringify(reply)}\\n\`;
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
  process.stderr.write(\`\${errorType}: \${errorMessage} was thrown after the function had answered; \`
    + 'await what it begins, or catch it\\n', () => exit(1));
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
    const end = text.indexOf('\\n');
    if (end < 0) { parts.push(text); return; }
    const line = parts.concat(text.slice(0, end)).join('');
    parts = [];
    run(JSON.parse(line));
  });
  channel.on('close', () => exit(0)).on('error', () => exit(1));
}
`;

/** src/runner/handlers/programs/lambda.py */
export const LAMBDA_PY = `"""Runs a Lambda handler in Python.

Reads {"file", "name", "event", "context"} from the standard input, and writes one line to what was the standard output:
{"value"}, {"error": {"errorType", "errorMessage"}}, {"unloadable"} or {"missing"}. What the handler prints goes to the
standard error.
"""
import importlib.util
import json
import os
import sys

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
