import type { Sentence } from './sentence';

export function noInputNode(): Sentence {
  return { message: 'the flow has no Input node', remedy: 'add an Input node with the output document' };
}

/** @param what the paths of what is missing in the configuration */
export function incompleteNode(nodeType: string, what: string, remedy = 'add it'): Sentence {
  return { message: `the ${nodeType} node has no ${WORDS.get(what) ?? what}`, remedy };
}

/** @param key the member of the configuration that nodes of the type have */
export function noConfiguration(nodeType: string, key: string): Sentence {
  return { message: `the ${nodeType} node has no configuration`, remedy: `add configuration.${key}` };
}

const MODEL_OF_PROMPT = 'prompt.sourceConfiguration.inline.modelId';

/** What people call it. */
const WORDS: ReadonlyMap<string, string> = new Map([[MODEL_OF_PROMPT, `model (${MODEL_OF_PROMPT})`]]);

export function promptWithoutModel(remedy: string): Sentence {
  return incompleteNode('Prompt', MODEL_OF_PROMPT, remedy);
}

/** @param what with its article: a prompt, the guardrail */
export function workingDraft(what: 'agent' | 'guardrail' | 'prompt', remedy = 'name a version'): Sentence {
  return { message: `the ${what} is a working draft, whose changes affect the flow and all its versions`, remedy };
}
