/** What a check has made. All of it is taken away again, the last one first, whatever happened. */
import { sayingOf } from './saying';

interface Made {
  readonly what: string;
  readonly takeAway: () => Promise<unknown>;
}

/** What is gone already needs no taking away. */
const GONE = new Set(['NoSuchEntity', 'NoSuchEntityException', 'ResourceNotFound', 'ResourceNotFoundException', 'StateMachineDoesNotExist']);

export class Undo {
  private readonly made: Made[] = [];

  public add(what: string, takeAway: () => Promise<unknown>): void {
    this.made.push({ what, takeAway });
  }

  public names(): readonly string[] {
    return this.made.map(({ what }) => what);
  }

  /** What could not be taken away, and why. One that stays does not keep the others. */
  public async all(): Promise<readonly string[]> {
    const left: string[] = [];
    // each stays on the list until it is gone: whoever is cut short here can still name the rest
    while (this.made.length > 0) {
      const { what, takeAway } = this.made[this.made.length - 1];
      try {
        await takeAway();
      } catch (error) {
        if (!GONE.has((error as Error).name)) { left.push(`${what} (${sayingOf(error)})`); }
      }
      this.made.pop();
    }
    return left;
  }
}
