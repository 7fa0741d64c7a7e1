/** Inline code in a real Python, at once and in a process that stays. */
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PythonWorker } from '../../../src/runner/handlers/python-worker';
import { runFlow, runFlowSync } from '../../../src/runner/run-flow';
import { codeFlow, expectGone, folder, refused } from '../support';

const MOCKS = { nodes: { Code: { python: true } } } as const;

/** Both ways must say the same. */
async function both(code: string, input: unknown, type: string, inputType: string, mock: object = {}): Promise<any> {
  const options = { input, mocks: { nodes: { Code: { python: true as const, ...mock } } } };
  const later = await runFlow(codeFlow(code, type, inputType), options);
  const atOnce = runFlowSync(codeFlow(code, type, inputType), options);
  expect(atOnce.toJSON()).toEqual(later.toJSON());
  return later.error ?? later.outputs[0].document;
}

test.each<[string, string, unknown, string, string]>([
  ['the value of the last expression', 'y = x + "!"\ny.upper()', 'hi', 'String', 'HI!'],
  ['a literal', 'x\n{"a": [1, 2.5, None, True]}', '', 'Object', { a: [1, 2.5, null, true] } as never],
  ['a conditional expression', '"yes" if x == "a" else "no"', 'a', 'String', 'yes'],
  ['functions and classes', 'def f(n):\n  return 1 if n < 2 else n * f(n - '
    + '1)\nf(len(x))', 'abcde', 'Number', 120 as never],
  ['closures over variables', '[x[i] for i in range(len(x))]', 'ab', 'Array', ['a', 'b'] as never],
  ['modules', 'import math, json\njson.dumps(math.floor(2.7))', '', 'String', '2'],
  ['unicode', 'x[::-1] + "\\n\\u2028"', 'äö😀', 'String', '😀öä\n\u2028'],
  ['prints do not count', 'print("noise")\nimport sys\nsys.stdout.write("more")\n"quiet"', '', 'String', 'quiet'],
  ['a comment behind', '"last"  # comment\n# more\n', '', 'String', 'last'],
  ['a tuple as a list', '(1, 2)', '', 'Array', [1, 2] as never],
  ['no input to read', 'import sys\nsys.stdin.read() + "end"', '', 'String', 'end'],
])('%s', async (_, code, input, type, expected) => {
  expect(await both(code, input, type, 'String')).toEqual(expected);
});

test('variables have the types of their values', async () => {
  expect(await both('[type(x).__name__, type(x["n"]).__name__, x["l"][1], x["z"] is None]',
    { n: 1, l: ['a', true], z: null }, 'Array', 'Object'))
    .toEqual(['dict', 'int', true, true]);
});

test.each<[string, string, string]>([
  ['an exception', 'a = 1\nb = [][1]\n"x"', 'Code execution failed due to runtime failure in node Code: IndexError: '
    + 'list index out of range (line 2)'],
  ['one in a function', 'def f():\n  return missing\n\nf()', 'Code execution failed due to runtime failure in node '
    + 'Code: NameError: name \'missing\' is not defined (line 2)'],
  ['a syntax error', 'x = 1\ny = = 2', 'Code execution failed due to runtime failure in node Code: SyntaxError: '
    + 'invalid syntax (line 2)'],
  ['leaving', 'import sys\nsys.exit(3)', 'Code execution failed due to runtime failure in node Code: SystemExit: 3 '
    + '(line 2)'],
  ['dying', 'import os\nos._exit(3)', 'Python ended with exit code 3 in the inline code of node Code'],
  ['being killed', 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n1', 'Python ended by SIGKILL in the '
    + 'inline code of node Code'],
  ['a result that is not JSON', '{1, 2}', 'the inline code of node Code gives a set, which is not JSON: Object of type '
    + 'set is not JSON serializable'],
  ['a number that is none', 'float("nan")', 'the inline code of node Code gives a float, which is not JSON: Out of '
    + 'range float values are not JSON compliant'],
  ['itself', 'a = []\na.append(a)\na', 'the inline code of node Code gives a list, which is not JSON: Circular '
    + 'reference detected'],
  ['no expression at the end', 'y = 1', 'No function output is captured: the inline code of node Code gives no value'],
  ['the wrong type', '1', 'Expected type for Node Output response of Node Code to be STRING. Actual type is NUMBER.'],
])('%s is an error of the flow', async (_, code, message) => {
  expect(await both(code, '', 'String', 'String')).toMatchObject({ message, nodeName: 'Code' });
});

test('an endless loop ends', async () => {
  expect(await both('while True: pass', '', 'String', 'String', { timeoutSeconds: 0.5 }))
    .toMatchObject({
      code: 'dependencyFailedException', message: 'the inline code of node Code took longer than 0.5 s and was stopped',
    });
});

test('the code sees nothing of the user: no variables, no folder, no packages', async () => {
  process.env.RUNNER_SECRET = 'secret';
  const code = ['import os, sys', '["PATH" in os.environ, "HOME" in os.environ, "RUNNER_SECRET" in os.environ,',
    ' "" in sys.path, os.getcwd() in sys.path, any("site-packages" in p for p in sys.path)]'].join('\n');
  const seen = await both(code, '', 'Array', 'String');
  delete process.env.RUNNER_SECRET;
  expect(seen).toEqual([true, false, false, false, false, false]);
});

test('10 MB go in and come out', async () => {
  const text = 'é'.repeat(5_000_000);
  const { outputs } = await runFlow(codeFlow('x + "."'), { input: text, mocks: MOCKS });
  expect(outputs[0].document === `${text}.`).toBe(true);
});

test('a worker runs piece after piece in one process, each with names of its own, and a new one '
  + 'after a death', async () => {
  const worker = new PythonWorker('python3');
  const run = async (code: string, timeoutMs = 20_000) => worker.run('Code', { code, variables: {} }, timeoutMs);
  const all = await Promise.all([
    run('a = 1\na'), run('"a" in globals()'), run('import os\nos.getpid()'), run('import os\nos.getpid()'),
  ]);
  expect(all.slice(0, 2)).toEqual([{ line: '{"value": 1}' }, { line: '{"value": false}' }]);
  expect(all[2]).toEqual(all[3]);
  expect(all[2]).toEqual({ line: `{"value": ${worker.pid}}` });
  const dead = worker.pid;
  expect(await Promise.all([run('import os\nos._exit(1)'), run('2')]))
    .toEqual([{ ended: 'ended with exit code 1' }, { line: '{"value": 2}' }]);
  expect(worker.pid).not.toBe(dead);
  const late = await Promise.all([run('while True: pass', 300), run('3')]);
  expect(late).toEqual([{ isTimedOut: true }, { line: '{"value": 3}' }]);
  worker.close();
  expect(worker.pid).toBeUndefined();
  expect(await run('4')).toEqual({ ended: 'is closed' });
});

test('a signal stops the code, and what waits behind it still runs', async () => {
  const worker = new PythonWorker('python3');
  const stop = new AbortController();
  const stopped = worker.run('Code', { code: 'while True: pass', variables: {} }, 20_000, stop.signal);
  const next = worker.run('Code', { code: '5', variables: {} }, 20_000);
  setTimeout(() => stop.abort(), 200);
  expect(await stopped).toEqual({ ended: 'was stopped' });
  expect(await next).toEqual({ line: '{"value": 5}' });
  worker.close();
});

test('a run leaves no Python behind', async () => {
  const python = join(folder(), `python-${process.pid}`);
  symlinkSync(execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
    .trim(), python);
  await runFlow(codeFlow('"x"'), { input: '', mocks: MOCKS, python });
  await refused(async () => runFlow(codeFlow('while True: pass'),
    { input: '', mocks: MOCKS, python, signal: AbortSignal.timeout(500) }));
  await expectGone(python);
});

test('a Python that is not there is named, with what to do', async () => {
  const line = '[Code] inline code needs Python 3, and \'no-python\' is not there; install Python 3, or mock the node '
    + 'with "returns" [MissingProgram]';
  expect(await refused(async () => runFlow(codeFlow('1'), { input: '', mocks: MOCKS, python: 'no-python' })))
    .toBe(line);
  expect(await refused(() => runFlowSync(codeFlow('1'), { input: '', mocks: MOCKS, python: 'no-python' }))).toBe(line);
});
