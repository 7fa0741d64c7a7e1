import { mistakeLine, RunnerError } from '../runner-error';

/** The mistakes in mocks, collected. */
export class Mistakes {
  private readonly lines: string[] = [];

  /** @param source the file, or how the mocks were given */
  public constructor(private readonly source: string) {}

  public add(path: string, problem: string, remedy: string, code: 'IllegalMock' | 'UnknownNode' = 'IllegalMock'): void {
    this.lines.push(mistakeLine(path ? `${this.source}: ${path}` : this.source, problem, remedy, code));
  }

  /** @throws RunnerError with a line for each */
  public check(): void {
    if (this.lines.length === 0) { return; }
    throw new RunnerError(this.lines.join('\n'), 'IllegalMock');
  }
}
