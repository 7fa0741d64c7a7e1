/**
 * The one way out of the command to a terminal, a pipe or a log. Whatever it is given is text from outside and has its
 * control characters escaped; colours are its own.
 */
import { createColors } from 'picocolors';
import { type Io, type Sink, wantsColor } from './io';
import { oneLine, printable, printableJson, printableJsonLines } from '../src/core/words/printable';

export type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow';

/** Text with a style. */
export class Styled {
  public constructor(public readonly style: Style, public readonly text: string) {}
}

export type Part = string | Styled;

export const bold = (text: string) => new Styled('bold', text);
export const cyan = (text: string) => new Styled('cyan', text);
export const dim = (text: string) => new Styled('dim', text);
export const green = (text: string) => new Styled('green', text);
export const red = (text: string) => new Styled('red', text);
export const yellow = (text: string) => new Styled('yellow', text);

export class Printer {
  private readonly paint: ReturnType<typeof createColors>;
  private hasStatus = false;

  public constructor(private readonly sink: Sink, isColored = false) {
    this.paint = createColors(isColored);
  }

  /** How many columns a line has. */
  public columns(otherwise: number): number { return this.sink.columns ?? otherwise; }

  /** One line, whatever is in the parts. */
  public line(...parts: readonly Part[]): void {
    this.write(`${parts.map((part) => this.shown(part)).join('')}\n`);
  }

  /** A line for each part. */
  public lines(parts: readonly Part[]): void {
    if (parts.length > 0) { this.write(parts.map((part) => `${this.shown(part)}\n`).join('')); }
  }

  /** Text of several lines; those after the first are indented, so that none looks like a line of the command. */
  public block(start: readonly Part[], text: string, indent = '  '): void {
    const [first, ...others] = text.split(/\r\n|\n/);
    this.line(...start, first);
    this.lines(others.map((line) => `${indent}${line}`));
  }

  /** Text of the command itself, such as its help. */
  public own(text: string): void { this.write(text.split('\n').map(printable).join('\n')); }

  /** A value as a line of JSON. */
  public json(value: unknown): void { this.write(`${printableJson(value) ?? 'null'}\n`); }

  /** A value as JSON of several lines. */
  public jsonLines(value: unknown): void { this.write(`${printableJsonLines(value)}\n`); }

  /** A line that says how far it is, and goes when there is more to say; for terminals only. */
  public status(text: string): void {
    if (!this.sink.isTTY) { return; }
    this.clearStatus();
    this.sink.write(oneLine(text));
    this.hasStatus = true;
  }

  public clearStatus(): void {
    if (this.hasStatus) { this.sink.write('\r\u001b[K'); }
    this.hasStatus = false;
  }

  private write(text: string): void {
    this.clearStatus();
    this.sink.write(text);
  }

  private shown(part: Part): string {
    return typeof part === 'string' ? oneLine(part) : this.paint[part.style](oneLine(part.text));
  }
}

/** What a command prints with: results, and what is to be said about them. */
export function printers({ stdout, stderr, env }: Pick<Io, 'stdout' | 'stderr' | 'env'>, color = true): {
  readonly out: Printer; readonly err: Printer;
} {
  return { out: new Printer(stdout, wantsColor(stdout, env, color)), err: new Printer(stderr) };
}
