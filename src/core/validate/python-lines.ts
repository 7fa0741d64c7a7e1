/**
 * Python code as logical lines: joined inside brackets and texts and after a backslash, without comments and blank
 * lines, cut at each ';'. Texts are emptied, f-strings with all that is in them. One pass and no recursion.
 */

export interface LexFault {
  readonly message: string;
  readonly remedy: string;
  readonly line: string;
}

const CLOSERS: { readonly [opener: string]: string } = { '(': ')', '[': ']', '{': '}' };

/**
 * What stands open: a bracket of the code, a text, or a place in an f-string that holds code (`field`) or a format
 * (`format`).
 */
type Open =
  | { readonly kind: 'bracket'; readonly opener: string }
  | { readonly kind: 'text'; readonly quote: string; readonly isFormatted: boolean }
  | { readonly kind: 'field' | 'format' };

export function logicalLines(code: string): readonly string[] | LexFault {
  return new Scanner(code.replace(/\r\n?/g, '\n')).lines();
}

class Scanner {
  private readonly done: string[] = [];
  private readonly open: Open[] = [];
  private line = '';
  private at = 0;
  /** How many places in f-strings, and how many texts over several lines, stand open. */
  private fields = 0;
  private longTexts = 0;

  public constructor(private readonly code: string) {}

  public lines(): readonly string[] | LexFault {
    while (this.at < this.code.length) {
      const top = this.open[this.open.length - 1];
      const fault = top?.kind === 'text' ? this.inText(top) : top?.kind === 'format'
        ? this.inFormat() : this.inCode(top);
      if (fault) { return fault; }
    }
    const left = this.open[this.open.length - 1];
    if (left) { return left.kind === 'bracket' ? this.unclosed(left.opener) : this.unclosedText(); }
    this.endLine();
    return this.done;
  }

  private inCode(top: Open | undefined): LexFault | undefined {
    const { code } = this;
    const char = code[this.at];
    if (char === '#') {
      const end = code.indexOf('\n', this.at);
      this.at = end < 0 ? code.length : end;
    } else if (char === '"' || char === '\'') {
      this.openText(char);
    } else if (char === '\\' && code[this.at + 1] === '\n') {
      this.at += 2;
    } else if (char === '\n' && !top) {
      this.endLine();
      this.at++;
    } else if (char in CLOSERS) {
      this.begin({ kind: 'bracket', opener: char });
      this.take();
    } else if (char === ')' || char === ']' || char === '}') {
      return this.close(char, top);
    } else if (top?.kind === 'field' && char === ':') {
      this.open[this.open.length - 1] = { kind: 'format' };
      this.at++;
    } else {
      this.take();
    }
    return undefined;
  }

  private inText({ quote, isFormatted }: Extract<Open, { kind: 'text' }>): LexFault | undefined {
    const { code } = this;
    if (code.startsWith(quote, this.at)) {
      this.end();
      this.at += quote.length;
    } else if (code[this.at] === '\\') {
      this.at += 2;
    } else if (code[this.at] === '\n' && quote.length === 1) {
      return this.unclosedText();
    } else if (isFormatted && code[this.at] === '{') {
      if (code[this.at + 1] !== '{') { this.begin({ kind: 'field' }); }
      this.at += code[this.at + 1] === '{' ? 2 : 1;
    } else {
      this.at++;
    }
    return undefined;
  }

  private inFormat(): LexFault | undefined {
    const char = this.code[this.at++];
    if (char === '{') { this.begin({ kind: 'field' }); }
    if (char === '}') { this.end(); }
    return char === '\n' && this.longTexts === 0 ? this.unclosedText() : undefined;
  }

  private openText(char: string): void {
    const quote = this.code.startsWith(char.repeat(3), this.at) ? char.repeat(3) : char;
    const prefix = /(?<![\p{L}\p{N}_])[bfru]{1,2}$/iu.exec(this.code.slice(Math.max(0, this.at - 3), this.at));
    if (this.fields === 0) { this.line += char + char; }
    this.begin({ kind: 'text', quote, isFormatted: /f/i.test(prefix?.[0] ?? '') });
    this.at += quote.length;
  }

  private close(char: string, top: Open | undefined): LexFault | undefined {
    if (top?.kind === 'field' && char === '}') {
      this.end();
      this.at++;
      return undefined;
    }
    if (top?.kind !== 'bracket' || CLOSERS[top.opener] !== char) {
      return {
        message: `'${char}' in the code has no opening bracket`, remedy: 'correct the brackets', line: this.line + char,
      };
    }
    this.end();
    this.take();
    return undefined;
  }

  private take(): void {
    if (this.fields === 0) { this.line += this.code[this.at]; }
    this.at++;
  }

  private begin(one: Open): void {
    this.open.push(one);
    if (one.kind === 'field') { this.fields++; }
    if (isLongText(one)) { this.longTexts++; }
  }

  private end(): void {
    const one = this.open.pop()!;
    if (one.kind === 'field' || one.kind === 'format') { this.fields--; }
    if (isLongText(one)) { this.longTexts--; }
  }

  private endLine(): void {
    const [indent] = /^\s*/.exec(this.line)!;
    for (const part of this.line.split(';')) { if (part.trim()) { this.done.push(indent + part.trim()); } }
    this.line = '';
  }

  private unclosed(opener: string): LexFault {
    return { message: `'${opener}' in the code is not closed`, remedy: 'close it', line: this.line };
  }

  private unclosedText(): LexFault {
    return {
      message: 'a string in the code is not closed',
      remedy: 'close it with the same quotes',
      line: this.line,
    };
  }
}

function isLongText(one: Open): boolean {
  return one.kind === 'text' && one.quote.length === 3;
}
