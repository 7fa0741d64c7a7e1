/** The programs that run inline code and Lambda handlers, by themselves: a request in, one line out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folder } from './support';

const PROGRAMS = join(__dirname, '../../src/runner/handlers/programs');
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

function answers(command: string, args: readonly string[], ...requests: readonly unknown[]): readonly unknown[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { stdout } = spawnSync(command, args, { input, encoding: 'utf8' });
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

describe('inline-code.py', () => {
  const run = (...codes: readonly string[]) => answers(PYTHON, ['-I', '-S', join(PROGRAMS, 'inline-code.py')],
    ...codes.map((code) => ({ code, variables: { xx: 2 }, seconds: 10 })));

  test('the value of the last expression is the answer, and no request knows of the one before', () =>
    expect(run('yy = xx + 1\nyy', 'yy')).toEqual([
      { value: 3 }, { error: { type: 'NameError', message: "name 'yy' is not defined", line: 1 } },
    ]));

  test('what the code prints or closes does not get between', () =>
    expect(run('import sys\nprint("noise")\nsys.stdout.close()\n1', '2')).toEqual([{ value: 1 }, { value: 2 }]));

  test('what is not JSON, a syntax error and an exit are answers too', () =>
    expect(run('{1, 2}', 'float("nan")', 'x =', 'exit(3)')).toEqual([
      { noJson: 'set', message: expect.any(String) }, { noJson: 'float', message: expect.any(String) },
      { error: { type: 'SyntaxError', message: expect.any(String), line: 1 } },
      { error: { type: expect.any(String), message: expect.any(String), line: 1 } },
    ]));
});

describe.each([
  ['lambda.py', PYTHON, [join(PROGRAMS, 'lambda.py')], 'handler.py',
    'def handler(event, context):\n    print("noise")\n    return [event, context.function_name]\n'
      + 'def fails(event, context):\n    raise ValueError("no")\n'],
  ['lambda.cjs', process.execPath, ['-e', `require(${JSON.stringify(join(PROGRAMS, 'lambda.cjs'))})`, 'once'],
    'handler.js', 'exports.handler = async (event, context) => { console.log("noise");'
      + ' return [event, context.functionName]; };\n'
      + 'exports.fails = () => { throw Object.assign(new Error("no"), { name: "ValueError" }); };\n'],
] as const)('%s', (_, command, args, file, code) => {
  const context = { functionName: 'F', awsRequestId: '1', timeoutMs: 1000 };
  const ask = (name: string, path = join(folder({ [file]: code }), file)) =>
    answers(command, args, { file: path, name, event: { a: 1 }, context })[0];

  test('the answer is one line, whatever the handler prints', () =>
    expect(ask('handler')).toMatchObject({ value: [{ a: 1 }, 'F'] }));

  test('what it throws has a type and a message', () =>
    expect(ask('fails')).toMatchObject({ error: { errorType: 'ValueError', errorMessage: 'no' } }));

  test('a name that is not there comes with those that are', () =>
    expect(ask('handlr')).toEqual({ missing: ['handler', 'fails'] }));

  test('a module that can not be loaded says why', () =>
    expect(ask('handler', join(folder({ [file]: '(' }), file))).toEqual({ unloadable: expect.any(String) }));
});
