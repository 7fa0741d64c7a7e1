/** How many tokens a model read and wrote: as its answer says, else guessed. */
import { isRecord } from '../model/opaque';

export interface Usage {
  readonly input: number;
  readonly output: number;
  /** Made from the length of the texts. */
  readonly isGuess: boolean;
}

/** Of most models, a token of English text has about four characters (a rule of thumb that vendors give). */
const CHARACTERS_OF_A_TOKEN = 4;
/** Answers can be of any depth and size. */
const MOST_PARTS = 20_000;

/**
 * What the answers of operations say in members named `usage`, as Converse and the traces of agents have them; added
 * up.
 */
export function usageIn(answers: unknown): Usage | undefined {
  let found: Usage | undefined;
  const open: unknown[] = [answers];
  for (let seen = 0; open.length > 0 && seen < MOST_PARTS; seen++) {
    const part = open.pop();
    if (Array.isArray(part)) {
      for (const item of part.slice(0, MOST_PARTS)) { open.push(item); }
    } else if (isRecord(part)) {
      const { usage, ...rest } = part;
      const { inputTokens, outputTokens } = isRecord(usage) ? usage : {};
      if (isCount(inputTokens) && isCount(outputTokens)) {
        found = {
          input: (found?.input ?? 0) + inputTokens, output: (found?.output ?? 0) + outputTokens, isGuess: false,
        };
      }
      for (const item of Object.values(rest)) { if (typeof item === 'object') { open.push(item); } }
    }
  }
  return found;
}

/** What a request of Converse and its answer may have come to. */
export function guessedUsage(request: unknown, answer: unknown): Usage | undefined {
  if (!isRecord(request) || !Array.isArray(request.messages)) { return undefined; }
  const lists = [request.system, ...request.messages.map((message: unknown) => isRecord(message)
    ? message.content : undefined)];
  const blocks: unknown[] = lists.flatMap((list) => Array.isArray(list) ? list : []);
  const read = blocks.reduce((sum: number, block) => sum
    + (isRecord(block) && typeof block.text === 'string' ? block.text.length : 0), 0);
  return { input: tokens(read), output: typeof answer === 'string' ? tokens(answer.length) : 0, isGuess: true };
}

/** The sum; a guess where one of them is. */
export function addedUp(usages: readonly Usage[]): Usage | undefined {
  if (usages.length === 0) { return undefined; }
  return usages.reduce((sum, { input, output, isGuess }) => (
    { input: sum.input + input, output: sum.output + output, isGuess: sum.isGuess || isGuess }));
}

function tokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_OF_A_TOKEN);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
