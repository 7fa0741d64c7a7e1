import { request } from 'node:http';
import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { clientOf, gate, invoke, output, PROTOCOLS, serve, SUCCESS, until } from './support';
import type { FlowResponseMember } from '../../../cli/serve/backend';
import type { Answered } from '../../../cli/serve/endpoint';
import { listen } from '../../../cli/serve/transport';

const PATH = '/flows/FLOW123456/aliases/ALIAS12345';
const HEADER = 'x-amz-bedrock-flow-execution-id';
const BODY = JSON.stringify({ inputs: [{ nodeName: 'In', content: { document: 'x' } }] });

test('both protocols at the same time on one port', async () => {
  const answered: Answered[] = [];
  const { url } = await serve(async function* () { yield output('here'); },
    { onAnswer: (answer) => answered.push(answer) });
  const calls = [...PROTOCOLS, ...PROTOCOLS].map(async (protocol) => invoke(clientOf(url, protocol)));
  for (const events of await Promise.all(calls)) { expect(events).toMatchObject([output('here')]); }
  await until(() => answered.length === 4);
  expect(answered.map(({ httpVersion }) => httpVersion).sort()).toEqual(['1.1', '1.1', '2.0', '2.0']);
  expect(new Set(answered.map(({ operation, status }) => `${operation} ${status}`)))
    .toEqual(new Set(['InvokeFlow 200']));
});

test('a beginning that comes byte by byte, and one that looks like the other', async () => {
  const { port } = await serve(async function* () { yield output('here'); });
  const text = `POST ${PATH} HTTP/1.1\r\nhost: localhost\r\nconnection: `
    + `close\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;
  expect(await exchange(port, [...text.slice(0, 6), text.slice(6)])).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  // begins as HTTP/2 does, but is no request at all
  expect(await exchange(port, ['PR', 'OPFIND / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n']))
    .toMatch(/^HTTP\/1\.1 404 /);
  expect(await exchange(port, ['\u0016\u0003\u0001 a TLS client'])).toMatch(/^HTTP\/1\.1 400 /);
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  const stream = session.request({ ':method': 'POST', ':path': PATH });
  stream.end(BODY);
  const [status] =
    await new Promise<unknown[]>((resolve) => { stream.on('response', (headers) => resolve([headers[':status']])); });
  expect(status).toBe(200);
  session.destroy();
});

test('an HTTP/2 connection is closed when it rests, and not while something is answered on it', async () => {
  const go = gate();
  const { close, url } = await listen(async (_, response) => { await go.opened; response.end(); },
    { headersTimeout: 50 });
  const session = connectHttp2(url);
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  const stream = session.request({ ':path': '/' });
  const answered = new Promise((resolve) => { stream.once('response', (headers) => resolve(headers[':status'])); });
  // it does not rest while something is answered
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  expect(session.closed).toBe(false);
  go.open();
  stream.resume();
  expect(await answered).toBe(200);
  await closed;
  await close();
});

test('a connection on which nothing comes, or half a beginning, is closed', async () => {
  const { close, port } = await listen(async (_, response) => { response.end(); }, { headersTimeout: 50 });
  const silent = connect(port, '127.0.0.1');
  const half = connect(port, '127.0.0.1', () => half.write('PR'));
  await Promise.all([silent, half].map(async (socket) => new Promise((resolve) => {
    socket.on('close', resolve).resume();
  })));
  await close();
});

test('an answer may take longer than a beginning', async () => {
  const { close, port } = await listen(async (_, response) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    response.end('late');
  }, { headersTimeout: 100 });
  expect(await exchange(port, ['GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'])).toMatch(/late/);
  await close();
});

test('a client that breaks off before its first bytes ends nothing', async () => {
  const { close, port } = await listen(async (_, response) => { response.end('here'); });
  const socket = connect(port, '127.0.0.1');
  await connected(socket);
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await exchange(port, ['GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'])).toMatch(/here/);
  await close();
});

test('an address of IPv6 stands in brackets', async () => {
  const { close, url, port } = await listen(async (_, response) => { response.end('here'); }, { host: '::1' });
  expect(url).toBe(`http://[::1]:${port}`);
  expect(await (await fetch(url)).text()).toBe('here');
  await close();
});

async function exchange(port: number, parts: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let answer = '';
  socket.on('data', (chunk) => { answer += chunk; });
  const closed = new Promise((resolve) => { socket.on('close', resolve); });
  for (const part of parts) {
    socket.write(part, 'latin1');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await closed;
  return answer;
}

describe.each(PROTOCOLS)('a client over %s', (protocol) => {
  test('has the execution id before the first event', async () => {
    const seen = gate();
    const { port } = await serve(async function* () { await seen.opened; yield SUCCESS; });
    const { executionId, read } = await heldClient(port, protocol);
    expect(executionId).toBe('run-1');
    seen.open();
    await read();
  });

  test('that does not read holds back the run, which goes on when it reads', async () => {
    const EVENTS = 4000;
    let given = 0;
    const { port } = await serve(async function* (): AsyncGenerator<FlowResponseMember> {
      for (; given < EVENTS; given++) { yield output('x'.repeat(10_000)); }
    });
    const { read, bytes } = await heldClient(port, protocol);
    await until(() => given > 0);
    // until the pipes on the way are full; on a busy machine that takes a while
    for (let before = -1; before !== given;) {
      before = given;
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    // what the operating system buffers is some megabytes at most; the whole would be 40
    expect(given).toBeLessThan(EVENTS / 2);
    await read();
    expect(given).toBe(EVENTS);
    expect(bytes()).toBeGreaterThan(EVENTS * 10_000);
  });
});

interface Held {
  readonly executionId: unknown;
  read(): Promise<unknown>;
  bytes(): number;
}

/** Asks for a run, and takes nothing but the headers of the answer until it is told to. */
async function heldClient(port: number, protocol: string): Promise<Held> {
  let bytes = 0;
  const drain = (source: NodeJS.ReadableStream) => {
    source.on('data', (chunk: Buffer) => { bytes += chunk.length; });
    return new Promise((resolve) => { source.on('end', resolve); });
  };
  if (protocol === 'HTTP/2') {
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const stream = session.request({ ':method': 'POST', ':path': PATH });
    stream.end(BODY);
    const headers = await new Promise<IncomingHttpHeaders>((resolve) => { stream.on('response', resolve); });
    return {
      executionId: headers[HEADER],
      read: async () => drain(stream).finally(() => session.destroy()),
      bytes: () => bytes,
    };
  }
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method: 'POST', path: PATH }, (response) => resolve({
      executionId: response.headers[HEADER], read: async () => drain(response), bytes: () => bytes,
    }))
      .on('error', reject)
      .end(BODY);
  });
}

describe('closing', () => {
  test.each(PROTOCOLS)('ends the runs and the connections over %s, also where a run does '
    + 'not listen', async (protocol) => {
    const started = gate();
    let isTold = false;
    const endpoint = await serve(async function* (_, signal) {
      signal.addEventListener('abort', () => { isTold = true; });
      started.open();
      await new Promise(() => undefined); // hangs for ever
      yield output('never');
    });
    const call = invoke(clientOf(endpoint.url, protocol)).then(() => 'ended well', () => 'broken off');
    await started.opened;
    await endpoint.close();
    expect(isTold).toBe(true);
    expect(await call).toBe('broken off');
    await expect(invoke(clientOf(endpoint.url, protocol))).rejects.toThrow();
  });

  test('ends connections on which nothing ever came', async () => {
    const endpoint = await serve(async function* () { yield output('unused'); });
    const silent = connect(endpoint.port, '127.0.0.1');
    const half = connect(endpoint.port, '127.0.0.1', () => half.write('PR'));
    await Promise.all([silent, half].map(connected));
    const closed = Promise.all([silent, half].map(async (socket) => new Promise((resolve) => {
      socket.on('close', resolve).on('error', () => undefined).resume();
    })));
    await endpoint.close();
    await closed;
  });

  test('a port that is taken is an error', async () => {
    const { port } = await serve(async function* () { yield output('here'); });
    await expect(serve(async function* () { yield output('there'); }, { port })).rejects.toThrow(/EADDRINUSE/);
  });
});

async function connected(socket: Socket): Promise<void> {
  if (socket.connecting) { await new Promise((resolve) => { socket.once('connect', resolve); }); }
  await new Promise((resolve) => setTimeout(resolve, 20));
}
