/** A case that runs once or several times, and how many of its runs must be as expected. */
import type { JunitCase } from './junit';
import { isAsExpected, type RanCase } from './run-case';
import { counted } from '../counted';

export class RepeatedCase {
  private readonly runs: (RanCase | undefined)[];

  /** @param minShare the least share of its runs that must be as expected, from 0 to 1 */
  public constructor(public readonly name: string, repeat: number, private readonly minShare: number) {
    this.runs = Array.from({ length: repeat }, () => undefined);
  }

  public put(at: number, ran: RanCase): void { this.runs[at] = ran; }

  public get all(): readonly RanCase[] { return this.runs.filter((one) => one !== undefined); }

  /** Each with its number, from 1, where there are several. */
  public get numbered(): readonly { readonly ran: RanCase; readonly run?: number }[] {
    return this.all.map((ran, at) => ({ ran, ...this.runs.length > 1 && { run: at + 1 } }));
  }

  public get isOver(): boolean { return this.runs.every((one) => one !== undefined); }

  public get good(): number { return this.all.filter(isAsExpected).length; }

  public get isAsExpected(): boolean { return this.good / this.runs.length >= this.minShare; }

  /** `4 of 5 runs as expected`, where there are several. */
  public get share(): string | undefined {
    return this.runs.length === 1 ? undefined : `${this.good} of ${counted(this.runs.length, 'run')} as expected`;
  }

  /** What to show of it: the first run that is not as expected, else the first. */
  public get told(): RanCase {
    return this.all.find((one) => !isAsExpected(one)) ?? this.all[0];
  }

  public get junit(): JunitCase {
    const { told, share, name } = this;
    const seconds = this.all.reduce((sum, one) => sum + one.seconds, 0);
    if (this.isAsExpected) { return { name, seconds, differences: [], trace: told.trace }; }
    const differences = share === undefined || told.problem !== undefined
      ? told.differences : [share, ...told.differences];
    return { name, seconds, differences, problem: told.problem, trace: told.trace };
  }
}
