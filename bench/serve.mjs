/**
 * How long the command takes to start, and how many calls its endpoint answers. Times by the clock: what counts is how
 * long people wait.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { figure, median } from './figures.mjs';

const STARTS = 31;
const CALLS = 5000;
const WARM = 1000;
const AT_ONCE = 16;
const file = fileURLToPath(import.meta.url);
const project = dirname(dirname(file));
const PATH = '/flows/flow/aliases/TSTALIASID';
const BODY = JSON.stringify({
  inputs: [{ nodeName: 'Start', nodeOutputName: 'document', content: { document: 'hello' } }],
});
const MOCKS = { nodes: { Answer: { returns: 'hello, too' } } };
const FLOW = {
  nodes: [
    { name: 'Start', type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type: 'String' }] },
    {
      name: 'Answer',
      type: 'LambdaFunction',
      configuration: { lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:answer:1' } },
      inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
      outputs: [{ name: 'functionResponse', type: 'String' }],
    },
    { name: 'End', type: 'Output', configuration: { output: {} }, inputs: [
      { name: 'document', type: 'String', expression: '$.data' },
    ] },
  ],
  connections: [
    { name: 'In', type: 'Data', source: 'Start', target: 'Answer', configuration: {
      data: { sourceOutput: 'document', targetInput: 'text' },
    } },
    { name: 'Out', type: 'Data', source: 'Answer', target: 'End', configuration: {
      data: { sourceOutput: 'functionResponse', targetInput: 'document' },
    } },
  ],
};

export async function commandFigures() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const servers = [];
  const started = async (args) => {
    const server = spawn(execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    servers.push(server);
    return urlOf(server, args);
  };
  try {
    execFileSync(execPath, ['--import', 'tsx', join(project, 'cli/bundle.ts'), folder], {
      cwd: project, stdio: 'pipe',
    });
    writeFileSync(join(folder, 'flow.json'), JSON.stringify(FLOW));
    writeFileSync(join(folder, 'mocks.json'), JSON.stringify(MOCKS));
    const command = join(folder, 'bedrock-flows.js');
    const cold = coldStarts(folder, command);
    const served = await started([command, 'serve', 'flow.json', '--mocks', 'mocks.json', '--quiet']);
    writeFileSync(join(folder, 'answer'), await callerOf(served)());
    return [...cold, ...await throughput(served, await started([file, 'bare', 'answer']))];
  } finally {
    for (const server of servers) { server.removeAllListeners('exit').kill(); }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes turns with bare Node, so that both see the machine in the same state. */
function coldStarts(cwd, command) {
  const works = [
    ['-e', '0'],
    [command, '--help'],
    [command, 'validate', 'flow.json'],
    [command, 'run', 'flow.json', '--mocks', 'mocks.json', '--input', 'hello'],
  ];
  const times = works.map(() => []);
  for (let round = 0; round < STARTS; round++) {
    for (const [at, args] of works.entries()) {
      const start = performance.now();
      const { status, stderr } = spawnSync(execPath, args, { cwd, encoding: 'utf8' });
      if (status !== 0) { throw new Error(`'${args.join(' ')}' failed: ${stderr}`); }
      times[at].push(performance.now() - start);
    }
  }
  const [bare, ...commands] = times.map(median);
  return ['--help', 'validate', 'run'].map((name, at) => figure({
    name: `the command's ${name}, cold, over bare Node`, unit: 'ms', value: commands[at] - bare, peer: 'node -e 0',
    peerValue: bare, ratio: commands[at] / bare, maxValue: 80,
  }));
}

/**
 * Calls that are under way at the same time, each on a connection that lasts, against a server that sends the same
 * bytes without a flow behind it.
 */
async function throughput(served, bare) {
  const [ours, peers] = [await load(served), await load(bare)];
  const row = (name, unit, key) => figure({
    name: `serve, ${AT_ONCE} calls at once, ${name}`, unit, value: ours[key], peer: 'the same bytes from node:http',
    peerValue: peers[key],
  });
  return [row('calls a second', '/s', 'perSecond'), row('p50', 'ms', 'p50'), row('p99', 'ms', 'p99')];
}

async function load(url) {
  const call = callerOf(url);
  const expected = (await call()).length;
  const times = [];
  const work = async (calls) => {
    let left = calls;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const start = performance.now();
        const { length } = await call();
        if (length !== expected) { throw new Error(`a call gave ${length} bytes, not ${expected}`); }
        times.push(performance.now() - start);
      }
    }));
  };
  await work(WARM);
  times.length = 0;
  const start = performance.now();
  await work(CALLS);
  const seconds = (performance.now() - start) / 1000;
  const sorted = times.sort((left, right) => left - right);
  return { perSecond: sorted.length / seconds, p50: median(sorted), p99: sorted[Math.floor(0.99 * sorted.length)] };
}

function callerOf({ port }) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  return async () => {
    const response = await new Promise((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path: PATH, method: 'POST', agent, headers: { 'content-type': 'application/json' } },
        resolve,
      ).on('error', reject).end(BODY);
    });
    const chunks = [];
    for await (const chunk of response) { chunks.push(chunk); }
    const body = Buffer.concat(chunks);
    if (response.statusCode !== 200) { throw new Error(`${response.statusCode} ${body}`); }
    return body;
  };
}

/** Where a server listens, as it says. */
async function urlOf(server, args) {
  let said = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(said) ?? [];
      if (url) { resolve(new URL(url)); }
    });
    server.once('exit', () => reject(new Error(`${args.join(' ')} ended`)));
  });
}

// run as a program: a server that reads what it is sent, and answers with the bytes of a file
if (argv[1] === file) {
  const answer = readFileSync(argv[3]);
  const server = createServer((incoming, outgoing) => {
    incoming.resume().once('end', () => {
      outgoing.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      outgoing.end(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
}
