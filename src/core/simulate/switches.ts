/** What the switches are when nobody sets them. */
import type { CompileOptions, Profile, Switches } from './types';
import { LOOP_POLARITY } from '../constraints/nodes';

const PROFILES: { readonly [P in Profile]: Switches } = {
  observed: { loopPolarity: LOOP_POLARITY, emptyArray: 'collect', traceTypes: 'observed', expressions: 'strict', conditions: 'lenient' },
  documented: { loopPolarity: LOOP_POLARITY, emptyArray: 'collect', traceTypes: 'model', expressions: 'strict', conditions: 'strict' },
};

export function switchesOf(options: CompileOptions): Switches {
  const profile = PROFILES[options.profile ?? 'observed'];
  return {
    loopPolarity: options.loopPolarity ?? profile.loopPolarity,
    emptyArray: options.emptyArray ?? profile.emptyArray,
    traceTypes: options.traceTypes ?? profile.traceTypes,
    expressions: options.expressions ?? profile.expressions,
    conditions: options.conditions ?? profile.conditions,
  };
}
