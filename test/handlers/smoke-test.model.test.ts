import { codeDeployService, lambdaService } from './support/lambda-service';
import { LocalFunction } from './support/local-function';
import { startRouter } from './support/router';
import { ServiceException } from '../../cli/serve/exception';
import { faultOf } from '../../handlers/smoke-test/smoke-tests';
import type { InvokeRequest } from '../../src/runner/requests';
import { output, serve, SUCCESS } from '../cli/serve/support';

const ROUTER = 'arn:aws:lambda:us-east-1:111122223333:function:router:7';
const HOOK = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' };

interface Outcome { readonly told: object[]; readonly error?: string; readonly log: string[] }

/** Runs the tests as they run in Lambda: the bundle calls the bundle of the router, which calls the flow. */
async function run(
  tests: object[], event: object | null, router: LocalFunction | string, isDown = false, remaining?: number,
): Promise<Outcome> {
  const told: object[] = [];
  const hook = await LocalFunction.start('smoke-test', {
    AWS_ENDPOINT_URL_LAMBDA: await lambdaService({ [ROUTER]: router }),
    AWS_ENDPOINT_URL_CODEDEPLOY: await codeDeployService(told, isDown),
    ROUTER_FUNCTION: ROUTER,
    SMOKE_TESTS: JSON.stringify(tests),
  });
  const { error } = await hook.invoke(event, remaining);
  for (let left = 6000; left && !hook.log.length; left--) { await new Promise((resolve) => setTimeout(resolve, 10)); }
  return { told, error, log: hook.log };
}

const TEST = { document: 'I want my money back', inputNode: 'FlowInputNode' };
const status = (outcome: string) => [{
  target: 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus',
  deploymentId:
    'd-1',
  lifecycleEventHookExecutionId: 'hook-1',
  status: outcome,
}];

test('a version that answers as it should passes, as a hook and by itself', async () => {
  const requests: InvokeRequest[] = [];
  const { url } =
    await serve(async function* (request) { requests.push(request); yield output('refund grüße'); yield SUCCESS; });
  const router = await startRouter(url);
  const tests = [TEST, { ...TEST, document: { order: 1 }, expectPattern: '^\\["refund gr.ße"\\]$' }];
  expect(await run(tests, HOOK, router))
    .toEqual({ told: status('Succeeded'), error: undefined, log: ['all smoke tests passed'] });
  expect(await run(tests, {}, router)).toEqual({ told: [], error: undefined, log: ['all smoke tests passed'] });
  expect(await run(tests, null, router)).toMatchObject({ told: [], error: undefined });
  const sent = requests.slice(0, 2).map(({ inputs: [input] }) => input);
  expect(sent).toContainEqual({
    nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'I want my money back' },
  });
  expect(sent)
    .toContainEqual({ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: { order: 1 } } });
});

test('a version that fails in one of its answers does not pass; each fault is said', async () => {
  const { url } = await serve(async function* ({ inputs: [{ content: { document } }] }) {
    if (document === 'break') { throw new ServiceException('DependencyFailedException', 'the model is gone'); }
    if (document !== 'silence') { yield output(document); }
    yield SUCCESS;
  });
  const router = await startRouter(url);
  const tests = ['fine', 'break', 'silence'].map((document) => ({
    ...TEST, document, expectPattern: document === 'silence' ? undefined : 'fine',
  }));
  const line = 'smoke test 2 failed with DependencyFailedException: the model is gone; smoke test 3 gave no output';
  expect(await run(tests, HOOK, router)).toEqual({ told: status('Failed'), error: undefined, log: [line] });
  expect(await run(tests, {}, router)).toEqual({ told: [], error: `Error: ${line}`, log: [line] });
  expect(await run([{ ...TEST, document: 'other', expectPattern: 'fine' }], {}, router)).toMatchObject({
    error: 'Error: smoke test 1 gave ["other"], which does not match /fine/',
  });
});

test('a router that crashes, or is not there, and tests that are none, are failures too', async () => {
  expect(await run([TEST], HOOK, 'out of memory')).toMatchObject({
    told: status('Failed'),
    log: ['smoke test 1 could not be made: Error: the router ended with Unhandled: out of memory'],
  });
  expect(await run([], HOOK, 'unused')).toMatchObject({
    told: status('Failed'), log: ["the smoke tests can't be run: there are no tests, and none would pass everything"],
  });
  expect(await run([{ ...TEST, expectPattern: '(' }], HOOK, 'unused')).toMatchObject({ told: status('Failed') });
});

test('a router that hangs is a failure, and CodeDeploy is told before the time of the function is over', async () => {
  const { url } = await serve(
    async function* () { yield output('x'); await new Promise((resolve) => { setTimeout(resolve, 10_000); }); },
  );
  const router = await startRouter(url);
  const started = Date.now();
  const line = 'smoke test 1 got no whole answer in the time that there is';
  // the function says so 15 seconds before its end
  expect(await run([TEST], HOOK, router, false, 17_000))
    .toEqual({ told: status('Failed'), error: undefined, log: [line] });
  expect(Date.now() - started).toBeLessThan(9_000);
  expect(await run([TEST], {}, router, false, 15_500)).toMatchObject({ told: [], error: `Error: ${line}` });
});

test('CodeDeploy not taking the outcome is an error: the deployment must not wait for it', async () => {
  const { url } = await serve(async function* () { yield output('x'); yield SUCCESS; });
  expect(await run([TEST], HOOK, await startRouter(url), true))
    .toMatchObject({ error: expect.stringMatching(/^DeploymentDoesNotExistException/) as string });
});

test.each([
  ['an answer that was cut off', '{"flowOutputEvent":{"content":{"document":1}}}\n', 'gave an answer without an end'],
  ['half a line', '{"flowOutputEvent', 'failed with UnreadableLine: {"flowOutputEvent'],
  ['nothing', '', 'gave an answer without an end'],
  ['a question of '
    + 'an agent', '{"flowMultiTurnInputRequestEvent":{"content":{"document":"which?"}}}\n{"router":{}}\n', undefined],
])('%s', (_, answer, fault) => {
  expect(faultOf({ ...TEST, expectPattern: '.' }, answer)).toBe(fault);
});
