import type { Sentence } from './sentence';
import type { SyntaxProblem } from '../expression/parse';
import { anA } from '../words/article';
import { inOneLine, name, quoted } from '../words/quote';

/** A whole value of one type comes to an input of another. */
export function wrongType(
  input: string, to: string, from: string, source: string, remedy: string,
): Sentence {
  return { message: `input ${name(input)} takes ${anA(to)}, but gets ${anA(from)} from ${name(source)}`, remedy };
}

/** @param who what selects: an input, or a path */
export function noParts(who: string, source: string, type: string, remedy: string): Sentence {
  return { message: `${who} selects a part of ${name(source)}, which is ${anA(type)} and has no parts`, remedy };
}

/** A name of an Array, or an item of an Object. */
export function wrongPart(who: string, source: string, type: 'Array' | 'Object', remedy: string): Sentence {
  const what = type === 'Array' ? 'a member' : 'items';
  return { message: `${who} selects ${what} of ${name(source)}, which is ${anA(type)}`, remedy };
}

/** An expression of several values, where one is needed. */
export function collectsSeveral(who: string, type: string, remedy: string): Sentence {
  return { message: `${who} collects its results in an Array, not ${anA(type)}`, remedy };
}

/** An expression as people write it. */
export const EXPRESSION_EXAMPLES = 'write it like $.data, $.data.topic, $.data[0] or $.data.*.title';

export function unreadableInput(expression: string, input: string, problem: SyntaxProblem): Sentence {
  const who = `expression ${quoted(expression)} of input ${name(input)}`;
  return unreadableExpression(who, problem, EXPRESSION_EXAMPLES);
}

/** @param who the expression, and where it stands */
export function unreadableExpression(who: string, { cause, offset }: SyntaxProblem, remedy: string): Sentence {
  return { message: `${who} can't be read at character ${offset + 1}: ${inOneLine(cause)}`, remedy };
}
