/** What a person is asked, and what comes of it: the state that asks writes it, and `bedrock-flows review` reads it. */

/** The kind of a message, so that others in the queue are left alone. */
export const APPROVAL_KIND = 'BedrockFlowsApproval';

export interface ApprovalMessage<Value> {
  readonly kind: Value;
  /** Whoever has it can decide. */
  readonly token: Value;
  readonly subject: Value;
  /** What is to be approved. */
  readonly document: Value;
  /** The ARN of the execution of the state machine that waits. */
  readonly execution: Value;
  /** Milliseconds since 1970: from then on the token is of no use. */
  readonly expiresAt: Value;
  /** 1 the first time, one more with each reminder. */
  readonly asked: Value;
}

export type Decision = 'APPROVE' | 'REJECT';

/** What the task is told. */
export interface ApprovalAnswer {
  readonly decision: Decision;
  readonly reviewer: string;
  readonly comment: string;
}
