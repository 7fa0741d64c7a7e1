/** A request of `HumanApproval`, as it lies in the queue. */
import { createHash } from 'node:crypto';
import { APPROVAL_KIND } from '../../src/core/contract';
import { isRecord } from '../../src/core/model/opaque';

export interface Request {
  /** Names the request without giving away the token. */
  readonly id: string;
  readonly token: string;
  readonly subject: string;
  readonly document: unknown;
  readonly execution: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly asked: number;
  /** What Amazon SQS asks for to take the message away. */
  readonly receipt: string;
}

/** `undefined` for a message of somebody else. */
export function requestIn(message: unknown): Request | undefined {
  const body = jsonOf(isRecord(message) ? message.Body : undefined);
  if (!isRecord(body) || body.kind !== APPROVAL_KIND || typeof body.token !== 'string') { return undefined; }
  return {
    id: createHash('sha256').update(body.token).digest('hex').slice(0, 8),
    token: body.token,
    subject: String(body.subject),
    document: body.document,
    execution: String(body.execution),
    expiresAt: Number(body.expiresAt),
    asked: Number(body.asked),
    receipt: receiptOf(message),
  };
}

/** What names a received message to Amazon SQS. */
export function receiptOf(message: unknown): string {
  return String(isRecord(message) ? message.ReceiptHandle : '');
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
