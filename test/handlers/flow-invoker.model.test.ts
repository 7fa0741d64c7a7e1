/** The bundle of the invoker against the local endpoint, and through the bundle of the router. */
import { createServer } from 'node:http';
import { lambdaService } from './support/lambda-service';
import { LocalFunction, textOf } from './support/local-function';
import { startRouter } from './support/router';
import type { FlowResponseMember } from '../../cli/serve/backend';
import { ServiceException } from '../../cli/serve/exception';
import { EXCEPTION_STATUS, type ExceptionName } from '../../src/core/constraints/exceptions';
import type { InvokeRequest } from '../../src/runner/requests';
import { backend, output, serve, SUCCESS } from '../cli/serve/support';

const FLOW = { FLOW_ID: 'FLOW123456', FLOW_ALIAS_ID: 'ALIAS12345' };
const EVENT = { document: 'hello', inputNode: 'FlowInputNode' };

async function invoker(url: string, env: Readonly<Record<string, string>> = {}): Promise<LocalFunction> {
  return LocalFunction.start('flow-invoker', { AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url, ...FLOW, ...env });
}

/** What comes back: the answer, or the name and message of the error. */
async function called(local: LocalFunction, event: unknown = EVENT, remaining?: number): Promise<unknown> {
  const answer = await local.invoke(event, remaining);
  const text = await textOf(answer);
  return answer.error ?? JSON.parse(text) as unknown;
}

const named = (nodeName: string, document: unknown): FlowResponseMember =>
  ({ flowOutputEvent: { nodeName, nodeType: 'FlowOutputNode', content: { document } } });

test('outputs come back by the names of their nodes', async () => {
  const requests: InvokeRequest[] = [];
  const { url } = await serve(async function* (request) {
    requests.push(request);
    yield named('Answer', 'grüße');
    yield named('__proto__', { a: [1, null] });
    yield named('Each', 1);
    yield named('Each', 2);
    yield SUCCESS;
  });
  const answer = await called(await invoker(url), { document: { order: 1 }, inputNode: 'Start' });
  expect(Object.entries((answer as { outputs: object }).outputs))
    .toEqual([['Answer', 'grüße'], ['__proto__', { a: [1, null] }], ['Each', [1, 2]]]);
  expect(answer).toMatchObject({ executionId: 'run-1' });
  expect(requests).toEqual([{
    flowIdentifier: 'FLOW123456',
    flowAliasIdentifier: 'ALIAS12345',
    inputs: [{ nodeName: 'Start', nodeOutputName: 'document', content: { document: { order: 1 } } }],
  }]);
});

const NAMES = Object.keys(EXCEPTION_STATUS) as ExceptionName[];

describe.each(NAMES)('%s', (name) => {
  test('keeps its name, before the stream and in it, and is not tried again', async () => {
    let calls = 0;
    const before = await serve(backend(async function* () { /* never */ }, {
      invokeFlow: async () => { calls++; throw new ServiceException(name, 'no'); },
    }));
    expect(await called(await invoker(before.url, { AWS_MAX_ATTEMPTS: '5' }))).toBe(`${name}: no`);
    const inside = await serve(async function* () {
      calls++;
      yield output('x');
      throw new ServiceException(name, 'no');
    });
    expect(await called(await invoker(inside.url, { AWS_MAX_ATTEMPTS: '5' }))).toBe(`${name}: no`);
    expect(calls).toBe(2);
  });
});

const QUESTION: FlowResponseMember = {
  flowMultiTurnInputRequestEvent: { nodeName: 'Agent', nodeType: 'AgentNode', content: { document: 'which?' } },
};
const STOPPED: FlowResponseMember = { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } };

test('a question of an agent is an error of its own', async () => {
  const { url } = await serve(async function* () {
    yield QUESTION;
    yield STOPPED;
  });
  expect(await called(await invoker(url))).toBe('BedrockFlows.InputRequired: node \'Agent\' asks the caller for more, '
    + 'and nobody can answer here; have the agent decide without asking');
});

test('a flow that takes too long is one too, before Lambda ends the function', async () => {
  const { url } = await serve(async function* () { yield output('x'); await new Promise(() => undefined); });
  expect(await called(await invoker(url), EVENT, 400)).toMatch(/^BedrockFlows.TimedOut: the flow runs longer than /);
});

test('a stream that ends too early, and an endpoint that is not there, are faults of the service', async () => {
  const { url } = await serve(async function* () { yield output('x'); });
  expect(await called(await invoker(url)))
    .toBe('InternalServerException: the stream of the flow ended before the flow did');
  expect(await called(await invoker('http://127.0.0.1:1'))).toMatch(/^InternalServerException: /);
});

test.each([[null], [{}], [{ inputNode: 'FlowInputNode' }], [{ document: 1 }], [{ document: 1, inputNode: 2 }]])(
  '%p is no request', async (event) => {
    const { url } = await serve(async function* () { yield SUCCESS; });
    expect(await called(await invoker(url), event)).toBe('ValidationException: the event has no \'document\' or no '
      + '\'inputNode\'; send { "document": …, "inputNode": "…" }');
  },
);

describe('a large result', () => {
  const large = async () => serve(async function* () { yield named('Answer', 'ü'.repeat(150_000)); yield SUCCESS; });

  test('is an error without a bucket', async () => {
    expect(await called(await invoker((await large()).url)))
      .toMatch(/^BedrockFlows.ResultTooLarge: the result has 300\d+ bytes, and at most 204800 can be handed back; /);
  });

  test('is in the bucket otherwise', async () => {
    const stored: { readonly url?: string; readonly body: string }[] = [];
    const bucket = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) { chunks.push(chunk as Buffer); }
      stored.push({ url: request.url, body: Buffer.concat(chunks).toString() });
      response.end();
    });
    await new Promise<void>((resolve) => { bucket.listen(0, '127.0.0.1', () => resolve()); });
    const { port } = bucket.address() as { readonly port: number };
    const local = await invoker((await large()).url,
      { RESULT_BUCKET: 'results', AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` });
    expect(await called(local))
      .toEqual({ executionId: 'run-1', outputs: {}, outputsUri: 's3://results/flow-results/run-1.json' });
    bucket.closeAllConnections();
    bucket.close();
    expect(stored).toHaveLength(1);
    expect(stored[0].url).toContain('/flow-results/run-1.json');
    expect(stored[0].body).toContain('ü'.repeat(150_000));
  });
});

describe('through the router', () => {
  const ROUTER = 'arn:aws:lambda:us-east-1:111122223333:function:router:live';
  const through = async (router: LocalFunction | string) => invoker('http://127.0.0.1:1',
    { ROUTER_FUNCTION: ROUTER, AWS_ENDPOINT_URL_LAMBDA: await lambdaService({ [ROUTER]: router }) });

  test('the result is the same', async () => {
    const { url } = await serve(async function* () { yield named('Answer', 'grüße'); yield SUCCESS; });
    expect(await called(await through(await startRouter(url))))
      .toEqual({ executionId: 'run-1', outputs: { Answer: 'grüße' } });
  });

  test('errors have the same names', async () => {
    const { url } = await serve(async function* () {
      yield output('x');
      throw new ServiceException('ThrottlingException', 'slow down');
    });
    expect(await called(await through(await startRouter(url)))).toBe('ThrottlingException: slow down');
    expect(await called(await through('out of memory'))).toMatch(/^InternalServerException: the router ended with /);
  });
});

describe('where the flow is only started', () => {
  test('the answer is the execution, and the same event starts it once', async () => {
    const requests: unknown[] = [];
    const { url } = await serve(backend(async function* () { /* never */ }, {
      startFlowExecution: async (request) => {
        requests.push(request);
        if (requests.length > 1) { throw new ServiceException('ConflictException', 'it exists'); }
        return { executionArn: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345/execution/a' };
      },
    }));
    const local = await invoker(url, { START_ONLY: '1' });
    const event = { ...EVENT, executionName: '6a7e8feb-b491-4cf7-a9f1-bf3703467718' };
    expect(await called(local, event)).toMatchObject({
      executionArn: expect.stringContaining('/execution/a') as string,
    });
    expect(await called(local, event)).toEqual({ executionArn: null });
    expect(await called(local, EVENT)).toBe('ConflictException: it exists');
    expect(requests).toMatchObject([
      { flowExecutionName: '6a7e8feb-b491-4cf7-a9f1-bf3703467718', inputs: [{ content: { document: 'hello' } }] },
      {}, {},
    ]);
  });
});

test('names that the service takes are kept; others become one of its form, always the same', async () => {
  const names: unknown[] = [];
  const { url } = await serve(backend(async function* () { /* never */ }, {
    startFlowExecution: async ({ flowExecutionName }) => {
      names.push(flowExecutionName);
      return { executionArn: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345/execution/a' };
    },
  }));
  const local = await invoker(url, { START_ONLY: '1' });
  const LONG = 'a'.repeat(36);
  for (const executionName of ['a', LONG, `${LONG}b`, `${LONG}b`, 'a b', '', 7]) {
    await called(local, { ...EVENT, executionName });
  }
  const [short, longest, longer, again, blank, empty, number] = names;
  expect([short, longest, empty, number]).toEqual(['a', LONG, undefined, undefined]);
  expect(longer).toMatch(/^[0-9a-f]{36}$/);
  expect(again).toBe(longer);
  expect(blank).toMatch(/^[0-9a-f]{36}$/);
  expect(blank).not.toBe(longer);
});

test.each([[{ FLOW_ID: 'x' }], [{ FLOW_ALIAS_ID: '' }]])('%p is refused when it starts', async (env) => {
  await expect(invoker('http://127.0.0.1:1', env)).rejects.toThrow(/but must be the id of/);
});
