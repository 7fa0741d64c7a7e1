/** Long documents both ways, and clients that leave in the middle of what they send or get: the server lives on. */
import { connect } from 'node:net';
import { type Serving, startServe } from './child';
import { ASK, ECHO, templateOf } from './flows';
import { clientOf, invoke, PROTOCOLS } from './support';
import { folder } from '../support';

const LONG = 6 * 1024 * 1024;
const asking = (flowIdentifier: string, document: any) => ({
  flowIdentifier,
  flowAliasIdentifier: 'TSTALIASID',
  inputs: [{ nodeName: 'In', nodeOutputName: 'document', content: { document } }],
});

async function started(): Promise<Serving> {
  return startServe(['all.json', '--mocks', 'mocks.json', '--quiet'], folder({
    'all.json': templateOf({ Echo: ECHO, Ask: ASK }),
    'mocks.json': JSON.stringify({ nodes: { Ask: { command: ['node', '-e', ANSWER] } } }),
  }));
}

/** Answers the question 'long' with six megabytes, others with two words. */
const ANSWER = `
let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => {
  process.stdout.write(JSON.stringify(text.includes('long') ? 'e'.repeat(${LONG}) : 'an answer'));
});
`;

describe.each(PROTOCOLS)('over %s', (protocol) => {
  test('documents of 6 MB come whole, several at once, in requests and in answers', async () => {
    const serving = await started();
    const client = clientOf(serving.url, protocol);
    const sent = Array.from({ length: 4 }, (_, at) => `${at}é`.repeat(LONG / 3));
    const echoed = await Promise.all(sent.map(async (text) => invoke(client, asking('Echo', { text }))));
    const texts = echoed.map(([{ flowOutputEvent }]) => (flowOutputEvent!.content!.document as { text: string }).text);
    // the texts themselves would fill the screen
    expect(texts.map((text, at) => text === sent[at])).toEqual([true, true, true, true]);
    const answers = await Promise.all([1, 2].map(async () => invoke(client, asking('Ask', 'long'))));
    for (const [{ flowOutputEvent }, last] of answers) {
      expect(String(flowOutputEvent!.content!.document).length).toBe(LONG);
      expect(last).toMatchObject({ flowCompletionEvent: { completionReason: 'SUCCESS' } });
    }
    expect(serving.err).toBe('');
  });
});

test('clients that leave in the middle lose nothing of others', async () => {
  const serving = await started();
  const { hostname, port } = new URL(serving.url);
  const body = JSON.stringify({ inputs: asking('Echo', 'x'.repeat(100_000)).inputs });
  const head = `POST /flows/Echo/aliases/TSTALIASID HTTP/1.1\r\nHost: ${hostname}:${port}\r\n`
    + `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const leaving: readonly [string, (socket: ReturnType<typeof connect>) => void][] = [
    ['before a word', (socket) => socket.destroy()],
    ['within the head', (socket) => socket.write(head.slice(0, 40), () => socket.resetAndDestroy())],
    ['within the body', (socket) => socket.write(head + body.slice(0, 50_000), () => socket.destroy())],
    ['within the body, by a reset', (socket) => socket.write(head + body.slice(0, 10), () => socket.resetAndDestroy())],
    ['after the request', (socket) => socket.write(head + body, () => socket.resetAndDestroy())],
    ['at the first bytes of the answer', (socket) => {
      socket.once('data', () => socket.resetAndDestroy());
      socket.write(head + body);
    }],
    ['with rubbish', (socket) => socket.end('\u0000\u0001 rubbish\r\n\r\n')],
  ];
  const gone = leaving.flatMap(([, leave]) => Array.from({ length: 20 }, async () => new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => leave(socket));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
    socket.on('data', () => undefined);
  })));
  const client = clientOf(serving.url);
  const calls = Array.from({ length: 100 }, async (_, at) => invoke(client, asking('Echo', { at })));
  const answers = await Promise.all(calls);
  expect(answers.map(([{ flowOutputEvent }]) => flowOutputEvent!.content!.document))
    .toEqual(answers.map((_, at) => ({ at })));
  await Promise.all(gone);
  expect(await invoke(client, asking('Ask', 'x'))).toMatchObject([
    { flowOutputEvent: { content: { document: 'an answer' } } }, { flowCompletionEvent: {} },
  ]);
  expect(await serving.stop()).toBe(0);
  expect(serving.err).toBe('');
});
