import {
  GetExecutionFlowSnapshotCommand, GetFlowExecutionCommand, ListFlowExecutionEventsCommand, ListFlowExecutionsCommand,
  StartFlowExecutionCommand,
  StopFlowExecutionCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { backend, clientOf, PROTOCOLS, REQUEST, serve } from './support';
import type { FlowBackend } from '../../../cli/serve/backend';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345/execution/run-1';
const KEY = { flowIdentifier: 'FLOW123456', flowAliasIdentifier: 'ALIAS12345', executionIdentifier: 'run-1' };
const STARTED = new Date('2026-11-21T10:00:00.123Z');

/** Answers each operation, and keeps what it was asked. */
function recorder(): { asked: Record<string, unknown>; behind: FlowBackend } {
  const asked: Record<string, unknown> = {};
  const answers = {
    startFlowExecution: { executionArn: ARN },
    getFlowExecution: {
      executionArn: ARN,
      ...KEY,
      flowVersion: '3',
      startedAt: STARTED,
      status: 'Failed',
      errors: [{ nodeName: 'Ask', message: 'no' }],
    },
    listFlowExecutions: {
      flowExecutionSummaries: [{ executionArn: ARN, ...KEY, flowVersion: '3', createdAt: STARTED, status: 'Running' }],
      nextToken: 'more',
    },
    listFlowExecutionEvents: {
      flowExecutionEvents: [
        {
          flowInputEvent: {
            nodeName: 'In', timestamp: STARTED, fields: [{ name: 'document', content: { document: { a: [1] } } }],
          },
        },
        { flowFailureEvent: { timestamp: STARTED, errorCode: 'NODE_EXECUTION_FAILED', errorMessage: 'no' } },
      ],
    },
    getExecutionFlowSnapshot: {
      ...KEY, flowVersion: '3', executionRoleArn: 'arn:aws:iam::111122223333:role/r', definition: '{"nodes":[]}',
    },
    stopFlowExecution: { executionArn: ARN, status: 'Aborted' },
  };
  const methods = Object.entries(answers)
    .map(([name, answer]) => [name, async (request: unknown) => { asked[name] = request; return answer; }]);
  return {
    asked,
    behind: backend(async function* () { /* not asked here */ }, Object.fromEntries(methods) as Partial<FlowBackend>),
  };
}

test.each(PROTOCOLS)('every operation on executions over %s', async (protocol) => {
  const { asked, behind } = recorder();
  const client = clientOf((await serve(behind)).url, protocol);
  const { inputs } = REQUEST;
  expect(await client.send(new StartFlowExecutionCommand({ ...REQUEST, inputs, flowExecutionName: 'run-1' })))
    .toMatchObject({ executionArn: ARN });
  // an execution is named by its ARN too
  expect(await client.send(new GetFlowExecutionCommand({ ...KEY, executionIdentifier: ARN }))).toMatchObject({
    status: 'Failed', startedAt: STARTED, flowVersion: '3', errors: [{ nodeName: 'Ask', message: 'no' }],
  });
  expect(await client.send(new ListFlowExecutionsCommand({
    flowIdentifier: 'FLOW123456', flowAliasIdentifier: 'ALIAS12345', maxResults: 5, nextToken: 'a b'.replace(' ', '+'),
  })))
    .toMatchObject({ flowExecutionSummaries: [{ createdAt: STARTED, status: 'Running' }], nextToken: 'more' });
  expect(await client.send(new ListFlowExecutionEventsCommand({ ...KEY, eventType: 'Node' }))).toMatchObject({
    flowExecutionEvents: [
      { flowInputEvent: { timestamp: STARTED, fields: [{ content: { document: { a: [1] } } }] } },
      { flowFailureEvent: { errorCode: 'NODE_EXECUTION_FAILED' } },
    ],
  });
  expect(await client.send(new GetExecutionFlowSnapshotCommand(KEY))).toMatchObject({ definition: '{"nodes":[]}' });
  expect(await client.send(new StopFlowExecutionCommand(KEY))).toMatchObject({ status: 'Aborted' });

  const { flowIdentifier, flowAliasIdentifier } = KEY;
  expect(asked).toEqual({
    startFlowExecution: { flowIdentifier, flowAliasIdentifier, inputs, flowExecutionName: 'run-1' },
    getFlowExecution: KEY,
    listFlowExecutions: { flowIdentifier, flowAliasIdentifier, maxResults: 5, nextToken: 'a+b' },
    listFlowExecutionEvents: { ...KEY, eventType: 'Node' },
    getExecutionFlowSnapshot: KEY,
    stopFlowExecution: KEY,
  });
});

test('what the backend does not have is the error of the service', async () => {
  const client = clientOf((await serve(async function* () { /* no executions */ })).url);
  await expect(client.send(new GetFlowExecutionCommand(KEY))).rejects
    .toMatchObject({ name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } });
});
