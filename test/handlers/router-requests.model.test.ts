import { type Answer, jsonLines, textOf } from './support/local-function';
import { inputs, startRouter, urlEvent } from './support/router';
import { ServiceException } from '../../cli/serve/exception';
import type { ExceptionName } from '../../src/core/constraints';
import type { InvokeRequest } from '../../src/runner/requests';
import { backend, output, serve, SUCCESS } from '../cli/serve/support';

/** Status, headers and lines of an answer to a Function URL: JSON, 8 zero bytes, body. */
async function urlAnswer(answer: Answer): Promise<{ status: number; headers: object; lines: object[] }> {
  expect(answer.type).toBe('application/vnd.awslambda.http-integration-response');
  const [prelude, body] = (await textOf(answer)).split('\0'.repeat(8));
  const { statusCode, headers } = JSON.parse(prelude) as { statusCode: number; headers: object };
  return { status: statusCode, headers, lines: jsonLines(body) };
}

const ROUTED = { router: { flowVersion: '1', executionId: 'run-1' } };
const refused = (message: string) => ({ error: { name: 'ValidationException', message } });

test('a Function URL: the same request in the body, plain or base64; status and headers before the lines', async () => {
  const requests: InvokeRequest[] = [];
  const { url } = await serve(async function* (request) { requests.push(request); yield output('ü'); yield SUCCESS; });
  const local = await startRouter(url);
  for (const isBase64Encoded of [false, true]) {
    const answer = await urlAnswer(await local.invoke(urlEvent({ inputs: inputs('grüß dich') }, { isBase64Encoded })));
    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
      lines: [output('ü'), SUCCESS, ROUTED],
    });
  }
  expect(requests.map((request) => request.inputs[0].content.document)).toEqual(['grüß dich', 'grüß dich']);
});

test.each<[ExceptionName, number]>([
  ['ThrottlingException', 429], ['AccessDeniedException', 403], ['ValidationException', 400],
  ['InternalServerException', 500], ['DependencyFailedException', 424],
])('a Function URL answers %s with status %i, as long as nothing has been sent', async (name, status) => {
  const fail = () => { throw new ServiceException(name, 'no luck'); };
  let where: 'early' | 'first' | 'later' = 'early';
  const { url } = await serve(backend(async function* () { /* never asked */ }, {
    invokeFlow: async () => where === 'early' ? fail() : {
      executionId: 'run-1',
      events: (async function* () {
        if (where === 'later') { yield output(1); }
        fail();
      })(),
    },
  }));
  const local = await startRouter(url);
  const error = { error: { name, message: 'no luck' } };
  expect(await urlAnswer(await local.invoke(urlEvent({ inputs: inputs() })))).toMatchObject({ status, lines: [error] });
  where = 'first';
  expect(await urlAnswer(await local.invoke(urlEvent({ inputs: inputs() })))).toMatchObject({ status, lines: [error] });
  where = 'later';
  expect(await urlAnswer(await local.invoke(urlEvent({ inputs: inputs() }))))
    .toMatchObject({ status: 200, lines: [output(1), error] });
});

test('what is no request is refused without a call, and is the mistake of the caller', async () => {
  let calls = 0;
  const { url } = await serve(async function* () { calls++; yield SUCCESS; });
  const local = await startRouter(url);
  const all = 'send only inputs, executionId, enableTrace, modelPerformanceConfiguration, continuation';
  const mistakes: [unknown, string][] = [
    ['text', 'the request is not a JSON object; send one with \'inputs\''],
    [null, 'the request is not a JSON object; send one with \'inputs\''],
    [[], 'the request is not a JSON object; send one with \'inputs\''],
    [{}, 'the request has no list of \'inputs\'; send what InvokeFlow takes'],
    [{ inputs: 'x' }, 'the request has no list of \'inputs\'; send what InvokeFlow takes'],
    [{ inputs: inputs(), flowAliasIdentifier: 'TSTALIASID' }, `the request has 'flowAliasIdentifier'; ${all}`],
    [{ inputs: inputs(), flowIdentifier: 'OTHERFLOW1', other: 1 }, `the request has 'flowIdentifier', 'other'; ${all}`],
    [urlEvent('{'), 'the body is not JSON; send one object with \'inputs\''],
    [urlEvent('', { method: 'GET' }), 'the method is GET; use POST'],
    [urlEvent({ inputs: inputs(), requestContext: {} }), `the request has 'requestContext'; ${all}`],
  ];
  for (const [event, message] of mistakes) {
    const text = await textOf(await local.invoke(event));
    expect(jsonLines(text.slice(text.lastIndexOf('\0') + 1))).toEqual([refused(message)]);
  }
  expect(calls).toBe(0);
  for (const metrics of await local.metrics(mistakes.length)) {
    expect(metrics).toMatchObject({ Invocations: 1, ClientFaults: 1, Faults: 0, FlowVersion: '1' });
    expect(metrics).not.toHaveProperty('Latency'); // nothing was called: it would make the flow look fast
  }
});

test('whose fault it was', async () => {
  let thrown: { name: ExceptionName; message: string; inStream?: boolean };
  const { url } = await serve(backend(async function* () { /* never asked */ }, {
    invokeFlow: async () => {
      const exception = new ServiceException(thrown.name, thrown.message);
      if (!thrown.inStream) { throw exception; }
      return { executionId: 'run-1', events: (async function* () { yield output(1); throw exception; })() };
    },
  }));
  const local = await startRouter(url);
  const type = (node: string) => `Expected type for Node Output document of Node ${node} to be STRING. Actual type `
    + 'is OBJECT.';
  const cases: [typeof thrown, 'caller' | 'service'][] = [
    [{ name: 'ValidationException', message: 'bad request' }, 'caller'],
    [{ name: 'ValidationException', message: type('FlowInputNode'), inStream: true }, 'caller'],
    // another node of the flow: what the version that is on trial may have broken
    [{ name: 'ValidationException', message: type('Classify'), inStream: true }, 'service'],
    [{ name: 'ValidationException', message: type('FlowInputNode2'), inStream: true }, 'service'],
    [{ name: 'ResourceNotFoundException', message: 'no such alias' }, 'service'],
    [{ name: 'AccessDeniedException', message: 'not allowed' }, 'service'],
    [{ name: 'AccessDeniedException', message: 'not allowed', inStream: true }, 'service'],
    [{ name: 'ConflictException', message: 'not now' }, 'service'],
    [{ name: 'ServiceQuotaExceededException', message: 'too much' }, 'service'],
    [{ name: 'ThrottlingException', message: 'slow down', inStream: true }, 'service'],
    [{ name: 'BadGatewayException', message: 'model' }, 'service'],
  ];
  for (const [exception] of cases) {
    thrown = exception;
    const lines = await local.lines({ inputs: inputs() });
    expect(lines.pop()).toEqual({ error: { name: exception.name, message: exception.message } });
  }
  const metrics = await local.metrics(cases.length);
  expect(metrics.map(({ ClientFaults }) => ClientFaults ? 'caller' : 'service'))
    .toEqual(cases.map(([, blame]) => blame));
  for (const { Faults, ClientFaults } of metrics) { expect((Faults as number) + (ClientFaults as number)).toBe(1); }
});

test('the metrics are lines that CloudWatch reads: namespace, dimensions, units; no document is logged', async () => {
  const { url } = await serve(async function* () { yield output('the answer'); yield SUCCESS; });
  const local = await startRouter(url);
  const before = Date.now();
  await local.lines({ inputs: inputs('the question') });
  const [{ _aws: embedded, ...values }] = await local.metrics(1);
  const count = (name: string) => ({ Name: name, Unit: 'Count' });
  const { Timestamp: at, ...rest } = embedded as { Timestamp: number };
  expect(at).toBeGreaterThanOrEqual(before);
  expect(rest).toEqual({
    CloudWatchMetrics: [{
      Namespace: 'BedrockFlows',
      Dimensions: [['FlowId', 'FlowVersion'], ['FlowId']],
      Metrics: [
        ...['Invocations', 'Faults', 'ClientFaults', 'Throttles', 'InputRequired'].map(count),
        { Name: 'Latency', Unit: 'Milliseconds' }, { Name: 'TimeToFirstEvent', Unit: 'Milliseconds' },
      ],
    }],
  });
  expect(values).toEqual({
    FlowId: 'FLOW123456',
    FlowVersion: '1',
    Invocations: 1,
    Faults: 0,
    ClientFaults: 0,
    Throttles: 0,
    InputRequired: 0,
    Latency: expect.any(Number) as number,
    TimeToFirstEvent: expect.any(Number) as number,
    ExecutionId: 'run-1',
  });
  expect(local.log.join()).not.toMatch(/the answer|the question/);
});
