import type { Timer } from '../core/simulate/clock';

/** The time of the machine. */
export const MACHINE_CLOCK: Timer = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
