import type { ChatPromptOptions } from './prompt-options';
import { checkText } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { TEXT } from '../core/constraints';
import type { TemplateConfiguration } from '../core/model/definition';

/** A conversation in the service's words. */
export function chatTemplate(
  options: ChatPromptOptions, inputVariables: { readonly name: string }[] | undefined,
): TemplateConfiguration {
  const { messages, system, cacheSystem, tools, toolChoice } = options;
  const cachePoint = { cachePoint: { type: 'default' as const } };
  return {
    chat: {
      messages: messages.map((message) => message._render()),
      ...system !== undefined && { system: [{ text: system }, ...cacheSystem ? [cachePoint] : []] },
      inputVariables,
      ...tools && {
        toolConfiguration: {
          tools: tools.flatMap(({ name, description, inputSchema, cachePoint: cached }) => [
            { toolSpec: { name, ...description !== undefined && { description }, inputSchema: { json: inputSchema } } },
            ...cached ? [cachePoint] : [],
          ]),
          ...toolChoice && { toolChoice: toolChoice._render() },
        },
      },
    },
  };
}

/** Refuses a conversation that contradicts itself. */
export function checkChat(options: ChatPromptOptions): void {
  if (options.messages.length === 0) {
    throw new FlowError('FlowPrompt.chat', '\'messages\' is empty; add one with ChatMessage', 'IllegalValue');
  }
  if (options.toolChoice && !options.tools?.length) {
    throw new FlowError('FlowPrompt.chat',
      spelt`'toolChoice' is given, but 'tools' is empty; add the tools or leave it out`, 'IllegalValue');
  }
  if (options.cacheSystem && options.system === undefined) {
    throw new FlowError('FlowPrompt.chat',
      spelt`'cacheSystem' is given, but there is no 'system'; add one or leave it out`, 'IllegalValue');
  }
  for (const { name } of options.tools
    ?? []) { checkText('FlowPrompt.chat', 'the name of a tool', name, TEXT.toolName); }
}
