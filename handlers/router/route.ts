/** One call: from the request of the caller to the flow, and its events back. */
import { type BedrockAgentRuntimeClient, InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import type { Answer } from './answer';
import type { RouterConfig } from './config';
import { type Conversation, readContinuation, writeContinuation } from './continuation';
import { type FailedCall, failedCall } from './failed-call';
import { Refusal } from './refusal';
import { readRequest, type RouterRequest } from './request';

export interface Router {
  readonly config: RouterConfig;
  readonly client: BedrockAgentRuntimeClient;
}

/** What became of a call; times in milliseconds since it came, where the flow was called at all. */
export interface Outcome {
  /**
   * The version that was called, where that is certain: what a continuation says of another one, its caller may have
   * made up.
   */
  readonly flowVersion?: string;
  readonly executionId?: string;
  readonly failure?: FailedCall;
  readonly isInputRequired: boolean;
  readonly latency?: number;
  readonly timeToFirstEvent?: number;
}

/** Lambda ends a function without a word when its time is over: the caller is told before that. */
const MARGIN = 1500;

export async function route(
  event: unknown, answer: Answer, { config, client }: Router, remaining: number,
): Promise<Outcome> {
  const started = performance.now();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), remaining - Math.min(MARGIN, remaining / 4));
  let request: RouterRequest | undefined;
  let conversation: Conversation | undefined;
  let isCalled = false;
  let isInputRequired = false;
  let timeToFirstEvent: number | undefined;
  let executionId: string | undefined;
  const outcome = (failure?: FailedCall): Outcome => ({
    flowVersion: conversation === undefined
      || conversation.flowAliasId === config.flowAliasId ? config.flowVersion : undefined,
    executionId,
    failure,
    isInputRequired,
    latency: isCalled ? performance.now() - started : undefined,
    timeToFirstEvent,
  });
  try {
    request = readRequest(event);
    conversation = conversationOf(request, config);
    const { flowAliasId, flowVersion } = conversation ?? config;
    const { continuation: _, ...input } = request;
    isCalled = true;
    const target = { flowIdentifier: config.flowId, flowAliasIdentifier: flowAliasId };
    const answered = await client.send(
      new InvokeFlowCommand({ ...input, executionId: conversation?.executionId ?? input.executionId, ...target }),
      { abortSignal: AbortSignal.any([timeout.signal, answer.abandoned]) },
    );
    ({ executionId } = answered);
    let isComplete = false;
    for await (const member of answered.responseStream ?? []) {
      timeToFirstEvent ??= performance.now() - started;
      isComplete ||= member.flowCompletionEvent !== undefined;
      isInputRequired ||= member.flowCompletionEvent?.completionReason === 'INPUT_REQUIRED';
      await answer.line(member);
    }
    if (!isComplete) { throw new Error('the stream of the flow ended before the flow did'); }
    const continuation = isInputRequired
      && executionId ? writeContinuation(config, { flowAliasId, flowVersion, executionId }) : undefined;
    await answer.line({ router: { flowVersion, executionId, continuation } });
    return outcome();
  } catch (thrown) {
    // who has gone is not a fault, and needs no line
    if (answer.abandoned.aborted) { return outcome(); }
    const circumstances = { inputNode: request?.inputs?.[0]?.nodeName, isContinued: conversation !== undefined };
    const failure = failedCall(timeout.signal.aborted ? timedOut() : thrown, circumstances);
    await answer.line({ error: { name: failure.name, message: failure.message } }, failure.status);
    return outcome(failure);
  } finally {
    clearTimeout(timer);
  }
}

function conversationOf({ continuation, executionId }: RouterRequest, config: RouterConfig): Conversation | undefined {
  if (continuation === undefined) { return undefined; }
  const claimed = readContinuation(config, continuation);
  const conversation = claimed.flowAliasId === config.flowAliasId
    ? { ...claimed, flowVersion: config.flowVersion } : claimed;
  if (executionId !== undefined && executionId !== conversation.executionId) {
    throw new Refusal('\'executionId\' is not that of \'continuation\'; leave it out');
  }
  return conversation;
}

function timedOut(): Error {
  const error = new Error('the flow runs longer than the function may; give the router more time, or the flow '
    + 'less to do');
  error.name = 'RouterTimeoutException';
  return error;
}
