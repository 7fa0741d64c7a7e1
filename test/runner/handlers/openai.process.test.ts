/** A model behind an endpoint that speaks the chat completions of OpenAI: a local server plays one. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runFlow, runFlowSync } from '../../../src/runner';
import { prompt, triage } from '../../cli/picture/support';

interface Asked { readonly url?: string; readonly key?: string; readonly body: any }
let server: Server;
let asked: Asked[];
let answer: { status: number; text: string; late?: boolean };

beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push({ url: request.url, key: request.headers.authorization, body: JSON.parse(body) });
      if (answer.late) { return; }
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(answer.text);
    });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, text: completion('refund') };
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) { text += String(chunk); }
  return text;
}

function completion(content: unknown, finish = 'stop'): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage: { prompt_tokens: 21, completion_tokens: 2, total_tokens: 23 },
  });
}

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const run = async (more: object = {}, options: object = {}) => runFlow({ definition: flow() } as never, {
  input: 'money back',
  mocks: {
    nodes: {
      Classify: { openai: { baseUrl: base(), model: 'llama3.2', ...more }, ...options }, Refund: { returns: 'x' },
    },
  },
});

function flow() {
  const classify = prompt('Classify');
  const { inline } = classify.configuration.prompt.sourceConfiguration;
  Object.assign(inline,
    { inferenceConfiguration: { text: { temperature: 0.5, topP: 0.25, maxTokens: 7, stopSequences: ['END'] } } });
  const definition = triage();
  return { ...definition, nodes: definition.nodes!.map((node) => node.name === 'Classify' ? classify : node) };
}

test('is asked what the node would ask of Converse, and its tokens are those of the trace', async () => {
  const result = await run();
  expect(asked).toEqual([{
    url: '/v1/chat/completions',
    key: undefined,
    body: {
      model: 'llama3.2',
      messages: [{ role: 'user', content: 'Look at money back' }],
      stream: false,
      temperature: 0.5,
      top_p: 0.25,
      max_tokens: 7,
      stop: ['END'],
    },
  }]);
  expect(result.branches).toEqual([expect.objectContaining({ condition: 'isRefund' })]);
  expect(JSON.stringify(result.events)).toContain('"usage":{"inputTokens":21,"outputTokens":2,"totalTokens":23,');
});

test('a key comes from the environment', async () => {
  process.env.TEST_OPENAI_KEY = 'secret';
  await run({ apiKeyEnv: 'TEST_OPENAI_KEY' });
  delete process.env.TEST_OPENAI_KEY;
  expect(asked[0].key).toBe('Bearer secret');
  await expect(run({ apiKeyEnv: 'TEST_OPENAI_KEY' })).rejects
    .toThrow(/\[Classify\] the environment has no 'TEST_OPENAI_KEY'; set it to the key of the endpoint \[NoAccount\]/);
});

test.each<[string, { status: number; text: string }, object]>([
  ['too many requests', { status: 429, text: '{"error": {"message": "slow down"}}' },
    { code: 'throttlingException', message: 'the endpoint of node Classify answered with status 429: slow down' }],
  ['no such model', { status: 404, text: '{"error": {"message": "model \\"x\\" not found"}}' }, {
    code: 'dependencyFailedException',
    message: 'the endpoint of node Classify answered with status 404: model "x" not found',
  }],
  ['another protocol', { status: 200, text: '<html>' }, {
    code: 'dependencyFailedException',
    message: 'the endpoint of node Classify gave no choices[0].message.content',
  }],
])('%s fails the node', async (_, given, error) => {
  answer = given;
  expect((await run()).error).toMatchObject(error);
});

test('an endpoint that is not there, or does not answer in time, ends the run', async () => {
  await expect(run({ baseUrl: 'http://127.0.0.1:9/v1' })).rejects
    .toThrow(
      /\[Classify\] the endpoint http:\/\/127\.0\.0\.1:9\/v1\/chat\/completions can't be asked \(.+\); start it/,
    );
  answer = { status: 200, text: '', late: true };
  await expect(run({}, { timeoutSeconds: 0.2 })).rejects.toThrow(/can't be asked \(no answer in 0\.2 s\)/);
});

test('mistakes are said', async () => {
  await expect(run({ baseUrl: 'localhost:11434', modle: 'x', apiKeyEnv: 5 })).rejects.toThrow([
    '[mocks: nodes.Classify.openai] has \'modle\', which an endpoint does not have; did you mean \'model\'? '
      + '[IllegalMock]',
    '[mocks: nodes.Classify.openai.baseUrl] must be a URL such as http://localhost:11434/v1, got the string '
      + '\'localhost:11434\'; correct it [IllegalMock]',
    '[mocks: nodes.Classify.openai.apiKeyEnv] must be the name of an environment variable, got the number 5; correct '
      + 'it [IllegalMock]',
  ].join('\n'));
  expect(() => runFlowSync({ definition: flow() } as never, {
    input: 'x', mocks: { nodes: { Classify: { openai: { baseUrl: base(), model: 'x' } } } },
  })).toThrow(/a mock with "openai" takes its time, and this run can't wait/);
});
