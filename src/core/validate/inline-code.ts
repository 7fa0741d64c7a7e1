/** What can be said of inline code without running it: whether it can be Python 3, and whether its last line gives a result. */

export interface Doubt {
  readonly message: string;
  readonly remedy: string;
  /** The line it is about. */
  readonly line: string;
}

const STATEMENT = /^(assert|async|break|class|continue|def|del|for|from|global|if|import|nonlocal|pass|raise|return|try|while|with)\b/;
const CLOSERS: { readonly [opener: string]: string } = { '(': ')', '[': ']', '{': '}' };

/** A doubt about a piece of code, or `undefined`. */
export function doubtOf(code: string): Doubt | undefined {
  const lines = logicalLines(code);
  if (!Array.isArray(lines)) { return lines as Doubt; }
  const printed = lines.find((line) => /^\s*print\s+[^(=\s]/.test(line));
  if (printed) { return { message: `'${shown(printed)}' is Python 2`, remedy: 'write print(…), whose output is not kept', line: printed }; }
  const last: string | undefined = lines[lines.length - 1];
  if (last === undefined) { return { message: 'the code has no statement, so it gives no result', remedy: 'end it with the value to give', line: '' }; }
  if (/^\s/.test(last) || STATEMENT.test(last) || isAssignment(last)) {
    return { message: `the code ends in '${shown(last)}', which is no expression, so it gives no result`, remedy: 'end it with the value to give, on a line of its own', line: last };
  }
  if (/^print\s*\(/.test(last)) {
    return { message: `the code ends in '${shown(last)}', whose output is not kept`, remedy: 'end it with the value itself', line: last };
  }
  return undefined;
}

/** Lines as Python sees them: joined inside brackets and texts, without comments and blank ones; texts are emptied. */
function logicalLines(code: string): string[] | Doubt {
  const lines: string[] = [];
  const open: string[] = [];
  let line = '';
  const end = () => {
    for (const part of line.split(';')) { if (part.trim()) { lines.push(part.trimEnd()); } }
    line = '';
  };
  for (let at = 0; at < code.length; at++) {
    const char = code[at];
    if (char === '#') {
      while (at + 1 < code.length && code[at + 1] !== '\n') { at++; }
    } else if (char === '"' || char === '\'') {
      const quote = code.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      const close = endOfText(code, at + quote.length, quote);
      if (close < 0) { return { message: 'a text in the code is not closed', remedy: `close it with ${quote}`, line: shown(code.slice(at)) }; }
      line += quote[0] + quote[0];
      at = close - 1;
    } else if (char in CLOSERS) {
      open.push(char);
      line += char;
    } else if (char === ')' || char === ']' || char === '}') {
      const opener = open.pop();
      if (!opener || CLOSERS[opener] !== char) { return { message: `'${char}' in the code closes nothing`, remedy: 'correct the brackets', line: shown(line + char) }; }
      line += char;
    } else if (char === '\\' && code[at + 1] === '\n') {
      at++;
    } else if (char === '\n' && open.length === 0) {
      end();
    } else {
      line += char;
    }
  }
  if (open.length > 0) { return { message: `'${open[open.length - 1]}' in the code is not closed`, remedy: 'close it', line: shown(line) }; }
  end();
  return lines;
}

/** The place behind the end of a text, or -1. */
function endOfText(code: string, from: number, quote: string): number {
  for (let at = from; at < code.length; at++) {
    if (code[at] === '\\') {
      at++;
    } else if (code.startsWith(quote, at)) {
      return at + quote.length;
    } else if (code[at] === '\n' && quote.length === 1) {
      return -1;
    }
  }
  return -1;
}

// an '=' outside of brackets that is no comparison
function isAssignment(line: string): boolean {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char in CLOSERS) { depth++; }
    if (char === ')' || char === ']' || char === '}') { depth--; }
    if (char !== '=' || depth > 0) { continue; }
    if (line[at + 1] === '=' || line[at - 1] === '=' || line[at - 1] === '!' || line[at - 1] === ':') { continue; }
    const isComparison = (line[at - 1] === '<' || line[at - 1] === '>') && line[at - 2] !== line[at - 1];
    if (!isComparison) { return !/^lambda\b/.test(line); }
  }
  return false;
}

function shown(line: string): string {
  const one = line.trim().replace(/\s+/g, ' ');
  return one.length > 40 ? `${one.slice(0, 37)}...` : one;
}
