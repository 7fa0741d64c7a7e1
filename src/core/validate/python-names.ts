/**
 * Names in Python code that nothing declares, and lines whose indentation Python refuses: on logical lines, with all
 * that is in doubt let pass.
 */
import type { LexFault } from './python-lines';

const KEYWORDS = words('False None True and as assert async await break case class continue def del elif else except '
  + 'finally for from global if import in '
  + 'is lambda match nonlocal not or pass raise return try type while with yield');

/** The names that every Python 3 has without import. */
const BUILTINS = words('ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError '
  + 'BrokenPipeError BufferError '
  + 'BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError '
  + 'DeprecationWarning EOFError '
  + 'Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError '
  + 'FloatingPointError FutureWarning '
  + 'GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError '
  + 'KeyError KeyboardInterrupt '
  + 'LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError '
  + 'OSError OverflowError '
  + 'PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError '
  + 'ReferenceError ResourceWarning RuntimeError '
  + 'RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError '
  + 'TimeoutError TypeError '
  + 'UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning '
  + 'UserWarning ValueError Warning '
  + 'ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod '
  + 'compile complex copyright credits '
  + 'delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help '
  + 'hex id input int isinstance '
  + 'issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit '
  + 'range repr reversed round set '
  + 'setattr slice sorted staticmethod str sum super tuple type vars zip');

/** What may bring names about that can't be seen. */
const UNSEEN = /\b(exec|eval|globals|locals|vars|setattr)\s*\(|\bimport\s*\*|\bbuiltins\b/;
const NAME = /(?<![\p{L}\p{N}_.])(?<!\.\s)[\p{L}_][\p{L}\p{N}_]*(?!["'\p{L}\p{N}_])/gu;

/** Modules that code often uses, and forgets to import. */
const MODULES = words('base64 calendar collections copy csv datetime decimal functools hashlib html itertools json '
  + 'math operator os random re statistics string sys textwrap time unicodedata urllib uuid');

/** The first name that is neither an input nor a builtin, and that nothing declares where it can be seen. */
export function undeclaredName(lines: readonly string[], inputs: ReadonlySet<string>): LexFault | undefined {
  if (lines.some((line) => UNSEEN.test(line))) { return undefined; }
  const placed = withPlaces(lines);
  const everywhere = new Set<string>();
  const outside = new Set<string>();
  for (const { line, isInside, head } of placed) {
    for (const name of declaredIn(line)) {
      everywhere.add(name);
      if (head === undefined ? !isInside || /^\s*global\b/.test(line) : name === head) { outside.add(name); }
    }
  }
  for (const { line, isInside, head } of placed) {
    const declared = isInside || head !== undefined ? everywhere : outside;
    for (const { 0: name, index } of line.matchAll(NAME)) {
      const isKeywordArgument = /^\s*=(?!=)/.test(line.slice(index + name.length));
      if (KEYWORDS.has(name) || BUILTINS.has(name) || declared.has(name) || inputs.has(name) || isKeywordArgument
        || /^__\w+__$/.test(name)) { continue; }
      return {
        message: `the code uses '${name}', which is not an input of the node, and ${everywhere.has(name)
          ? 'is declared only inside a function or class' : 'nothing in the code declares it'}`,
        remedy: remedyFor(name, inputs),
        line,
      };
    }
  }
  return undefined;
}

interface PlacedLine {
  readonly line: string;
  /** Whether it is in the body of a function or class: what is declared there is not seen outside. */
  readonly isInside: boolean;
  /** The name of the function or class that begins here outside of others: its parameters are seen inside only. */
  readonly head?: string;
}

function withPlaces(lines: readonly string[]): readonly PlacedLine[] {
  let body: number | undefined;
  return lines.map((line) => {
    const width = widthOf(line);
    if (body !== undefined && width <= body) { body = undefined; }
    if (body !== undefined) { return { line, isInside: true }; }
    const head = HEAD.exec(line)?.[1];
    if (head !== undefined) { body = width; }
    return { line, isInside: false, head };
  });
}

const HEAD = /^\s*(?:(?:async\s+)?def|class)\s+([\p{L}_][\p{L}\p{N}_]*)/u;

function remedyFor(name: string, inputs: ReadonlySet<string>): string {
  if (MODULES.has(name)) { return `import it: 'import ${name}'`; }
  return inputs.size > 0 ? `use an input, by its name: ${shownInputs(inputs)}` : 'declare it';
}

function shownInputs(inputs: ReadonlySet<string>): string {
  return [...inputs].sort().slice(0, 5).map((input) => `'${input}'`).join(', ');
}

/** Every name that a line may declare, and rather too many than too few. */
function* declaredIn(line: string): Generator<string> {
  // whole heads: parameters, targets, what is imported or caught
  if (/^\s*(async\s+)?(def|class|import|from|global|nonlocal|case|type|del)\b/.test(line)) { yield* namesIn(line); }
  for (const part of line.matchAll(/\b(?:for|lambda|as)\b(.*?)(?:\bin\b|:|$)/gu)) { yield* namesIn(part[1]); }
  for (const { 1: name } of line.matchAll(/(?<![\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]*)\s*:=/gu)) { yield name; }
  // targets of assignments, also of several in a row, and of annotations
  const sides = line.split(/(?<![=!<>:])(?:\*\*|\/\/|>>|<<|[-+*/%&|^@])?=(?!=)/u);
  for (const side of sides.slice(0, -1)) { yield* namesIn(side); }
  const annotated = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*:/u.exec(line);
  if (annotated) { yield annotated[1]; }
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAME)].map(([name]) => name);
}

/** The first line whose indentation does not fit those before it. */
export function wrongIndentation(lines: readonly string[]): LexFault | undefined {
  const levels = [0];
  let opens = false;
  for (const line of lines) {
    const width = widthOf(line);
    const level = levels[levels.length - 1];
    if (opens && width <= level) {
      return fault(line, 'follows a line that ends in \':\', but is not indented', 'indent it');
    }
    if (!opens && width > level) {
      return fault(line, 'is indented, but no line before it opens a block', 'align it with the line before');
    }
    if (width > level) { levels.push(width); }
    while (width < levels[levels.length - 1]) { levels.pop(); }
    if (levels[levels.length - 1] !== width) {
      return fault(line, 'has an indentation that no line before it has', 'align it with one of them');
    }
    opens = /:\s*$/.test(line);
  }
  return opens ? fault(lines[lines.length - 1], 'opens an empty block', 'add it') : undefined;
}

function widthOf(line: string): number {
  let width = 0;
  for (const char of line) {
    if (char === '\t') { width += 8 - width % 8; } else if (char === ' ') { width++; } else { break; }
  }
  return width;
}

function fault(line: string, what: string, remedy: string): LexFault {
  return { message: `a line of the code ${what}`, remedy, line };
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
