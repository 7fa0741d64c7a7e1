import type { World } from './world';

export interface Patience {
  readonly seconds: number;
  readonly everySeconds: number;
}

/** Asks again and again until there is an answer; `undefined` if there is none in time. */
export async function until<T>(
  world: World, { seconds, everySeconds }: Patience, ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = world.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || world.now() >= end) { return answer; }
    await world.wait(everySeconds * 1000);
  }
}

/** Tries again for a minute while a service does not know yet of a role that was just made. */
export async function onceRoleIsKnown<T>(world: World, call: () => Promise<T>): Promise<T> {
  const end = world.now() + 60_000;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!/\brole\b|assume/i.test((error as Error).message) || world.now() >= end) { throw error; }
      await world.wait(5000);
    }
  }
}
