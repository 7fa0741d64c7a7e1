/** Sends the events of a run as they come. */
import type { FlowResponseMember } from './backend';
import { eventMessage, exceptionMessage } from './event-stream';
import { ServiceException, toServiceException } from './exception';
import type { Outgoing } from './transport';

const GONE = Symbol('the client closed the connection');

/**
 * Ends when the run does, when it fails, or when the client goes; a run that is left early is told so by the signal and
 * by `return`.
 *
 * @returns the exception that the run has failed with
 */
export async function streamEvents(
  response: Outgoing, events: AsyncIterable<FlowResponseMember>, signal: AbortSignal,
): Promise<ServiceException | undefined> {
  let exception: ServiceException | undefined;
  response.setHeader('content-type', 'application/vnd.amazon.eventstream');
  response.flushHeaders(); // the execution id is there before the first event
  const iterator = events[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilGone(signal, async () => iterator.next());
      if (next === GONE) { return undefined; }
      if (next.done) { break; }
      if (!response.write(encode(next.value)) && await untilGone(signal, async () => drained(response)) === GONE) {
        return undefined;
      }
    }
  } catch (thrown) {
    if (signal.aborted) { return undefined; }
    exception = toServiceException(thrown);
    response.write(exceptionMessage(exception));
  } finally {
    // not waited for: a run that hangs does not hear it
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
  response.end();
  return exception;
}

function encode(member: FlowResponseMember): Uint8Array {
  const [[name, payload], ...others] = Object.entries(member);
  if (others.length) {
    throw new ServiceException('InternalServerException', `an event has the members ${Object.keys(member).join(', ')}; `
      + 'give it one');
  }
  return eventMessage(name, payload);
}

async function drained(response: Outgoing): Promise<void> {
  return new Promise((resolve) => { response.once('drain', resolve); });
}

/** One listener at a time: a race with one lasting promise would keep something of every event until the end. */
async function untilGone<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | typeof GONE> {
  if (signal.aborted) { return GONE; }
  return new Promise((resolve, reject) => {
    const leave = () => resolve(GONE);
    signal.addEventListener('abort', leave, { once: true });
    work().then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
