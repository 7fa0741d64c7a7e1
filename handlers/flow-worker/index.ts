/**
 * Calls a flow for each message of a queue, one after the other: how many run at a time is the queue's to say. It tells
 * which messages failed, so that those alone come back.
 */
import { documentsOf } from './documents';
import type { FlowCallEnvironment, FlowWorkerEnvironment, MessageForm } from '../../src/core/contract';
import { callFlow } from '../flow-call/call-flow';
import { readCallee } from '../flow-call/callee';

interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly eventSourceARN?: string;
  readonly attributes?: { readonly MessageGroupId?: string };
}

interface Context {
  getRemainingTimeInMillis(): number;
}

interface Answer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What is left at least for a message to be begun; a flow that is cut off was paid for nothing. */
const MIN_REMAINING_MS = 10_000;

/** Errors after which the next call would fail too: the rest of the batch is left for later. */
const WAITED_OUT = ['ThrottlingException', 'ServiceQuotaExceededException'];

const env = process.env as Partial<FlowCallEnvironment<string> & FlowWorkerEnvironment<string>>;
const callee = readCallee(env);
const inputNode = env.INPUT_NODE ?? '';
const form = env.MESSAGE_FORM as MessageForm;

export async function handler(event: { readonly Records: readonly Message[] }, context: Context): Promise<Answer> {
  const failed: { readonly itemIdentifier: string }[] = [];
  // of a FIFO queue, what follows a message that failed comes back with it: Amazon SQS keeps the order of a group
  const brokenGroups = new Set<string>();
  let isBegun = false;
  let isWaiting = false;
  for (const message of event.Records) {
    const { messageId, body } = message;
    const group = groupOf(message);
    if (group !== undefined && brokenGroups.has(group)) {
      failed.push({ itemIdentifier: messageId });
      continue;
    }
    isWaiting ||= isBegun && context.getRemainingTimeInMillis() < MIN_REMAINING_MS;
    isBegun = true;
    const error: Error | undefined = isWaiting ? undefined : await errorOf(body, context);
    isWaiting ||= error !== undefined && WAITED_OUT.includes(error.name);
    if (error) {
      // not the message: it may be somebody's text
      console.log(JSON.stringify({ messageId, error: error.name, message: error.message }));
    }
    if (!error && !isWaiting) { continue; }
    failed.push({ itemIdentifier: messageId });
    if (group !== undefined) { brokenGroups.add(group); }
  }
  return { batchItemFailures: failed };
}

/** Messages of standard queues may have a group too, and no order in it. */
function groupOf({ eventSourceARN, attributes }: Message): string | undefined {
  return eventSourceARN?.endsWith('.fifo') ? attributes?.MessageGroupId : undefined;
}

async function errorOf(body: string, context: Context): Promise<Error | undefined> {
  try {
    for (const document of documentsOf(body, form)) {
      await callFlow(callee, { document, inputNode }, context.getRemainingTimeInMillis());
    }
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
