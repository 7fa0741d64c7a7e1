/** Answers that are known before. */
import type { AsyncHandler, Handler } from '../../core/simulate/handlers';
import type { Settlement } from '../../core/simulate/types';
import { runnerError } from '../runner-error';

/** What happens after the last of several answers. */
export type Repeat = 'error' | 'last' | 'cycle';

/** The same answer for every call. */
export function fixed(settlement: Settlement): Handler {
  return () => settlement;
}

/** The same with the calls of all runs counted together. */
export function goingOn(handler: AsyncHandler): AsyncHandler {
  let calls = 0;
  return (effect, { signal }) => handler(effect, { call: calls++, ...signal && { signal } });
}

/** One handler for each call of the node, iterations counted as calls. */
export function inTurn<H extends AsyncHandler>(handlers: readonly H[], repeat: Repeat): AsyncHandler {
  return (effect, context) => {
    const { call } = context;
    const { length } = handlers;
    if (call >= length && repeat === 'error') {
      throw runnerError(effect.node, `there are answers for ${length} ${length === 1 ? 'call' : 'calls'}, and this is `
        + `call ${call + 1}`,
      'add an answer, or "repeat": "last" or "cycle"', 'SequenceEnded');
    }
    return handlers[repeat === 'cycle' ? call % length : Math.min(call, length - 1)](effect, context);
  };
}
