import { comparisons, type ConditionTree } from '../../condition/parse';
import { name } from '../../words/quote';
import { type ConditionInPlace, conditionsOf } from '../conditions';
import type { IndexedNode } from '../indexed';
import { promptOf } from '../prompt-contents';
import type { Rule } from '../rule';

/** A condition that tests a prompt's answer uses the words of the prompt, not misspelt ones. */
export const unaskedAnswer: Rule = {
  code: 'UnaskedAnswer',
  severity: 'warning',
  meaning: 'a condition that compares the answer of a prompt with a word spells the word as the prompt does',
  remedy: 'write the word as in the prompt',
  source: 'our interpretation: a model answers with the words of its prompt, and conditions compare exact text',
  confidence: 'assumed',
  * check(definition) {
    const tests = conditionsOf(definition).flatMap(testsOf);
    const tested = new Map<IndexedNode, Set<string>>();
    for (const { node, input, word } of tests) {
      tested.set(node, (tested.get(node) ?? new Set()).add(wordIn(input, word)));
    }
    const read = new Map<IndexedNode, ReadonlySet<string>>();
    for (const { node, input, word, condition, expression, place } of tests) {
      const asking = PLAIN.test(word) ? promptBehind(node, input) : undefined;
      const text = asking && promptOf(definition, asking)?.text;
      if (!asking || text === undefined) { continue; }
      const asked = read.get(asking) ?? new Set(text.toLowerCase().match(/[a-z][a-z_-]*/g) ?? []);
      read.set(asking, asked);
      // where the right word is tested too, this one is another spelling that somebody feared
      const meant = asked.has(word.toLowerCase()) ? undefined
        : [...asked].find((one) => isOneSlip(word.toLowerCase(), one) && !tested.get(node)!.has(wordIn(input, one)));
      if (meant === undefined) { continue; }
      yield {
        ...place,
        path: `${place.path}.expression`,
        value: expression,
        message: `condition ${name(condition)} tests ${name(word)}, which is not in the prompt of ${name(asking.name)}`,
        remedy: `did you mean ${name(meant)}?`,
      };
    }
  },
};

/** Shorter words are close to too many others. */
const PLAIN = /^[a-z][a-z_-]{3,99}$/i;

interface Test extends ConditionInPlace {
  readonly input: string;
  readonly word: string;
}

const wordIn = (input: string, word: string): string => `${input} ${word.toLowerCase()}`;

function testsOf(condition: ConditionInPlace): readonly Test[] {
  const { parsed } = condition;
  if (!parsed || 'problem' in parsed) { return []; }
  return [...new Map(wordsOf(parsed.tree).map(([input, word]) => [wordIn(input, word), { ...condition, input, word }]))
    .values()];
}

function wordsOf(tree: ConditionTree): readonly (readonly [input: string, word: string])[] {
  return comparisons(tree).flatMap(({ left, right }) => [[left, right], [right, left]].flatMap(([one, other]) =>
    one.kind === 'input' && other.kind === 'constant' && typeof other.value === 'string'
      ? [[one.name, other.value] as const] : []));
}

/** The Prompt node whose answer an input is. */
function promptBehind(node: IndexedNode, input: string): IndexedNode | undefined {
  const ways = node.incoming.filter((way) => way.data?.targetInput === input);
  const source = ways.length === 1 && ways[0].data?.sourceOutput === 'modelCompletion' ? ways[0].source : undefined;
  return source?.type === 'Prompt' ? source : undefined;
}

/** One letter too few, too many or wrong, or two of them changed over; not an ending, as of refund and refunds. */
function isOneSlip(word: string, other: string): boolean {
  if (word.startsWith(other) || other.startsWith(word) || Math.abs(word.length - other.length) > 1) { return false; }
  let from = 0;
  while (word[from] === other[from]) { from++; }
  const [left, right] = [word.slice(from), other.slice(from)];
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)
    || left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}
