/** The lines of a run for people: steps with what went in and what came out, then the outputs. */
import { cutToColumns } from '../../src/core/words/columns';
import { bold, cyan, dim, green, type Printer, red } from '../printer';

const NARROW = 60;

export interface ViewOptions {
  /** Whole values, not what fits in a line. */
  readonly trace?: boolean;
}

export interface Ending {
  readonly outputs: readonly { readonly nodeName: string; readonly document: unknown }[];
  readonly completionReason?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly nodeName?: string };
}

export class StepLines {
  private readonly width: number;
  /** The step whose lines are the last ones. */
  private shown: unknown;

  public constructor(private readonly out: Printer, { trace }: ViewOptions) {
    this.width = trace ? Infinity : Math.max(out.columns(100), NARROW);
  }

  /** Says which step the lines that follow are of, where it is another one. */
  public head(step: unknown, place: string, type: string): void {
    if (step === this.shown) { return; }
    this.shown = step;
    this.out.line(bold(place), ...type === '' ? [] : [' ', dim(type)]);
  }

  public input(name: string, value: unknown): void { this.value('<-', name, value); }

  public output(name: string, value: unknown): void { this.value('->', name, value); }

  public question(value: unknown): void { this.value('?', 'asks', value); }

  public condition(name: string): void { this.out.line('  -> ', cyan(name)); }

  public failure(code: string, message: string): void { this.out.line('  ', red(`${code}: ${message}`)); }

  public took(milliseconds: number): void {
    if (milliseconds < 1) { return; }
    const text = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
    this.out.line('  ', dim(`took ${text}`));
  }

  /** Shows what came of it. */
  public end({ outputs, error, completionReason }: Ending): void {
    const { out } = this;
    if (error) {
      out.line(red(`${error.code}${error.nodeName === undefined ? '' : ` at ${error.nodeName}`}: ${error.message}`));
      return;
    }
    out.line(green(completionReason ?? 'not over'));
    for (const { nodeName, document } of outputs) {
      if (typeof document === 'string') {
        out.block([bold(nodeName), ': '], document);
      } else {
        out.line(bold(nodeName), ': ', json(document));
      }
    }
  }

  private value(arrow: string, name: string, of: unknown): void {
    const columns = this.width - `  ${arrow} ${name}: `.length;
    this.out.line(`  ${arrow} `, dim(`${name}:`), ' ', cutToColumns(json(of), Math.max(columns, 20)));
  }
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
