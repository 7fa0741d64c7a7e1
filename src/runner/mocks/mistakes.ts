import { SimulateError } from '../../core/simulate/simulate-error';
import { errorLine, withRemedy } from '../../core/words/line';

/** The mistakes in mocks, collected. */
export class Mistakes {
  private readonly lines: string[] = [];

  /** @param source the file, or how the mocks were given */
  public constructor(private readonly source: string) {}

  public add(path: string, problem: string, remedy: string, code: 'IllegalMock' | 'UnknownNode' = 'IllegalMock'): void {
    this.lines.push(errorLine(path ? `${this.source}: ${path}` : this.source, withRemedy(problem, remedy), code));
  }

  /** @throws SimulateError with a line for each */
  public check(): void {
    if (this.lines.length === 0) { return; }
    throw new SimulateError(this.lines.join('\n'), 'IllegalMock');
  }
}
