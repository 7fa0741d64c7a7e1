/** An error whose name a state machine can match: Lambda reports `name` as the type of the error. */
import { FLOW_CALL_ERRORS } from '../../src/core/contract';
import { failedCall } from '../router/failed-call';

export class FlowCallError extends Error {
  /** @param isOfCaller whether it is the fault of who called, for the metrics */
  public constructor(public override readonly name: string, message: string, public readonly isOfCaller = false) {
    super(message);
    // the stack would be in the cause that a state machine shows, and says nothing to who reads it
    this.stack = `${name}: ${message}`;
  }
}

/** What was thrown by the SDK, or came in the stream, under the name that the service has for it. */
export function toFlowCallError(thrown: unknown, inputNode?: unknown): FlowCallError {
  if (thrown instanceof FlowCallError) { return thrown; }
  const node = typeof inputNode === 'string' ? inputNode : undefined;
  const { name, message, blame } = failedCall(thrown, { isContinued: false, inputNode: node });
  return new FlowCallError(name, message, blame === 'caller');
}

export function timedOut(): FlowCallError {
  return new FlowCallError(FLOW_CALL_ERRORS.timedOut,
    'the flow runs longer than the function may; give the function more time, or use an execution');
}
