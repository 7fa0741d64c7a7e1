/** Time as a run sees it. Nothing here reads the time of the machine. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** A clock that can wake somebody up. */
export interface Timer extends Clock {
  /** Calls back after so many milliseconds; what it returns takes that back. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** A clock that only moves when it is told to. */
export class VirtualClock implements Timer {
  private readonly alarms: { readonly at: number; readonly callback: () => void }[] = [];

  public constructor(private time = 0) {}

  public now(): number { return this.time; }

  public after(milliseconds: number, callback: () => void): () => void {
    const alarm = { at: this.time + Math.max(0, milliseconds), callback };
    this.alarms.push(alarm);
    return () => {
      const at = this.alarms.indexOf(alarm);
      if (at >= 0) { this.alarms.splice(at, 1); }
    };
  }

  /** How many are still to be woken. */
  public get waiting(): number { return this.alarms.length; }

  /** Moves on, and wakes whoever is due on the way, in the order they are due. */
  public advance(milliseconds: number): void {
    const until = this.time + milliseconds;
    for (let next = this.due(until); next; next = this.due(until)) {
      this.time = Math.max(this.time, next.at);
      this.alarms.splice(this.alarms.indexOf(next), 1);
      next.callback();
    }
    this.time = until;
  }

  protected due(until: number) {
    return this.alarms.filter(({ at }) => at <= until).sort((left, right) => left.at - right.at)[0];
  }
}

/**
 * The clock of a run by itself: while all of its nodes only wait for the time that their answers take, it skips to the
 * next of these times.
 */
export class RunClock extends VirtualClock {
  /** Says whether there was anything to skip to. */
  public skip(): boolean {
    const now = this.now();
    const next = this.due(Infinity);
    if (next) { this.advance(next.at - now); }
    return next !== undefined;
  }
}
