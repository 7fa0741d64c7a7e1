/** The real SDK against the real command, in a process of its own. */
import { existsSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  GetExecutionFlowSnapshotCommand, GetFlowExecutionCommand, InvokeFlowCommand, ListFlowExecutionEventsCommand,
  ListFlowExecutionsCommand,
  StartFlowExecutionCommand, StopFlowExecutionCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { type Serving, startServe, waitFor } from './child';
import { ASK, CALL, CODE, ECHO, LOST, MOCKS, TALK, templateOf } from './flows';
import { clientOf, invoke, PROTOCOLS } from './support';
import { joined } from '../../../src/core/joined';
import { processesWith } from '../../runner/support';
import { cli, folder } from '../support';

const FLOWS = { Echo: ECHO, Ask: ASK, Talk: TALK, Call: CALL, Code: CODE, Lost: LOST };
const files = (more: Record<string, string> = {}) =>
  folder({ 'all.template.json': templateOf(FLOWS), 'mocks.json': JSON.stringify(MOCKS), ...more });
const started =
  async (argv: readonly string[] = []) => startServe(['all.template.json', '--mocks', 'mocks.json', ...argv], files());
const asking = (flowIdentifier: string, document: any, more: object = {}) => ({
  flowIdentifier,
  flowAliasIdentifier: 'TSTALIASID',
  inputs:
    [{ nodeName: 'In', nodeOutputName: 'document', content: { document } }],
  ...more,
});
const documentsOf = (events: readonly any[]) => events.flatMap(({ flowOutputEvent }) => flowOutputEvent
  ? [flowOutputEvent.content.document] : []);

describe.each(PROTOCOLS)('over %s', (protocol) => {
  let serving: Serving;
  const client = () => clientOf(serving.url, protocol);
  beforeEach(async () => { serving = await started(); });

  test('outputs, by every name of a flow and with any alias', async () => {
    const arn = 'arn:aws:bedrock:eu-west-1:444455556666:flow/Ask';
    const names = [['Ask', 'TSTALIASID'], ['ask', 'live1'], [arn, `${arn}/alias/live`], [arn, 'ABCDEFGHIJ']];
    for (const [flowIdentifier, flowAliasIdentifier] of names) {
      expect(await invoke(client(), asking(flowIdentifier, 'hello', { flowAliasIdentifier }))).toMatchObject([
        { flowOutputEvent: { nodeName: 'Out', nodeType: 'FlowOutputNode', content: { document: 'an answer' } } },
        { flowCompletionEvent: { completionReason: 'SUCCESS' } },
      ]);
    }
    await waitFor(() => serving.answers.length === names.length);
    expect(serving.answers)
      .toEqual(names.map(([name]) => expect.stringMatching(`^InvokeFlow ${name} 200 \\d+ ms$`) as string));
    expect(serving.err).toBe('');
  });

  test('traces where they are asked for', async () => {
    const events = await invoke(client(), asking('Ask', 'hello', { enableTrace: true }));
    const traces = events.flatMap(({ flowTraceEvent }) => Object.entries(flowTraceEvent?.trace ?? {}));
    expect(traces.map(([kind, { nodeName }]) => `${kind} ${nodeName}`)).toEqual([
      'nodeOutputTrace In', 'nodeInputTrace Ask', 'nodeActionTrace Ask', 'nodeOutputTrace Ask', 'nodeInputTrace Out',
    ]);
    const [{ flowTraceEvent }] = events;
    expect(Math.abs(flowTraceEvent!.trace!.nodeOutputTrace!.timestamp!.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('an agent asks twice; another conversation goes its own way', async () => {
    const first = await client().send(new InvokeFlowCommand(asking('Talk', 'help')));
    const other = await client().send(new InvokeFlowCommand(asking('Talk', 'help')));
    const read = async ({ responseStream }: typeof first) => {
      const events: any[] = [];
      for await (const event of responseStream!) { events.push(event); }
      return events;
    };
    const question = (document: string) => [
      { flowMultiTurnInputRequestEvent: { nodeName: 'Talk', nodeType: 'AgentNode', content: { document } } },
      { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } },
    ];
    expect(await read(first)).toEqual(question('which order?'));
    expect(await read(other)).toEqual(question('which order?'));
    expect(first.executionId).not.toBe(other.executionId);
    const say = async (executionId: string | undefined, document: string) => invoke(client(), {
      ...asking('Talk', ''),
      executionId,
      inputs: [{ nodeName: 'Talk', nodeInputName: 'agentInputText', content: { document } }],
    });
    expect(await say(first.executionId, '42')).toEqual(question('really?'));
    expect(documentsOf(await say(first.executionId, 'yes'))).toEqual(['on its way']);
    await expect(say(first.executionId, 'more')).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await say(other.executionId, '43')).toEqual(question('really?'));
  });

  test('exceptions are those of the service', async () => {
    const refused = async (flow: string, document: unknown, more = {}) => invoke(client(), asking(flow, document, more))
      .then(() => 'served', (error) => error);
    expect(await refused('Call', 'x')).toMatchObject({ name: 'ThrottlingException', message: 'slow down' });
    expect(await refused('Ask', { a: 1 })).toMatchObject({
      name: 'ValidationException',
      message: 'Expected type for Node Output document of Node In to be STRING. Actual type is OBJECT.',
    });
    expect(await refused('Nobody', 'x'))
      .toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
    expect(await refused('NOBODY1234', 'x')).toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringMatching(/^there is no flow 'NOBODY1234' here; use 'Ask', 'Call', /) as string,
    });
    expect(await refused('Ask', 'x', { inputs: [{ nodeName: 'Inn', content: { document: 'x' } }] }))
      .toMatchObject({ name: 'ValidationException' });
    expect(await refused('Ask', 'x', { inputs: [] }))
      .toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
    expect(await refused('Ask', 'x', { executionId: 'never-seen' })).toMatchObject({ name: 'ValidationException' });
    expect(documentsOf(await invoke(client(), asking('Ask', 'still here')))).toEqual(['an answer']);
  });

  test('a missing mock is an exception that shows the line to add', async () => {
    const line = '[NoMock] the Prompt node \'NoMock\' runs, but nothing answers for it; add "NoMock": {"returns": '
      + '"text of the model"} to the mocks of nodes [MissingHandler]';
    await expect(invoke(client(), asking('Lost', 'x'))).rejects
      .toMatchObject({ name: 'DependencyFailedException', message: line });
    await waitFor(() => serving.answers.length === 1);
    expect(serving.answers[0]).toMatch(/^InvokeFlow Lost 200 \d+ ms DependencyFailedException: \[NoMock\] /);
    expect(documentsOf(await invoke(client(), asking('Ask', 'x')))).toEqual(['an answer']);
  });

  test('executions', async () => {
    const key = { flowIdentifier: 'Echo', flowAliasIdentifier: 'live' };
    const { executionArn } = await client()
      .send(new StartFlowExecutionCommand({ ...asking('Echo', { n: 1 }), ...key, flowExecutionName: 'one' }));
    expect(executionArn).toMatch(/^arn:aws:bedrock:.*:flow\/Echo\/alias\/live\/execution\/one$/);
    const execution = { ...key, executionIdentifier: executionArn };
    for (let left = 100; left > 0; left--) {
      const { status } = await client().send(new GetFlowExecutionCommand(execution));
      if (status !== 'Running') { break; }
    }
    expect(await client().send(new GetFlowExecutionCommand({ ...execution, flowIdentifier: 'echo' })))
      .toMatchObject({ status: 'Succeeded', executionArn, endedAt: expect.any(Date) as Date });
    const { flowExecutionEvents } = await client()
      .send(new ListFlowExecutionEventsCommand({ ...execution, eventType: 'Flow' }));
    expect(flowExecutionEvents!.map((event) => Object.keys(event)[0])).toEqual(['flowInputEvent', 'flowOutputEvent']);
    const { definition } = await client().send(new GetExecutionFlowSnapshotCommand(execution));
    expect(JSON.parse(definition!)).toMatchObject({ nodes: [{ name: 'In' }, { name: 'Out' }] });
    expect((await client().send(new ListFlowExecutionsCommand({ flowIdentifier: 'echo' }))).flowExecutionSummaries)
      .toMatchObject([{ executionArn, status: 'Succeeded' }]);
    // an execution belongs to its flow and alias
    for (const wrong of [{ flowIdentifier: 'Ask' }, { flowAliasIdentifier: 'other' }, { executionIdentifier: 'two' }]) {
      await expect(client().send(new GetFlowExecutionCommand({ ...key, executionIdentifier: 'one', ...wrong }))).rejects
        .toMatchObject({ name: 'ResourceNotFoundException' });
    }
    await expect(
      client().send(new StartFlowExecutionCommand({ ...asking('Echo', { n: 1 }), ...key, flowExecutionName: 'one' })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    await client().send(new StartFlowExecutionCommand({ ...asking('Lost', 'x'), flowExecutionName: 'lost' }));
    const lost = await client().send(new StopFlowExecutionCommand({
      ...key, flowIdentifier: 'Lost', flowAliasIdentifier: 'TSTALIASID', executionIdentifier: 'lost',
    }));
    expect(['Failed', 'Aborted']).toContain(lost.status);
  });
});

describe('a file that changes', () => {
  const answering =
    (text: string) => JSON.stringify({ nodes: { Ask: { returns: text } }, types: { InlineCode: { python: true } } });
  const home = () => folder({
    'ask.json': JSON.stringify(ASK), 'code.json': JSON.stringify(CODE), 'mocks.json': answering('an answer'),
  });
  /** As editors save. */
  const replace = (path: string, text: string) => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };

  test.each([['written over', writeFileSync], ['replaced', replace]])('is read again when '
    + 'it is %s', async (_, write) => {
    const at = home();
    const serving = await startServe(['ask.json', '--mocks', 'mocks.json'], at);
    for (const text of ['second', 'third']) {
      write(join(at, 'mocks.json'), answering(text));
      await waitFor(() => serving.answers.filter((line) => line === 'reloaded: ask').length === (text === 'second'
        ? 1 : 2));
      expect(documentsOf(await invoke(clientOf(serving.url), asking('ask', 'x')))).toEqual([text]);
    }
    expect(serving.err).toBe('');
  });

  test('and is broken beyond recognition leaves the flow as it was in a folder too', async () => {
    const at = folder({
      'flows/ask.json': JSON.stringify(ASK),
      'flows/code.json': JSON.stringify(CODE),
      'flows/no.json': '{nothing',
      'mocks.json': answering('an answer'),
    });
    const serving = await startServe(['flows', '--mocks', 'mocks.json'], at);
    writeFileSync(join(at, 'flows/ask.json'), '{broken');
    await waitFor(() => serving.err !== '');
    expect(serving.err).toMatch(/^flows.ask\.json:1:2: error: is not JSON: .*\[UnreadableInput\]\n$/);
    expect(documentsOf(await invoke(clientOf(serving.url), asking('ask', 'x')))).toEqual(['an answer']);
    writeFileSync(join(at, 'flows/ask.json'), '{"no": "flow"}');
    await waitFor(() => serving.answers.includes('gone: ask'));
  });

  test('and is broken leaves the flow as it was, with one line; then it is corrected', async () => {
    const at = home();
    const serving = await startServe(['ask.json', 'code.json', '--mocks', 'mocks.json'], at);
    const ask = async () => documentsOf(await invoke(clientOf(serving.url), asking('ask', 'x')));
    for (const [broken, line] of [
      ['{"nodes": [', /^ask\.json:1:12: error: is not JSON: .*\[UnreadableInput\]$/],
      [JSON.stringify(ASK)
        .replace('$.data', '$.date'), /^ask\.json: error: flow 'ask': \[Ask\] .*\[MalformedNodeInputExpression\]$/],
      ['{}', /^ask\.json: error: contains no flow; .*\[NoFlow\]$/],
    ] as const) {
      serving.err = '';
      writeFileSync(join(at, 'ask.json'), broken);
      await waitFor(() => serving.err !== '');
      expect(serving.err.trim()).toMatch(line);
      expect(await ask()).toEqual(['an answer']);
    }
    serving.err = '';
    unlinkSync(join(at, 'ask.json'));
    await waitFor(() => serving.err !== '');
    expect(serving.err).toBe('ask.json: error: does not exist; give the path of a file or folder [UnreadableInput]\n');
    expect(await ask()).toEqual(['an answer']);
    const renamed = flowWith(ASK, 'Out', 'Answer');
    writeFileSync(join(at, 'ask.json'), JSON.stringify(renamed));
    await waitFor(() => serving.answers.includes('reloaded: ask'));
    expect(await invoke(clientOf(serving.url), asking('ask', 'x')))
      .toMatchObject([{ flowOutputEvent: { nodeName: 'Answer' } }, {}]);
  });

  test('while the flow runs lets the run come to its end as it began', async () => {
    const at = home();
    writeFileSync(join(at, 'mocks.json'), JSON.stringify({ nodes: { Code: { python: true } } }));
    const serving = await startServe(['code.json', '--mocks', 'mocks.json'], at);
    const [old, young] = ['old', 'young'].map((name) => join(at, name));
    const before = invoke(clientOf(serving.url), asking('code', old));
    await waitFor(() => existsSync(old));
    writeFileSync(join(at, 'code.json'), JSON.stringify(CODE).replace('xx + \\"!\\"', 'xx + \\"?\\"'));
    await waitFor(() => serving.answers.includes('reloaded: code'));
    expect(documentsOf(await before)).toEqual([`${old}!`]);
    expect(documentsOf(await invoke(clientOf(serving.url), asking('code', young)))).toEqual([`${young}?`]);
    expect(await serving.stop()).toBe(0);
  });

  test('in a folder that is written anew, with flows that come and go', async () => {
    const at = folder({
      'out/one.template.json': templateOf({ One: ECHO }), 'out/deep/two.template.json': templateOf({ Two: ECHO }),
    });
    const serving = await startServe(['out'], at);
    expect(serving.out)
      .toMatch(
        joined(
          /2 flows at .*\n {2}Two, also two \(out\/deep\/two\.template\.json\)\n {2}One, also one /,
          /\(out\/one\.template\.json\)\n/,
        ),
      );
    rmSync(join(at, 'out'), { recursive: true });
    // it may be seen empty on the way
    await waitFor(() => serving.err.includes('out: error: does not exist; '));
    expect(documentsOf(await invoke(clientOf(serving.url), asking('One', { n: 1 })))).toEqual([{ n: 1 }]);
    mkdirSync(join(at, 'out/later'), { recursive: true });
    writeFileSync(join(at, 'out/later/three.template.json'), templateOf({ Three: ECHO, One: ECHO }));
    await waitFor(() => ['new: Three', 'gone: Two'].every((line) => serving.answers.includes(line)));
    expect(documentsOf(await invoke(clientOf(serving.url), asking('three', { n: 3 })))).toEqual([{ n: 3 }]);
    await expect(invoke(clientOf(serving.url), asking('Two', { n: 2 }))).rejects
      .toMatchObject({ name: 'ValidationException' });
    expect(documentsOf(await invoke(clientOf(serving.url), asking('One', { n: 1 })))).toEqual([{ n: 1 }]);
  });
});

function flowWith(flow: object, from: string, to: string): object {
  return JSON.parse(JSON.stringify(flow).replace(new RegExp(`"${from}"`, 'g'), `"${to}"`)) as object;
}

describe('many at once', () => {
  test.each(PROTOCOLS)('1,000 calls over %s with inputs of their own: nothing is lost or mixed up, and the memory '
    + 'comes back', async (protocol) => {
    const serving = await started(['--quiet']);
    const client = clientOf(serving.url, protocol);
    const call = async (at: number, round: number) => {
      const document = { at, round, text: `${at} of ${round}`.repeat(at % 50) };
      const [{ flowOutputEvent }, { flowCompletionEvent }, ...more] = await invoke(client, asking('Echo', document));
      return JSON.stringify([flowOutputEvent!.content!.document, flowCompletionEvent, more]) === JSON.stringify([
        document, { completionReason: 'SUCCESS' }, [],
      ]);
    };
    const heaps: number[] = [];
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(Array.from({ length: 1000 }, async (_, at) => call(at, round)));
      expect(answers.filter((isRight) => !isRight)).toEqual([]);
      heaps.push(await serving.heap());
    }
    // 3 kB kept of each call would be 9 MB; some caches of Node fill up, and some connections are still being closed
    const [before, after] = [heaps.slice(0, 2), heaps.slice(3)].map((some) => Math.min(...some));
    expect(after - before).toBeLessThan(6 * 1024 * 1024);
    expect(serving.answers).toEqual([]);
    expect(serving.err).toBe('');
  });

  test('300 conversations at once, each with its own question and answer', async () => {
    const talk = { nodes: { Talk: { calls: [{ asks: 'which?' }, { returns: 'done' }] } } };
    const serving = await startServe(['talk.json', '--mocks', 'mocks.json'],
      folder({ 'talk.json': JSON.stringify(TALK), 'mocks.json': JSON.stringify(talk) }));
    const client = clientOf(serving.url, 'HTTP/1.1');
    const answers = await Promise.all(Array.from({ length: 300 }, async (_, at) => {
      const { executionId, responseStream } =
        await client.send(new InvokeFlowCommand(asking('talk', `question ${at}`)));
      for await (const _event of responseStream!) { /* to its end */ }
      const traced = await invoke(client, {
        ...asking('talk', ''),
        executionId,
        enableTrace: true,
        inputs:
          [{ nodeName: 'Talk', nodeInputName: 'agentInputText', content: { document: `answer ${at}` } }],
      });
      return JSON.stringify(traced).includes(`"answer ${at}"`) && documentsOf(traced)[0] === 'done';
    }));
    expect(answers.every(Boolean)).toBe(true);
  });
});

describe('what ends', () => {
  const slow = (mark: string) => folder({
    'ask.json': JSON.stringify(ASK),
    'mocks.json': JSON.stringify({ nodes: { Ask: { command: ['sh', '-c', `sleep 61; : ${mark}`] } } }),
  });

  test.each(PROTOCOLS)('a client that goes ends its run, over %s', async (protocol) => {
    const mark = `gone-${process.pid}-${protocol.length}`;
    const serving = await startServe(['ask.json', '--mocks', 'mocks.json'], slow(mark));
    const leave = new AbortController();
    // the SDK waits for the first event; over HTTP/2 it takes its own leaving for the end
    const call = clientOf(serving.url, protocol)
      .send(new InvokeFlowCommand(asking('ask', 'x')), { abortSignal: leave.signal }).catch(() => undefined);
    await waitFor(() => processesWith(mark).length > 0);
    leave.abort();
    await waitFor(() => processesWith(mark).length === 0);
    await waitFor(() => serving.answers.length === 1);
    expect(serving.answers[0]).toMatch(/^InvokeFlow ask 499 \d+ ms$/);
    await call;
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends runs, executions and what they have started, '
    + 'with code 0', async (signal) => {
    const mark = `stop-${process.pid}-${signal}`;
    const serving = await startServe(['ask.json', '--mocks', 'mocks.json'], slow(mark));
    const call = invoke(clientOf(serving.url), asking('ask', 'x')).then(() => 'ended well', () => 'broken off');
    await clientOf(serving.url).send(new StartFlowExecutionCommand(asking('ask', 'x')));
    await waitFor(() => processesWith(mark).length >= 2);
    expect(await serving.stop(signal)).toBe(0);
    expect(await call).toBe('broken off');
    await waitFor(() => processesWith(mark).length === 0);
    expect(serving.err).toBe('');
  });
});

describe('options', () => {
  test('a flow by the id that it is given; the others are not there', async () => {
    const serving = await started(['--flow', 'Ask=ABCDEFGHIJ', '--quiet']);
    const client = clientOf(serving.url);
    const arn = 'arn:aws:bedrock:us-east-1:111122223333:flow/ABCDEFGHIJ';
    for (const id of ['ABCDEFGHIJ', 'Ask', arn]) {
      expect(documentsOf(await invoke(client, asking(id, 'x')))).toEqual(['an answer']);
    }
    await expect(invoke(client, asking('Echo', {}))).rejects.toMatchObject({ name: 'ValidationException' });
    expect(serving.answers).toEqual([]);
  });

  test('mocks for one flow, where two have a node of the same name', async () => {
    const own = JSON.stringify({ nodes: { Ask: { returns: 'from its own' } } });
    const at = folder({
      'two.template.json': templateOf({ One: ASK, Two: ASK }),
      'mocks.json': JSON.stringify({ nodes: { Ask: { returns: 'from all' } } }),
      'own.json': own,
    });
    const serving = await startServe(['two.template.json', '--mocks', 'mocks.json', '--mocks', 'two=own.json'], at);
    expect(documentsOf(await invoke(clientOf(serving.url), asking('One', 'x')))).toEqual(['from all']);
    expect(documentsOf(await invoke(clientOf(serving.url), asking('Two', 'x')))).toEqual(['from its own']);
  });

  test('the time limit ends a flow', async () => {
    const at = folder({
      'ask.json': JSON.stringify(ASK), 'mocks.json': JSON.stringify({ nodes: { Ask: { command: ['sleep', '62'] } } }),
    });
    const serving = await startServe(['ask.json', '--mocks', 'mocks.json', '--time-limit', '0.3'], at);
    await expect(invoke(clientOf(serving.url), asking('ask', 'x'))).rejects
      .toMatchObject({ name: 'InternalServerException', message: 'The flow timed out' });
  });

  test('a flow that can\'t run is said, and others are served', async () => {
    const broken = { nodes: [], connections: [] };
    const serving = await startServe(['all.template.json'],
      folder({ 'all.template.json': templateOf({ Echo: ECHO, Broken: broken }) }));
    expect(serving.err)
      .toMatch(
        joined(
          /^all\.template\.json: error: flow 'Broken': \[nodes\] the flow has no Output node; /,
          /.*\[MissingEndingNodes\]\nall\.template\.json: error: flow 'Broken': \[nodes\] the flow has no Input node; /,
          /.* \[MissingStartingNodes\]\n$/,
        ),
      );
    expect(documentsOf(await invoke(clientOf(serving.url), asking('Echo', { n: 1 })))).toEqual([{ n: 1 }]);
  });
});

describe('mistakes are one line, and exit code 2', () => {
  const at = files({ 'broken.json': '{', 'empty.json': '{}', 'wrong.json': '{"nodes": {"Asc": {"returns": 1}}}' });
  const all = join(at, 'all.template.json');
  const two = folder({ 'a.json': JSON.stringify(ECHO), 'b/a.json': JSON.stringify(ECHO) });
  test.each<[string, string[], RegExp]>([
    ['no file', [], /^bedrock-flows: error: no file is given; name a file or folder, .*\[Usage\]\n$/],
    ['a file that is not there', [
      join(at, 'all.template.jso'),
    ], /all\.template\.jso: error: does not exist; did you mean '.*all\.template\.json'\? \[UnreadableInput\]\n$/],
    ['standard input', ['-'], /^bedrock-flows: error: standard input can't be served; .* \[Usage\]\n$/],
    ['no JSON', [all, join(at, 'broken.json')], /broken\.json:1:2: error: is not JSON: .* \[UnreadableInput\]\n$/],
    ['no flow', [join(at, 'empty.json')], /empty\.json: error: contains no flow; .* \[NoFlow\]\n$/],
    ['a port that is none', [all, '--port', '65536'], /^--port: error: '65536' is not a port; .* \[Usage\]\n$/],
    ['a concurrency that is none', [
      all, '--concurrency', 'manual:0',
    ], /^--concurrency: error: 'manual:0' is not a concurrency; .* \[Usage\]\n$/],
    ['a time that is none', [all, '--time-limit', 'soon'], /^--time-limit: error: 'soon' is not a time limit; .*\n$/],
    ['a flow that is not there', [
      all, '--flow', 'Aks',
    ], /^--flow: error: there is no flow 'Aks'; did you mean 'Ask'\? \[NoFlow\]\n$/],
    ['mocks that are not there', [
      all, '--mocks', join(at, 'mock.json'),
    ], /^bedrock-flows: error: \[.*mock\.json\] the mock file can't be read \(ENOENT\); .* \[UnreadableFile\]\n$/],
    [
      'mocks that fit no flow', [all, '--mocks', join(at, 'wrong.json')],
      joined(
        /^bedrock-flows: error: \[.*wrong\.json: nodes\.Asc\] the flow has no node 'Asc'; did you mean 'Ask'\? /,
        /\[UnknownNode\]\n$/,
      ),
    ],
    ['mocks for a flow that is not served', [
      all, '--flow', 'Echo', '--mocks', `Nobody=${join(at, 'mocks.json')}`,
    ], /^--mocks: error: there is no flow 'Nobody'; .* \[Usage\]\n$/],
    [
      'two flows of one name', [join(two, 'a.json'), join(two, 'b/a.json')],
      joined(
        /^bedrock-flows: error: two flows are called 'a', in .* and .*; name one file, or choose with --flow /,
        /\[NoFlow\]\n$/,
      ),
    ],
    ['an unknown option', [
      all, '--prot', '1',
    ], /^bedrock-flows: error: unknown option '--prot'; did you mean '--port'\? \[Usage\]\n$/],
  ])('%s', async (_, argv, line) => {
    const { code, out, err } = await cli(['serve', ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(line);
  });

  test('a port that is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const { code, err } = await cli(['serve', all, '--port', String(port)]);
    expect({ code, err })
      .toEqual(
        {
          code: 2,
          err: `bedrock-flows: error: port ${port} is in use; choose another with --port, or leave it out to use any `
            + 'free port [Usage]\n',
        },
      );
    await new Promise((resolve) => { taken.close(resolve); });
  });
});

describe('code behind nodes', () => {
  const serving = async (handler: string, more: object = {}) => {
    const at = files({
      'handler.js': handler, 'lambda.json': JSON.stringify({ nodes: { Call: { lambda: './handler.js', ...more } } }),
    });
    return {
      at,
      serving:
        await startServe(['all.template.json', '--mocks', 'mocks.json', '--mocks', 'lambda.json', '--quiet'], at),
    };
  };
  const called = async (url: string) => invoke(clientOf(url), asking('Call', 'x'))
    .then((events) => documentsOf(events)[0], (error: Error) => error.message);

  test.each<[string, string, RegExp]>([
    ['rejects what nobody awaits', 'exports.handler = async () => { Promise.reject(new Error("lost")); await new '
      + 'Promise((on) => setTimeout(on, 200)); return "done"; };',
    /^the Lambda function of node Call failed: Error: lost$/],
    ['ends its process', 'exports.handler = () => { '
      + 'process.exit(3); };', /^the Lambda function of node Call ended with exit code 3$/],
    ['never ends', 'exports.handler = () => { for '
      + '(;;) { } };', /^the Lambda function of node Call took longer than 1 s and was stopped$/],
  ])('that %s fails its call, and the server lives on', async (_, handler, message) => {
    const { at, serving: server } = await serving(handler, { timeoutSeconds: 1 });
    const [first, second, other] =
      await Promise.all([called(server.url), called(server.url), invoke(clientOf(server.url), asking('Ask', 'x'))]);
    expect([first, second]).toEqual([expect.stringMatching(message), expect.stringMatching(message)]);
    expect(documentsOf(other)).toEqual(['an answer']);
    expect(await server.stop()).toBe(0);
    expect(processesWith(at)).toEqual([]);
  });

  test('that has changed is seen, and so is what it requires', async () => {
    const { at, serving: { url } } = await serving('const { word } = require("./word"); exports.handler = () '
      + '=> word();');
    const write = (name: string, text: string) => writeFileSync(join(at, name), text);
    write('word.js', 'exports.word = () => "one";');
    expect(await called(url)).toBe('one');
    write('word.js', 'exports.word = () => "another";');
    expect(await called(url)).toBe('another');
    write('handler.js', 'exports.handler = () => "its own";');
    expect(await called(url)).toBe('its own');
  });

  test('a recording that has changed is seen', async () => {
    const at = files({
      'replay.json': '{"nodes":{"Call":{"replay":"./recorded.json"}}}',
      'first.json': '{"nodes":{"Call":{"returns":"one"}}}',
      'second.json': '{"nodes":{"Call":{"returns":"two"}}}',
    });
    const record = async (mocks: string) => cli([
      'run', join(at, 'all.template.json'), '--flow', 'Call', '--input', 'x', '--mocks', join(at, mocks), '--record',
      join(at, 'recorded.json'),
    ]);
    expect((await record('first.json')).err).toBe('');
    const server = await startServe(['all.template.json', '--mocks', 'mocks.json', '--mocks', 'replay.json'], at);
    // the ARN of the flow is part of what is asked
    expect(await called(server.url)).toMatch(/differs from the recorded call/);
    expect((await record('second.json')).err).toBe('');
    await waitFor(() => server.answers.some((line) => line.startsWith('reloaded:')));
  });
});
