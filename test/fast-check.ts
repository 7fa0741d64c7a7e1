/**
 * Property tests run with the same values each time, so that a red build can be repeated. Others:
 * `FC_SEED=$RANDOM npx projen test`.
 */
import * as fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261121) });
