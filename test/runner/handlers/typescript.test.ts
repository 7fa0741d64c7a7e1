/** What makes Node load a handler in TypeScript. */
import { pathToFileURL } from 'node:url';
import { argumentsFor } from '../../../src/runner/handlers/typescript';

const FILE = `${__dirname}/data/handler.ts`;
const TSX = ['--import', pathToFileURL(require.resolve('tsx')).href];

const given = process.execArgv;
const features = Object.getOwnPropertyDescriptor(process.features, 'typescript');
afterEach(() => {
  process.execArgv = given;
  if (features) { Object.defineProperty(process.features, 'typescript', features); }
});

/** As in a process that was started with these arguments, of a Node that can or can't load TypeScript. */
function inProcess(execArgv: string[], canItself = false): void {
  process.execArgv = execArgv;
  if (features || canItself) {
    Object.defineProperty(process.features, 'typescript', { value: canItself ? 'strip' : false, configurable: true });
  }
}

test('JavaScript needs nothing', () => {
  inProcess(['--import', 'x']);
  expect(['a.js', 'a.mjs', 'a.cjs', 'a.ts.js'].map(argumentsFor)).toEqual([[], [], [], []]);
});

test.each([
  [['--import', 'x'], ['--import', 'x']],
  [['--import=x'], ['--import=x']],
  [['-r', 'x', '--max-old-space-size=100', '--loader', 'y'], ['-r', 'x', '--loader', 'y']],
  [['--importx', 'y', '--require=z'], ['--require=z']],
])('what this process was started with is used again: %j', (execArgv, words) => {
  inProcess(execArgv);
  expect(argumentsFor(FILE)).toEqual(words);
});

test('without that, the tsx of the project is used; without tsx, nothing', () => {
  inProcess(['--max-old-space-size=100']);
  expect(argumentsFor(FILE)).toEqual(TSX);
  expect(argumentsFor(FILE.replace(/\.ts$/, '.mts'))).toEqual(TSX);
  expect(argumentsFor('/nowhere/at/all/handler.ts')).toEqual([]);
});
