/** Code that uses the SDK, on flows of this machine. The commands and exceptions are those of the real SDK. */
import {
  BedrockAgentRuntimeClient, GetExecutionFlowSnapshotCommand, GetFlowExecutionCommand, InvokeFlowCommand,
  type InvokeFlowCommandInput,
  ListFlowExecutionEventsCommand, ListFlowExecutionsCommand, ResourceNotFoundException, RetrieveCommand,
  StartFlowExecutionCommand,
  StopFlowExecutionCommand, ThrottlingException, ValidationException,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { agentFlow, codeFlow, promptFlow, refused } from './support';
import { FlowClient, FlowRuntime, prepareFlow } from '../../src/runner';

const KEY = { flowIdentifier: 'FLOW123456', flowAliasIdentifier: 'ALIAS12345' };
const request = (document: any, more: Partial<InvokeFlowCommandInput> = {}): InvokeFlowCommandInput => (
  { ...KEY, inputs: [{ nodeName: 'In', nodeOutputName: 'document', content: { document } }], ...more }
);
const RETURNS = { mocks: { nodes: { Ask: ({ text }: any) => `answer to ${text}` } } };

/** Code under test, as people write it. */
async function ask(client: Pick<BedrockAgentRuntimeClient, 'send'>, document: string): Promise<string> {
  const { responseStream } = await client.send(new InvokeFlowCommand(request(document)));
  let answer = '';
  for await (const { flowOutputEvent } of responseStream!) {
    if (flowOutputEvent) { answer += String(flowOutputEvent.content?.document); }
  }
  return answer;
}

async function eventsOf(client: Pick<BedrockAgentRuntimeClient, 'send'>, input: InvokeFlowCommandInput): Promise<any> {
  const { responseStream, executionId } = await client.send(new InvokeFlowCommand(input));
  const events: any[] = [];
  for await (const event of responseStream!) { events.push(event); }
  return { executionId, events };
}

test('a client of its own answers as the service does', async () => {
  const client = FlowClient.forFlow(promptFlow(), RETURNS) as unknown as BedrockAgentRuntimeClient;
  expect(await ask(client, 'one')).toBe('answer to one');
  const { $metadata, executionId } = await client.send(new InvokeFlowCommand(request('two')));
  expect([$metadata.httpStatusCode, executionId]).toEqual([200, 'execution-2']);
});

test('a client that exists is taken over, and given back', async () => {
  const client = new BedrockAgentRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    endpoint: 'http://127.0.0.1:9',
    maxAttempts: 1,
  });
  const restore = FlowClient.forFlow(promptFlow(), RETURNS).install(client);
  expect(await ask(client, 'one')).toBe('answer to one');
  // what is not on flows still goes to the client, which finds nobody
  await expect(
    client.send(new RetrieveCommand({ knowledgeBaseId: 'KB12345678', retrievalQuery: { text: 'x' } })),
  ).rejects.toThrow(/ECONNREFUSED|connect/);
  restore();
  expect(Object.hasOwn(client, 'send')).toBe(false);
  await expect(ask(client, 'one')).rejects.toThrow(/ECONNREFUSED|connect/);
  client.destroy();
});

test('traces only where they are asked for, with dates', async () => {
  const client = FlowClient.forFlow(promptFlow(), RETURNS) as unknown as BedrockAgentRuntimeClient;
  const { events } = await eventsOf(client, request('one'));
  expect(events).toEqual([
    { flowOutputEvent: { nodeName: 'Out', nodeType: 'FlowOutputNode', content: { document: 'answer to one' } } },
    { flowCompletionEvent: { completionReason: 'SUCCESS' } },
  ]);
  const traced = (await eventsOf(client, request('one', { enableTrace: true }))).events;
  expect(traced[0].flowTraceEvent.trace.nodeOutputTrace).toMatchObject({ nodeName: 'In', timestamp: expect.any(Date) });
  expect(traced.at(-1)).toEqual({ flowCompletionEvent: { completionReason: 'SUCCESS' } });
});

test('an exception in the stream is thrown, of the class of the SDK', async () => {
  const client = FlowClient.forFlow(promptFlow(), {
    mocks: { nodes: { Ask: { throws: { error: 'throttlingException', message: 'slow down' } } } },
  }) as unknown as BedrockAgentRuntimeClient;
  const error = await ask(client, 'x').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ThrottlingException);
  expect(error).toMatchObject({ name: 'ThrottlingException', message: 'slow down', $fault: 'client' });
  const wrong = await eventsOf(client, request({ a: 1 })).catch((thrown: unknown) => thrown);
  expect(wrong).toBeInstanceOf(ValidationException);
  expect((wrong as Error).message).toBe('Expected type for Node Output document of Node In to be STRING. Actual type '
    + 'is OBJECT.');
  const misnamed = await eventsOf(client, { ...KEY, inputs: [{ nodeName: 'Inn', content: { document: 'x' } }] })
    .catch((thrown: unknown) => thrown);
  expect(misnamed).toBeInstanceOf(ValidationException);
});

test('an agent that asks is answered in the same execution', async () => {
  const mocks = { nodes: { Talk: { calls: [{ asks: 'which order?' }, { returns: 'on its way' }] } } };
  const client = FlowClient.forFlow(agentFlow(), { mocks }) as unknown as BedrockAgentRuntimeClient;
  const [first, other] = await Promise.all([eventsOf(client, request('help')), eventsOf(client, request('help'))]);
  expect(first.executionId).not.toBe(other.executionId);
  expect(first.events).toEqual([
    {
      flowMultiTurnInputRequestEvent: {
        nodeName: 'Talk', nodeType: 'AgentNode', content: { document: 'which order?' },
      },
    },
    { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } },
  ]);
  const answer = {
    ...KEY,
    executionId: first.executionId,
    inputs: [{ nodeName: 'Talk', nodeInputName: 'agentInputText', content: { document: '7' } }],
  };
  expect((await eventsOf(client, answer)).events).toEqual([
    { flowOutputEvent: { nodeName: 'Out', nodeType: 'FlowOutputNode', content: { document: 'on its way' } } },
    { flowCompletionEvent: { completionReason: 'SUCCESS' } },
  ]);
  // it is over, the other one is not
  await expect(eventsOf(client, answer)).rejects.toBeInstanceOf(ValidationException);
  expect((await eventsOf(client, { ...answer, executionId: other.executionId })).events).toHaveLength(2);
});

test('an answer to another flow reaches no execution', async () => {
  const runtime = new FlowRuntime();
  for (const id of ['FLOW123456', 'OTHER12345']) {
    runtime.add(id, prepareFlow(agentFlow(),
      { mocks: { nodes: { Talk: { calls: [{ asks: 'which?' }, { returns: 'on its way' }] } } } }));
  }
  const client = new FlowClient(runtime) as unknown as BedrockAgentRuntimeClient;
  const { executionId } = await eventsOf(client, request('help'));
  const answer = {
    ...KEY, executionId, inputs: [{ nodeName: 'Talk', nodeInputName: 'agentInputText', content: { document: '7' } }],
  };
  await expect(eventsOf(client, { ...answer, flowIdentifier: 'OTHER12345' })).rejects.toThrow('There is no '
    + `execution ${executionId} that waits for an answer.`);
  expect((
    await eventsOf(client, { ...answer, flowIdentifier: 'arn:aws:bedrock:us-east-1:123456789012:flow/FLOW123456' })
  ).events).toHaveLength(2);
});

test('flows by id and ARN; others are not there', async () => {
  const runtime = new FlowRuntime();
  runtime.add('FLOW123456', prepareFlow(promptFlow(), { mocks: { nodes: { Ask: { returns: 'one' } } } }));
  runtime.add('arn:aws:bedrock:us-east-1:111122223333:flow/FLOW654321',
    prepareFlow(promptFlow(), { mocks: { nodes: { Ask: { returns: 'two' } } } }));
  const client = new FlowClient(runtime) as unknown as BedrockAgentRuntimeClient;
  const run = async (flowIdentifier: string) =>
    (await eventsOf(client, request('x', { flowIdentifier }))).events[0].flowOutputEvent.content.document;
  expect([
    await run('FLOW123456'), await run('FLOW654321'),
    await run('arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456'),
  ]).toEqual(['one', 'two', 'one']);
  const error = await run('FLOW000000').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ResourceNotFoundException);
  expect((error as Error).message).toBe('There is no flow FLOW000000 here, only \'FLOW123456\' and \'FLOW654321\'.');
});

test('a mistake of the test is no exception of the service', async () => {
  const client = FlowClient.forFlow(promptFlow()) as unknown as BedrockAgentRuntimeClient;
  expect(await refused(async () => ask(client, 'x'))).toContain('[MissingHandler]');
  expect(await refused(async () => client.send(new RetrieveCommand({
    knowledgeBaseId: 'KB12345678', retrievalQuery: { text: 'x' },
  }))))
    .toMatch(
      /^\[FlowClient\] 'RetrieveCommand' is not a command for flows; send one of 'InvokeFlowCommand', .* \[Illegal/,
    );
});

test('a reader that stops, and a signal, stop the handlers', async () => {
  const signals: any[] = [];
  const hangs = (_: unknown, { signal }: any) => {
    signals.push(signal);
    return new Promise(() => undefined);
  };
  const client =
    FlowClient.forFlow(promptFlow(), { mocks: { nodes: { Ask: hangs } } }) as unknown as BedrockAgentRuntimeClient;
  const stop = new AbortController();
  const { responseStream } = await client.send(new InvokeFlowCommand(request('x', { enableTrace: true })),
    { abortSignal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  expect(await refused(async () => { for await (const _ of responseStream!) { /* until it is stopped */ } }))
    .toContain('[Aborted]');
  expect(signals[0].aborted).toBe(true);
});

describe('flow executions', () => {
  const client = FlowClient.forFlow(promptFlow(), RETURNS) as unknown as BedrockAgentRuntimeClient;
  const until = async (executionIdentifier: string) => {
    for (;;) {
      const found = await client.send(new GetFlowExecutionCommand({ ...KEY, executionIdentifier }));
      if (found.status !== 'Running') { return found; }
      await new Promise((done) => setTimeout(done, 10));
    }
  };

  test('run in the background', async () => {
    const { executionArn } = await client.send(new StartFlowExecutionCommand({
      ...request('one'), inputs: request('one').inputs!, flowExecutionName: 'mine',
    }));
    expect(executionArn).toMatch(/:flow\/FLOW123456\/alias\/ALIAS12345\/execution\/mine$/);
    expect(await until(executionArn!))
      .toMatchObject({ status: 'Succeeded', ...KEY, startedAt: expect.any(Date), endedAt: expect.any(Date) });
    const { flowExecutionEvents } =
      await client.send(new ListFlowExecutionEventsCommand({ ...KEY, executionIdentifier: 'mine', eventType: 'Flow' }));
    expect(flowExecutionEvents).toMatchObject([
      {
        flowInputEvent: {
          nodeName: 'In', timestamp: expect.any(Date), fields: [{ name: 'document', content: { document: 'one' } }],
        },
      },
      { flowOutputEvent: { nodeName: 'Out', fields: [{ name: 'document', content: { document: 'answer to one' } }] } },
    ]);
    const first = await client.send(new ListFlowExecutionEventsCommand({
      ...KEY, executionIdentifier: 'mine', eventType: 'Node', maxResults: 2,
    }));
    expect([first.flowExecutionEvents?.length, first.nextToken]).toEqual([2, '2']);
    const { definition } =
      await client.send(new GetExecutionFlowSnapshotCommand({ ...KEY, executionIdentifier: 'mine' }));
    expect(JSON.parse(definition!).nodes).toHaveLength(3);
    await expect(client.send(new StartFlowExecutionCommand({
      ...request('one'), inputs: request('one').inputs!, flowExecutionName: 'mine',
    })))
      .rejects.toMatchObject({ name: 'ConflictException' });
    expect((await client.send(new ListFlowExecutionsCommand({ flowIdentifier: 'FLOW123456' }))).flowExecutionSummaries)
      .toMatchObject([{ status: 'Succeeded' }]);
    await expect(client.send(new GetFlowExecutionCommand({ ...KEY, executionIdentifier: 'none' }))).rejects
      .toBeInstanceOf(ResourceNotFoundException);
  });

  test('that fail say why, those with inline code too', async () => {
    const failing = FlowClient.forFlow(codeFlow('1'),
      { mocks: { nodes: { Code: { python: true } } } }) as unknown as BedrockAgentRuntimeClient;
    await failing.send(new StartFlowExecutionCommand({
      ...request('one'), inputs: request('one').inputs!, flowExecutionName: 'mine',
    }));
    const state = async () => failing.send(new GetFlowExecutionCommand({ ...KEY, executionIdentifier: 'mine' }));
    for (let left = 1000; left > 0 && (await state()).status === 'Running'; left--) {
      await new Promise((done) => setTimeout(done, 10));
    }
    expect(await state())
      .toMatchObject({
        status: 'Failed',
        errors: [{ nodeName: 'Code', message: 'Node Code is inline code, which flow executions do not support.' }],
      });
  });

  test('are stopped', async () => {
    const mocks = { nodes: { Ask: async () => new Promise(() => undefined) } };
    const hanging = FlowClient.forFlow(promptFlow(), { mocks }) as unknown as BedrockAgentRuntimeClient;
    await hanging.send(new StartFlowExecutionCommand({
      ...request('one'), inputs: request('one').inputs!, flowExecutionName: 'mine',
    }));
    expect(await hanging.send(new StopFlowExecutionCommand({ ...KEY, executionIdentifier: 'mine' })))
      .toMatchObject({ status: 'Aborted' });
    await new Promise((done) => setTimeout(done, 20));
    expect(await hanging.send(new GetFlowExecutionCommand({ ...KEY, executionIdentifier: 'mine' })))
      .toMatchObject({ status: 'Aborted', endedAt: expect.any(Date) });
  });
});
