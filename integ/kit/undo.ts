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
    for (const { what, takeAway } of this.made.splice(0).reverse()) {
      try {
        await takeAway();
      } catch (error) {
        if (!GONE.has((error as Error).name)) { left.push(`${what} (${sayingOf(error)})`); }
      }
    }
    return left;
  }
}
