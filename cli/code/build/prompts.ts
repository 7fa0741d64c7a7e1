/** The prompts of nodes as values of a program. */
import { type Draft, type Prose, Unsayable } from './draft';
import { jsonExpression } from './json';
import { inferenceExpression, plain } from './models';
import type {
  ContentBlock, InlinePrompt, TemplateConfiguration, ToolConfiguration,
} from '../../../src/core/model/definition';
import { type Expression, statik, struct, text } from '../program';

const PROMPT: Prose = { extension: 'txt', type: 'FlowPrompt', inline: 'inline', file: 'fromTextFile' };

export function promptExpression(draft: Draft, prompt: InlinePrompt, node: string): Expression {
  const { chat, text: template } = prompt.templateConfiguration;
  const fields = prompt.additionalModelRequestFields;
  const common = {
    inference: inferenceExpression(prompt.inferenceConfiguration),
    additionalModelRequestFields: fields === undefined ? undefined : jsonExpression(draft, fields, node),
  };
  if (template) {
    return draft.prose(template.text, node, PROMPT,
      struct('TextPromptOptions', { ...common, cachePoint: flag(template.cachePoint !== undefined) }));
  }
  if (!chat) { throw new Unsayable('the prompt has no template'); }
  return statik('FlowPrompt', 'chat', struct('ChatPromptOptions', { ...chatFields(draft, chat, node), ...common }));
}

function chatFields(
  draft: Draft, { messages, system, toolConfiguration }: NonNullable<TemplateConfiguration['chat']>, node: string,
) {
  const said = system && single(system);
  return {
    system: said && text(said.text),
    cacheSystem: flag(said?.isCached),
    messages: {
      kind: 'list' as const,
      of: { kind: 'class' as const, name: 'ChatMessage' },
      items: messages.map(({ role, content }) => {
        const { text: words, isCached } = single(content);
        return statik('ChatMessage', role, text(words), struct('ChatMessageOptions', { cachePoint: flag(isCached) }));
      }),
    },
    ...toolConfiguration && toolFields(draft, toolConfiguration, node),
  };
}

function toolFields(draft: Draft, { tools, toolChoice }: ToolConfiguration, node: string) {
  const items: Expression[] = tools.flatMap(({ toolSpec }, at) => toolSpec === undefined ? [] : [struct('PromptTool', {
    name: text(toolSpec.name),
    description: toolSpec.description === undefined ? undefined : text(plain(toolSpec.description)),
    inputSchema: jsonExpression(draft, toolSpec.inputSchema.json ?? {}, node),
    cachePoint: flag(tools[at + 1]?.cachePoint !== undefined),
  })]);
  const [kind] = Object.keys(toolChoice ?? {});
  return {
    tools: { kind: 'list' as const, of: { kind: 'struct' as const, name: 'PromptTool' }, items },
    toolChoice: toolChoice && statik('PromptToolChoice', kind, toolChoice.tool && text(toolChoice.tool.name)),
  };
}

/** A message has one text in the constructs, and a cache point behind it or none. */
function single(blocks: readonly ContentBlock[]): { readonly text: string; readonly isCached: boolean } {
  const [first, second, ...others] = blocks;
  const isSingle = others.length === 0 && first?.text !== undefined
    && (second === undefined || second.cachePoint !== undefined);
  if (!isSingle) { throw new Unsayable('the message has several parts'); }
  return { text: plain(first.text), isCached: second !== undefined };
}

function flag(value: boolean | undefined): Expression | undefined {
  return value ? { kind: 'boolean', value } : undefined;
}
