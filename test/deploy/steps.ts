/** One line for each step, and for a step that fails all that may help. */
import type { Account } from './account';
import type { Emulator } from './emulator';

export class StepFailure extends Error {}

export class Steps {
  private count = 0;

  public constructor(
    private readonly title: string, private readonly emulator: Emulator, private readonly account: Account,
  ) {}

  public async step(name: string, stacks: readonly string[], run: () => Promise<void>): Promise<void> {
    const [start, label] = [new Date(), `${this.title} ${++this.count}: ${name}`];
    try {
      await run();
      await this.refuseLeftovers(stacks, start);
      console.log(`ok      ${label} (${((Date.now() - start.getTime()) / 1000).toFixed(1)} s)`);
    } catch (error) {
      const events = (await Promise.all(stacks.map((stack) => this.account.events(stack, start)))).flat();
      console.log([
        `FAILED  ${label}`, error instanceof StepFailure ? error.message : (error as Error).stack,
        '', 'events of the stack, the newest first:', ...events.slice(0, 60),
        '', 'the emulator said last:', this.emulator.lastLines, '',
      ].join('\n'));
      throw new StepFailure(label);
    }
  }

  /** CloudFormation says that all went well where its clean-up could not delete something. */
  private async refuseLeftovers(stacks: readonly string[], since: Date): Promise<void> {
    const failed = (await Promise.all(stacks.map((stack) => this.account.events(stack, since)))).flat()
      .filter((event) => event.startsWith('DELETE_FAILED'));
    if (failed.length > 0) { throw new StepFailure(`the clean-up did not delete everything: ${failed.join('; ')}`); }
  }
}

/** Fails with what differs, member by member. */
export function expectSame(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) === JSON.stringify(expected)) { return; }
  if (isRecord(found) && isRecord(expected)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      expectSame(`${what}.${name}`, found[name], expected[name]);
    }
    return; // only the order differs
  }
  throw new StepFailure(`${what} is\n  ${JSON.stringify(found)}\nand must be\n  ${JSON.stringify(expected)}`);
}

export function expectThat(holds: boolean, message: string): void {
  if (!holds) { throw new StepFailure(message); }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
