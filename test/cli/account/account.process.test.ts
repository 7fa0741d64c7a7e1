/** The real commands and the real SDK; the account is the local endpoint. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BedrockAgentRuntimeClient, StartFlowExecutionCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { serveFlows } from '../../../cli/serve/endpoint';
import { LocalBackend } from '../../../cli/serve/local-backend';
import { prepareFlow } from '../../../src/runner';
import { home, ONCE, TRIAGE } from '../run/flows';
import { ASK, TALK } from '../serve/flows';
import { cli, folder } from '../support';

const ALIAS = 'arn:aws:bedrock:eu-west-1:111122223333:flow/FLOW123456/alias/ALIAS12345';
const FAILS = { nodes: { Ask: { throws: { error: 'dependencyFailedException', message: 'no' } } } };
const open: (() => unknown)[] = [];
const { env } = process;
// no credentials: those of the developer must not be needed, nor be used
beforeEach(() => {
  const none = join(folder({}), 'none');
  process.env = {
    PATH: env.PATH,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: none,
    AWS_SHARED_CREDENTIALS_FILE: none,
    AWS_MAX_ATTEMPTS: '1',
  };
});
afterEach(async () => {
  process.env = env;
  for (const close of open.splice(0)) { await close(); }
});

async function account(flow: object, mocks: object): Promise<string> {
  const backend = new LocalBackend();
  backend.serve([{ names: ['FLOW123456'], flow: prepareFlow(flow, { mocks }) }]);
  const endpoint = await serveFlows(backend, {});
  open.push(() => backend.close(), () => endpoint.close());
  return endpoint.url;
}

/** Answers every request with a status, as the service does, over HTTP/2, which the SDK asks for. */
async function refusing(status: number, name: string, message: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name })
      .end(JSON.stringify({ message }));
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  open.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('invoke', () => {
  test('shows the steps as run does', async () => {
    const at = home();
    const url = await account(TRIAGE, ONCE);
    const args = ['--input', 'money', '--definition', join(at, 'triage.json')];
    const there = await cli(['invoke', ALIAS, ...args, '--endpoint-url', url]);
    const here = await cli(['run', join(at, 'triage.json'), '--mocks', join(at, 'mocks.json'), '--input', 'money']);
    expect(there.err).toBe('');
    // what only a run here knows; how long it took differs
    const lines = (text: string) => text.split('\n').filter((line) => !/^(not visited|note)|^ {2}took/.test(line));
    expect(lines(there.out)).toEqual(lines(here.out));
    expect(there.code).toBe(0);
  });

  test('needs no definition', async () => {
    const url = await account(ASK, { nodes: { Ask: { returns: 'fine' } } });
    const { code, out } = await cli(
      ['invoke', '--flow-id', 'FLOW123456', '--input', 'hi', '--input-node', 'In', '--endpoint-url', url]);
    expect(code).toBe(0);
    expect(out).toContain('Ask\n  <- text: "hi"\n  -> modelCompletion: "fine"\n');
    expect(out).toMatch(/SUCCESS\nOut: fine\n$/);
  });

  test('gives the events as lines, which view takes', async () => {
    const at = home();
    const url = await account(TRIAGE, ONCE);
    const { out } = await cli(['invoke', ALIAS, '--input', 'money', '--input-node', 'Start', '--json',
      '--endpoint-url', url]);
    const events = out.trim().split('\n').map((line) => Object.keys(JSON.parse(line) as object)[0]);
    expect(events.at(-1)).toBe('flowCompletionEvent');
    const page = await cli(['view', join(at, 'triage.json'), '--events', '-'], { stdin: out });
    expect(page.out).toContain('✓ Completed');
  });

  test('writes the page', async () => {
    const at = home();
    const url = await account(TRIAGE, ONCE);
    const { code } = await cli(['invoke', ALIAS, '--input', 'money', '--definition', at, '-o', join(at, 'run.html'),
      '--endpoint-url', url]);
    expect(code).toBe(0);
    expect(readFileSync(join(at, 'run.html'), 'utf8')).toContain('You get it back.');
  });

  test('answers what agents ask', async () => {
    const url = await account(TALK, { nodes: { Talk: { calls: [{ asks: 'which?' }, { returns: 'done' }] } } });
    const args = ['invoke', ALIAS, '--input', 'help', '--input-node', 'In', '--endpoint-url', url];
    const asked = await cli(args);
    expect(asked).toMatchObject({ code: 0, out: expect.stringMatching(/\? asks: "which\?"\nINPUT_REQUIRED\n$/) });
    const answered = await cli([...args, '--answer', '42']);
    expect(answered).toMatchObject({ code: 0, out: expect.stringMatching(/SUCCESS\nOut: done\n$/) });
  });

  test('a flow that fails is a result', async () => {
    const url = await account(ASK, FAILS);
    const { code, out, err } = await cli(
      ['invoke', ALIAS, '--input', 'x', '--input-node', 'In', '--endpoint-url', url]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/dependencyFailedException: no\n$/);
  });

  const outputs = {
    Stack: { Url: 'https://x', TriageArn5CFB64A3: ALIAS }, Other: { Arn: ALIAS.replace('ALIAS', 'OTHER') },
  };
  test.each(['Stack.TriageArn5CFB64A3', 'TriageArn', 'Stack.TriageArn'])('finds %s among outputs', async (name) => {
    const url = await account(ASK, { nodes: { Ask: { returns: 'fine' } } });
    const file = join(folder({ 'outputs.json': JSON.stringify(outputs) }), 'outputs.json');
    const { code, out } = await cli(['invoke', name, '--outputs', file, '--input', 'x', '--input-node', 'In',
      '--endpoint-url', url]);
    expect(code).toBe(0);
    expect(out).toContain('Out: fine');
  });

  test.each<[readonly string[], RegExp]>([
    [[], /no flow is named; give the ARN of an alias/],
    [['nothing'], /^nothing: error: is not the ARN of a flow alias; give arn:/],
    [[ALIAS, '--flow-id', 'F'], /the flow is named twice/],
    [[ALIAS, '--outputs', 'F'], /the flow is named twice/],
    [['--alias-id', 'A'], /--alias-id is given without --flow-id/],
    [['TriageAnr', '--outputs', 'OUTPUTS'], /has no alias 'TriageAnr'; did you mean 'TriageArn'\?/],
    [['--outputs', 'OUTPUTS'], /has 2 aliases; name one of .*Stack\.TriageArn5CFB64A3/],
    [['--outputs', 'none.json'], /^none\.json: error: can't be read \(ENOENT\); correct the path of --outputs/],
    [[ALIAS, '-o', 'x.html'], /--output is given without --definition/],
    [[ALIAS, '--flow', 'x'], /--flow is given without --definition/],
    [[ALIAS, '--endpoint-url', 'localhost:1'], /^--endpoint-url: error: 'localhost:1' is not an http or https URL/],
  ])('%j is refused', async (args, said) => {
    const file = join(folder({ 'outputs.json': JSON.stringify(outputs) }), 'outputs.json');
    const { code, out, err } = await cli(
      ['invoke', ...args.map((arg) => arg === 'OUTPUTS' ? file : arg), '--input', 'x']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
    expect(err.split('\n')).toHaveLength(2);
  });
});

describe('an account that gives no answer is one line', () => {
  const invoke = async (...more: string[]) => cli(['invoke', ALIAS, '--input', 'x', ...more]);

  test('no credentials', async () => {
    const { code, out, err } = await invoke();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err)
      .toMatch(/^account: error: there are no credentials \(.*\); sign in, or set AWS_PROFILE \[NoAccount\]\n$/);
  });

  test.each<[number, string, RegExp]>([
    [404, 'ResourceNotFoundException', /the call failed \(ResourceNotFoundException: no\\u001b\); correct the alias/],
    [429, 'ThrottlingException', /\(ThrottlingException: .*\); wait a while, and try again \[NoAccount\]/],
    [403, 'AccessDeniedException', /the call failed \(AccessDenied.*\(bedrock:InvokeFlow\) \[NoAccount\]/],
    [400, 'ValidationException', /the call failed \(ValidationException/],
    [500, 'InternalServerException', /the call failed \(InternalServerException/],
  ])('%i %s', async (status, name, said) => {
    const { code, out, err } = await invoke('--endpoint-url', await refusing(status, name, 'no\u001b\nmore'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
    expect(err.split('\n')).toHaveLength(2);
  });

  test('nobody there', async () => {
    const { code, err } = await invoke('--endpoint-url', 'http://127.0.0.1:1');
    expect(code).toBe(2);
    expect(err).toMatch(/^account: error: the call failed \(.*\[NoAccount\]\n$/);
  });
});

describe('trace', () => {
  async function started(url: string, document: unknown, nodeName: string): Promise<string> {
    const client = new BedrockAgentRuntimeClient({
      endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    });
    open.push(() => client.destroy());
    const { executionArn } = await client.send(new StartFlowExecutionCommand({
      flowIdentifier: 'FLOW123456',
      flowAliasIdentifier: 'ALIAS12345',
      flowExecutionName: 'run-1',
      inputs: [{ nodeName, nodeOutputName: 'document', content: { document: document as string } }],
    }));
    return executionArn!;
  }

  test('shows an execution, and writes its page', async () => {
    const url = await account(TRIAGE, ONCE);
    const arn = await started(url, 'money', 'Start');
    const file = join(folder({}), 'run.html');
    const { code, out, err } = await cli(['trace', arn, '--endpoint-url', url, '-o', file]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Classify Prompt\n  <- message: "money"\n  -> modelCompletion: "refund"\n');
    expect(out).toContain('Route Condition\n  <- category: "refund"\n  -> isRefund\n');
    expect(out).toMatch(/Succeeded from 2\S+Z to 2\S+Z, version DRAFT\nRefund: You get it back\.\n$/);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('✓ Completed');
    expect(page).toContain('You get it back.');
  });

  test('of one that failed exits with 1', async () => {
    const url = await account(ASK, FAILS);
    const arn = await started(url, 'x', 'In');
    const { code, out } = await cli(['trace', arn, '--endpoint-url', url]);
    expect(code).toBe(1);
    expect(out).toMatch(/Ask Prompt\n {2}<- text: "x"\n {2}DEPENDENCY_FAILED: no\nFailed.*\nAsk: no\n$/);
  });

  test('reads all pages', async () => {
    const nodes = { Shout: { returns: 'A' } };
    const each = JSON.parse(readFileSync(join(__dirname, '../otlp/each.json'), 'utf8')) as object;
    const url = await account(each, { nodes });
    const arn = await started(url, Array.from({ length: 90 }, () => 'a'), 'Start');
    const { code, out } = await cli(['trace', arn, '--endpoint-url', url, '--json']);
    expect(code).toBe(0);
    const kinds = out.trim().split('\n').map((line) => Object.keys(JSON.parse(line) as object)[0]);
    expect(kinds.length).toBeGreaterThan(300);
    expect([kinds[0], kinds.at(-1)]).toEqual(['flowInputEvent', 'flowOutputEvent']);
  });

  test.each<[string, RegExp]>([
    [ALIAS, /is not the ARN of a flow execution; give the ARN that StartFlowExecution returned/],
    [`${ALIAS}/execution/none`, /^account: error: the call failed \(ResourceNotFoundException: .*\[NoAccount\]/],
  ])('%s is refused', async (arn, said) => {
    const url = await account(ASK, {});
    const { code, out, err } = await cli(['trace', arn, '--endpoint-url', url]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
    expect(err.split('\n')).toHaveLength(2);
  });
});
