/** The variables of inline prompts. */
import type { IndexedNode } from './index-definition';
import { isOpaque, isRecord, knownText } from '../model/opaque';
import { promptVariables } from '../prompt/variables';

export interface InlinePromptFacts {
  /** What the texts use; `undefined` where a text is not known before deployment. */
  readonly used?: readonly string[];
  /** What `inputVariables` lists; `undefined` where there is none. */
  readonly declared?: readonly string[];
}

/** What is known of the inline prompt of a node; `undefined` where it has none. */
export function inlinePromptOf(node: IndexedNode): InlinePromptFacts | undefined {
  const source = node.type === 'Prompt' ? node.configuration?.sourceConfiguration : undefined;
  const inline = isRecord(source) && isRecord(source.inline) ? source.inline : undefined;
  const template = inline && isRecord(inline.templateConfiguration) ? inline.templateConfiguration : undefined;
  const part = template && [template.text, template.chat].find((one) => isRecord(one) && !isOpaque(one));
  if (!isRecord(part)) { return undefined; }
  const texts = part === template!.text ? [part.text] : chatTexts(part);
  const known = texts.map(knownText);
  const declared = Array.isArray(part.inputVariables)
    ? part.inputVariables.map((variable: unknown) => isRecord(variable) ? knownText(variable.name) ?? '' : '').filter(Boolean)
    : undefined;
  return { declared, ...known.every((text) => text !== undefined) && { used: promptVariables(known.join('\n')) } };
}

function chatTexts(chat: Record<string, unknown>): readonly unknown[] {
  const messages = Array.isArray(chat.messages) ? chat.messages : [];
  const blocks = [chat.system, ...messages.map((message: unknown) => isRecord(message) ? message.content : undefined)].filter(Array.isArray).flat();
  return blocks.filter(isRecord).map((block) => block.text).filter((text) => text !== undefined);
}
