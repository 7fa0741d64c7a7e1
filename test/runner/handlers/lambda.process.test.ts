/** The code of Lambda functions behind nodes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joined } from '../../../src/core/joined';
import { lambdaMock } from '../../../src/runner/handlers/lambda-mock';
import { prepareFlow, runFlow, runFlowSync } from '../../../src/runner/run-flow';
import { runPrepared } from '../../../src/runner/run-prepared';
import { expectGone, folder, lambdaFlow, promptFlow, refused } from '../support';

const MODULES = folder({
  'plain.js': `
    exports.handler = (event) => event.node.inputs[0].value.toUpperCase();
    exports.later = async (event) => ({ got: event.node.name, at: new Date(0), none: undefined });
    exports.callback = (event, context, callback) => { setTimeout(() => callback(null, context.functionName), 10); };
    exports.fails = async () => { throw new TypeError('no such order'); };
    exports.refuses = (event, context, callback) =>
      callback(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
    exports.nothing = () => undefined;
    exports.circular = () => { const a = {}; a.a = a; return a; };
    exports.hangs = () => new Promise(() => {});
    exports.prints = () => { console.log('noise'); process.stdout.write('more\\n'); return 'quiet'; };
    exports.remaining = (event, { getRemainingTimeInMillis: remaining }) =>
      String(remaining() <= 60000 && remaining() > 50000);
    exports.changes = (event) => { event.node.inputs[0].value.order = 'changed'; return 'x'; };
    exports.long = () => 'x'.repeat(10000000);
    exports.forever = () => { for (;;) { } };
    exports.exits = () => { process.exit(5); };
    exports.late = () => {
      setTimeout(() => { throw new Error('lost'); });
      return new Promise((on) => setTimeout(on, 1000));
    };
    exports.noFunction = 5;`,
  'module.mjs': 'export const handler = async (event) => "from a module: " + event.node.inputs[0].value;',
  'broken.js': 'exports.handler = ;',
  'empty.js': 'exports.none = 5;',
  'throwing.js': 'throw new Error("no configuration");',
  'function.py': `
import json, os
print("noise while loading")
def handler(event, context):
    print("noise")
    has_time = context.get_remaining_time_in_millis() > 0
    return {"name": event["node"]["inputs"][0]["value"], "id": context.aws_request_id, "time": has_time}
def fails(event, context):
    raise KeyError("order")
def leaves(event, context):
    raise SystemExit(2)
def dies(event, context):
    os._exit(4)
def no_json(event, context):
    return {1, 2}
def nothing(event, context):
    pass
`,
  'broken.py': 'def handler(:',
});

/** Both ways must say the same. */
async function both(lambda: string, type: string, more: object = {}): Promise<any> {
  const options = { input: 'order 7', mocks: { nodes: { Fn: { lambda: join(MODULES, lambda), ...more } } } };
  const later = await runFlow(lambdaFlow(type), options);
  const atOnce = runFlowSync(lambdaFlow(type), options);
  expect(atOnce.toJSON()).toEqual(later.toJSON());
  return later.error ?? later.outputs[0].document;
}

test.each<[string, string, unknown]>([
  ['plain.js', 'String', 'ORDER 7'],
  ['plain.js#handler', 'String', 'ORDER 7'],
  ['plain.js#later', 'Object', { got: 'Fn', at: '1970-01-01T00:00:00.000Z' }],
  ['plain.js#callback', 'String', 'Fn'],
  ['plain.js#prints', 'String', 'quiet'],
  ['plain.js#remaining', 'String', 'true'],
  ['module.mjs#handler', 'String', 'from a module: order 7'],
  ['function.py#handler', 'Object', { name: 'order 7', id: 'request-1', time: true }],
])('%s gives its %s', async (lambda, type, value) => {
  expect(await both(lambda, type)).toEqual(value);
});

test.each<[string, string]>([
  ['plain.js#fails', 'the Lambda function of node Fn failed: TypeError: no such order'],
  // an error of the function is one of the function, whatever its name
  ['plain.js#refuses', 'the Lambda function of node Fn failed: ThrottlingException: slow down'],
  ['function.py#fails', 'the Lambda function of node Fn failed: KeyError: \'order\''],
  ['function.py#leaves', 'the Lambda function of node Fn failed: SystemExit: 2'],
  ['function.py#no_json', 'the Lambda function of node Fn failed: TypeError: Object of type set is not JSON '
    + 'serializable'],
])('%s fails its node', async (lambda, message) => {
  expect(await both(lambda, 'String'))
    .toEqual({ code: 'dependencyFailedException', message, resourceName: 'Lambda', nodeName: 'Fn' });
});

test('what is circular fails as it does in Lambda', async () => {
  expect((await both('plain.js#circular', 'Object')).message)
    .toMatch(/^the Lambda function of node Fn failed: TypeError: Converting circular structure to JSON/);
});

test('a process that dies fails its node', async () => {
  expect((await both('function.py#dies', 'String')).message)
    .toMatch(/^the Lambda function of node Fn ended with exit code 4/);
});

test('a function that returns nothing gives null', async () => {
  const message = 'Expected type for Node Output functionResponse of Node Fn to be STRING. Actual type is NULL.';
  expect(await both('plain.js#nothing', 'String')).toMatchObject({ message });
  expect(await both('function.py#nothing', 'String')).toMatchObject({ message });
});

test('one that hangs fails its node in time', async () => {
  const options =
    { input: '', mocks: { nodes: { Fn: { lambda: join(MODULES, 'plain.js#hangs'), timeoutSeconds: 0.5 } } } };
  expect((await runFlow(lambdaFlow(), options)).error?.message).toBe('the Lambda function of node Fn took longer than '
    + '0.5 s and was stopped');
  expect(runFlowSync(lambdaFlow(), options).error?.message).toBe('the Lambda function of node Fn took longer than 0.5 '
    + 's and was stopped');
});

test.each<[string, number, RegExp]>([
  ['plain.js#forever', 2, /^the Lambda function of node Fn took longer than 2 s and was stopped$/],
  ['plain.js#exits', 60, /^the Lambda function of node Fn ended with exit code 5$/],
  ['plain.js#late', 60, /^the Lambda function of node Fn failed: Error: lost$/],
])('%s fails its node, and nothing else', async (lambda, timeoutSeconds, message) => {
  expect((await both(lambda, 'String', { timeoutSeconds })).message).toMatch(message);
  await expectGone(MODULES);
});

test('a process is used again, until its module changes', async () => {
  const root = folder({ 'count.js': 'let calls = 0; exports.handler = () => `${++calls}`;' });
  const flow = prepareFlow(lambdaFlow(), { mocks: { nodes: { Fn: { lambda: join(root, 'count.js') } } } });
  const called = async () => (await runPrepared(flow, { input: '' })).outputs[0].document;
  expect([await called(), await called()]).toEqual(['1', '2']);
  writeFileSync(join(root, 'count.js'), 'exports.handler = () => "changed";');
  expect(await called()).toBe('changed');
  flow.close();
});

test('a handler in TypeScript', async () => {
  const root = join(__dirname, '..', '..', 'runner', 'handlers', 'data');
  const mocks = { nodes: { Fn: { lambda: join(root, 'handler.ts') } } };
  expect((await runFlow(lambdaFlow(), { input: 'order 7', mocks })).outputs[0].document).toBe('typed order 7');
  expect(runFlowSync(lambdaFlow(), { input: 'order 7', mocks }).outputs[0].document).toBe('typed order 7');
});

test('a function can\'t change what the trace says', async () => {
  const mocks = { nodes: { Fn: { lambda: join(MODULES, 'plain.js#changes') } } };
  const { calls } = await runFlow(lambdaFlow('String', 'Object'), { input: { order: 'as it was' }, mocks });
  expect(calls.Fn[0].inputs).toEqual({ value: { order: 'as it was' } });
});

test('10 MB come out', async () => {
  expect((await both('plain.js#long', 'String')).length).toBe(10_000_000);
});

test.each<[string, RegExp]>([
  ['none.js#handler', /^\[Fn\] there is no file '.*none\.js'; correct the path of "lambda" \[UnreadableFile\]$/],
  [
    'plain.js#handlr',
    joined(
      /^\[Fn\] '.*plain\.js#handlr' names the function 'handlr', which the module does not have; use one of /,
      /'callback', (?!.*'noFunction').* \[IllegalMock\]$/,
    ),
  ],
  [
    'function.py#handlr',
    joined(
      /names the function 'handlr', which the module does not have; use one of 'dies', 'fails', 'handler', .* /,
      /\[IllegalMock\]$/,
    ),
  ],
  [
    'broken.js#handler',
    joined(
      /^\[Fn\] the module of '.*broken\.js#handler' can't be loaded: .*; correct it, or give one that Node or Python /,
      /can load \[IllegalMock\]$/,
    ),
  ],
  ['empty.js', /names the function 'handler', which the module does not have; export it \[IllegalMock\]$/],
  ['throwing.js#handler', /can't be loaded: no configuration; correct it/],
  ['broken.py#handler', /can't be loaded: SyntaxError: .*; correct it/],
])('%s is a mistake of the test', async (lambda, line) => {
  const options = { input: '', mocks: { nodes: { Fn: { lambda: join(MODULES, lambda) } } } };
  expect(await refused(async () => runFlow(lambdaFlow(), options))).toMatch(line);
  expect(await refused(() => runFlowSync(lambdaFlow(), options))).toMatch(line);
});

test('a handler that is imported', async () => {
  const handlers = {
    nodes: {
      Fn: lambdaMock(async (event: any, context: any) => `${event.node.inputs[0].name} ${context.functionName}`),
    },
  };
  expect((await runFlow(lambdaFlow(), { input: '', handlers })).outputs[0].document).toBe('value Fn');
  // as Lambda has it: a value at once, by the callback though it takes one, and nothing at all
  for (const [handler, document] of [
    [() => 'at once', 'at once'],
    [(_: any, __: any, done: any) => { setTimeout(() => done(undefined, 'called back')); }, 'called back'],
    [(_: any, __: any, ___: any) => 'with three', 'with three'],
  ] as const) {
    const result = await runFlow(lambdaFlow(), { input: '', handlers: { nodes: { Fn: lambdaMock(handler) } } });
    expect(result.outputs[0].document).toBe(document);
  }
  const silent = await runFlow(lambdaFlow(), { input: '', handlers: { nodes: { Fn: lambdaMock(() => undefined) } } });
  expect(silent.error?.message).toContain('Actual type is NULL.');
  const wrong =
    await refused(async () => runFlow(promptFlow(), { input: '', handlers: { nodes: { Ask: lambdaMock(() => 1) } } }));
  expect(wrong).toBe('[Ask] only LambdaFunction nodes run a Lambda handler; mock the node in another way, for example '
    + 'with "command" [IllegalMock]');
});
