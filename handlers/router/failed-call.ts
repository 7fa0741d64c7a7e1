/** What a failed call was, for the caller and for the metrics. */
import { Refusal } from './refusal';
import { EXCEPTION_STATUS } from '../../src/core/constraints/exceptions';

/** Whose fault it is. A throttled call counts as one of the service too: for who calls, it failed. */
export type Blame = 'caller' | 'service';

export interface FailedCall {
  readonly name: string;
  readonly message: string;
  /** The HTTP status, where nothing has been sent yet. */
  readonly status: number;
  readonly blame: Blame;
  readonly isThrottled: boolean;
}

/** In a stream, names begin with a small letter. The time-out is the router's own. */
const STATUS: Readonly<Record<string, number>> = { ...EXCEPTION_STATUS, RouterTimeoutException: 504 };

export interface Circumstances {
  /** The node that the request fed: what it says of that one is about what the caller sent. */
  readonly inputNode?: string;
  /** Whether the call goes on with a conversation; then what is missing is the revision that opened it. */
  readonly isContinued: boolean;
}

export function failedCall(thrown: unknown, circumstances: Circumstances): FailedCall {
  const { name: given = 'InternalServerException', message = '', $fault } =
    thrown as { name?: string; message?: string; $fault?: string };
  const name = given[0].toUpperCase() + given.slice(1);
  const isKnown = name in STATUS;
  return {
    name: isKnown || $fault ? name : 'InternalServerException',
    // one line: a caller has no use for a stack
    message: message.split(/\r?\n/, 1)[0] || 'the call failed without a message',
    status: STATUS[name] ?? 500,
    blame: isOfCaller(name, thrown, message, circumstances) ? 'caller' : 'service',
    isThrottled: name === 'ThrottlingException',
  };
}

/**
 * A request that the service refuses is the caller's mistake. One that it takes, and whose run then fails as invalid,
 * is so only when the message is about the node that the caller fed: what breaks further on is what a new version of
 * the flow may have broken.
 */
function isOfCaller(
  name: string, thrown: unknown, message: string, { inputNode, isContinued }: Circumstances,
): boolean {
  if (name === 'ResourceNotFoundException') { return isContinued; }
  if (name !== 'ValidationException') { return false; }
  return isRefused(thrown) || inputNode !== undefined
    && new RegExp(`\\bNode ${inputNode.replace(/\W/g, '\\$&')}\\b`).test(message);
}

/**
 * Whether there was no run at all. The SDK gives the status of the answer to its error, but not to one that came in a
 * stream.
 */
function isRefused(thrown: unknown): boolean {
  const { $metadata } = thrown as { $metadata?: { httpStatusCode?: number } };
  return thrown instanceof Refusal || ($metadata?.httpStatusCode ?? 0) >= 400;
}
