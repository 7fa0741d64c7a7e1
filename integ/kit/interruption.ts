/**
 * After the end of a check, or an interruption, it makes nothing more, while what takes things away still reaches the
 * account.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { NotTried } from './check';
import type { Clients, FlowClients, World } from './world';

const cleaning = new AsyncLocalStorage<true>();

/** Runs what takes things away: an interruption does not stop it. */
export async function whileCleaning<T>(work: () => Promise<T>): Promise<T> {
  return cleaning.run(true, work);
}

/** The world of one check, until a signal says that it is over. */
export class StoppableWorld {
  public readonly world: World;
  private readonly underWay = new Set<Promise<unknown>>();

  public constructor(real: World, private readonly signal: AbortSignal) {
    this.world = {
      ...real,
      clients: this.guarded(real.clients),
      clientsOf: (credentials) => this.guarded<FlowClients>(real.clientsOf(credentials)),
      deploy: async (stack, variant) => {
        this.pass();
        return real.deploy(stack, variant, signal);
      },
      post: (url, body) => this.post(real, url, body),
      wait: async (ms) => {
        this.pass();
        if (cleaning.getStore()) { return real.wait(ms); }
        await untilAborted(real.wait(ms), signal);
        return this.pass();
      },
    };
  }

  /** Comes back when every call that was sent is answered: only then is it known what was made. */
  public async settled(): Promise<void> {
    while (this.underWay.size > 0) { await Promise.allSettled([...this.underWay]); }
  }

  private pass(): void {
    if (this.signal.aborted && !cleaning.getStore()) { throw new NotTried('interrupted'); }
  }

  private async* post(real: World, url: string, body: string): AsyncGenerator<string> {
    this.pass();
    for await (const line of real.post(url, body)) {
      this.pass();
      yield line;
    }
  }

  private async sent<T>(call: Promise<T>): Promise<T> {
    this.underWay.add(call);
    try {
      return await call;
    } finally {
      this.underWay.delete(call);
    }
  }

  /** Clients stay what they are, because paginators ask for their class. */
  private guarded<T extends Clients | FlowClients>(clients: T): T {
    return Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, new Proxy(client, {
      get: (target, key) => key !== 'send' ? Reflect.get(target, key) : async (...args: unknown[]) => {
        this.pass();
        return this.sent(target.send(...args));
      },
    })])) as unknown as T;
  }
}

async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let wake = (): void => {};
  const aborted = new Promise<void>((done) => { wake = done; });
  signal.addEventListener('abort', wake, { once: true });
  await Promise.race([work, aborted]);
  signal.removeEventListener('abort', wake);
}
