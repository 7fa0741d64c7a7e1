/**
 * A local endpoint of bedrock-agent-runtime: takes a request from the transport to the backend, and what comes back to
 * the client.
 */
import { randomUUID } from 'node:crypto';
import type { FlowBackend } from './backend';
import { ServiceException, toServiceException } from './exception';
import { readJson, refuseStrangers } from './incoming';
import { type AnyOperation, findOperation, OPERATIONS } from './operations';
import { streamEvents } from './stream';
import { type Incoming, listen, type Listening, type Outgoing } from './transport';
import type { Ui } from './ui/ui';
import { listed } from '../../src/core/words/lists';

export interface EndpointOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The address to listen on. Default: 127.0.0.1 */
  readonly host?: string;
  /** Host names beside those of this machine under which requests may come. */
  readonly allowedHosts?: readonly string[];
  /** The names of the flows that are here, to be said where one is unknown. */
  readonly localNames?: () => readonly string[];
  /**
   * Whether a text names a flow here that is not an id of the service, such as a logical id; by default only ids and
   * ARNs do.
   */
  readonly isLocalName?: (flowIdentifier: string) => boolean;
  /** Is told of each request when it has been answered. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Pages for a browser; by default there are none. */
  readonly ui?: Ui;
}

export interface Answered {
  /** The name of the operation; `unknown` where there is none. */
  readonly operation: string;
  /** What the request calls the flow; not there where there is no operation. */
  readonly flowIdentifier?: string;
  /** 499 where the client went before the end. */
  readonly status: number;
  /** What was answered in place of a result, or came at the end of a stream. */
  readonly exception?: ServiceException;
  readonly milliseconds: number;
  readonly httpVersion: string;
}

export async function serveFlows(backend: FlowBackend, options: EndpointOptions = {}): Promise<Listening> {
  const { port, host, allowedHosts = [], isLocalName = () => false, localNames = () => [], onAnswer, ui } = options;
  return listen(async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    response.setHeader('x-amzn-requestid', randomUUID());
    if (ui && await ui.answerTo(request, response)) { return; }
    const start = performance.now();
    let operation: AnyOperation | undefined;
    let flowIdentifier: string | undefined;
    let exception: ServiceException | undefined;
    try {
      const url = locationOf(request);
      refuseStrangers(request, allowedHosts);
      const found = findOperation(request.method, url.pathname);
      if (!found) { return unknown(response); }
      operation = found.operation;
      flowIdentifier = found.path.flowIdentifier;
      const raw = {
        path: found.path,
        query: url.searchParams,
        body: operation.method === 'POST' ? await readJson(request) : undefined,
        isLocalName,
        localNames,
      };
      if (operation.isStream) {
        const run = await orGone(operation.run(backend, raw, gone.signal), gone.signal);
        response.setHeader('x-amz-bedrock-flow-execution-id', run.executionId);
        exception = await streamEvents(response, run.events, gone.signal);
      } else {
        send(response, 200, await orGone(operation.run(backend, raw, gone.signal), gone.signal));
      }
    } catch (thrown) {
      if (!gone.signal.aborted) {
        exception = toServiceException(thrown);
        refuse(response, exception);
      }
    } finally {
      const status = gone.signal.aborted
        && !(response.writableEnded && response.writableFinished) ? 499 : response.statusCode;
      const milliseconds = performance.now() - start;
      onAnswer?.({
        operation: operation?.name ?? 'unknown',
        flowIdentifier,
        status,
        exception,
        milliseconds,
        httpVersion: request.httpVersion,
      });
    }
  }, { port, host });
}

/** A path that can't be read is the caller's mistake. */
function locationOf(request: Incoming): URL {
  try {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    throw new ServiceException('ValidationException', 'the path of the request can\'t be read; escape it as in a URL');
  }
}

/**
 * What is waited for; or nothing, when the client closed the connection: a backend that does not look at its signal
 * must hold up nothing.
 */
async function orGone<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(new Error('the client closed the connection'));
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) { leave(); }
  });
  try { return await Promise.race([work, left]); } finally { signal.removeEventListener('abort', leave); }
}

function refuse(response: Outgoing, exception: ServiceException): void {
  response.setHeader('x-amzn-errortype', exception.name);
  send(response, exception.status, exception);
}

/** As AWS services answer what they do not know. */
function unknown(response: Outgoing): void {
  response.setHeader('x-amzn-errortype', 'UnknownOperationException');
  send(response, 404, {
    message: `no operation has this method and path; answered here are ${listed(OPERATIONS.map(({ name }) => name))}`,
  });
}

function send(response: Outgoing, status: number, body: object): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}
