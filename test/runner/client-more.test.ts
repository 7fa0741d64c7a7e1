/**
 * What a client sees over several calls: sequences go on, waiting conversations are bounded, traces say how much a
 * model read and wrote.
 */
import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { agentFlow, promptFlow } from './support';
import { FlowClient } from '../../src/runner/client';
import { runFlow } from '../../src/runner/run-flow';

const request = (document: unknown, more: object = {}) => new InvokeFlowCommand({
  flowIdentifier: 'FLOW123456',
  flowAliasIdentifier: 'TSTALIASID',
  inputs:
    [{ nodeName: 'In', nodeOutputName: 'document', content: { document: document as string } }],
  ...more,
});

async function sent(client: FlowClient, command: InvokeFlowCommand): Promise<{
  readonly executionId: string; readonly events: any[];
}> {
  const { executionId, responseStream } = await client.send(command);
  const events: any[] = [];
  for await (const event of responseStream) { events.push(event); }
  return { executionId, events };
}

test('a sequence goes on across calls of a client, and begins anew in each run of runFlow', async () => {
  const mocks = { nodes: { Ask: { sequence: ['one', 'two'] } } };
  const client = FlowClient.forFlow(promptFlow(), { mocks });
  const answers = [];
  for (let call = 0; call < 2; call++) {
    answers.push((await sent(client, request('x'))).events[0].flowOutputEvent.content.document);
  }
  expect(answers).toEqual(['one', 'two']);
  await expect(sent(client, request('x'))).rejects
    .toThrow(/there are answers for 2 calls, and this is call 3; .*\[SequenceEnded\]/);
  for (let run = 0; run < 2; run++) {
    expect((await runFlow(promptFlow(), { input: 'x', mocks })).outputs[0].document).toBe('one');
  }
});

test('conversations that wait are bounded by what they know; the oldest goes', async () => {
  const client = FlowClient.forFlow(agentFlow(), {
    mocks: { nodes: { Talk: { calls: [{ asks: 'which?' }, { returns: 'done' }], repeat: 'cycle' } } },
    maxPausedBytes: 300_000,
    goesOn: false,
  });
  const long = 'x'.repeat(50_000);
  const ids: string[] = [];
  for (let call = 0; call < 6; call++) { ids.push((await sent(client, request(long))).executionId); }
  const answer = async (executionId: string) => sent(client, request('',
    { executionId, inputs: [{ nodeName: 'Talk', nodeInputName: 'agentInputText', content: { document: 'a' } }] }));
  await expect(answer(ids[0])).rejects.toThrow(/There is no execution .* that waits/);
  expect((await answer(ids[5])).events[0].flowOutputEvent.content.document).toBe('done');
});

test('a mock says how many tokens there were and why the model stopped', async () => {
  const { events } = await runFlow(promptFlow(),
    {
      input: 'x',
      mocks: {
        nodes: { Ask: { returns: 'cut', usage: { inputTokens: 900, outputTokens: 300 }, stopReason: 'max_tokens' } },
      },
    });
  const action = events.map((event) => (event as any).flowTraceEvent?.trace.nodeActionTrace).find(Boolean);
  expect(action.operationResponse).toEqual({
    output: { message: { role: 'assistant', content: [{ type: 'TEXT', text: 'cut' }] }, type: 'MESSAGE' },
    stopReason: 'max_tokens',
    metrics: { latencyMs: 0 },
    usage: {
      inputTokens: 900,
      outputTokens: 300,
      totalTokens: 1200,
      cacheReadInputTokens: 0,
      cacheWriteInputTokens: 0,
      cacheDetails: [],
    },
  });
});

test('another command gets a line that lists what is answered', async () => {
  class ListAgentsCommand { public readonly input = {}; }
  await expect(new FlowClient().send(new ListAgentsCommand())).rejects
    .toThrow(/'ListAgentsCommand' is not a command for flows; send one of 'InvokeFlowCommand', .*\[IllegalInput\]$/);
});
