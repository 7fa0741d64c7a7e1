/** What the switches are when nobody sets them. */
import { simulateError } from './simulate-error';
import type { CompileOptions, Profile, Switches } from './types';
import { LOOP_POLARITY } from '../constraints/nodes';
import { eitherOf } from '../words/lists';
import { described } from '../words/quote';

const PROFILES: { readonly [P in Profile]: Switches } = {
  observed: {
    loopPolarity: LOOP_POLARITY,
    emptyArray: 'collect',
    traceTypes: 'observed',
    expressions: 'strict',
    conditions: 'lenient',
  },
  documented: {
    loopPolarity: LOOP_POLARITY,
    emptyArray: 'collect',
    traceTypes: 'model',
    expressions: 'strict',
    conditions: 'strict',
  },
};

const CHOICES: { readonly [S in keyof Switches]: readonly Switches[S][] } & { readonly profile: readonly Profile[] } = {
  profile: ['observed', 'documented'],
  loopPolarity: ['continueWhileTrue', 'exitWhenTrue'],
  emptyArray: ['collect', 'stall', 'error'],
  traceTypes: ['observed', 'model'],
  expressions: ['strict', 'lenient'],
  conditions: ['strict', 'lenient'],
};

/**
 * @throws SimulateError if one has a value that there is not: in JavaScript no compiler says so, and a run would
 * quietly take another reading
 */
export function switchesOf(options: CompileOptions): Switches {
  for (const [name, choices] of Object.entries<readonly string[]>(CHOICES)) {
    const value = options[name as keyof typeof CHOICES];
    if (value === undefined || choices.includes(value)) { continue; }
    throw simulateError('IllegalOption', name,
      `must be ${eitherOf(choices)}, got ${described(value)}`, 'correct it, or leave it out');
  }
  const profile = PROFILES[options.profile ?? 'observed'];
  return {
    loopPolarity: options.loopPolarity ?? profile.loopPolarity,
    emptyArray: options.emptyArray ?? profile.emptyArray,
    traceTypes: options.traceTypes ?? profile.traceTypes,
    expressions: options.expressions ?? profile.expressions,
    conditions: options.conditions ?? profile.conditions,
  };
}
