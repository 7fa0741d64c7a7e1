/**
 * What the invoker adds to a call, and how many messages a second the worker gets through: the bundles that ship, each
 * in a process of its own, against calls by the SDK to the same local endpoint.
 */
import { Agent, request } from 'node:http';
import { figure, median } from './figures.mjs';
import { directCall, inWorld } from './router.mjs';

const CALLS = 500;
const WARM = 100;
const BATCH = 10;
const OUTPUTS = 3;

export async function callerFigures() {
  return inWorld(async ({ url, start }) => {
    const env = { INPUT_NODE: 'FlowInputNode', MESSAGE_FORM: 'TEXT' };
    const [invoker, worker] = [await start('flow-invoker'), await start('flow-worker', env)].map(clientOf);
    const direct = directCall(url);
    return [await invokerFigure(direct, invoker), await workerFigure(direct, worker)];
  });
}

/** Takes turns, so that both see the machine in the same state. */
async function invokerFigure(direct, invoker) {
  const times = { direct: [], invoked: [] };
  for (let at = 0; at < WARM + CALLS; at++) {
    for (const [name, call] of [['direct', () => direct(0)], ['invoked', () => invoker(EVENT)]]) {
      const start = performance.now();
      const answer = await call();
      const time = performance.now() - start;
      const outputs = name === 'direct' ? answer.events : answer.outputs.Out.length;
      if (outputs !== OUTPUTS) { throw new Error(`a ${name} call gave ${outputs} outputs`); }
      if (at >= WARM) { times[name].push(time); }
    }
  }
  const [invoked, peerValue] = [times.invoked, times.direct].map(median);
  return figure({
    name: 'the invoker, added to a call', unit: 'ms', value: invoked - peerValue, peer: 'a direct call, HTTP/1.1',
    peerValue, ratio: invoked / peerValue, maxValue: 3,
  });
}

const EVENT = { document: 'hello', inputNode: 'FlowInputNode' };

/** Messages a second, in batches of ten; the peer calls the flow in a bare loop. */
async function workerFigure(direct, worker) {
  const Records = [...Array(BATCH).keys()].map((at) => ({ messageId: `m${at}`, body: 'hello' }));
  const batches = {
    bare: async () => { for (let at = 0; at < BATCH; at++) { await direct(0); } },
    worked: async () => {
      const { batchItemFailures } = await worker({ Records });
      if (batchItemFailures.length > 0) { throw new Error(`${batchItemFailures.length} messages failed`); }
    },
  };
  const times = { bare: [], worked: [] };
  for (let at = 0; at < (WARM + CALLS) / BATCH; at++) {
    for (const [name, batch] of Object.entries(batches)) {
      const start = performance.now();
      await batch();
      if (at >= WARM / BATCH) { times[name].push(performance.now() - start); }
    }
  }
  const [value, peerValue] = [times.worked, times.bare].map((list) => BATCH * 1000 / median(list));
  return figure({ name: 'the worker, messages', unit: '/s', value, peer: 'a bare loop of calls', peerValue });
}

/** Calls a function with an event. */
function clientOf(port) {
  const agent = new Agent({ keepAlive: true });
  return async (event) => {
    const response = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, method: 'POST', agent }, resolve).on('error', reject)
        .end(JSON.stringify(event));
    });
    const error = response.headers['x-function-error'];
    if (error) { throw new Error(decodeURIComponent(error)); }
    let text = '';
    for await (const chunk of response) { text += chunk; }
    return JSON.parse(text);
  };
}
