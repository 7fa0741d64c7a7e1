/** What the prompts of nodes say, wherever they stand: in the definition, or in the same app or template. */
import type { DefinitionIndex, IndexedNode } from './indexed';
import { templateOf } from './prompts';
import { at as member } from '../diagram/values';
import { isOpaque, knownText } from '../model/opaque';

export interface PromptContents {
  /** Where a finding on the texts points: at the texts, or at the name of a prompt that is kept elsewhere. */
  readonly path: string;
  /** The same for the limit of its tokens, which may be missing. */
  readonly tokensPath: string;
  /** The texts as far as they are known, a line each. */
  readonly known: string;
  /** The texts, a line each; `undefined` where a part is known only at deployment. */
  readonly text?: string;
  /** No number where it is known only at deployment; `undefined` where there is none. */
  readonly maxTokens: unknown;
}

/** What the prompt of a node says; `undefined` where it has none, or one that is not known here. */
export function promptOf({ prompts }: DefinitionIndex, node: IndexedNode): PromptContents | undefined {
  const source = node.type === 'Prompt' ? member(node.configuration, 'sourceConfiguration') : undefined;
  const name = member(source, 'resource', 'promptArn');
  const prompt = member(source, 'inline') ?? contentOf(name, prompts);
  const template = templateOf(prompt);
  if (!template) { return undefined; }
  const { key, texts } = template;
  const base = `${node.path}.configuration.prompt.sourceConfiguration`;
  const elsewhere = name === undefined ? undefined : `${base}.resource.promptArn`;
  return {
    path: elsewhere ?? `${base}.inline.templateConfiguration.${key}`,
    tokensPath: elsewhere ?? `${base}.inline`,
    known: texts.filter((text) => typeof text === 'string').join('\n'),
    text: texts.every((text) => knownText(text) !== undefined) ? texts.join('\n') : undefined,
    maxTokens: limitIn(prompt),
  };
}

/** The Prompt nodes whose prompts are known here, each with what its prompt says. */
export function* promptsOf(definition: DefinitionIndex): Generator<readonly [IndexedNode, PromptContents]> {
  for (const node of definition.nodes) {
    const prompt = promptOf(definition, node);
    if (prompt) { yield [node, prompt]; }
  }
}

// what is worked out at the deployment may have a limit
function limitIn(prompt: unknown): unknown {
  const inference = member(prompt, 'inferenceConfiguration');
  return [inference, member(inference, 'text')].find(isOpaque) ?? member(inference, 'text', 'maxTokens');
}

function contentOf(name: unknown, prompts: DefinitionIndex['prompts']): unknown {
  const key = typeof name === 'string' ? name : JSON.stringify(name) ?? '';
  return Object.hasOwn(prompts, key) ? prompts[key] : undefined;
}
