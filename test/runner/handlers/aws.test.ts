/**
 * The real clients of the AWS SDK, against a server on this machine that speaks for the services: what is sent, and
 * what their answers mean.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { eventMessage } from '../../../cli/serve/event-stream';
import { Aws } from '../../../src/runner/handlers/aws/aws';
import { invokeAgent } from '../../../src/runner/handlers/aws/invoke-agent';
import { loadSdk } from '../../../src/runner/handlers/aws/load-sdk';
import type { Operation } from '../../../src/runner/handlers/aws/operation';
import * as operations from '../../../src/runner/handlers/aws/operations';
import { runFlow } from '../../../src/runner/run-flow';
import { agent, flowOf, input, lambda, node, output } from '../../core/simulate/flow-of';
import { promptFlow, refused } from '../support';

interface Asked { readonly method: string; readonly url: string; readonly body: string }
interface Answer {
  readonly status?: number; readonly headers?: Record<string, string>; readonly body: string | Uint8Array;
}

// clients of Bedrock and Lex speak HTTP/2 where nobody says otherwise
let servers: readonly Server[];
let asked: Asked[];
let answer: Answer;
let services: readonly Aws[];

function respond(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    asked.push({ method: request.method!, url: request.url!, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(answer.status ?? 200,
      { 'content-type': 'application/json', 'x-amzn-requestid': 'request-7', ...answer.headers }).end(answer.body);
  });
}

beforeAll(async () => {
  Object.assign(process.env,
    { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1' });
  servers = [createServer(respond), createHttp2Server(respond as never)];
  await Promise.all(servers.map(async (server) =>
    new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))));
});
beforeEach(() => {
  asked = [];
  services =
    servers.map((server) => new Aws({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
});
afterEach(() => services.forEach((aws) => aws.close()));
afterAll(() => servers.forEach((server) => server.close()));

const json = (value: unknown): Answer => ({ body: JSON.stringify(value) });
const HTTP1 = ['LambdaFunction', 'Storage', 'Retrieval'];
const HTTP2 = ['Prompt', 'KnowledgeBase', 'Agent', 'Lex', 'InlineCode'];

async function run(flow: object, given: unknown) {
  const types = [HTTP1, HTTP2].flatMap((names, at) => names.map((type) => [type, services[at].handler()]));
  return runFlow(flow, { input: given, handlers: { types: Object.fromEntries(types) } });
}

const S3 = { serviceConfiguration: { s3: { bucketName: 'bucket' } } };
const chained = (one: any, inPort: string, outPort: string, type = 'String') => (
  flowOf([input(), one, output('Out', type)], `In.document > ${one.name}.${inPort}`, `${one.name}.${outPort} > `
    + 'Out.document'));
const knowledgeBase = (configuration: object, port: string, type: string) => (
  node('KnowledgeBase', 'Search', { retrievalQuery: 'String' }, { [port]: type }, configuration));

test('Converse: text, why it stopped, and the whole answer in the trace', async () => {
  answer = json({
    output: { message: { role: 'assistant', content: [{ text: 'hel' }, { text: 'lo' }] } },
    stopReason: 'guardrail_intervened',
    usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
    metrics: { latencyMs: 4 },
  });
  const { outputs, events, diagnostics } = await run(promptFlow(), 'hi');
  expect(outputs[0].document).toBe('hello');
  expect(diagnostics.map(({ rule }) => rule)).toContain('GuardrailIntervention');
  expect(asked).toEqual([{ method: 'POST', url: '/model/amazon.nova-lite-v1%3A0/converse', body: expect.any(String) }]);
  expect(JSON.parse(asked[0].body)).toMatchObject({ messages: [{ role: 'user', content: [{ text: 'Answer hi' }] }] });
  expect(events.map((event: any) => event.flowTraceEvent?.trace.nodeActionTrace).find(Boolean)).toMatchObject({
    requestId: 'request-7',
    operationName: 'Converse',
    operationResponse: { stopReason: 'guardrail_intervened', usage: { inputTokens: 1 } },
  });
});

test('an exception of the service is that of the node', async () => {
  answer = { status: 429, headers: { 'x-amzn-errortype': 'ThrottlingException' }, body: '{"message":"slow down"}' };
  expect((await run(promptFlow(), 'hi')).error)
    .toEqual({ code: 'throttlingException', message: 'slow down', nodeName: 'Ask' });
});

test('Retrieve', async () => {
  answer = json({
    retrievalResults:
      [{ content: { text: 'a passage' }, score: 0.5, location: { type: 'S3', s3Location: { uri: 's3://b/k' } } }],
  });
  const { outputs } = await run(chained(knowledgeBase({ knowledgeBaseId: 'KB12345678' }, 'retrievalResults', 'Array'),
    'retrievalQuery', 'retrievalResults', 'Array'), 'q');
  expect(outputs[0].document).toEqual([{
    content: { text: 'a passage' }, score: 0.5, location: { type: 'S3', s3Location: { uri: 's3://b/k' } },
  }]);
  expect([asked[0].url, JSON.parse(asked[0].body)])
    .toEqual(['/knowledgebases/KB12345678/retrieve', { retrievalQuery: { text: 'q' } }]);
});

test('RetrieveAndGenerate', async () => {
  answer = json({ output: { text: 'an answer' }, sessionId: 's', guardrailAction: 'INTERVENED' });
  const flow = chained(knowledgeBase({ knowledgeBaseId: 'KB12345678', modelId: 'amazon.nova-lite-v1:0' }, 'outputText',
    'String'), 'retrievalQuery', 'outputText');
  const { outputs, diagnostics } = await run(flow, 'q');
  expect(outputs[0].document).toBe('an answer');
  expect(diagnostics.map(({ rule }) => rule)).toContain('GuardrailIntervention');
  expect([asked[0].url, JSON.parse(asked[0].body)]).toEqual(['/retrieveAndGenerate', {
    input: { text: 'q' },
    retrieveAndGenerateConfiguration: {
      type: 'KNOWLEDGE_BASE',
      knowledgeBaseConfiguration: { knowledgeBaseId: 'KB12345678', modelArn: 'amazon.nova-lite-v1:0' },
    },
  }]);
});

describe('InvokeAgent', () => {
  const chunk = (bytes: Uint8Array) => eventMessage('chunk', { bytes: Buffer.from(bytes).toString('base64') });
  const stream = (...events: Uint8Array[]): Answer => ({
    headers: {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-bedrock-agent-content-type': 'application/json',
      'x-amz-bedrock-agent-session-id': 'execution-1',
    },
    body: Buffer.concat(events),
  });
  const text = Buffer.from('größer', 'utf8');
  const flow = flowOf([input(), agent('Talk'), output()], 'In.document > Talk.agentInputText', 'Talk.agentResponse > '
    + 'Out.document');

  test('the answer is put together, a letter cut in two included', async () => {
    answer = stream(eventMessage('trace', {
      agentId: 'AGENTAAAAA', trace: { preProcessingTrace: { modelInvocationOutput: { traceId: 't' } } },
    }), chunk(text.subarray(0, 3)), chunk(text.subarray(3)));
    const { outputs, events } = await run(flow, 'hi');
    expect(outputs[0].document).toBe('größer');
    expect(asked[0].url).toBe('/agents/AGENTAAAAA/agentAliases/ALIASAAAAA/sessions/execution-1/text');
    expect(JSON.parse(asked[0].body)).toEqual({ inputText: 'hi', enableTrace: true });
    expect(events.map((one: any) => one.flowTraceEvent?.trace.nodeDependencyTrace).find(Boolean))
      .toMatchObject({ traceElements: { agentTraces: [{ agentId: 'AGENTAAAAA' }] } });
  });

  test('one that asks the user pauses the flow', async () => {
    answer = stream(chunk(Buffer.from('which order?')), eventMessage('trace', {
      trace: { orchestrationTrace: { observation: { type: 'ASK_USER', finalResponse: { text: 'which order?' } } } },
    }));
    const { completionReason, events } = await run(flow, 'hi');
    expect(completionReason).toBe('INPUT_REQUIRED');
    expect(events.at(-2)).toMatchObject({ flowMultiTurnInputRequestEvent: { content: { document: 'which order?' } } });
  });

  test('one that returns control fails its node', async () => {
    answer = stream(eventMessage('returnControl', { invocationId: 'i', invocationInputs: [] }));
    expect((await run(flow, 'hi')).error?.message).toBe('the agent of node Talk returns control to its caller, which a '
      + 'flow does not support');
  });
});

test('Invoke: the event goes in, and a FunctionError fails the node', async () => {
  const flow = chained(lambda('Fn'), 'value', 'functionResponse');
  answer = { body: '"out"' };
  expect((await run(flow, 'in')).outputs[0].document).toBe('out');
  expect(asked[0].url)
    .toBe('/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Afn/invocations');
  expect(JSON.parse(asked[0].body))
    .toMatchObject({ messageVersion: '1.0', node: { name: 'Fn', inputs: [{ value: 'in' }] } });
  answer = {
    headers: { 'x-amz-function-error': 'Unhandled' }, body: '{"errorType":"KeyError","errorMessage":"order"}',
  };
  expect((await run(flow, 'in')).error).toEqual({
    code: 'dependencyFailedException',
    message: 'the Lambda function of node Fn failed: '
      + 'KeyError: order',
    resourceName: 'Lambda',
    nodeName: 'Fn',
  });
});

test('RecognizeText', async () => {
  const bot = node('Lex', 'Bot', { inputText: 'String' }, { predictedIntent: 'String' }, {
    botAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOTAAAAAAA/ALIASAAAAA', localeId: 'en_US',
  });
  const flow = chained(bot, 'inputText', 'predictedIntent');
  answer = json({ interpretations: [{ intent: { name: 'OrderFlowers' } }], sessionId: 'execution-1' });
  expect((await run(flow, 'flowers')).outputs[0].document).toBe('OrderFlowers');
  expect([asked[0].url, JSON.parse(asked[0].body)]).toEqual([
    '/bots/BOTAAAAAAA/botAliases/ALIASAAAAA/botLocales/en_US/sessions/execution-1/text', { text: 'flowers' },
  ]);
  answer = json({ interpretations: [] });
  expect((await run(flow, 'flowers')).error?.message).toBe('the bot of node Bot found no intent');
});

test('S3', async () => {
  const read = chained(node('Retrieval', 'Read', { objectKey: 'String' }, { s3Content: 'String' }, S3), 'objectKey',
    's3Content');
  answer = { headers: { 'content-type': 'text/plain' }, body: 'größer' };
  expect((await run(read, 'a/b.txt')).outputs[0].document).toBe('größer');
  expect(asked[0]).toMatchObject({ method: 'GET', url: '/bucket/a/b.txt?x-id=GetObject' });
  const store = flowOf([
    input(), node('Storage', 'Store', { content: 'String', objectKey: 'String' }, { s3Uri: 'String' }, S3), output(),
  ],
  'In.document > Store.content', 'In.document > Store.objectKey', 'Store.s3Uri > Out.document');
  answer = { body: '' };
  expect((await run(store, 'key')).outputs[0].document).toBe('s3://bucket/key');
  expect(asked[1])
    .toMatchObject({ method: 'PUT', url: '/bucket/key?x-id=PutObject', body: expect.stringContaining('key') });
});

test('what is known only after deployment is a mistake of the run', async () => {
  const managed = flowOf([input(), node('Prompt', 'Ask', { text: 'String' }, { modelCompletion: 'String' },
    { sourceConfiguration: { resource: { promptArn: { Ref: 'P' } } } }), output()],
  'In.document > Ask.text', 'Ask.modelCompletion > Out.document');
  expect(await refused(async () => run(managed, 'x'))).toBe('[Ask] \'modelId\' is known only after deployment, but the '
    + 'call to AWS needs it; run the deployed definition, for example the answer of GetFlow, or mock the node in '
    + 'another way [IllegalMock]');
  expect(asked).toEqual([]);
});

const KNOWN_LATER = { Ref: 'Later' };
const answering = (knowledgeBaseConfiguration: object) =>
  ({ retrieveAndGenerateConfiguration: { knowledgeBaseConfiguration } });

test.each<[string, Operation, object]>([
  ['guardrailIdentifier', operations.converse,
    { modelId: 'm', guardrailConfig: { guardrailIdentifier: KNOWN_LATER, guardrailVersion: '1' } }],
  ['guardrailVersion', operations.converse,
    { modelId: 'm', guardrailConfig: { guardrailIdentifier: 'g', guardrailVersion: KNOWN_LATER } }],
  ['knowledgeBaseId', operations.retrieve, { knowledgeBaseId: KNOWN_LATER }],
  ['knowledgeBaseId', operations.retrieveAndGenerate, answering({ knowledgeBaseId: KNOWN_LATER, modelArn: 'm' })],
  ['modelArn', operations.retrieveAndGenerate, answering({ knowledgeBaseId: 'k', modelArn: KNOWN_LATER })],
  ['functionArn', operations.invokeFunction, { functionArn: KNOWN_LATER, event: {} }],
  ['botAliasArn', operations.recognizeText, { botAliasArn: KNOWN_LATER, text: 'x' }],
  ['agentAliasArn', invokeAgent, { agentAliasArn: KNOWN_LATER, inputText: 'x' }],
])('%s of a request is known before it is sent', async (name, { input: requestOf }, request) => {
  expect(await refused(() => requestOf(request as never, 'Ask')))
    .toContain(`[Ask] '${name}' is known only after deployment`);
});

test('inline code has no operation', async () => {
  const code = node('InlineCode', 'Code', { xx: 'String' }, { response: 'String' },
    { code: 'xx', language: 'Python_3' });
  expect(await refused(async () => run(chained(code, 'xx', 'response'), 'x')))
    .toBe('[Code] AWS has no operation that runs only inline code; mock the node with "python": true [IllegalMock]');
});

test('a client that is not installed is named, with what to do', async () => {
  expect(await refused(() => loadSdk('Ask', '@aws-sdk/client-no-such'))).toBe('[Ask] "aws" needs the package '
    + '\'@aws-sdk/client-no-such\', which is not installed; '
    + 'run npm install --save-dev @aws-sdk/client-no-such [MissingPackage]');
});

test('who closes it lets go of all connections, which would keep a server from its end', async () => {
  const connections = async () => Promise.all(servers.map(async (server) =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))));
  answer = json({ output: { message: { role: 'assistant', content: [{ text: 'hello' }] } } });
  await run(promptFlow(), 'hi');
  answer = { body: '"done"' };
  await run(flowOf([input(), lambda('Fn'), output()], 'In.document > Fn.value',
    'Fn.functionResponse > Out.document'), 'hi');
  expect(Math.max(...await connections())).toBeGreaterThan(0);
  services.forEach((aws) => aws.close());
  for (let left = 100; left > 0 && (await connections()).some((count) => count > 0); left--) {
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  expect(await connections()).toEqual([0, 0]);
});
