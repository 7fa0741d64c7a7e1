/** Time that passes as soon as everybody waits: an hour of a roll-out takes milliseconds. */
interface Waiter {
  readonly at: number;
  readonly wake: () => void;
}

export class VirtualClock {
  public now = Date.UTC(2026, 0, 1);
  private readonly waiters: Waiter[] = [];
  private isRunning = false;

  public async wait(ms: number): Promise<void> {
    return new Promise((wake) => {
      const at = this.now + ms;
      const place = this.waiters.findIndex((waiter) => waiter.at > at);
      this.waiters.splice(place < 0 ? this.waiters.length : place, 0, { at, wake });
      this.run();
    });
  }

  /** One waiter at a time: what it does before it waits again is done before the next one wakes. */
  private run(): void {
    if (this.isRunning) { return; }
    this.isRunning = true;
    setImmediate(() => {
      this.isRunning = false;
      const next = this.waiters.shift();
      if (!next) { return; }
      this.now = Math.max(this.now, next.at);
      next.wake();
      if (this.waiters.length > 0) { this.run(); }
    });
  }
}
