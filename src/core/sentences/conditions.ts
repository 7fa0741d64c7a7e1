import type { Sentence } from './sentence';
import type { ConditionFault } from '../condition/check';
import type { SyntaxProblem } from '../expression/parse';
import { names } from '../words/lists';
import { inOneLine, name } from '../words/quote';
import { didYouMean } from '../words/suggest';

/** A condition as people write it. */
export const CONDITION_EXAMPLE = 'category == "refund"';

export function unreadableCondition(condition: string, { cause, remedy, offset }: SyntaxProblem): Sentence {
  return {
    message: `condition ${name(condition)} can't be read at character ${offset + 1}: ${inOneLine(cause)}`,
    remedy: remedy === undefined ? `write it like ${CONDITION_EXAMPLE}` : inOneLine(remedy),
  };
}

/** It compares what can't be compared, or reads what is not there. */
export function faultyCondition(condition: string, { cause, remedy }: ConditionFault): Sentence {
  return { message: `condition ${name(condition)} ${inOneLine(cause)}`, remedy: inOneLine(remedy) };
}

export function mixedOperators(condition: string): Sentence {
  return {
    message: `condition ${name(condition)} mixes and, or, not without parentheses, and their precedence is not `
      + 'documented',
    remedy: 'add parentheses',
  };
}

export function noExpression(condition: string): Sentence {
  return {
    message: `condition ${name(condition)} has no expression`, remedy: `add one, for example ${CONDITION_EXAMPLE}`,
  };
}

export function sameExpression(condition: string, first: string): Sentence {
  return {
    message: `condition ${name(condition)} has the same expression as ${name(first)}, which comes first`,
    remedy: 'change or remove one',
  };
}

/** @param who what names the condition: a connection, or a call */
export function unknownCondition(who: string, condition: string, node: string, known: readonly string[]): Sentence {
  return {
    message: `${who} names the condition ${name(condition)} of ${name(node)}, which has `
      + names(known, 'no conditions'),
    remedy: didYouMean(condition, known, 'name one of those'),
  };
}

export function noConditionNode(who: string, node: string, remedy: string): Sentence {
  return { message: `${who} names a condition of ${name(node)}, which is not a Condition node`, remedy };
}
