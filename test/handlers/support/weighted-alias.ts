/** A Lambda alias over two versions: each call is drawn on its own. The draws are the same in each run of the tests. */
import type { LocalFunction } from './local-function';

export class WeightedAlias {
  private state: number;

  /** @param share what part of the calls goes to the new version */
  public constructor(
    private readonly stable: LocalFunction, private readonly candidate: LocalFunction, public share: number,
    seed: number,
  ) {
    this.state = seed;
    for (let at = 0; at < 10; at++) { this.draw(); } // the first numbers of small seeds are small
  }

  public async lines(event: unknown): Promise<Record<string, any>[]> {
    return (this.draw() < this.share ? this.candidate : this.stable).lines(event);
  }

  /** The minimal standard generator (Park and Miller): a number from 0 to 1. */
  private draw(): number {
    this.state = this.state * 48271 % 2147483647;
    return this.state / 2147483647;
  }
}

/** Does some work so many times, a few at a time. */
export async function repeat(count: number, atOnce: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => { while (next < count) { await work(next++); } };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
