/**
 * Regular expressions of users, over whatever a model says: some take longer than anybody lives, so each has a second.
 */
import { createContext, Script } from 'node:vm';
import { isRecord } from '../../src/core/model/opaque';
import { described, quoted } from '../../src/core/words/quote';

const MOST_MS = 1000;
const FLAGS = /^[imsuv]*$/;

export type Compiled = { readonly expression: RegExp } | { readonly fault: string };

/** A text, or an object with `pattern` and `flags`; the fault goes on after what has it. */
export function compiledPattern(matches: unknown): Compiled {
  const { pattern, flags, ...more } = isRecord(matches) ? matches : { pattern: matches, flags: undefined };
  if (typeof pattern !== 'string' || Object.keys(more).length > 0) {
    return { fault: `must be a string, or an object with "pattern" and "flags", got ${described(matches)}` };
  }
  if (flags !== undefined && !(typeof flags === 'string' && FLAGS.test(flags))) {
    return { fault: `has the flags ${described(flags)}, but only i, m, s, u and v are possible` };
  }
  try {
    return { expression: new RegExp(pattern, flags ?? 'u') };
  } catch (error) {
    return { fault: `${quoted(pattern)} is not a regular expression (${(error as Error).message.split(': ').pop()})` };
  }
}

export type Tested = boolean | 'late';

interface World { expression?: RegExp; text?: string }

/** Where searches run; made for the first of them, since it takes Node long and few commands have any. */
let place: { readonly world: World; readonly test: Script } | undefined;

/** Whether it is found in a text; `late` where it was given up. */
export function testInTime(expression: RegExp, text: string, mostMs = MOST_MS): Tested {
  place ??= { world: createContext(Object.create(null) as World), test: new Script('expression.test(text)') };
  const { world, test } = place;
  world.expression = expression;
  world.text = text;
  try {
    return test.runInContext(world, { timeout: mostMs }) as boolean;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') { return 'late'; }
    throw error;
  } finally {
    world.text = undefined;
  }
}

export const LATE = `its search takes longer than ${MOST_MS / 1000} s`;
