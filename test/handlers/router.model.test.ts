import { jsonLines, textOf } from './support/local-function';
import { aliasOf, FLOW_ID, inputs, startRouter } from './support/router';
import type { Answered } from '../../cli/serve/endpoint';
import { ServiceException } from '../../cli/serve/exception';
import type { InvokeRequest } from '../../src/runner/requests';
import { backend, gate, output, PROTOCOLS, serve, SUCCESS, until } from '../cli/serve/support';

const TRACE = {
  flowTraceEvent: {
    trace: {
      nodeInputTrace: {
        nodeName: 'Ask',
        timestamp: '2026-11-21T10:00:00.123Z',
        fields: [{ nodeInputName: 'text', content: { document: { a: [1, null] } } }],
      },
    },
  },
};

describe.each(PROTOCOLS)('the router over %s', (protocol) => {
  const httpVersion = protocol.slice(5);
  const router = async (url: string, env: Readonly<Record<string, string>> = {}) => startRouter(url,
    { httpVersion, env });

  test('hands on each event while the flow still runs', async () => {
    const seen = gate();
    const requests: InvokeRequest[] = [];
    const answered: Answered[] = [];
    const { url } = await serve(async function* (request) {
      requests.push(request);
      yield output('first');
      await seen.opened; // goes on only when the caller has the first event in hand
      yield TRACE;
      yield SUCCESS;
    }, { onAnswer: (answer) => answered.push(answer) });
    const local = await router(url);
    const { type, chunks } = await local.invoke({ inputs: inputs(), enableTrace: true });
    let text = '';
    for await (const chunk of chunks) {
      text += chunk;
      if (text.includes('\n')) { seen.open(); }
    }
    await until(() => answered.length === 1);
    expect(answered)
      .toMatchObject([{ operation: 'InvokeFlow', status: 200, httpVersion: protocol === 'HTTP/2' ? '2.0' : '1.1' }]);
    expect(type).toBe('application/x-ndjson');
    expect(jsonLines(text))
      .toEqual([output('first'), TRACE, SUCCESS, { router: { flowVersion: '1', executionId: 'run-1' } }]);
    expect(requests)
      .toEqual([{ flowIdentifier: FLOW_ID, flowAliasIdentifier: aliasOf(1), inputs: inputs(), enableTrace: true }]);
    const [metrics] = await local.metrics(1);
    expect(metrics).toMatchObject({
      Invocations: 1, Faults: 0, ClientFaults: 0, Throttles: 0, InputRequired: 0, FlowId: FLOW_ID, FlowVersion: '1',
    });
    expect(metrics.TimeToFirstEvent).toBeLessThanOrEqual(metrics.Latency as number);
  });

  test('a fault in the stream is the last line, after the events before it', async () => {
    const { url } = await serve(async function* () {
      yield output('before');
      throw new ServiceException('DependencyFailedException', 'the Lambda function failed', { resourceName: 'Lambda' });
    });
    const local = await router(url);
    expect(await local.lines({ inputs: inputs() })).toEqual([
      output('before'), { error: { name: 'DependencyFailedException', message: 'the Lambda function failed' } },
    ]);
    expect(await local.metrics(1))
      .toMatchObject([{ Faults: 1, ClientFaults: 0, Error: 'DependencyFailedException: the Lambda function failed' }]);
  });

  test('a connection that breaks in the middle, and a stream that ends too early, are faults', async () => {
    let isBroken = true;
    const endpoint = await serve(async function* () {
      yield output('before');
      if (isBroken) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        void endpoint.close();
        await new Promise(() => undefined);
      }
    });
    const local = await router(endpoint.url);
    const broken = await local.lines({ inputs: inputs() });
    expect(broken).toEqual([output('before'), {
      error: { name: 'InternalServerException', message: expect.stringMatching(/./) as string },
    }]);
    isBroken = false;
    const short = await serve(async function* () { yield output('before'); });
    const other = await router(short.url);
    expect(await other.lines({ inputs: inputs() })).toEqual([
      output('before'),
      { error: { name: 'InternalServerException', message: 'the stream of the flow ended before the flow did' } },
    ]);
    expect([...await local.metrics(1), ...await other.metrics(1)]).toMatchObject([{ Faults: 1 }, { Faults: 1 }]);
  });

  test('a throttled call is tried again; one that stays throttled is an error of that name', async () => {
    let calls = 0;
    let refusals = 1;
    const { url } = await serve(backend(async function* () { yield SUCCESS; }, {
      invokeFlow: async () => {
        calls++;
        if (refusals-- > 0) { throw new ServiceException('ThrottlingException', 'slow down'); }
        return { executionId: 'run-2', events: (async function* () { yield SUCCESS; })() };
      },
    }));
    const local = await router(url, { AWS_MAX_ATTEMPTS: '2' });
    expect(await local.lines({ inputs: inputs() }))
      .toEqual([SUCCESS, { router: { flowVersion: '1', executionId: 'run-2' } }]);
    refusals = 2;
    expect(await local.lines({ inputs: inputs() }))
      .toEqual([{ error: { name: 'ThrottlingException', message: 'slow down' } }]);
    expect(calls).toBe(4);
    expect(await local.metrics(2))
      .toMatchObject([{ Faults: 0, Throttles: 0 }, { Faults: 1, Throttles: 1, ClientFaults: 0 }]);
  });

  test('works on after Lambda has frozen it and the service has closed the connection', async () => {
    let endpoint = await serve(async function* () { yield SUCCESS; });
    const local = await router(endpoint.url, { AWS_MAX_ATTEMPTS: '3' });
    expect(await local.lines({ inputs: inputs() })).toHaveLength(2);
    for (let round = 0; round < 3; round++) {
      local.freeze();
      const { port } = endpoint;
      await endpoint.close();
      endpoint = await serve(async function* () { yield SUCCESS; }, { port });
      // the call is there before the news of the closed connection is read
      const call = local.lines({ inputs: inputs() });
      await new Promise((resolve) => setTimeout(resolve, 50));
      local.thaw();
      expect(await call).toEqual([SUCCESS, { router: { flowVersion: '1', executionId: 'run-1' } }]);
    }
  });

  test('leaves the flow when nobody takes the answer', async () => {
    let isLeft = false;
    const { url } = await serve(async function* (_, signal) {
      signal.addEventListener('abort', () => { isLeft = true; });
      for (let at = 0; ; at++) {
        yield output('x'.repeat(1000));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    const local = await router(url);
    const leave = new AbortController();
    const { chunks } = await local.invoke({ inputs: inputs() }, undefined, leave.signal);
    await expect((async () => { for await (const chunk of chunks) { if (chunk) { leave.abort(); } } })()).rejects
      .toThrow();
    await until(() => isLeft);
    expect(await local.metrics(1)).toMatchObject([{ Invocations: 1, Faults: 0, ClientFaults: 0 }]);
  });

  test('says so before its own time is over', async () => {
    const { url } = await serve(async function* () {
      yield output('before');
      await new Promise(() => undefined);
    });
    const local = await router(url);
    expect(await local.lines({ inputs: inputs() }, 3000)).toEqual([
      output('before'),
      {
        error: {
          name: 'RouterTimeoutException',
          message: expect.stringMatching(/^the flow runs longer than the function may; /) as string,
        },
      },
    ]);
    expect(await local.metrics(1)).toMatchObject([{ Faults: 1, ClientFaults: 0 }]);
  });

  test('holds back the flow while the caller does not read', async () => {
    let given = 0;
    const { url } = await serve(async function* () {
      for (; given < 4000; given++) { yield output('x'.repeat(10_000)); }
      yield SUCCESS;
    });
    const local = await router(url);
    const answer = await local.invoke({ inputs: inputs() });
    // until the pipes on the way are full; on a busy machine that takes a while
    for (let before = -1; before !== given;) {
      before = given;
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(3000);
    expect((await textOf(answer)).match(/flowOutputEvent/g)).toHaveLength(4000);
  });
});

test.each([
  [{ FLOW_ALIAS_ID: 'TSTALIASID' }, "FLOW_ALIAS_ID is 'TSTALIASID', but must be the id of an alias, and not that of "
    + 'the draft'],
  [{ FLOW_ALIAS_ID: '' }, "FLOW_ALIAS_ID is '', but must be the id of an alias, and not that of the draft"],
  [{
    FLOW_ID: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456',
  }, "FLOW_ID is 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456', but must be the id of a flow"],
  [{ FLOW_VERSION: 'DRAFT' }, "FLOW_VERSION is 'DRAFT', but must be a version number"],
])('%p is refused when it starts', async (env, message) => {
  await expect(startRouter('http://127.0.0.1:1', { env })).rejects.toThrow(message);
});
