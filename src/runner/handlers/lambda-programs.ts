/**
 * Programs that run a Lambda handler out of this process: they read `{file, name, event, context}` from the standard input, and write one line with
 * `{"value": …}` or `{"error": {"errorType", "errorMessage"}}` to what was their standard output. What the handler prints goes to the standard error.
 */

export const NODE_LAMBDA = `
const { readFileSync, writeSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
process.stdout.write = process.stderr.write.bind(process.stderr);
const answer = (reply) => {
  const bytes = Buffer.from(JSON.stringify(reply) + '\\n');
  for (let at = 0; at < bytes.length;) {
    try { at += writeSync(1, bytes, at); } catch (error) { if (error.code !== 'EAGAIN') { throw error; } }
  }
  process.exit(0);
};
const fail = (error) => answer({ error: { errorType: error?.name ?? typeof error, errorMessage: error?.message ?? String(error) } });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
(async () => {
  const { file, name, event, context } = JSON.parse(readFileSync(0, 'utf8'));
  let module;
  try { module = await import(pathToFileURL(file).href); } catch (error) { answer({ unloadable: error?.message ?? String(error) }); }
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') {
    const all = module.default ?? module;
    answer({ missing: Object.keys(all).filter((key) => typeof all[key] === 'function') });
  }
  const started = Date.now();
  const whole = { ...context, getRemainingTimeInMillis: () => Math.max(0, context.timeoutMs - (Date.now() - started)) };
  const value = await new Promise((resolve, reject) => {
    const given = handler(event, whole, (error, result) => error ? reject(error) : resolve(result));
    if (typeof given?.then === 'function') { given.then(resolve, reject); } else if (given !== undefined || handler.length < 3) { resolve(given); }
  });
  answer({ value: JSON.parse(JSON.stringify(value ?? null)) });
})().catch(fail);
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
