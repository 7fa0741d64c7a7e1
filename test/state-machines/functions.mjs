/**
 * As much of the Lambda API as Step Functions calls: invokes the bundles of the functions, each in a process of its
 * own.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { dirname, join } from 'node:path';
import { argv, env, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { functions, refusals } = JSON.parse(readFileSync(join(argv[2], 'world.json'), 'utf8'));
const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
const { AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: served } = env;

/** Stands before the served flows, and throttles the first calls of some of them. */
const throttle = createServer(async (request, response) => {
  const [, flow] = /^\/flows\/([^/]+)/.exec(request.url) ?? [];
  if (refusals[flow] > 0) {
    refusals[flow]--;
    response.writeHead(429, { 'x-amzn-errortype': 'ThrottlingException', 'content-type': 'application/json' })
      .end('{"message":"slow down"}');
    return;
  }
  const behind = httpRequest(served + request.url, { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  request.pipe(behind);
});
await new Promise((resolve) => { throttle.listen(0, '127.0.0.1', resolve); });
const throttled = `http://127.0.0.1:${throttle.address().port}`;

const starting = Object.entries(functions).map(async ([id, { handler, variables }]) => {
  const child = fork(join(project, 'test/handlers/support/runtime.mjs'), [
    join(project, 'lib/handlers', handler, `${handler}.js`),
  ], {
    env: { ...env, ...KEYS, ...variables, AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: throttled },
    execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return [id, await new Promise((resolve) => { child.once('message', ({ port }) => resolve(port)); })];
});
const ports = Object.fromEntries(await Promise.all(starting));

const server = createServer(async (request, response) => {
  const [, arn] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url) ?? [];
  const port = ports[decodeURIComponent(arn ?? '').split(':').at(-1)];
  const chunks = [];
  for await (const chunk of request) { chunks.push(chunk); }
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: Buffer.concat(chunks) });
  const error = answer.headers.get('x-function-error');
  let body = await answer.text();
  if (error) {
    const [, errorType, errorMessage] = /^([^:]+): ([^]*)$/.exec(decodeURIComponent(error));
    response.setHeader('x-amz-function-error', 'Unhandled');
    body = JSON.stringify({ errorType, errorMessage, trace: [] });
  }
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => exit());
