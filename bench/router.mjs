/**
 * What the router adds to a call: the bundle that ships, in a process of its own, against a direct call by the SDK to
 * the same local endpoint.
 */
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { figure, median } from './figures.mjs';

const CALLS = 500;
const WARM = 100;
const file = fileURLToPath(import.meta.url);
const project = dirname(dirname(file));
const fromProject = createRequire(join(project, 'package.json'));
const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
const FLOW = { FLOW_ID: 'FLOW123456', FLOW_ALIAS_ID: 'ALIAS12345', FLOW_VERSION: '1' };
const INPUTS = [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'hello' } }];

export async function routerFigures() {
  return inWorld(async ({ url, start }) => compare(directCall(url), routedCall(await start('router'))));
}

/**
 * A local endpoint, and the bundles of functions in processes of their own.
 *
 * @param measure gets the URL of the endpoint, and `start`, which gives the port of a function
 */
export async function inWorld(measure) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const children = [];
  /** A process that tells the port that it listens on. */
  const run = async (program, args, env) => {
    const child = fork(program, args, { env: { ...process.env, ...KEYS, ...env }, execArgv: ['--no-warnings'], stdio: [
      'ignore', 'ignore', 'inherit', 'ipc',
    ] });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.once('message', ({ port }) => resolve(port)).once('exit', () => reject(new Error(`${program} ended`)));
    });
  };
  try {
    execFileSync(execPath, ['--import', 'tsx', join(project, 'handlers/bundle.ts'), folder], {
      cwd: project, stdio: 'pipe',
    });
    const url = `http://127.0.0.1:${await run(file, ['endpoint', folder])}`;
    const start = async (name, env) => run(join(project, 'test/handlers/support/runtime.mjs'),
      [join(folder, name, `${name}.js`)], {
        ...FLOW, NODE_PATH: join(project, 'node_modules'), AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url, ...env,
      });
    return await measure({ url, start });
  } finally {
    for (const child of children) { child.kill(); }
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Takes turns, so that both see the machine in the same state. Times by the clock: what counts is how long a caller
 * waits.
 */
async function compare(direct, routed) {
  const times = { direct: [], routed: [] };
  for (let at = 0; at < WARM + CALLS; at++) {
    for (const [name, call] of [['direct', direct], ['routed', routed]]) {
      const start = performance.now();
      const { first, events } = await call(start);
      const whole = performance.now() - start;
      if (events !== 3) { throw new Error(`a ${name} call gave ${events} events`); }
      if (at >= WARM) { times[name].push({ first, whole }); }
    }
  }
  const added = (name, key, maxValue) => {
    const [routedTime, directTime] = [times.routed, times.direct].map((list) => median(list.map((time) => time[key])));
    return figure({
      name, unit: 'ms', value: routedTime - directTime, peer: 'a direct call, HTTP/1.1', peerValue: directTime,
      ratio: routedTime / directTime, maxValue,
    });
  };
  return [added('the router, added to a call', 'whole', 3), added('the router, added to the first event', 'first', 5)];
}

/**
 * As the router itself calls: by HTTP/1.1, whose connection lasts. The SDK's own choice, HTTP/2, opens one for each
 * call.
 */
export function directCall(url) {
  const { BedrockAgentRuntimeClient, InvokeFlowCommand } = fromProject('@aws-sdk/client-bedrock-agent-runtime');
  const { NodeHttpHandler } = fromProject('@smithy/node-http-handler');
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const client = new BedrockAgentRuntimeClient({
    endpoint: url, region: 'us-east-1', credentials, requestHandler: new NodeHttpHandler(),
  });
  const input = { flowIdentifier: FLOW.FLOW_ID, flowAliasIdentifier: FLOW.FLOW_ALIAS_ID, inputs: INPUTS };
  return async (start) => {
    let first;
    let events = 0;
    const { responseStream } = await client.send(new InvokeFlowCommand(input));
    for await (const event of responseStream) {
      first ??= performance.now() - start;
      events += Number(event.flowOutputEvent !== undefined);
    }
    return { first, events };
  };
}

function routedCall(port) {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ inputs: INPUTS });
  return async (start) => {
    const response = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, method: 'POST', agent }, resolve).on('error', reject).end(body);
    });
    let first;
    let text = '';
    for await (const chunk of response) {
      first ??= performance.now() - start;
      text += chunk;
    }
    return { first, events: text.split('"flowOutputEvent"').length - 1 };
  };
}

// run as a program: the local endpoint, whose flow answers three times at once
if (argv[1] === file) {
  const bundle = join(argv[3], 'endpoint.cjs');
  buildSync({
    absWorkingDir: project, entryPoints: ['cli/serve/endpoint.ts'], outfile: bundle, bundle: true, platform: 'node',
    target: 'node20', tsconfigRaw: {}, logLevel: 'error',
  });
  const { serveFlows } = createRequire(file)(bundle);
  const output = (document) => ({
    flowOutputEvent: { nodeName: 'Out', nodeType: 'FlowOutputNode', content: { document } },
  });
  const events = async function* () {
    for (let at = 0; at < 3; at++) { yield output(at); }
    yield { flowCompletionEvent: { completionReason: 'SUCCESS' } };
  };
  const { port } = await serveFlows({ invokeFlow: async () => ({ executionId: 'run-1', events: events() }) });
  process.send({ port });
}
