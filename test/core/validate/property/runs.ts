import * as fc from 'fast-check';
import { runs } from '../../../fast-check';

/** A share of all inputs that are made up at random. */
export const fuzzed = (share: number): fc.Parameters<any> => ({ numRuns: runs(3000 * share) });

export const seeds = fc.noShrink(fc.noBias(fc.nat(0xffffffff)));
