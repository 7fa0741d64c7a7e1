/**
 * The names of the semantic conventions of OpenTelemetry that traces of runs use, and what of a run they say.
 *
 * Source: https://github.com/open-telemetry/semantic-conventions/tree/v1.41.0/docs/gen-ai (gen-ai-spans,
 * gen-ai-agent-spans, aws-bedrock), the last release of the conventions that has them. All of them are in development
 * there: names may change with the next version, and then they change here alone.
 */
import { isRecord } from '../../src/core/model/opaque';
import type { Action } from '../../src/core/picture';

export const SCHEMA_URL = 'https://opentelemetry.io/schemas/1.41.0';

/** Of spans; the numbers are those of the protocol. */
export const KIND = { internal: 1, client: 3 } as const;
export const STATUS_ERROR = 2;

export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A call that a node makes, as a span names it. */
export interface CallSpan {
  readonly name: string;
  readonly attributes: Attributes;
}

/** Of the trace as a whole. */
export function workflowAttributes(flow: string): Attributes {
  return { 'gen_ai.operation.name': 'invoke_workflow', 'gen_ai.workflow.name': flow };
}

export const workflowName = (flow: string) => `invoke_workflow ${flow}`;
export const errorAttributes = (code: string): Attributes => ({ 'error.type': code });

/** @param answer the text that the node gave, only where contents are wanted */
export function callSpan(action: Action, isWithContent: boolean, answer: unknown): CallSpan {
  const request = isRecord(action.request) ? action.request : {};
  switch (action.operation) {
    case 'Converse': return chat(action, request, isWithContent, answer);
    case 'InvokeAgent': {
      const id = text(request.agentId) ?? text(request.agentAliasArn);
      return named('invoke_agent', id, {
        'gen_ai.agent.id': id,
        ...isWithContent
        && {
          'gen_ai.input.messages': messages([{ role: 'user', content: [{ text: request.inputText }] }]),
          'gen_ai.output.messages': reply(answer),
        },
      }, action);
    }
    case 'Retrieve':
      return named('retrieval', text(request.knowledgeBaseId), {
        ...knowledgeBase(request.knowledgeBaseId),
        ...isWithContent && isRecord(request.retrievalQuery)
          && { 'gen_ai.retrieval.query.text': text(request.retrievalQuery.text) },
      }, action);
    case 'RetrieveAndGenerate': return retrieveAndGenerate(action, request, isWithContent, answer);
    case 'Invoke':
      return {
        name: 'Invoke',
        attributes: { 'faas.invoked_name': text(request.functionArn), 'faas.invoked_provider': 'aws' },
      };
    default: return { name: action.operation, attributes: {} };
  }
}

function chat(
  action: Action, request: Readonly<Record<string, unknown>>, isWithContent: boolean, answer: unknown,
): CallSpan {
  const model = text(request.modelId);
  const inference = isRecord(request.inferenceConfig) ? request.inferenceConfig : {};
  const guardrail = isRecord(request.guardrailConfig) ? request.guardrailConfig : {};
  const stop = isRecord(action.response) ? text(action.response.stopReason) : undefined;
  return named('chat', model, {
    'gen_ai.request.model': model,
    'gen_ai.request.max_tokens': number(inference.maxTokens),
    'gen_ai.request.temperature': number(inference.temperature),
    'gen_ai.request.top_p': number(inference.topP),
    'gen_ai.request.stop_sequences': Array.isArray(inference.stopSequences) && inference.stopSequences.length > 0
      ? inference.stopSequences.map(String) : undefined,
    'gen_ai.response.finish_reasons': stop === undefined ? undefined : [stop],
    'aws.bedrock.guardrail.id': text(guardrail.guardrailIdentifier),
    ...isWithContent && {
      'gen_ai.system_instructions': instructions(request.system),
      'gen_ai.input.messages': messages(request.messages),
      'gen_ai.output.messages': reply(answer, stop),
    },
  }, action);
}

function retrieveAndGenerate(
  action: Action, request: Readonly<Record<string, unknown>>, isWithContent: boolean, answer: unknown,
): CallSpan {
  const outer = isRecord(request.retrieveAndGenerateConfiguration) ? request.retrieveAndGenerateConfiguration : {};
  const inner = isRecord(outer.knowledgeBaseConfiguration) ? outer.knowledgeBaseConfiguration : {};
  const model = text(inner.modelArn);
  return named('chat', model, {
    'gen_ai.request.model': model,
    ...knowledgeBase(inner.knowledgeBaseId),
    ...isWithContent && isRecord(request.input) && {
      'gen_ai.input.messages': messages([{ role: 'user', content: [{ text: request.input.text }] }]),
      'gen_ai.output.messages': reply(answer),
    },
  }, action);
}

/** Tokens that are guessed are not given by the names that others add up as costs. */
function named(operation: string, what: string | undefined, attributes: Attributes, { usage }: Action): CallSpan {
  const tokens = usage && (usage.isGuess
    ? { 'bedrock_flows.guessed_input_tokens': usage.input, 'bedrock_flows.guessed_output_tokens': usage.output }
    : { 'gen_ai.usage.input_tokens': usage.input, 'gen_ai.usage.output_tokens': usage.output });
  return {
    name: what === undefined ? operation : `${operation} ${what}`,
    attributes: {
      'gen_ai.operation.name': operation, 'gen_ai.provider.name': 'aws.bedrock', ...attributes, ...tokens,
    },
  };
}

function knowledgeBase(id: unknown): Attributes {
  return { 'gen_ai.data_source.id': text(id), 'aws.bedrock.knowledge_base.id': text(id) };
}

/** The schema of messages (gen-ai-input-messages.json): a role, and parts of a type. */
function messages(given: unknown): string | undefined {
  if (!Array.isArray(given)) { return undefined; }
  return JSON.stringify(given.filter(isRecord).map(({ role, content }) => ({ role, parts: parts(content) })));
}

function instructions(given: unknown): string | undefined {
  return Array.isArray(given) && given.length > 0 ? JSON.stringify(parts(given)) : undefined;
}

function reply(answer: unknown, stop = 'stop'): string | undefined {
  if (answer === undefined) { return undefined; }
  const content = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content }], finish_reason: stop }]);
}

/** Blocks that are no text, such as points of caches, are left out. */
function parts(blocks: unknown): readonly object[] {
  return (Array.isArray(blocks) ? blocks : []).filter((block) => isRecord(block) && block.text !== undefined)
    .map(({ text: content }: { readonly text: unknown }) => ({ type: 'text', content }));
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null || value === ''
    ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
