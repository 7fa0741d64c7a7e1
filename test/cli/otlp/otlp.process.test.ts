/** Traces of runs, taken by a receiver of OTLP and by files. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Receiver, spansIn } from './receiver';
import { send } from '../../../cli/otlp/send';
import { home } from '../run/flows';
import { cli, folder, type World } from '../support';

const SECRET = 'my card is 4111';
let receiver: Receiver;
let url: string;

beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.start();
});
afterEach(async () => {
  await receiver.stop();
  expect(receiver.faults).toEqual([]);
});

async function run(at: string, args: readonly string[], world?: World) {
  return cli(['run', join(at, 'triage.json'), '--mocks', join(at, 'mocks.json'), ...args], world);
}

describe('a receiver', () => {
  test('gets a trace of a run, without a word of what was said', async () => {
    const before = BigInt(Date.now()) * 1_000_000n;
    const { code, err } = await run(home(), ['--input', SECRET, '--otlp', url]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { spans } = receiver;
    expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
      ['invoke_workflow triage.json', 1], ['Start', 1], ['Classify', 1], ['chat amazon.nova-lite-v1:0', 3],
      ['Route', 1], ['Reply', 1], ['chat amazon.nova-lite-v1:0', 3], ['Refund', 1],
    ]);
    const [root, start, , chat, route] = spans;
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    expect(root.parentSpanId).toBeUndefined();
    expect(start.parentSpanId).toBe(root.spanId);
    expect(chat.parentSpanId).toBe(spans[2].spanId);
    expect(chat.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'aws.bedrock',
      'gen_ai.request.model': 'amazon.nova-lite-v1:0',
      'bedrock_flows.guessed_input_tokens': expect.any(Number),
      'bedrock_flows.guessed_output_tokens': 2,
    });
    expect(route.attributes)
      .toMatchObject({ 'bedrock_flows.node.condition': 'isRefund', 'bedrock_flows.node.type': 'Condition' });
    expect(root.start).toBeGreaterThanOrEqual(before);
    expect(root.end).toBeLessThan(before + 60_000_000_000n);
    expect(receiver.requests).toMatchObject([{ path: '/v1/traces', resource: { 'service.name': 'triage.json' } }]);
    expect(JSON.stringify(spans.map(({ attributes, status }) => [attributes, status]))).not.toMatch(/4111|refund|back/);
  });

  test('gets what was said only where that is asked for', async () => {
    await run(home(), ['--input', SECRET, '--otlp', `${url}/`, '--otlp-content'], {
      env: { OTEL_SERVICE_NAME: 'support', OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20eDp5, x-project=1' },
    });
    const chat = receiver.spans[3].attributes;
    expect(JSON.parse(chat['gen_ai.input.messages'] as string))
      .toEqual([{ role: 'user', parts: [{ type: 'text', content: `Classify ${SECRET}` }] }]);
    expect(JSON.parse(chat['gen_ai.output.messages'] as string))
      .toEqual([{ role: 'assistant', parts: [{ type: 'text', content: 'refund' }], finish_reason: 'stop' }]);
    expect(receiver.spans[0].attributes).toMatchObject({
      'bedrock_flows.input': JSON.stringify(SECRET), 'bedrock_flows.outputs': '{"Refund":"You get it back."}',
    });
    expect(receiver.requests).toMatchObject([{
      resource: { 'service.name': 'support' }, headers: { 'authorization': 'Basic eDp5', 'x-project': '1' },
    }]);
  });

  test('gets tokens, limits, guardrails and failures', async () => {
    const at = home({
      'mocks.json': {
        nodes: {
          Classify: { returns: 'refund', usage: { inputTokens: 7, outputTokens: 3 } },
          Reply: { throws: { error: 'dependencyFailedException', message: `no ${SECRET}` } },
        },
      },
    });
    const { code } = await run(at, ['--input', SECRET, '--otlp', url]);
    expect(code).toBe(1);
    const failed = receiver.spans.filter(({ status }) => status.code === 2);
    expect(failed.map(({ name, attributes, status }) => [name, attributes['error.type'], status])).toEqual([
      ['invoke_workflow triage.json', 'dependencyFailedException', { code: 2 }],
      ['Reply', 'dependencyFailedException', { code: 2 }],
      ['chat amazon.nova-lite-v1:0', 'dependencyFailedException', { code: 2 }],
    ]);
    expect(receiver.spans[3].attributes)
      .toMatchObject({ 'gen_ai.usage.input_tokens': 7, 'gen_ai.usage.output_tokens': 3 });
  });

  test('gets a trace for each run of a batch, in parts', async () => {
    const at = home({
      'cases.jsonl': Array.from({ length: 150 }, (_, number) =>
        JSON.stringify({ name: `case ${number}`, input: 'money' })).join('\n'),
    });
    const { code } = await run(at, ['--inputs', join(at, 'cases.jsonl'), '--repeat', '2', '--otlp', url]);
    expect(code).toBe(0);
    const roots = receiver.spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots.map(({ attributes }) => `${attributes['bedrock_flows.case']}.${attributes['bedrock_flows.run']}`))
      .toEqual(Array.from({ length: 300 }, (_, number) => `case ${Math.floor(number / 2)}.${number % 2 + 1}`));
    expect(new Set(receiver.spans.map(({ traceId }) => traceId)).size).toBe(300);
    expect(receiver.requests.length).toBe(Math.ceil(300 / Math.floor(500 / 8)));
  });

  test('that is busy is asked again, and one that takes less says so', async () => {
    receiver.replies.push(
      { status: 503 }, { body: { partialSuccess: { rejectedSpans: '2', errorMessage: 'too\nmany' } } });
    const { code, err } = await run(home(), ['--input', 'x', '--otlp', url]);
    expect({ code, err }).toEqual({ code: 0, err: `${url}/v1/traces: 2 spans were rejected: too many\n` });
  });

  test.each<[string, object, RegExp]>([
    ['refuses', { status: 401 }, /\/v1\/traces: error: answers 401 Unauthorized; .* \[Usage\]\n$/],
    ['leads elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }, /error: can't be reached/],
  ])('that %s ends the command with one line, after the result', async (_, reply, said) => {
    receiver.replies.push(reply);
    const { code, out, err } = await run(home(), ['--input', 'x', '--otlp', url]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) });
    expect(out).toContain('You get it back.');
    expect(err.trimEnd()).not.toContain('\n');
  });
});

test('headers with secrets, and what was said, follow nobody who leads elsewhere', async () => {
  const other = new Receiver();
  const elsewhere = await other.start();
  receiver.replies.push({ status: 307, headers: { location: `${elsewhere}/v1/traces` } });
  const { code } = await run(home(), ['--input', 'x', '--otlp', url], {
    env: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=s3cret' },
  });
  await other.stop();
  expect({ code, requests: other.requests, faults: other.faults }).toEqual({ code: 2, requests: [], faults: [] });
});

test('a receiver that never answers is waited for 10 seconds', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((done) => { silent.listen(0, '127.0.0.1', done); });
  const after = AbortSignal.timeout.bind(AbortSignal);
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => after(50));
  const at = new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  await expect(send(at, {}, {})).rejects.toThrow(/can't be reached/);
  expect(timeout.mock.calls).toEqual([[10_000]]);
  timeout.mockRestore();
  silent.closeAllConnections();
  await new Promise((done) => { silent.close(done); });
});

test.each<[readonly string[], RegExp]>([
  [['--otlp', 'localhost'], /^--otlp: error: 'localhost' is not a URL; give a receiver/],
  [['--otlp', 'ftp://x'], /'ftp:\/\/x' is not an http or https URL/],
  [['--otlp', 'http://me:secret@x'], /^(?!.*secret).*the URL contains a password; set OTEL_EXPORTER_OTLP_HEADERS/],
  [['--otlp', 'http://s3cret@x'], /^(?!.*s3cret).*the URL contains a password/],
  [['--otlp', 'http://127.0.0.1:1'], /^http:\/\/127\.0\.0\.1:1\/v1\/traces: error: can't be reached \(/],
  [['--otlp-content'], /--otlp-content is given without --otlp or --otlp-file/],
  [['--otlp-file', '/nowhere/x'], /^\/nowhere\/x: error: can't be written/],
])('%j is refused', async (args, said) => {
  const { code, err } = await run(home(), ['--input', 'x', ...args]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(said) });
});

test('headers that are none are refused without showing them', async () => {
  const { code, err } = await run(home(), ['--input', 'x', '--otlp', 'http://127.0.0.1:1'],
    { env: { OTEL_EXPORTER_OTLP_HEADERS: 's3cret' } });
  expect({ code, err })
    .toEqual({ code: 2, err: expect.stringMatching(/^OTEL_EXPORTER_OTLP_HEADERS: error: (?!.*s3cret)/) });
});

test('a file is the same for the same run, and holds what a receiver gets', async () => {
  const at = home({ 'cases.jsonl': '{"input": "one"}\n{"input": "two"}\n' });
  const files = ['a.jsonl', 'b.jsonl'].map((name) => join(at, name));
  for (const file of files) { await run(at, ['--inputs', join(at, 'cases.jsonl'), '--otlp-file', file]); }
  const [first, second] = files.map((file) => readFileSync(file, 'utf8'));
  expect(first).toBe(second);
  const { spans } = spansIn(first);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(2);
  expect(spans).toHaveLength(16);
});

test('visits of loops and iterations are spans of their own', async () => {
  const each = folder({
    'flow.json': readFileSync(join(__dirname, 'each.json'), 'utf8'),
    'mocks.json': JSON.stringify({ nodes: { Shout: { returns: 'A' } }, input: ['a', 'b', 'c'] }),
  });
  const { code } = await cli(['run', join(each, 'flow.json'), '--mocks', join(each, 'mocks.json'), '--otlp', url]);
  expect(code).toBe(0);
  expect(receiver.spans.filter(({ name }) => name === 'Shout')
    .map(({ attributes }) => attributes['bedrock_flows.node.iteration'])).toEqual(['Each[0]', 'Each[1]', 'Each[2]']);
  expect(receiver.spans.find(({ name }) => name.startsWith('chat'))?.attributes).toMatchObject({
    'gen_ai.request.temperature': 0.5, 'gen_ai.request.max_tokens': 100, 'gen_ai.request.stop_sequences': ['END'],
  });
});
