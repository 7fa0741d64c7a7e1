/**
 * Property tests run with the same values each time, so that a red build can be repeated. Others:
 * `FC_SEED=$RANDOM npm run test:property`.
 */
import * as fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261121) });

/** `PROPERTY_RUNS=1` tries all values that a test asks for, as .ci/run does, and 10 ten times as many. */
const SHARE = Number(process.env.PROPERTY_RUNS || 0.2);

/** How many values a property is tried with, of those that its test asks for. */
export function runs(most: number): number {
  return Math.ceil(most * SHARE);
}
