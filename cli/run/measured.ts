/** How long a run took on its own clock, and what its models read and wrote. */
import { addedUp, factsOfLog, type RunFacts, type Usage } from '../../src/core/picture';
import type { RunResult } from '../../src/core/simulate';
import { type Cost, costOf } from '../prices/cost';

export interface Measured {
  readonly timeMs: number;
  readonly usage?: Usage;
  readonly cost: Cost;
}

export function measured({ log }: RunResult): Measured {
  const facts = factsOfLog(log);
  const usage = addedUp([...actionsOf(facts)].flatMap((action) => action.usage ?? []));
  return { timeMs: facts.end - facts.start, cost: costOf(facts), ...usage && { usage } };
}

function* actionsOf({ visits }: RunFacts) {
  for (const all of visits.values()) { for (const { actions } of all) { yield* actions; } }
}

/** As lines of JSON have it. */
export interface TokensLine {
  readonly input: number;
  readonly output: number;
  /** Made from the length of the texts. */
  readonly guessed?: true;
}

export function tokensLine({ input, output, isGuess }: Usage): TokensLine {
  return { input, output, ...isGuess && { guessed: true } };
}

/** `40 → 12 tokens (guessed)`. */
export function tokensText({ input, output, isGuess }: Usage): string {
  return `${input} -> ${output} tokens${isGuess ? ' (guessed)' : ''}`;
}
