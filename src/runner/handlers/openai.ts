/**
 * A model behind an endpoint that speaks the chat completions of OpenAI, such as Ollama or vLLM, in place of the one in
 * Bedrock: what the node would ask of Converse is asked of it.
 */
import { isRecord } from '../../core/model/opaque';
import type { AsyncHandler } from '../../core/simulate/handlers';
import type { ConverseRequest, Request } from '../../core/simulate/request';
import { readThrown } from '../../core/simulate/thrown';
import type { Settlement, TokenUsage } from '../../core/simulate/types';
import { runnerError } from '../runner-error';
import { dependencyFailed } from './settled';

export interface OpenaiOptions {
  /** Where the endpoint is, up to `/chat/completions`: `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  /** As the endpoint calls it. */
  readonly model: string;
  /** The environment variable that holds the key. Default: no key is sent */
  readonly apiKeyEnv?: string;
  readonly timeoutMs: number;
}

/** No answer of a model is longer. */
const MOST_BYTES = 16 * 1024 * 1024;

export function openai(options: OpenaiOptions): AsyncHandler {
  return async ({ node, request }, { signal }): Promise<Settlement> => {
    const body = JSON.stringify(bodyOf(node, request, options.model));
    const started = performance.now();
    const { status, text } = await ask(node, body, options, signal as AbortSignal | undefined);
    if (status < 200 || status > 299) { return refused(node, status, text); }
    const settlement = answerIn(node, text);
    return 'error' in settlement ? settlement
      : { ...settlement, latencyMs: Math.round(performance.now() - started) };
  };
}

function bodyOf(node: string, request: Request, model: string): object {
  if (request.operation !== 'Converse' || !request.messages) {
    throw runnerError(node, 'a mock with "openai" needs the text of the prompt, which is not known here',
      'give the prompt inline or in the same template, or mock the node in another way', 'IllegalMock');
  }
  const { messages, system = [], inferenceConfig = {} }: ConverseRequest = request;
  const { maxTokens, temperature, topP, stopSequences } = inferenceConfig;
  return {
    model,
    messages: [
      ...system.length > 0 ? [{ role: 'system', content: textOf(system) }] : [],
      ...messages!.map(({ role, content }) => ({ role, content: textOf(content) })),
    ],
    stream: false,
    ...temperature !== undefined && { temperature },
    ...topP !== undefined && { top_p: topP },
    ...maxTokens !== undefined && { max_tokens: maxTokens },
    ...stopSequences && stopSequences.length > 0 && { stop: stopSequences },
  };
}

/** Marks for caching have no text. */
function textOf(blocks: readonly object[]): string {
  return blocks.map((block) => 'text' in block ? String(block.text) : '').join('');
}

async function ask(
  node: string, body: string, { baseUrl, apiKeyEnv, timeoutMs }: OpenaiOptions, signal: AbortSignal | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  const url = `${baseUrl.replace(/\/$/, '')}/chat/completions`;
  const key = apiKeyEnv === undefined ? undefined : process.env[apiKeyEnv];
  if (apiKeyEnv !== undefined && !key) {
    throw runnerError(node, `the environment has no '${apiKeyEnv}'`, 'set it to the key of the endpoint', 'NoAccount');
  }
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...key && { authorization: `Bearer ${key}` } },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...signal ? [signal] : []]),
    });
    return { status: response.status, text: await textIn(response) };
  } catch (error) {
    if (signal?.aborted) { throw error; }
    const { name, message } = readThrown(error);
    const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } };
    const why = name === 'TimeoutError'
      ? `no answer in ${timeoutMs / 1000} s` : cause?.code ?? cause?.message ?? message;
    throw runnerError(node, `the endpoint ${url} can't be asked (${why})`,
      'start it, correct "baseUrl", or mock the node in another way', 'MissingProgram');
  }
}

async function textIn(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) { throw new Error(`its answer has more than ${MOST_BYTES} bytes`); }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refused(node: string, status: number, text: string): Settlement {
  const said = messageIn(text);
  const message = `the endpoint of node ${node} answered with status ${status}${said === '' ? '' : `: ${said}`}`;
  return status === 429 ? { error: { code: 'throttlingException', message } } : dependencyFailed(message);
}

function messageIn(text: string): string {
  const json = jsonIn(text);
  const error = isRecord(json) ? json.error : undefined;
  const message = isRecord(error) ? error.message : error;
  return (typeof message === 'string' ? message : text).replace(/\s+/g, ' ').slice(0, 300);
}

function answerIn(node: string, text: string): Settlement {
  const json = jsonIn(text);
  const [choice]: unknown[] = isRecord(json) && Array.isArray(json.choices) ? json.choices : [];
  const message = isRecord(choice) ? choice.message : undefined;
  if (!isRecord(message) || typeof message.content !== 'string') {
    return dependencyFailed(`the endpoint of node ${node} gave no choices[0].message.content`);
  }
  const usage = usageIn((json as Record<string, unknown>).usage);
  return {
    value: message.content,
    stopReason: STOPS[String((choice as Record<string, unknown>).finish_reason)] ?? 'end_turn',
    ...usage && { usage },
  };
}

const STOPS: Readonly<Record<string, string>> =
  { stop: 'end_turn', length: 'max_tokens', content_filter: 'content_filtered', tool_calls: 'tool_use' };

function usageIn(usage: unknown): TokenUsage | undefined {
  if (!isRecord(usage)) { return undefined; }
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens = 0 } = usage;
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function jsonIn(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}
