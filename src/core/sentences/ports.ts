import type { Sentence } from './sentence';
import { names } from '../words/lists';
import { name } from '../words/quote';
import { didYouMean } from '../words/suggest';

/** A node lacks a port that the service fixes for its type. */
export function missingPort(side: 'input' | 'output', nodeType: string, port: string, remedy: string): Sentence {
  return { message: `the ${nodeType} node has no ${side} ${name(port)}`, remedy };
}

/** The text of a prompt has a variable that no input fills. */
export function unfilledVariable(variable: string, remedy: string): Sentence {
  return { message: `prompt uses ${inBraces(variable)}, but the node has no input ${name(variable)}`, remedy };
}

/**
 * A prompt has an input that its text has no variable for.
 *
 * @param written what stands in the text instead and was meant as one, such as `{topic}`
 * @param meant the variable without input that it is a slip of
 */
export function unusedInput(
  input: string, { written, meant = [] }: { readonly written?: string; readonly meant?: readonly string[] } = {},
): Sentence {
  const remedy = written === undefined ? 'write it in the prompt, or remove the input'
    : `write '${inBraces(input)}' in place of ${name(written)}`;
  return {
    message: `input ${name(input)} is not used: the prompt has no ${inBraces(input)}`,
    remedy: didYouMean(input, meant, remedy),
  };
}

export type End = 'source' | 'target';

const PORT = { source: 'output', target: 'input' } as const;

/**
 * An output or input is named that the node does not have.
 *
 * @param who what names it: a connection, or a call
 */
export function unknownPort(
  end: End, who: string, port: string, node: string, known: readonly string[],
  ifNone = `declare the ${PORT[end]}, or connect another node`,
): Sentence {
  return {
    message: `${who} names the ${PORT[end]} ${name(port)} of ${name(node)}, which has `
      + names(known, `no ${PORT[end]}s`),
    remedy: didYouMean(port, known, known.length > 0 ? 'name one of those' : ifNone),
  };
}

function inBraces(variable: string): string {
  return `{{${name(variable).slice(1, -1)}}}`;
}
