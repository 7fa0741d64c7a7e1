/** The error of the command: wrong usage, or something that can't be read. It ends the work on one input, or on all. */
import { errorLine, withRemedy } from '../src/core/words/line';
import { oneLine } from '../src/core/words/printable';

/** The codes of the command itself, for what is wrong before there is a flow. */
export type CommandErrorCode = 'Usage' | 'UnreadableInput' | 'NoFlow' | 'NoAccount';

export class CommandError extends Error {
  public constructor(
    /** The file, with line and column where they are known, or the option. */
    public readonly place: string,
    message: string,
    public readonly remedy: string,
    public readonly code: CommandErrorCode,
    /** The line that people read; a run whose definition has several faults says each of them on a line. */
    public readonly line = oneLine(`${place}: error: ${errorLine('', withRemedy(message, remedy), code)}`),
  ) {
    super(message);
  }
}
