/** The calls that a new version must answer, and what an answer must be. */
import type { SmokeTest } from '../../src/core/contract';

/** A line of the router's answer: a member of FlowResponseStream, or one of its own. */
type Line = Readonly<Record<string, {
  readonly content?: { readonly document?: unknown }; readonly name?: string; readonly message?: string;
}>>;

export function readTests(text: string | undefined): readonly SmokeTest[] {
  const tests = JSON.parse(text || '[]') as readonly SmokeTest[];
  if (!tests.length) { throw new Error('there are no tests, and none would pass everything'); }
  return tests;
}

/** The request of a test, as the router takes it. */
export function requestOf({ document, inputNode }: SmokeTest): object {
  return { inputs: [{ nodeName: inputNode, nodeOutputName: 'document', content: { document } }] };
}

/** What is wrong with the answer to a test, in a few words; nothing when all is well. */
export function faultOf({ expectPattern }: SmokeTest, answer: string): string | undefined {
  const lines = linesOf(answer);
  const error = lines.find((line) => line.error)?.error;
  if (error) { return `failed with ${error.name}: ${error.message}`; }
  if (!lines.some((line) => line.router)) { return 'gave an answer without an end'; }
  // a question of an agent is an answer too: to what comes first in a conversation there is no other
  const outputs = lines.flatMap(({ flowOutputEvent, flowMultiTurnInputRequestEvent }) => flowOutputEvent
    ?? flowMultiTurnInputRequestEvent ?? []);
  if (!outputs.length) { return 'gave no output'; }
  const text = JSON.stringify(outputs.map(({ content }) => content?.document));
  if (expectPattern !== undefined && !new RegExp(expectPattern).test(text)) {
    return `gave ${short(text)}, which does not match /${expectPattern}/`;
  }
  return undefined;
}

function linesOf(answer: string): readonly Line[] {
  return answer.split('\n').filter((line) => line).map((line) => {
    try {
      return JSON.parse(line) as Line;
    } catch { return { error: { name: 'UnreadableLine', message: short(line) } }; }
  });
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
