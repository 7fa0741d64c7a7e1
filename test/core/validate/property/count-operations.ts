/**
 * Counts how often the functions and blocks of the validator run for flows of growing size, with the engine's own
 * counters, and prints the counts. A program of its own: the counters are those of the whole process, and a test that
 * is itself measured has to leave them alone.
 */
import { type Profiler, Session } from 'inspector';
import { SHAPES, SIZES } from './shapes';
import { validate } from '../../../../src/core/validate/validate';

const session = new Session();
session.connect();

function asked<T>(method: string, params: object = {}): T {
  let reply: T | undefined;
  // answered before it returns
  session.post(method, params, (error, result) => {
    if (error) { throw error; }
    reply = result as T;
  });
  return reply!;
}

function operations(json: unknown): number {
  asked('Profiler.takePreciseCoverage');
  validate(json);
  const { result } = asked<Profiler.TakePreciseCoverageReturnType>('Profiler.takePreciseCoverage');
  const ranges = result.filter(({ url }) => /[\\/]src[\\/]core[\\/]/.test(url)).flatMap(({ functions }) => functions)
    .flatMap((one) => one.ranges);
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

asked('Profiler.enable');
asked('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const counts = Object.fromEntries(Object.entries(SHAPES)
  .map(([name, shape]) => [name, SIZES.map((size) => operations(shape(size)))]));
asked('Profiler.stopPreciseCoverage');

// in microseconds for a node; no test asks for it, because it is another on every machine
const times = process.argv[2] !== 'times'
  ? {} : Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => [name, SIZES.map((size) => {
    const flow = shape(size);
    const before = performance.now();
    validate(flow);
    return (performance.now() - before) * 1000 / size;
  })]));
process.stdout.write(JSON.stringify({ counts, times }));
