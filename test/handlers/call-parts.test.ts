/** What the lines of the log say of calls and nodes, at the borders: no name, no time, no end, many values. */
import { readCallee } from '../../handlers/flow-call/callee';
import { metricLines } from '../../handlers/flow-call/metrics';
import { NodeTracer } from '../../handlers/flow-call/node-runs';
import { readConfig } from '../../handlers/router/config';

const FLOW = { flowId: 'FLOW123456', flowAliasId: 'ALIAS12345' };
const AT = 1_700_000_000_000;
const written = (callee: object = FLOW, nodes: NodeTracer['nodes'] = new Map()) =>
  metricLines(callee as Parameters<typeof metricLines>[0], { nodes }, AT).map((line) => JSON.parse(line) as any);
const setsIn = (line: any) => line._aws.CloudWatchMetrics[0].Dimensions as string[][];

describe('the function of a call', () => {
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME;
  afterEach(() => {
    delete process.env.AWS_LAMBDA_FUNCTION_NAME;
    if (name !== undefined) { process.env.AWS_LAMBDA_FUNCTION_NAME = name; }
  });

  test('is a dimension where it has a name', () => {
    process.env.AWS_LAMBDA_FUNCTION_NAME = 'caller';
    const [line] = written();
    expect(line.Function).toBe('caller');
    expect(setsIn(line)).toEqual([['FlowId', 'Function'], ['FlowId'], ['FlowId', 'FlowAliasId']]);
    expect(setsIn(written({ ...FLOW, router: 'router' })[0])).toEqual([['FlowId', 'Function']]);
  });

  test.each([[undefined], ['']])('is none where that is %p: CloudWatch refuses a dimension without a value', (own) => {
    delete process.env.AWS_LAMBDA_FUNCTION_NAME;
    if (own !== undefined) { process.env.AWS_LAMBDA_FUNCTION_NAME = own; }
    const [line] = written();
    expect(line).not.toHaveProperty('Function');
    expect(setsIn(line)).toEqual([['FlowId'], ['FlowId', 'FlowAliasId']]);
    expect(setsIn(written({ ...FLOW, router: 'router' })[0])).toEqual([]);
  });
});

describe('the runs of nodes', () => {
  const part = (nodeName: string | undefined, timestamp?: number) =>
    ({ nodeName, ...timestamp !== undefined && { timestamp: new Date(timestamp) } });
  const traced = (...traces: object[]) => {
    const tracer = new NodeTracer();
    for (const trace of traces) { tracer.add(trace as Parameters<NodeTracer['add']>[0]); }
    return tracer.nodes;
  };

  test('a beginning is a run, an end is a time; an end alone is neither', () => {
    const nodes = traced({ nodeInputTrace: part('A', 10) }, { nodeOutputTrace: part('A', 10) },
      { nodeOutputTrace: part('B', 20) }, { nodeInputTrace: part('C', 30) });
    expect([...nodes].map(([name, { runs, latencies }]) => [name, runs, latencies]))
      .toEqual([['A', 1, [0]], ['B', 0, []], ['C', 1, []]]);
  });

  test('what has no time, or ends before it begins, gives none', () => {
    const { latencies, runs } = traced({ nodeInputTrace: part('A') }, { nodeOutputTrace: part('A', 5) },
      { nodeInputTrace: part('A', 9) }, { nodeOutputTrace: part('A', 8) }).get('A')!;
    expect([runs, latencies]).toEqual([2, []]);
  });

  test('the first that began is the first that ends; what has no name counts as unknown', () => {
    const nodes = traced({ nodeInputTrace: part(undefined, 0) }, { nodeInputTrace: part(undefined, 10) },
      { nodeOutputTrace: part(undefined, 25) }, { nodeOutputTrace: part(undefined, 26) });
    expect(nodes.get('unknown')!.latencies).toEqual([25, 16]);
  });

  test('tokens count where both numbers are there, branches by their names', () => {
    const used = (usage?: object) => ({ nodeActionTrace: { nodeName: 'A', operationResponse: { usage } } });
    const usages = [
      undefined, { inputTokens: 1 }, { outputTokens: 1 }, { inputTokens: 2, outputTokens: 3 },
      { inputTokens: 2, outputTokens: 0 },
    ];
    const nodes = traced(...usages.map(used), { nodeActionTrace: { nodeName: 'B' } },
      { conditionNodeResultTrace: { nodeName: 'G', satisfiedConditions: [{ conditionName: 'one' }, {}] } },
      { conditionNodeResultTrace: { nodeName: 'G', satisfiedConditions: [{ conditionName: 'one' }] } },
      { conditionNodeResultTrace: { nodeName: 'H' } });
    expect(nodes.get('A')).toMatchObject({ inputTokens: 4, outputTokens: 3 });
    expect(nodes.has('B')).toBe(false);
    expect([...nodes.get('G')!.branches]).toEqual([['one', 2], ['default', 1]]);
    expect([...nodes.get('H')!.branches]).toEqual([]);
  });

  test('a line has what there is, and no more than a hundred times', () => {
    const many = Array.from({ length: 101 }, (_, at) => [
      { nodeInputTrace: part('A', at * 100) }, { nodeOutputTrace: part('A', at * 100 + at) },
    ]).flat();
    const [, one, other] = written(FLOW, traced(...many, { nodeInputTrace: part('B', 0) }));
    expect(one.NodeLatency).toEqual(Array.from({ length: 100 }, (_, at) => at));
    expect(one).not.toHaveProperty('NodeInputTokens');
    expect(other).toEqual({ _aws: expect.anything(), FlowId: 'FLOW123456', Node: 'B', NodeRuns: 1 });
    expect(other._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: 'NodeRuns', Unit: 'Count' }]);
  });
});

describe('what a function is told to call', () => {
  const [FLOW_ID, FLOW_ALIAS_ID, FLOW_VERSION] = ['FLOW123456', 'ALIAS12345', '7'];

  test('is read of its environment', () => {
    expect(readCallee({ FLOW_ID, FLOW_ALIAS_ID }))
      .toEqual({ flowId: FLOW_ID, flowAliasId: FLOW_ALIAS_ID, hasNodeMetrics: false });
    expect(readCallee({ FLOW_ID, FLOW_ALIAS_ID, FLOW_VERSION, ROUTER_FUNCTION: 'arn', NODE_METRICS: '1' })).toEqual({
      flowId: FLOW_ID, flowAliasId: FLOW_ALIAS_ID, flowVersion: FLOW_VERSION, router: 'arn', hasNodeMetrics: true,
    });
    expect(readConfig({ FLOW_ID, FLOW_ALIAS_ID, FLOW_VERSION }))
      .toEqual({ flowId: FLOW_ID, flowAliasId: FLOW_ALIAS_ID, flowVersion: FLOW_VERSION });
  });

  test.each<[object, string]>([
    [{ FLOW_ID: undefined }, "FLOW_ID is '', but must be the id of a flow"],
    [{ FLOW_ID: 'arn:aws:x' }, "FLOW_ID is 'arn:aws:x', but must be the id of a flow"],
    [{ FLOW_ALIAS_ID: undefined }, "FLOW_ALIAS_ID is '', but must be the id of an alias"],
    [{ FLOW_ALIAS_ID: 'ALIAS123456' }, "FLOW_ALIAS_ID is 'ALIAS123456', but must be the id of an alias"],
  ])('that it can not use %j is said when it starts', (wrong, said) => {
    const env = { FLOW_ID, FLOW_ALIAS_ID, FLOW_VERSION, ...wrong };
    expect(() => readCallee(env)).toThrow(new Error(said));
    expect(() => readConfig(env)).toThrow(said);
  });

  test.each<[object, string]>([
    [{ FLOW_ALIAS_ID: 'tstaliasid' }, "FLOW_ALIAS_ID is 'tstaliasid', but must be the id of an alias, and not that of "
      + 'the draft'],
    [{ FLOW_VERSION: undefined }, "FLOW_VERSION is '', but must be a version number"],
    [{ FLOW_VERSION: '0' }, "FLOW_VERSION is '0', but must be a version number"],
    [{ FLOW_VERSION: '100000' }, "FLOW_VERSION is '100000', but must be a version number"],
  ])('a router never leads to %j', (wrong, said) => {
    expect(() => readConfig({ FLOW_ID, FLOW_ALIAS_ID, FLOW_VERSION, ...wrong })).toThrow(new Error(said));
  });
});
