/** How much chance: `FUZZ_RUNS=100000` is for now and then, the usual number for every build. */
import * as fc from 'fast-check';

const FUZZ_RUNS = Number(process.env.FUZZ_RUNS) || 3000;

/** A share of all inputs that are made up at random. */
export const fuzzed = (share: number): fc.Parameters<any> => ({ numRuns: Math.ceil(FUZZ_RUNS * share) });

/** Time for all of them, and more. */
export const FUZZ_TIMEOUT = 60_000 + FUZZ_RUNS * 20;

export const seeds = fc.noShrink(fc.noBias(fc.nat(0xffffffff)));
