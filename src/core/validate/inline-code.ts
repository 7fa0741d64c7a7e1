/**
 * What can be said of inline code without running it: whether it can be Python 3, and whether its last line gives a
 * result.
 */
import { type LexFault, logicalLines } from './python-lines';
import { undeclaredName, wrongIndentation } from './python-names';

export type Doubt = LexFault;

const STATEMENT = new RegExp(
  '^(assert|async|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|nonlocal|pass'
    + '|raise|return|try|while|with)(?!\\w)',
);

/** Lines that no Python 3 has, with texts emptied. */
const FOREIGN: readonly [RegExp, string, string][] = [
  [/^\s*print\s+(?!(if|else|and|or|in|is|not)\b)[^(=\s.,:[\]<>+*/%&|^!-]/, 'Python 2', 'write print(…), whose output '
    + 'is not kept'],
  [/^\s*except\s+[\w.]+\s*,\s*\w+\s*:/, 'Python 2', 'write except … as …'],
  [/^\s*exec\s+['"]/, 'Python 2', 'write exec(…)'],
  [/^\s*raise\s+[\w.]+\s*,\s*\S/, 'Python 2', 'write raise Error(…)'],
  [/`|<>/, 'not Python 3', 'write the code in Python 3'],
  [/^\s*(const|let|var|function|export)\s+\w/, 'JavaScript', 'write the code in Python 3'],
  [/===|!==|&&|\|\||=>/, 'not Python', 'write the code in Python 3'],
  [/^\s*\/\//, 'not Python', 'begin comments with #'],
];

/**
 * A doubt about a piece of code, or `undefined`.
 *
 * @param inputs the variables that the node gives it; names are not looked at where they are not known
 */
export function doubtOf(code: string, inputs?: ReadonlySet<string>): Doubt | undefined {
  if (code.startsWith('\uFEFF')) {
    const message = 'the code begins with a byte order mark (U+FEFF), which Python takes for a wrong character';
    return { message, remedy: 'remove it', line: '' };
  }
  const lines = logicalLines(code);
  if ('message' in lines) { return { ...lines, line: shown(lines.line) }; }
  for (const line of lines) {
    const foreign = FOREIGN.find(([pattern]) => pattern.test(line));
    if (foreign) { return { message: `'${shown(line)}' is ${foreign[1]}`, remedy: foreign[2], line: shown(line) }; }
  }
  const inside = wrongIndentation(lines) ?? (inputs && undeclaredName(lines, inputs));
  if (inside) { return { ...inside, message: `${inside.message}: '${shown(inside.line)}'`, line: shown(inside.line) }; }
  return lines.length === 0
    ? { message: 'the code has no statement, so it has no result', remedy: 'end it with the result', line: '' }
    : doubtOfEnd(lines[lines.length - 1]);
}

function doubtOfEnd(last: string): Doubt | undefined {
  const line = shown(last);
  if (/^\s/.test(last)) {
    const message = `the code ends inside a block, in '${line}', and whether that gives a result is not documented`;
    return { message, remedy: 'end it with the result, at the beginning of a line', line };
  }
  if (STATEMENT.test(last) || hasStatementSign(last)) {
    const message = `the code ends in '${line}', which is not an expression, so it has no result`;
    return { message, remedy: 'end it with the result, on a line of its own', line };
  }
  if (isCallOfPrint(last)) {
    return {
      message: `the code ends in '${line}', whose output is not kept`, remedy: 'end it with the value itself', line,
    };
  }
  return undefined;
}

/** An '=' or a ':' outside of brackets that makes a line an assignment or an annotation. */
function hasStatementSign(line: string): boolean {
  // the head of a lambda has both, and what follows it is its value
  const lambda = line.search(/\blambda\b/);
  const end = lambda < 0 ? line.length : lambda;
  let depth = 0;
  for (let at = 0; at < end; at++) {
    const char = line[at];
    if ('([{'.includes(char)) { depth++; }
    if (')]}'.includes(char)) { depth--; }
    if (depth > 0 || char !== '=' && char !== ':') { continue; }
    if (char === ':') { return true; }
    if (line[at + 1] === '=') {
      at++;
      continue;
    }
    const before = line[at - 1];
    const isShift = line[at - 2] === before;
    if (before !== '!' && before !== '<' && before !== '>' || isShift) { return true; }
  }
  return false;
}

/** Whether a line is one call of print, and nothing more. */
function isCallOfPrint(line: string): boolean {
  const start = /^print\s*\(/.exec(line)?.[0].length;
  if (start === undefined) { return false; }
  let depth = 1;
  let at = start;
  for (; depth > 0 && at < line.length; at++) {
    if ('([{'.includes(line[at])) { depth++; }
    if (')]}'.includes(line[at])) { depth--; }
  }
  return at === line.length;
}

function shown(line: string): string {
  const one = line.slice(0, 1000).trim().replace(/\s+/g, ' ');
  return one.length > 40 ? `${one.slice(0, 37)}...` : one;
}
