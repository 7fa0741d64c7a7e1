/** What the bundles of invoker and worker log for CloudWatch, and that nobody's text is in it. */
import { lambdaService } from './support/lambda-service';
import { LocalFunction, textOf } from './support/local-function';
import { startRouter } from './support/router';
import type { FlowResponseMember } from '../../cli/serve/backend';
import { ServiceException } from '../../cli/serve/exception';
import type { InvokeRequest } from '../../src/runner/requests';
import { output, serve, SUCCESS } from '../cli/serve/support';

const FLOW = { FLOW_ID: 'FLOW123456', FLOW_ALIAS_ID: 'ALIAS12345' };
const SECRET = 'the secret of a user';
const EVENT = { document: SECRET, inputNode: 'FlowInputNode' };

type Line = Readonly<Record<string, any>>;

async function logOf(
  members: (request: InvokeRequest) => AsyncGenerator<FlowResponseMember>, count: number,
  env: Record<string, string> = {}, event: unknown = EVENT,
): Promise<Line[]> {
  const { url } = await serve(members);
  const local = await LocalFunction.start('flow-invoker',
    { AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url, ...FLOW, ...env });
  await textOf(await local.invoke(event, env.REMAINING ? Number(env.REMAINING) : undefined));
  const lines = await local.metrics(count);
  expect(JSON.stringify(lines)).not.toContain(SECRET);
  return lines;
}

const setsOf = (line: Line): string[] =>
  line._aws.CloudWatchMetrics[0].Dimensions.map((names: string[]) => names.join('+'));
const unitsOf = (line: Line): string[] =>
  line._aws.CloudWatchMetrics[0].Metrics.map(({ Name, Unit }: Line) => `${Name}: ${Unit}`);

test('a call is counted by function, flow, alias and, where it is known, version', async () => {
  const [line] = await logOf(async function* () { yield output(SECRET); yield SUCCESS; }, 1, { FLOW_VERSION: '3' });
  expect(line._aws.CloudWatchMetrics[0].Namespace).toBe('BedrockFlows');
  expect(setsOf(line)).toEqual(['FlowId+Function', 'FlowId', 'FlowId+FlowAliasId', 'FlowId+FlowVersion']);
  expect(line).toMatchObject({
    FlowId: 'FLOW123456',
    FlowAliasId: 'ALIAS12345',
    FlowVersion: '3',
    Function: 'the-function',
    Invocations: 1,
    Faults: 0,
    ClientFaults: 0,
    Throttles: 0,
    InputRequired: 0,
    Latency: expect.any(Number),
  });
  expect(unitsOf(line)).toEqual(['Invocations: Count', 'Faults: Count', 'ClientFaults: Count', 'Throttles: Count',
    'InputRequired: Count', 'Latency: Milliseconds']);
});

test('without a version there is no dimension for it', async () => {
  const [line] = await logOf(async function* () { yield SUCCESS; }, 1);
  expect(setsOf(line)).toEqual(['FlowId+Function', 'FlowId', 'FlowId+FlowAliasId']);
});

test.each<[string, object]>([
  ['ThrottlingException', { Faults: 1, ClientFaults: 0, Throttles: 1 }],
  ['InternalServerException', { Faults: 1, ClientFaults: 0, Throttles: 0 }],
  ['ServiceQuotaExceededException', { Faults: 1, ClientFaults: 0, Throttles: 0 }],
  ['ResourceNotFoundException', { Faults: 1, ClientFaults: 0, Throttles: 0 }],
])('%s', async (name, counts) => {
  const [line] = await logOf(async function* () {
    yield output('x');
    throw new ServiceException(name as 'ThrottlingException', `no, ${SECRET}`);
  }, 1);
  expect(line).toMatchObject({ Invocations: 1, Error: name, ...counts });
});

test('a wrong request is the fault of who calls', async () => {
  const [line] = await logOf(async function* () { yield SUCCESS; }, 1, {}, {});
  expect(line).toMatchObject({ Faults: 0, ClientFaults: 1, Error: 'ValidationException' });
});

test('a question of an agent is neither; a flow that takes too long is a fault', async () => {
  const [asked] = await logOf(async function* () {
    yield { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } };
  }, 1);
  expect(asked).toMatchObject({ Faults: 0, ClientFaults: 0, InputRequired: 1 });
  const [late] = await logOf(async function* () { yield output('x'); await new Promise(() => undefined); }, 1,
    { REMAINING: '400' });
  expect(late).toMatchObject({ Faults: 1, Error: 'BedrockFlows.TimedOut' });
});

const at = (ms: number) => new Date(1_800_000_000_000 + ms).toISOString() as any;
const traced = (trace: object) => ({ flowTraceEvent: { trace } } as FlowResponseMember);
/** What went in or came out, as traces have it. */
const fields = (name: string) => [{ [name]: 'any', content: { document: SECRET } }];

async function* tracedRun(): AsyncGenerator<FlowResponseMember> {
  const [inputs, outputs] = ['nodeInputName', 'nodeOutputName'].map(fields);
  yield traced({ nodeOutputTrace: { nodeName: 'FlowInputNode', timestamp: at(0), fields: outputs } });
  for (const [begin, end] of [[10, 110], [200, 450]]) {
    yield traced({ nodeInputTrace: { nodeName: 'Draft', timestamp: at(begin), fields: inputs } });
    yield traced({
      nodeActionTrace: {
        nodeName: 'Draft',
        timestamp: at(end),
        requestId: 'r',
        serviceName: 'bedrock',
        operationName: 'converse',
        operationRequest: { messages: [SECRET] },
        operationResponse: { output: SECRET, usage: { inputTokens: 90, outputTokens: 30, totalTokens: 120 } },
      },
    });
    yield traced({ nodeOutputTrace: { nodeName: 'Draft', timestamp: at(end), fields: outputs } });
  }
  yield traced({ nodeInputTrace: { nodeName: 'Gate', timestamp: at(500), fields: inputs } });
  const satisfiedConditions = [{ conditionName: 'isGood' }];
  yield traced({ conditionNodeResultTrace: { nodeName: 'Gate', timestamp: at(502), satisfiedConditions } });
  yield output(SECRET);
  yield SUCCESS;
}

test('nodes are counted where that is asked for: runs, times, tokens, branches', async () => {
  const lines = await logOf(async function* (request) {
    expect(request.enableTrace).toBe(true);
    yield* tracedRun();
  }, 5, { NODE_METRICS: '1' });
  const [, input, draft, gate, branch] = lines;
  expect(setsOf(draft)).toEqual(['FlowId+Node']);
  expect(input).toMatchObject({ Node: 'FlowInputNode', NodeRuns: 0 });
  expect(draft).toMatchObject(
    { Node: 'Draft', NodeRuns: 2, NodeInputTokens: 180, NodeOutputTokens: 60, NodeLatency: [100, 250] });
  expect(gate).toMatchObject({ Node: 'Gate', NodeRuns: 1, NodeLatency: [2] });
  expect(setsOf(branch)).toEqual(['FlowId+Node+Branch']);
  expect(branch).toMatchObject({ Node: 'Gate', Branch: 'isGood', BranchesTaken: 1 });
});

test('nobody asks for traces otherwise', async () => {
  await logOf(async function* ({ enableTrace }) { expect(enableTrace).toBeUndefined(); yield SUCCESS; }, 1);
});

test('through a router, the function counts for itself, and nodes as ever', async () => {
  const ROUTER = 'arn:aws:lambda:us-east-1:111122223333:function:router:live';
  const { url } = await serve(tracedRun);
  const local = await LocalFunction.start('flow-invoker', {
    ...FLOW,
    NODE_METRICS: '1',
    AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: 'http://127.0.0.1:1',
    ROUTER_FUNCTION: ROUTER,
    AWS_ENDPOINT_URL_LAMBDA: await lambdaService({ [ROUTER]: await startRouter(url) }),
  });
  await textOf(await local.invoke(EVENT));
  const [line, , draft] = await local.metrics(5);
  expect(setsOf(line)).toEqual(['FlowId+Function']);
  expect(draft).toMatchObject({ Node: 'Draft', NodeRuns: 2, NodeLatency: [100, 250] });
});

test('an execution that is only started has no time', async () => {
  const [line] = await logOf(async function* () { yield SUCCESS; }, 1, { START_ONLY: '1' });
  expect(unitsOf(line)).not.toContain('Latency: Milliseconds');
});
