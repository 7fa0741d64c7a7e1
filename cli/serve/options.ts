/** The options of `bedrock-flows serve`, as they are used. */
import type { Concurrency, TimeLimits } from '../../src/core/simulate';
import { CommandError } from '../command-error';

export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly allowHost: readonly string[];
  readonly mocks: readonly string[];
  readonly flow: readonly string[];
  readonly quiet?: boolean;
  readonly check: boolean;
  readonly ui?: boolean;
  readonly concurrency?: string;
  readonly timeLimit?: string | true;
  readonly python?: string;
  readonly loopPolarity?: 'continueWhileTrue' | 'exitWhenTrue';
}

/** `NAME=VALUE` or `VALUE`. */
export interface Assignment {
  readonly name?: string;
  readonly value: string;
}

const MAX_PORT = 65_535;
/** An hour: Bedrock User Guide, flows-create-async ("times out at one hour"); the API text says five minutes. */
const DEFAULT_SECONDS = 3600;
/** setTimeout takes no more. */
const MAX_SECONDS = 2_147_483;

export function portOf(text: string | undefined): number {
  if (text === undefined) { return 0; }
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT) { return Number(text); }
  throw new CommandError('--port', `'${text}' is not a port`,
    `give a number from 0 to ${MAX_PORT}, 0 for any that is free`, 'Usage');
}

/**
 * The address to listen on. Whoever opens the port to others says by which names it is meant: a page in a browser of
 * this machine or of theirs comes by a name of its own.
 */
export function hostOf({ host = LOOPBACK, allowHost }: Pick<ServeOptions, 'host' | 'allowHost'>): string {
  const wrong = allowHost.find((name) => !/^[\w.-]+$|^\[[0-9a-f:.]+\]$/i.test(name));
  if (wrong !== undefined) {
    throw new CommandError('--allow-host', `'${wrong}' is not a host name`,
      'give a name or an address without a port, such as host.docker.internal', 'Usage');
  }
  if (host === '') {
    throw new CommandError('--host', 'the address is empty',
      `give one such as 0.0.0.0, or leave it out for ${LOOPBACK}`, 'Usage');
  }
  if (allowHost.length === 0 && !/^(127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host)) {
    throw new CommandError('--host', `${host} can be reached by others`,
      'give the host names that requests may use with --allow-host', 'Usage');
  }
  return host;
}

const LOOPBACK = '127.0.0.1';

/** As an alias has it: `automatic`, or `manual:N` for at most N nodes at once. */
export function concurrencyOf(text: string | undefined): Concurrency | undefined {
  if (text === undefined) { return undefined; }
  if (text === 'automatic') { return { type: 'Automatic' }; }
  const count = /^manual:(\d{1,3})$/.exec(text)?.[1];
  if (count !== undefined && Number(count) >= 1 && Number(count) <= 100) {
    return { type: 'Manual', maxConcurrency: Number(count) };
  }
  throw new CommandError('--concurrency', `'${text}' is not a concurrency`,
    'give automatic, or manual:N with N from 1 to 100', 'Usage');
}

export function timeoutsOf(seconds: string | true | undefined): TimeLimits | undefined {
  if (seconds === undefined) { return undefined; }
  if (seconds === true) { return { flow: DEFAULT_SECONDS * 1000 }; }
  if (/^\d+(\.\d+)?$/.test(seconds) && Number(seconds) > 0 && Number(seconds) <= MAX_SECONDS) {
    return { flow: Number(seconds) * 1000 };
  }
  throw new CommandError('--time-limit', `'${seconds}' is not a time limit`,
    `give seconds, more than 0 and at most ${MAX_SECONDS}`, 'Usage');
}

/** Names are of letters, digits, - and _; what comes before another = is part of the value. */
export function assignmentOf(text: string): Assignment {
  const [, name, value] = /^([\w-]+)=(.+)$/s.exec(text) ?? [];
  return name === undefined ? { value: text } : { name, value };
}
