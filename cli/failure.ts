/** What ends the work on one input, or on all: wrong usage, or something that can't be read. */
import { errorLine, withRemedy } from '../src/core/words/line';
import { oneLine } from '../src/core/words/printable';

/** The codes of the command itself, for what is wrong before there is a flow. */
export type FailureCode = 'Usage' | 'UnreadableInput' | 'NoFlow' | 'NoAccount';

export class Failure extends Error {
  public constructor(
    /** The file, with line and column where they are known, or the option. */
    public readonly place: string,
    message: string,
    public readonly remedy: string,
    public readonly code: FailureCode,
  ) {
    super(message);
  }

  /** The one line that people read. */
  public get line(): string {
    return oneLine(`${this.place}: error: ${errorLine('', withRemedy(this.message, this.remedy), this.code)}`);
  }
}
