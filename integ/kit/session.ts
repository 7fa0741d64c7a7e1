/**
 * From the first thing that is made to the end of the process, whatever ends it: what is left in the account is named.
 */
import { writeSync } from 'node:fs';
import { sayingOf } from './saying';
import { Undo } from './undo';

/** The terminal and npm may both send the same signal. */
const TWICE_MS = 500;
/** Who looks after the process may be killed, and then says nothing. */
const LOOK_MS = 500;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const STANDARD_ERROR = 2;

export class Session {
  private readonly controller = new AbortController();
  private readonly caller = process.ppid;
  private current = new Undo();
  private since = 0;

  /** @param remedy what to do with what is left */
  public constructor(private readonly remedy: string) {
    // a terminal that was closed takes no more lines, and must not stop the taking away
    for (const stream of [process.stdout, process.stderr]) { stream.on('error', () => undefined); }
    for (const name of SIGNALS) { process.on(name, () => this.interrupt(`interrupted by ${name}`)); }
    for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(name, (error: unknown) => this.broken(error));
    }
    process.on('exit', () => this.nameTheRest());
    setInterval(() => this.lookForCaller(), LOOK_MS).unref();
  }

  /** Aborts when somebody wants an end, or something broke. */
  public get interrupted(): AbortSignal {
    return this.controller.signal;
  }

  /** What is made from now on is here; whoever has made what was made before has named what is left of it. */
  public began(undo: Undo): void {
    this.current = undo;
  }

  /** All that is left has been named. */
  public end(): void {
    this.current = new Undo();
  }

  public readonly say = (line: string): void => {
    try {
      writeSync(STANDARD_ERROR, `${line}\n`);
    } catch { /* nobody reads it */ }
  };

  /** The first one ends the checks, not the taking away; a second one ends that too, and leaves the rest. */
  private interrupt(why: string): void {
    if (!this.interrupted.aborted) {
      this.since = Date.now();
      this.say(`${why}: no more is made, and what was made is taken away; once more to leave it there`);
      this.controller.abort();
    } else if (Date.now() - this.since > TWICE_MS) {
      process.exit(1);
    }
  }

  /** A mistake of the checks themselves: what they made is taken away all the same. */
  private broken(error: unknown): void {
    this.say(`broken: ${sayingOf(error)}`);
    process.exitCode = 1;
    if (!this.interrupted.aborted) { this.interrupt('interrupted'); }
  }

  private lookForCaller(): void {
    if (process.ppid !== this.caller && !this.interrupted.aborted) {
      this.interrupt('interrupted, because the caller is gone');
    }
  }

  private nameTheRest(): void {
    const left = this.current.names();
    if (left.length > 0) { this.say(`left in the account: ${left.join(', ')}; ${this.remedy}`); }
  }
}
