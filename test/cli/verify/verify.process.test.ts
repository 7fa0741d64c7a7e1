/**
 * The real command and the real SDK; the account is the local endpoint, with flows that are the same as those of the
 * fixtures or not.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../cli/bundle';
import { serveFlows } from '../../../cli/serve/endpoint';
import { LocalBackend } from '../../../cli/serve/local-backend';
import type { Listening } from '../../../cli/serve/transport';
import { joined } from '../../../src/core/joined';
import { prepareFlow } from '../../../src/runner';
import { condition, flowOf, input, output, prompt } from '../../core/simulate/flow-of';
import { ASK, TALK } from '../serve/flows';
import { cli, folder, type Outcome } from '../support';

const routed = (yes: string) => flowOf(
  [input(), prompt('Classify', 'Classify {{text}}'), condition('Route', { category: 'String' },
    { isRefund: `category == "${yes}"` }), output('Refund'), output('Other')],
  'In.document > Classify.text', 'Classify.modelCompletion > Route.category', 'In.document > Refund.document',
  'In.document > Other.document',
  'Route?isRefund > Refund', 'Route?default > Other',
);
const classified = { nodes: { Classify: { returns: 'refund' } } };

const open: (() => unknown)[] = [];
const { env } = process;
beforeEach(() => {
  process.env = { ...env, AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_EC2_METADATA_DISABLED: 'true' };
});
afterEach(async () => {
  process.env = env;
  for (const close of open.splice(0)) { await close(); }
});

/** An account with this flow; it counts the calls. */
async function account(flow: object, mocks: object): Promise<Listening & { readonly calls: string[] }> {
  const backend = new LocalBackend();
  backend.serve([{ names: ['FLOW123456'], flow: prepareFlow(flow, { mocks }) }]);
  const calls: string[] = [];
  const endpoint = await serveFlows(backend, { onAnswer: ({ operation }) => calls.push(operation) });
  open.push(() => backend.close(), () => endpoint.close());
  process.env.AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME = endpoint.url;
  return Object.assign(endpoint, { calls });
}

const ACCOUNT = ['--flow-id', 'FLOW123456', '--alias-id', 'TSTALIASID', '--region', 'us-east-1'];
async function verify(files: Readonly<Record<string, unknown>>, argv: readonly string[] = ACCOUNT): Promise<Outcome & {
  readonly at: string;
}> {
  const at =
    folder(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)])));
  return { ...await cli(['verify', join(at, 'fixture.json'), ...argv]), at };
}

test('the same flow is the same, whatever its models answer', async () => {
  const { calls } = await account(routed('refund'), classified);
  const { code, out, err } = await verify({
    'flow.json': routed('refund'),
    'fixture.json': { flow: 'flow.json', cases: [{ name: 'refund', input: 'money' }, { input: 'more' }] },
  });
  expect({ code, out, err }).toEqual({
    code: 0, out: 'the same refund\nthe same case 2\n2 of 2 cases the same here and in the account\n', err: '',
  });
  expect(calls).toEqual(['InvokeFlow', 'InvokeFlow']);
});

test('a flow that differs is said to, node by node', async () => {
  await account(routed('refund'), classified);
  const { code, out } =
    await verify({ 'fixture.json': { flow: routed('money'), cases: [{ name: 'refund', input: 'money' }] } });
  expect(code).toBe(1);
  expect(out.split('\n')).toEqual([
    'differs refund',
    '  [Route] conditionNodeResultTrace.satisfiedConditions[0].conditionName: the account has "isRefund", here is '
      + '"default"',
    expect.stringMatching(/^ {2}\[Refund\] the account has nodeInputTrace \{.*, here is nothing more$/),
    expect.stringMatching(/^ {2}\[Other\] the account has nothing more, here is nodeInputTrace \{/),
    '0 of 1 case the same here and in the account',
    '',
  ]);
});

test('what a mock answers is compared', async () => {
  await account(routed('refund'), classified);
  const fixture =
    { flow: routed('refund'), mocks: { nodes: { Classify: { returns: 'refused' } } }, cases: [{ input: 'x' }] };
  const { code, out } = await verify({ 'fixture.json': fixture });
  expect(code).toBe(1);
  expect(out).toContain('  [Classify] nodeOutputTrace.fields[0].content.document: the account has "refund", here is '
    + '"refused"\n');
});

test('a conversation is led in both', async () => {
  await account(TALK, { nodes: { Talk: { calls: [{ asks: 'which?' }, { asks: 'really?' }, { returns: 'done' }] } } });
  const answered = await verify({
    'fixture.json': {
      flow: TALK, cases: [{ name: 'talk', input: 'help', answers: ['42', 'yes'] }, { name: 'left', input: 'help' }],
    },
  });
  expect(answered)
    .toMatchObject({ code: 0, out: 'the same talk\nthe same left\n2 of 2 cases the same here and in the account\n' });
});

test('exceptions are part of it', async () => {
  await account(ASK, {
    nodes: {
      Ask: { throws: { error: 'dependencyFailedException', message: 'no model', resourceName: 'Amazon Bedrock' } },
    },
  });
  expect(await verify({ 'fixture.json': { flow: ASK, cases: [{ input: 'x' }, { name: 'wrong', input: { a: 1 } }] } }))
    .toMatchObject({ code: 0 });
  const mocks = { nodes: { Ask: { throws: { error: 'dependencyFailedException', message: 'another model' } } } };
  const { code, out } = await verify({ 'fixture.json': { flow: ASK, mocks, cases: [{ input: 'x' }] } });
  expect(code).toBe(1);
  expect(out).toContain('[flow] dependencyFailedException.message: the account has "no model", here is "another '
    + 'model"\n');
});

test('what was recorded is a fixture with its date, and is compared without an account', async () => {
  const endpoint = await account(routed('refund'), classified);
  const recorded = join(folder({}), 'recorded.json');
  const { code, at } = await verify({
    'flow.json': routed('refund'), 'fixture.json': { flow: 'flow.json', cases: [{ name: 'refund', input: 'money' }] },
  }, [...ACCOUNT, '--record', recorded]);
  expect(code).toBe(0);
  const fixture = JSON.parse(readFileSync(recorded, 'utf8')) as { recorded: object; cases: { turns: object[][] }[] };
  expect(fixture.recorded).toEqual({ date: new Date().toISOString().slice(0, 10), region: 'us-east-1' });
  expect(fixture.cases[0].turns[0].at(-1)).toEqual({ flowCompletionEvent: { completionReason: 'SUCCESS' } });
  await endpoint.close();
  const again = await cli(['verify', recorded]);
  expect(again)
    .toMatchObject(
      {
        code: 0,
        out: 'the same refund\n1 of 1 case the same here and as recorded '
          + `on ${(fixture.recorded as { date: string }).date}\n`,
      },
    );
  // the flow changes after the recording
  writeFileSync(join(at, 'flow.json'), JSON.stringify(routed('money')));
  expect((await cli(['verify', recorded])).code).toBe(1);
});

describe('mistakes are one line, and exit code 2', () => {
  const cases = [{ input: 'x' }];
  test.each<[string, unknown, string[], RegExp]>([
    ['no account and nothing recorded', {
      flow: ASK, cases,
    }, [], /fixture\.json: error: 'case 1' has no recording; give --flow-id, .* \[Usage\]\n$/],
    ['a recording of nothing', {
      flow: ASK, cases,
    }, ['--record', 'x.json'], /^bedrock-flows: error: --record is given without --flow-id; .* \[Usage\]\n$/],
    [
      'no cases', { flow: ASK }, ACCOUNT,
      /fixture\.json: error: "cases" must be a list of at least one; .* \[UnreadableInput\]\n$/,
    ],
    [
      'an unknown key', { flow: ASK, casse: cases }, ACCOUNT,
      /fixture\.json: error: has "casse", which is not a known key; did you mean 'cases'\? \[UnreadableInput\]\n$/,
    ],
    ['a flow that is not there', {
      flow: 'none.json', cases,
    }, ACCOUNT, /none\.json: error: does not exist; .* \[UnreadableInput\]\n$/],
    ['a mock that fits nothing', {
      flow: ASK, cases, mocks: { nodes: { Aks: { returns: 1 } } },
    }, ACCOUNT, /the flow has no node 'Aks'; did you mean 'Ask'\? \[UnknownNode\]\n$/],
  ])('%s', async (_, fixture, argv, line) => {
    const { code, out, err } = await verify({ 'fixture.json': fixture }, argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(line);
    expect(err.split('\n')).toHaveLength(2);
  });

  test('no credentials', async () => {
    const home = folder({});
    process.env = {
      PATH: env.PATH,
      HOME: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(home, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'none'),
    };
    const { code, out, err } = await verify({ 'fixture.json': { flow: ASK, cases } });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err)
      .toMatch(/^account: error: there are no credentials \(.*\); sign in, or set AWS_PROFILE \[NoAccount\]\n$/);
  });

  test('no such flow, and nobody there', async () => {
    const { url, close } = await account(ASK, {});
    const { err } = await verify({ 'fixture.json': { flow: ASK, cases } },
      ['--flow-id', 'OTHER12345', '--region', 'us-east-1']);
    expect(err)
      .toMatch(
        joined(
          /^account: error: the call failed \(ResourceNotFoundException: there is no flow 'OTHER12345' here; .*\); /,
          /correct --flow-id, .* \[NoAccount\]\n$/,
        ),
      );
    await close();
    process.env.AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME = url;
    process.env.AWS_MAX_ATTEMPTS = '1';
    expect((await verify({ 'fixture.json': { flow: ASK, cases } })).err)
      .toMatch(/^account: error: the call failed \(.*ECONNREFUSED.*\); .* \[NoAccount\]\n$/);
  });

  test('no SDK', () => {
    const at = folder({ 'fixture.json': JSON.stringify({ flow: ASK, cases }) });
    const { status, stderr } = spawnSync(process.execPath, [bundle(at), 'verify', 'fixture.json', ...ACCOUNT],
      { cwd: at, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "account: error: needs the package '@aws-sdk/client-bedrock-agent-runtime', which is not installed; "
        + 'run npm install --save-dev @aws-sdk/client-bedrock-agent-runtime [NoAccount]\n',
    });
  });
});
