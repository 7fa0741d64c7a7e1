/**
 * One port of this machine that speaks HTTP/1.1 and HTTP/2 without TLS: the AWS SDK for JavaScript begins with the one,
 * others with the other.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type Incoming = IncomingMessage | Http2ServerRequest;
/** Both kinds of answer have the same few methods; a union of them has overloads that TypeScript can't call. */
export type Outgoing = Pick<ServerResponse, 'statusCode' | 'setHeader' | 'flushHeaders' | 'writableEnded'
  | 'writableFinished' | 'end' | 'once' | 'off'> & {
    write(chunk: Uint8Array): boolean;
  };

/**
 * Answers one request; a request whose answer throws is broken off. What it gives is waited for when the port closes.
 */
export type Handle = (request: Incoming, response: Outgoing) => Promise<void>;

export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Ends every connection, and waits until every answer has come to its end. */
  close(): Promise<void>;
}

/**
 * How an HTTP/2 client begins when it knows beforehand that it may (RFC 9113, section 3.4). No method of HTTP/1.1
 * begins so.
 */
const PREFACE = Buffer.from('PRI ');
/** For a connection on which nothing comes. */
const SILENCE = 60_000;

export interface ListenOptions {
  /** Default: 0, which is any that is free. */
  readonly port?: number;
  /** Default: 127.0.0.1, which nobody else can reach. */
  readonly host?: string;
  /**
   * For a connection to begin, for the head of a request to come, and for an HTTP/2 connection to rest, in
   * milliseconds. Default: 60,000
   */
  readonly headersTimeout?: number;
}

export async function listen(
  handle: Handle, { port = 0, host = '127.0.0.1', headersTimeout = SILENCE }: ListenOptions = {},
): Promise<Listening> {
  // Node loads them for long, and most commands listen nowhere
  const [http, http2] = [process.getBuiltinModule('node:http'), process.getBuiltinModule('node:http2')];
  const answers = new Set<Promise<void>>();
  const answer = (request: Incoming, response: Outgoing) => {
    const done = handle(request, response).catch(() => { request.destroy(); }).finally(() => answers.delete(done));
    answers.add(done);
  };
  // clients keep connections for a while; one that is closed just as it is used again is an error of theirs
  const one = http.createServer({
    noDelay: true,
    keepAliveTimeout: 65_000,
    headersTimeout,
    connectionsCheckingInterval:
      Math.min(headersTimeout, 5000),
  }, (request, response) => answer(request, response));
  // it is given its connections; what looks after their time begins with this event
  one.emit('listening');
  const two = http2.createServer((request, response) => answer(request, response as Http2ServerResponse & Outgoing));
  two.on('sessionError', () => undefined); // a client that breaks off; its streams are told
  const sessions = new Set<ServerHttp2Session>();
  two.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    closeAtRest(session, headersTimeout);
  });

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    firstBytes(socket, headersTimeout, (isTwo) => (isTwo ? two : one).emit('connection', socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 1024 }, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      // HTTP/2 clients take a connection that just ends for the end of their answers
      for (const session of sessions) {
        session.destroy(new Error('the endpoint closes'), http2.constants.NGHTTP2_INTERNAL_ERROR);
      }
      await new Promise((resolve) => { setImmediate(resolve); });
      for (const socket of sockets) { socket.destroy(); }
      await closed;
      one.close();
      two.close();
      await Promise.all(answers);
    },
  };
}

/**
 * Closes a session that rests. `session.setTimeout()` would do, but Node keeps a closed session until its time is over:
 * 2 kB for each client of the last minute.
 */
function closeAtRest(session: ServerHttp2Session, patience: number): void {
  let answering = 0;
  const rest = setTimeout(() => answering === 0 && session.close(), patience).unref();
  session.on('stream', (stream: ServerHttp2Stream) => {
    answering++;
    stream.once('close', () => {
      answering--;
      rest.refresh();
    });
  });
  session.once('close', () => clearTimeout(rest));
}

/** Looks at how a connection begins, and puts back what it has read. */
function firstBytes(socket: Socket, patience: number, then: (isTwo: boolean) => void): void {
  let seen = Buffer.alloc(0);
  socket.setTimeout(patience, () => socket.destroy());
  const look = () => {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) { return; }
    seen = Buffer.concat([seen, chunk]);
    const compared = Math.min(seen.length, PREFACE.length);
    const maybe = seen.subarray(0, compared).equals(PREFACE.subarray(0, compared));
    if (maybe && compared < PREFACE.length) { return; }
    socket.off('readable', look);
    socket.setTimeout(0);
    socket.removeAllListeners('timeout');
    socket.unshift(seen);
    then(maybe);
  };
  socket.on('readable', look);
}
