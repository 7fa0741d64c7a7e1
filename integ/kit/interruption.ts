/** After an interruption a check makes nothing more, while what takes things away still reaches the account. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { NotTried } from './check';
import { Clients, FlowClients, World } from './world';

const cleaning = new AsyncLocalStorage<true>();

/** Runs what takes things away: an interruption does not stop it. */
export async function whileCleaning<T>(work: () => Promise<T>): Promise<T> {
  return cleaning.run(true, work);
}

/** The world of a check. Calls under way end, so that what they made is known; after the interruption none begins. */
export function stoppable(world: World, signal: AbortSignal): World {
  const pass = (): void => {
    if (signal.aborted && !cleaning.getStore()) { throw new NotTried('interrupted'); }
  };
  return {
    ...world,
    clients: guarded(world.clients, pass),
    clientsOf: (credentials) => guarded<FlowClients>(world.clientsOf(credentials), pass),
    deploy: async (stack, variant) => {
      pass();
      return world.deploy(stack, variant, signal);
    },
    post: async function* (url, body) {
      pass();
      for await (const line of world.post(url, body)) {
        pass();
        yield line;
      }
    },
    wait: async (ms) => {
      pass();
      if (cleaning.getStore()) { return world.wait(ms); }
      await untilAborted(world.wait(ms), signal);
      return pass();
    },
  };
}

async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let wake = (): void => {};
  const aborted = new Promise<void>((done) => { wake = done; });
  signal.addEventListener('abort', wake, { once: true });
  await Promise.race([work, aborted]);
  signal.removeEventListener('abort', wake);
}

/** Clients stay what they are, because paginators ask for their class. */
function guarded<T extends Clients | FlowClients>(clients: T, pass: () => void): T {
  return Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, new Proxy(client, {
    get: (target, key) => key !== 'send' ? Reflect.get(target, key) : async (...args: unknown[]) => {
      pass();
      return target.send(...args);
    },
  })])) as unknown as T;
}
