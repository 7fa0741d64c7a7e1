import { faultOf, readTests } from './smoke-tests';
import type { SmokeTest } from '../../src/core/contract';

/** Makes a call, and gathers what it answers; lets go of it when the signal fires. */
export type Call = (test: SmokeTest, signal: AbortSignal) => Promise<string>;

/**
 * What is wrong with the answers, in one line, for who reads it among the events of a stack; nothing when all is well.
 * It takes no longer than it may: a call that hangs is a failure.
 *
 * @param text the tests, as JSON
 * @param call makes the call of a test
 * @param time how long all of it may take, in milliseconds
 */
export async function firstFault(text: string | undefined, call: Call, time: number): Promise<string | undefined> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.max(time, 0));
  try {
    const faults = await Promise.all(readTests(text).map(async (test, at) => {
      const fault = await faultIn(test, call, late.signal);
      return fault && `smoke test ${at + 1} ${fault}`;
    }));
    return faults.filter((fault) => fault).join('; ') || undefined;
  } catch (error) {
    return `the smoke tests can't be run: ${(error as Error).message}`;
  } finally {
    clearTimeout(timer);
  }
}

async function faultIn(test: SmokeTest, call: Call, late: AbortSignal): Promise<string | undefined> {
  // a stream that hangs does not always end when it is let go of
  const given = new Promise<undefined>((resolve) => { late.addEventListener('abort', () => resolve(undefined)); });
  try {
    const answer = await Promise.race([call(test, late), given]);
    return answer === undefined ? 'got no whole answer in the time that there is' : faultOf(test, answer);
  } catch (error) {
    return late.aborted ? 'got no whole answer in the time that there is' : 'could not be '
      + `made: ${(error as Error).name}: ${(error as Error).message}`;
  }
}
