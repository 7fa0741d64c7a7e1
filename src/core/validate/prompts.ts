/** The variables of inline prompts. */
import type { IndexedInput, IndexedNode } from './indexed';
import { isOpaque, isRecord, knownText } from '../model/opaque';
import { promptVariables, spacedVariable, unfinishedVariables } from '../prompt/variables';
import { namesOf } from '../words/lists';
import { close } from '../words/suggest';

export interface InlinePromptFacts {
  /** What the texts use; `undefined` where a text, or a part of one, is known only at deployment: it may use more. */
  readonly used?: readonly string[];
  /** The same as a set, empty where it is not known. */
  readonly usedNames: ReadonlySet<string>;
  /** The texts, a line each; `undefined` where a part is known only at deployment. */
  readonly text?: string;
  /** What they use for sure: what is known of them shows it. */
  readonly seen: ReadonlySet<string>;
  /** A variable with blanks in its braces. */
  readonly spaced?: string;
  /** What could be meant as a variable and is none, by the name that would be in it. */
  readonly unfinished: ReadonlyMap<string, string>;
  /** What `inputVariables` lists; `undefined` where there is none. */
  readonly declared?: readonly string[];
  /** The entries without a name, by number; and the names that are listed twice. */
  readonly nameless: readonly number[];
  readonly repeated: readonly string[];
  /** Where they are listed. */
  readonly path: string;
}

const FACTS = new WeakMap<IndexedNode, { readonly facts?: InlinePromptFacts }>();

/** What is known of the inline prompt of a node; `undefined` where it has none. */
export function inlinePromptOf(node: IndexedNode): InlinePromptFacts | undefined {
  if (node.type !== 'Prompt') { return undefined; }
  let found = FACTS.get(node);
  if (!found) {
    found = { facts: factsOf(node) };
    FACTS.set(node, found);
  }
  return found.facts;
}

/** The template of a prompt: the key it stands under, what stands there, and its texts, known or not. */
export function templateOf(prompt: unknown): {
  readonly key: 'text' | 'chat'; readonly part: Record<string, unknown>; readonly texts: readonly unknown[];
} | undefined {
  const template = isRecord(prompt) && isRecord(prompt.templateConfiguration) ? prompt.templateConfiguration : {};
  const key = (['text', 'chat'] as const).find((one) => isRecord(template[one]) && !isOpaque(template[one]));
  if (!key) { return undefined; }
  const part = template[key] as Record<string, unknown>;
  return { key, part, texts: key === 'text' ? [part.text] : chatTexts(part) };
}

/** The inputs of a prompt that its text has no variable for. A prompt without variables takes one that it ignores. */
export function unusedPromptInputs(node: IndexedNode): readonly IndexedInput[] {
  const { used = [], usedNames } = inlinePromptOf(node) ?? {};
  if (used.length === 0) { return []; }
  const unused = node.inputs.filter(({ name }) => name && !usedNames!.has(name));
  if (unused.length === 0) { return unused; }
  // an input that a variable without input is a slip of, is said there
  const unusedNames = namesOf(unused);
  const meant = new Set(used.filter((name) => !node.input(name)).map((name) => close(name, unusedNames)));
  return unused.filter(({ name }) => !meant.has(name));
}

function factsOf(node: IndexedNode): InlinePromptFacts | undefined {
  const source = node.configuration?.sourceConfiguration;
  const template = templateOf(isRecord(source) ? source.inline : undefined);
  if (!template) { return undefined; }
  const { key, part, texts } = template;
  const known = texts.filter((text): text is string => typeof text === 'string');
  const list = part.inputVariables;
  const isListKnown = Array.isArray(list)
    && list.every((variable: unknown) => isRecord(variable) && knownText(variable.name) !== undefined);
  const seen = promptVariables(known.join('\n'));
  const used = texts.every((text) => knownText(text) !== undefined) ? seen : undefined;
  return {
    path: `${node.path}.configuration.prompt.sourceConfiguration.inline.templateConfiguration.${key}`,
    declared: isListKnown ? named(list) : undefined,
    nameless: isList(list)
      ? list.flatMap((one, at) => isRecord(one) && !isOpaque(one) && one.name === undefined ? [at] : []) : [],
    repeated: isListKnown ? repeatedOf(named(list)) : [],
    used,
    usedNames: new Set(used),
    text: used && known.join('\n'),
    seen: new Set(seen),
    unfinished: used ? unfinishedVariables(known.join('\n')) : new Map(),
    spaced: known.map((text) => spacedVariable(text)).find(Boolean),
  };
}

function named(list: readonly { readonly name: string }[]): readonly string[] {
  return list.map(({ name }) => name).filter(Boolean);
}

function repeatedOf(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}

// what is not known stays in the list, so that the whole counts as not known
function chatTexts(chat: Record<string, unknown>): readonly unknown[] {
  const messages = isList(chat.messages) ? chat.messages.map((message) => member(message, 'content')) : [chat.messages];
  const blocks = [chat.system, ...messages].flatMap((content) => isList(content) ? content : [content]);
  return blocks.map((block) => member(block, 'text')).filter((text) => text !== undefined);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !isOpaque(value);
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && !isOpaque(value) ? value[key] : value;
}
