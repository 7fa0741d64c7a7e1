import { execFileSync } from 'child_process';
import { join } from 'path';
import { SHAPES, SIZES } from './property/shapes';

const ROOT = join(__dirname, '..', '..', '..');

/** How often any block of the validator runs, for each shape and size. */
let counts: { readonly [shape: string]: readonly number[] };

beforeAll(() => {
  const program = join(__dirname, 'property', 'count-operations.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', program],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_V8_COVERAGE: '' } });
  ({ counts } = JSON.parse(output));
});

test.each(Object.keys(SHAPES))('the work grows with the size and no faster: %s', (shape) => {
  const [ten, thousand, most] = counts[shape].map((count, at) => count / SIZES[at]);
  expect(ten).toBeGreaterThan(10);
  expect(thousand / ten).toBeLessThanOrEqual(1.5);
  expect(most / thousand).toBeLessThanOrEqual(1.2);
});
