/** A mistake of a test is not a failure of the flow: it rejects the run and meets no expectation of a failure. */
import assert from 'node:assert';
import { join } from 'node:path';
import { folder, lambdaFlow, promptFlow, refused } from './support';
import { joined } from '../../src/core/joined';
import { unasked } from '../../src/runner/handlers/aws/unasked';
import { lambdaMock } from '../../src/runner/handlers/lambda-mock';
import { runFlow, runFlowSync } from '../../src/runner/run-flow';
import { cli } from '../cli/support';

type Inputs = { readonly [name: string]: any };

test.each<[string, (inputs: Inputs) => unknown, RegExp]>([
  ['an assertion of jest', ({ text }) => { expect(text).toBe('other'); }, /Expected.*"other"/s],
  ['an assertion of Node', ({ text }) => { assert.equal(text, 'other'); }, /'other'/],
  ['a member of nothing', ({ none }) => none.member, /reading 'member'/],
  ['an unknown name', () => { throw new ReferenceError('thing is not defined'); }, /thing is not defined/],
  ['no JSON', () => JSON.parse('{'), /JSON/],
  ['endless recursion', () => { const again = (): unknown => [again()]; return again(); }, /call stack/],
])('%s in a mock function rejects the run', async (_, mock, message) => {
  const error = await runFlow(promptFlow(), { input: 'x', mocks: { nodes: { Ask: async (inputs) => mock(inputs) } } })
    .catch((thrown: Error) => thrown);
  expect((error as Error).message).toMatch(message);
  expect(await refused(() => runFlowSync(promptFlow(), { input: 'x', mocks: { nodes: { Ask: mock } } })))
    .toMatch(message);
});

test('an error that a mock function throws on purpose is a failure of the flow', async () => {
  for (const [thrown, code] of [[new Error('down'), 'dependencyFailedException'], [
    Object.assign(new Error('slow'), { name: 'ThrottlingException' }), 'throttlingException',
  ]]) {
    const { error } = await runFlow(promptFlow(), { input: 'x', mocks: { nodes: { Ask: () => { throw thrown; } } } });
    expect(error?.code).toBe(code);
  }
});

test('what a Lambda function throws is one of the flow, but for an assertion of the test around it', async () => {
  const handlers = (handler: () => unknown) => ({ nodes: { Fn: lambdaMock(handler) } });
  expect((
    await runFlow(lambdaFlow(), { input: 'x', handlers: handlers(() => { throw new TypeError('no order'); }) })
  ).error?.message)
    .toBe('the Lambda function of node Fn failed: TypeError: no order');
  expect(
    await refused(async () => runFlow(lambdaFlow(), { input: 'x', handlers: handlers(() => { expect(1).toBe(2); }) })),
  ).toMatch(/Expected/);
});

test.each<[string, object, RegExp | undefined]>([
  ['no credentials', {
    name: 'CredentialsProviderError', message: 'Could not load credentials from any providers',
  }, joined(
    /^\[Ask\] AWS was not called, because there are no valid credentials \(Could .*\); sign in, or set AWS_PROFILE /,
    /\[NoAccount\]$/,
  )],
  ['old credentials', { name: 'ExpiredTokenException', message: 'expired' }, /no valid credentials/],
  ['no Region', { name: 'Error', message: 'Region is missing' }, /there is no Region; give "region"/],
  ['no network', {
    name: 'Error', message: 'getaddrinfo ENOTFOUND bedrock', code: 'ENOTFOUND',
  }, /AWS can't be reached \(getaddrinfo ENOTFOUND bedrock\)/],
  ['nobody there', { name: 'Error', message: '', code: 'ECONNREFUSED' }, /AWS can't be reached \(ECONNREFUSED\)/],
  ['an answer', { name: 'ThrottlingException', message: 'slow down' }, undefined],
  ['a refusal', { name: 'AccessDeniedException', message: 'not allowed' }, undefined],
])('%s of AWS', (_, error, message) => {
  const said = unasked('Ask', Object.assign(new Error(), error))?.message;
  if (message) { expect(said).toMatch(message); } else { expect(said).toBeUndefined(); }
});

test('an endpoint that is not there rejects the run', async () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_MAX_ATTEMPTS: '1',
  });
  try {
    expect(await refused(async () => runFlow(promptFlow(), { input: 'x', mocks: { nodes: { Ask: { aws: true } } } })))
      .toMatch(/^\[Ask\] AWS can't be reached .*\[NoAccount\]$/);
  } finally {
    process.env = before;
  }
});

test('no mistake satisfies an expected error', async () => {
  const at = folder({
    'flow.json': JSON.stringify(promptFlow()),
    'recorded.json': '{"format":1,"calls":[]}',
    'replay.json': '{"nodes":{"Ask":{"replay":"./recorded.json"}}}',
    'program.json': '{"nodes":{"Ask":{"command":["no-such-program"]}}}',
    'cases.jsonl': '{"name":"fails","input":"x","expect":{"error":"dependencyFailedException"}}',
  });
  for (const [mocks, said] of [
    ['replay.json', /has no calls of 'Ask'/], ['program.json', /the program 'no-such-program' is not there/],
  ] as const) {
    const { code, out } =
      await cli(['run', join(at, 'flow.json'), '--mocks', join(at, mocks), '--inputs', join(at, 'cases.jsonl')]);
    expect(code).toBe(1);
    expect(out).toMatch(/^can't run fails\n/);
    expect(out).toMatch(said);
  }
});
