/** A source of random choices that gives the same for the same seed. */
export class Dice {
  private state: number;

  public constructor(seed: number) {
    this.state = seed % 2147483646 + 1;
    // neighbours begin alike
    for (let times = 0; times < 4; times++) { this.upTo(1); }
  }

  /** A whole number from 0 to `max`, both included. */
  public upTo(max: number): number {
    // the "minimal standard" of Park and Miller
    this.state = this.state * 48271 % 2147483647;
    return Math.floor((this.state - 1) / 2147483646 * (max + 1));
  }

  public between(min: number, max: number): number { return min + this.upTo(max - min); }

  /** True once in so many times. */
  public oneIn(times: number): boolean { return this.upTo(times - 1) === 0; }

  public pick<T>(list: readonly T[]): T { return list[this.upTo(list.length - 1)]; }

  /** One of a list that may be empty. */
  public maybe<T>(list: readonly T[]): T | undefined { return list.length === 0 ? undefined : this.pick(list); }

  public shuffled<T>(list: readonly T[]): T[] {
    const all = [...list];
    for (let at = all.length - 1; at > 0; at--) {
      const other = this.upTo(at);
      [all[at], all[other]] = [all[other], all[at]];
    }
    return all;
  }

  public some<T>(list: readonly T[], max = list.length): T[] {
    return this.shuffled(list).slice(0, this.upTo(Math.min(max, list.length)));
  }

  public many<T>(min: number, max: number, make: (at: number) => T): T[] {
    return Array.from({ length: this.between(min, max) }, (_, at) => make(at));
  }
}
