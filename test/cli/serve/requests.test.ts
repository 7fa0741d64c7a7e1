import { request } from 'node:http';
import { output, serve } from './support';

const PATH = '/flows/FLOW123456/aliases/ALIAS12345';
const INPUT = { nodeName: 'In', content: { document: 'x' } };

interface Answer { readonly status: number; readonly error?: string; readonly body: string }

/** A request as no SDK would send it. */
async function ask(
  method: string, path: string, body?: unknown, headers: Record<string, string> = {}, options = {},
): Promise<Answer> {
  const { port } = await serve(async function* () { yield output('done'); }, options);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => {
        sent.destroy(); // part of a refused body may still be on its way
        resolve({
          status: response.statusCode!, error: response.headers['x-amzn-errortype'] as string | undefined, body: text,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const FAULTS: [string, string, string, unknown, string][] = [
  ['no inputs', 'POST', PATH, {}, "1 validation error detected: Value null at 'inputs' failed to satisfy constraint: "
    + 'Member must not be null'],
  ['an empty list of inputs', 'POST', PATH, { inputs: [] }, "1 validation error detected: Value at 'inputs' failed to "
    + 'satisfy constraint: Member must have length greater than or equal to 1'],
  ['two inputs', 'POST', PATH, { inputs: [INPUT, INPUT] }, "1 validation error detected: Value at 'inputs' failed to "
    + 'satisfy constraint: Member must have length less than or equal to 1'],
  ['an input without name and document', 'POST', PATH, { inputs: [{ content: {} }] }, '2 validation errors detected: '
    + "Value null at 'inputs.1.member.nodeName' failed to satisfy constraint: Member must not be null; "
    + "Value null at 'inputs.1.member.content.document' failed to satisfy constraint: Member must not be null"],
  ['a name that is none', 'POST', PATH, { inputs: [{ ...INPUT, nodeName: '1st' }] },
    "1 validation error detected: Value '1st' at 'inputs.1.member.nodeName' failed to satisfy constraint: Member must "
      + 'satisfy regular expression pattern: ^[a-zA-Z]([_]?[0-9a-zA-Z]){0,99}$'],
  ['a short execution id', 'POST', PATH, { inputs: [INPUT], executionId: 'x' },
    "1 validation error detected: Value 'x' at 'executionId' failed to satisfy constraint: Member must have length "
      + 'greater than or equal to 2'],
  ['an unknown latency', 'POST', PATH, {
    inputs: [INPUT], modelPerformanceConfiguration: { performanceConfig: { latency: 'warp' } },
  },
  "1 validation error detected: Value 'warp' at 'modelPerformanceConfiguration.performanceConfig.latency' failed to "
      + 'satisfy constraint: Member must satisfy enum value set: [standard, optimized]'],
  ['a flow id of 3 letters', 'POST', '/flows/abc/aliases/A', { inputs: [INPUT] }, '1 validation error detected: Value '
    + "'abc' at 'flowIdentifier' failed to satisfy constraint: "
    + 'Member must satisfy regular expression pattern: '
    + '^(arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:flow\\/[0-9a-zA-Z]{10}|[0-9a-zA-Z]{10})$'],
  ['text where a list belongs', 'POST', PATH, { inputs: 'x' }, "Value at 'inputs' can't be read; send a list"],
  ['a flag that is text', 'POST', PATH, { inputs: [INPUT], enableTrace: 'yes' }, "Value at 'enableTrace' can't be "
    + 'read; send a boolean'],
  ['no JSON', 'POST', PATH, '{"inputs": [', 'the body is not JSON: '],
  ['a list as the body', 'POST', PATH, [], "Value at 'body' can't be read; send a structure"],
  ['a path that is not escaped', 'POST', '/flows/%E0%A4%A/aliases/A', { inputs: [INPUT] }, 'the path of the request '
    + 'can\'t be read; escape it as in a URL'],
  ['events without a kind', 'GET', `${PATH}/executions/run-1/events`, undefined, '1 validation error detected: Value '
    + "null at 'eventType' failed to satisfy constraint: Member must not be null"],
  ['a page of nothing', 'GET', '/flows/FLOW123456/executions?maxResults=0', undefined, '1 validation error detected: '
    + "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"],
  ['a page of too much', 'GET', '/flows/FLOW123456/executions?maxResults=1001', undefined, '1 validation error '
    + "detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or "
    + 'equal to 1000'],
  ['an execution with a blank', 'POST', `${PATH}/executions/run%201/stop`, {}, '1 validation error detected: Value '
    + "'run 1' at 'executionIdentifier' failed to satisfy constraint: "
    + 'Member must satisfy regular expression pattern: '],
];

test.each(FAULTS)('%s', async (_, method, path, body, message) => {
  const answer = await ask(method, path, body);
  expect(answer).toMatchObject({ status: 400, error: 'ValidationException' });
  expect((JSON.parse(answer.body) as { message: string }).message.startsWith(message)).toBe(true);
});

test.each([['GET', PATH], [
  'POST', '/',
], ['PUT', `${PATH}/executions`], ['POST', '/flows//aliases/A'], ['POST', '/agents/A/agentAliases/B/sessions/C/text']])(
  '%s %s is no operation', async (method, path) => {
    expect(await ask(method, path, {})).toMatchObject({ status: 404, error: 'UnknownOperationException' });
  });

test('names of this machine, where the endpoint has them', async () => {
  const isLocalName = (name: string) => name === 'Triage';
  expect(await ask('POST', '/flows/Triage/aliases/live', { inputs: [INPUT] }, {}, { isLocalName }))
    .toMatchObject({ status: 200 });
  expect(await ask('POST', '/flows/Other/aliases/live', { inputs: [INPUT] }, {}, { isLocalName }))
    .toMatchObject({ status: 400 });
});

test('pages in a browser are refused, whatever name they reach the port by', async () => {
  const strangers: Record<string, string>[] =
    [{ host: 'rebound.example' }, { origin: 'https://evil.example' }, { host: '127.0.0.1.evil.example:80' }];
  for (const headers of strangers) {
    expect(await ask('POST', PATH, { inputs: [INPUT] }, headers))
      .toMatchObject({ status: 403, error: 'AccessDeniedException' });
  }
  for (const host of ['localhost:1', '127.0.0.1', '[::1]:80']) {
    expect(await ask('POST', PATH, { inputs: [INPUT] }, { host })).toMatchObject({ status: 200 });
  }
});

test('a body without end is refused while it comes', async () => {
  const answer = await ask('POST', PATH,
    JSON.stringify({ inputs: [{ nodeName: 'In', content: { document: 'x'.repeat(33 * 1024 * 1024) } }] }));
  expect(answer).toMatchObject({
    status: 400, error: 'ValidationException', body: expect.stringContaining('more than 33554432 bytes') as string,
  });
});
