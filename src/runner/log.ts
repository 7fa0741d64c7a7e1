/** Where the output of programs behind nodes goes, line by line and without control characters. */
import { printable } from '../core/words/printable';

/** Takes one line. */
export type Log = (line: string) => void;

export const STANDARD_ERROR: Log = (line) => { process.stderr.write(`${printable(line)}\n`); };

/** Text that comes in pieces, as lines. */
export class Lines {
  private rest = '';

  public constructor(private readonly log: Log) {}

  public add(text: string): void {
    const lines = (this.rest + text).split('\n');
    // what never ends its line is no reason to keep it all
    this.rest = lines.pop()!.slice(-LONGEST);
    for (const line of lines) { this.log(line); }
  }

  public end(): void {
    if (this.rest !== '') { this.log(this.rest); }
    this.rest = '';
  }
}

const LONGEST = 100_000;
