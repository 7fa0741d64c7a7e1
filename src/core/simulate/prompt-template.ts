/** Prompt templates, cut into parts once, so that filling one in is joining texts. */
import type { ContentBlock, ConverseRequest, InferenceNumbers, Message } from './request';
import type { InlinePrompt, TemplateConfiguration } from '../model/definition';
import { isOpaque, isRecord } from '../model/opaque';
import { promptPieces } from '../prompt/variables';

/** Texts at even places, names of variables at odd ones. */
export type Pieces = readonly string[];

export interface ChatTemplate {
  readonly messages: readonly { readonly role: string; readonly content: readonly BlockTemplate[] }[];
  readonly system: readonly BlockTemplate[];
  /** What is the same for every request. */
  readonly fixed: Omit<ConverseRequest, 'messages' | 'system'>;
  /** The names of all variables. */
  readonly variables: ReadonlySet<string>;
}

/** A block without pieces is passed on as it is. */
export type BlockTemplate = { readonly pieces: Pieces } | { readonly block: ContentBlock };

export type Values = { readonly [name: string]: unknown };

/**
 * Makes a template of the inline prompt of a definition; what is only known at deployment is text that nothing fills.
 */
export function chatTemplate(prompt: InlinePrompt, guardrail: unknown): ChatTemplate {
  const { text, chat }: TemplateConfiguration = isRecord(prompt.templateConfiguration)
    ? prompt.templateConfiguration : {};
  const messages = chat
    ? list(chat.messages).map((message) => ({ role: message.role as string, content: blocks(message.content) }))
    : [{
      role: 'user',
      content: [...blocks([{ text: text?.text ?? '' }]), ...text?.cachePoint
        ? [{ block: { cachePoint: text.cachePoint } }] : []],
    }];
  const system = chat ? blocks(chat.system) : [];
  const variables = variablesOf([...system, ...messages.flatMap(({ content }) => content)]);
  return { messages, system, fixed: fixedPart(prompt, guardrail), variables };
}

/** The request with all variables filled in; one without a value stays as it is written. */
export function fill(template: ChatTemplate, values: Values): ConverseRequest {
  const messages: Message[] = [];
  for (const { role, content } of template.messages) { messages.push({ role, content: fillBlocks(content, values) }); }
  const { fixed } = template;
  return {
    operation: 'Converse',
    modelId: fixed.modelId,
    messages,
    system: fillBlocks(template.system, values),
    inferenceConfig: fixed.inferenceConfig,
    toolConfig: fixed.toolConfig,
    guardrailConfig: fixed.guardrailConfig,
    additionalModelRequestFields: fixed.additionalModelRequestFields,
  };
}

/** How a value stands in a prompt. */
export function promptText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Numbers as a service with 32-bit floats passes them on: 0.7 becomes 0.699999988079071. */
export function inferenceNumbers(configuration: unknown): InferenceNumbers | undefined {
  const text = isRecord(configuration) && isRecord(configuration.text) ? configuration.text : undefined;
  if (!text) { return undefined; }
  const { maxTokens, temperature, topP, stopSequences } = text;
  return {
    ...maxTokens !== undefined && { maxTokens },
    ...temperature !== undefined && { temperature: float32(temperature) },
    ...topP !== undefined && { topP: float32(topP) },
    ...stopSequences !== undefined && { stopSequences: stopSequences as unknown[] },
  };
}

function float32(value: unknown): unknown {
  return typeof value === 'number' ? Math.fround(value) : value;
}

function fixedPart(prompt: InlinePrompt, guardrail: unknown): ChatTemplate['fixed'] {
  const { toolConfiguration } = prompt.templateConfiguration?.chat ?? {};
  const { guardrailIdentifier, guardrailVersion } = isRecord(guardrail) ? guardrail : {};
  return {
    operation: 'Converse',
    modelId: prompt.modelId,
    inferenceConfig: inferenceNumbers(prompt.inferenceConfiguration),
    toolConfig: toolConfiguration,
    guardrailConfig: guardrailIdentifier === undefined ? undefined : { guardrailIdentifier, guardrailVersion },
    additionalModelRequestFields: prompt.additionalModelRequestFields,
  };
}

function blocks(content: unknown): readonly BlockTemplate[] {
  return list(content).map((block) => typeof block.text === 'string'
    ? { pieces: promptPieces(block.text) } : { block: known(block) });
}

// a text that only a deployment knows is shown as what the definition has
function known(block: Record<string, unknown>): ContentBlock {
  return isOpaque(block.text) ? { ...block, text: JSON.stringify(block.text) } : block as ContentBlock;
}

function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function variablesOf(all: readonly BlockTemplate[]): ReadonlySet<string> {
  return new Set(all.flatMap((block) => 'pieces' in block ? block.pieces.filter((_, at) => at % 2 === 1) : []));
}

function fillBlocks(content: readonly BlockTemplate[], values: Values): readonly ContentBlock[] {
  const filled: ContentBlock[] = [];
  for (const block of content) {
    filled.push('pieces' in block ? { text: fillPieces(block.pieces, values) } : block.block);
  }
  return filled;
}

function fillPieces(pieces: Pieces, values: Values): string {
  let text = pieces[0];
  for (let at = 1; at < pieces.length; at += 2) {
    const name = pieces[at];
    text += (Object.hasOwn(values, name) ? promptText(values[name]) : `{{${name}}}`) + pieces[at + 1];
  }
  return text;
}
