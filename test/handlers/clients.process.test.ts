/** The clients of examples/canary-rollout, run as they are against the router's bundle. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lambdaService } from './support/lambda-service';
import { aliasOf, startRouter } from './support/router';
import type { FlowResponseMember } from '../../cli/serve/backend';
import { ServiceException } from '../../cli/serve/exception';
import type { InvokeRequest } from '../../src/runner/requests';
import { backend, output, serve, SUCCESS } from '../cli/serve/support';

const ROUTER = 'arn:aws:lambda:eu-west-1:111122223333:function:router:live';
const clients = join(__dirname, '../../examples/canary-rollout/clients');
const QUESTION: FlowResponseMember = {
  flowMultiTurnInputRequestEvent: { nodeName: 'Agent', nodeType: 'AgentNode', content: { document: 'which order?' } },
};

/** A flow that asks once, behind a router; how to run a program that calls it. */
async function world(requests: InvokeRequest[]) {
  const { url } = await serve(backend(async function* () { /* see below */ }, {
    invokeFlow: async (request) => {
      requests.push(request);
      const { content: { document } } = request.inputs[0];
      if (document === 'fail') { throw new ServiceException('ThrottlingException', 'slow down'); }
      const events = document === '4711' || document === 'hello' ? [output(`got ${String(document)}`), SUCCESS]
        : [QUESTION, { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } }];
      return { executionId: request.executionId ?? 'run-1', events: (async function* () { yield* events; })() };
    },
  }));
  const endpoint = await lambdaService({ [ROUTER]: await startRouter(url) });
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_LAMBDA: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_MAX_ATTEMPTS: '1',
  };
  return (program: string, ...argv: string[]) => promisify(execFile)(process.execPath, [program, ...argv],
    { env, cwd: clients });
}

test('the program for JavaScript prints what the flow says', async () => {
  const run = await world([]);
  const { stdout } = await run(join(clients, 'ask.mjs'), ROUTER, '"hello"');
  expect(stdout.trim().split('\n').map((line) => JSON.parse(line)))
    .toEqual([output('got hello'), SUCCESS, { router: { flowVersion: '1', executionId: 'run-1' } }]);
});

test('its functions hold a conversation', async () => {
  const requests: InvokeRequest[] = [];
  const run = await world(requests);
  const program = `
    import { LambdaClient } from '@aws-sdk/client-lambda';
    import { answer, askRouter, opening } from './ask.mjs';
    const all = async (request) => {
      const events = [];
      for await (const event of askRouter(new LambdaClient({}), '${ROUTER}', request)) { events.push(event); }
      return events;
    };
    const [question, , end] = await all(opening('ask me'));
    console.log(JSON.stringify((await all(answer('4711', question, end)))[0]));`;
  const { stdout } = await run('--input-type=module', '--eval', program);
  expect(JSON.parse(stdout)).toEqual(output('got 4711'));
  expect(
    requests.map(({ flowAliasIdentifier, executionId, inputs }) => [flowAliasIdentifier, executionId, inputs[0]]),
  ).toEqual([
    [aliasOf(1), undefined, { nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'ask me' } }],
    [aliasOf(1), 'run-1', { nodeName: 'Agent', nodeInputName: 'agentInputText', content: { document: '4711' } }],
  ]);
});

test('what fails is an error', async () => {
  const run = await world([]);
  await expect(run(join(clients, 'ask.mjs'), ROUTER, '"fail"')).rejects
    .toMatchObject({ stderr: expect.stringContaining('ThrottlingException: slow down') as string });
});
