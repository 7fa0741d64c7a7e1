/** Calls a flow for who can't read an event stream, and hands back its outputs by the names of their nodes. */
import type { FlowCallEnvironment, FlowCallRequest } from '../../src/core/contract';
import { callFlow } from '../flow-call/call-flow';
import { readCallee } from '../flow-call/callee';
import { withinLimit } from '../flow-call/large-results';
import { startFlow } from '../flow-call/start-flow';

interface Context {
  getRemainingTimeInMillis(): number;
}

const env = process.env as Partial<FlowCallEnvironment<string>>;
const callee = readCallee(env);

export async function handler(event: FlowCallRequest<unknown> | null, context: Context): Promise<object> {
  const request = event ?? { document: undefined, inputNode: undefined };
  if (env.START_ONLY) { return startFlow(callee, request); }
  return withinLimit(await callFlow(callee, request, context.getRemainingTimeInMillis()), env.RESULT_BUCKET);
}
