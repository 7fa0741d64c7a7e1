/** What a check has made. All of it is taken away again, the last one first, whatever happened. */
import { sayingOf } from './saying';

interface Made {
  readonly what: string;
  readonly takeAway: () => Promise<unknown>;
  /** Whether it is there for sure: not while it is being made, nor when the answer to that was an error. */
  isSure: boolean;
}

/** What is gone already needs no taking away. */
const GONE = new Set([
  'NoSuchEntity', 'NoSuchEntityException', 'ResourceNotFound', 'ResourceNotFoundException', 'StateMachineDoesNotExist',
]);

export class Undo {
  private readonly made: Made[] = [];

  /** Something that is there. */
  public add(what: string, takeAway: () => Promise<unknown>): void {
    this.made.push({ what, takeAway, isSure: true });
  }

  /**
   * Makes something. It is on the list before the account is asked for it: whenever an end comes, nothing is unknown.
   */
  public async making<T>(
    what: string, make: () => Promise<T>, takeAway: (made: T | undefined) => Promise<unknown>,
  ): Promise<T> {
    let answer: T | undefined;
    const entry = { what, takeAway: () => takeAway(answer), isSure: false };
    this.made.push(entry);
    answer = await make();
    entry.isSure = true;
    return answer;
  }

  public names(): readonly string[] {
    return this.made.map(({ what, isSure }) => isSure ? what : `${what} (if it was made)`);
  }

  /** What could not be taken away, and why. One that stays does not keep the others. */
  public async all(): Promise<readonly string[]> {
    const left: string[] = [];
    // each stays on the list until it is gone: whoever is cut short here can still name the rest
    for (let at = this.made.length - 1; at >= 0; at--) {
      const { what, takeAway } = this.made[at];
      try {
        await takeAway();
      } catch (error) {
        if (!GONE.has((error as Error).name)) {
          left.push(`${what} (${sayingOf(error)})`);
          continue;
        }
      }
      this.made.splice(at, 1);
    }
    return left;
  }
}
