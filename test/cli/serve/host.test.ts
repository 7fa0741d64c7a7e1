/** Who can reach the port, and what strangers are told. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { output, serve, SUCCESS } from './support';
import { listen } from '../../../cli/serve/transport';
import { cli } from '../support';

const events = async function* () { yield output('x'); yield SUCCESS; };
const address = Object.values(networkInterfaces()).flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

async function asked(
  port: number, host: string, headers: Record<string, string> = {}, path = '/flows/FLOW123456/aliases/ALIAS12345',
): Promise<{ readonly status: number; readonly body: string }> {
  const body = JSON.stringify({ inputs: [{ nodeName: 'In', nodeOutputName: 'document', content: { document: 'x' } }] });
  return new Promise((resolve, reject) => {
    const asking = httpRequest({
      host, port, path, method: 'POST', headers: { 'content-type': 'application/json', ...headers },
    }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; })
        .on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    asking.on('error', reject).end(body);
  });
}

test('unless it is said otherwise, only this machine reaches the port', async () => {
  const { port, url } = await serve(events);
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect((await asked(port, '127.0.0.1')).status).toBe(200);
  if (address !== undefined) { await expect(asked(port, address)).rejects.toMatchObject({ code: 'ECONNREFUSED' }); }
});

test('an allowed host name is answered, another one and pages are not', async () => {
  const { port } = await serve(events, { host: '0.0.0.0', allowedHosts: ['host.docker.internal'] });
  const status = async (headers: Record<string, string>) => (await asked(port, address ?? '127.0.0.1', headers)).status;
  expect(await status({ host: `host.docker.internal:${port}` })).toBe(200);
  expect(await status({ host: 'Host.Docker.Internal' })).toBe(200);
  expect(await status({ host: `localhost:${port}` })).toBe(200);
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ host: 'host.docker.internal.evil.example' })).toBe(403);
  expect(await status({ host: 'host.docker.internal', origin: 'http://host.docker.internal' })).toBe(403);
});

test('two servers without a port have one each', async () => {
  const [one, other] = [await serve(events), await serve(events)];
  expect(one.port).not.toBe(other.port);
  expect([one.port, other.port].every((port) => port > 0)).toBe(true);
});

test('a head that does not come to its end is not waited for', async () => {
  const endpoint = await listen(async (_, response) => { response.end(); }, { headersTimeout: 200 });
  const socket = connect(endpoint.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
  const drip = setInterval(() => socket.write('x: y\r\n'), 50);
  let said = '';
  socket.on('data', (chunk) => { said += chunk; });
  socket.on('error', () => undefined);
  await new Promise((resolve) => { socket.once('close', resolve); });
  clearInterval(drip);
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  await endpoint.close();
});

test('a connection on which nothing comes is closed; an answer may take its time', async () => {
  const endpoint = await listen(async (_, response) => {
    await new Promise((resolve) => { setTimeout(resolve, 400); });
    response.end('late');
  }, { headersTimeout: 100 });
  try {
    const silent = connect(endpoint.port, '127.0.0.1');
    const closed = new Promise((resolve) => { silent.once('close', resolve); });
    expect((await asked(endpoint.port, '127.0.0.1')).body).toBe('late');
    await closed;
  } finally {
    await endpoint.close();
  }
});

test('an operation that is not answered gets those that are', async () => {
  const { port } = await serve(events);
  expect(await asked(port, '127.0.0.1', {}, '/agents')).toEqual({
    status: 404, body: expect.stringMatching(/answered here are 'InvokeFlow', .* and 'StopFlowExecution'"/) as string,
  });
});

test.each<[string, readonly string[], RegExp]>([
  ['no name', [
    '--host', '0.0.0.0',
  ], /^--host: error: 0\.0\.0\.0 can be reached by others; give the host names .* \[Usage\]\n$/],
  ['a name that is none', [
    '--allow-host', 'http://x',
  ], /^--allow-host: error: 'http:\/\/x' is not a host name; .* \[Usage\]\n$/],
])('--host with %s is one line', async (_, argv, line) => {
  const { code, err } = await cli(['serve', 'flow.json', ...argv]);
  expect(code).toBe(2);
  expect(err).toMatch(line);
});

test('help is a command', async () => {
  const help = await cli(['serve', '--help']);
  expect(await cli(['help', 'serve'])).toEqual(help);
  expect((await cli(['help'])).out).toContain('validate');
});
