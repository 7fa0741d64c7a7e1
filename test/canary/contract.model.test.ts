/**
 * Each bundle, booted with the very environment and the very properties that the template of a canary gives it: what
 * one side names, the other reads.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Json } from './program';
import { ServiceException } from '../../cli/serve/exception';
import {
  CanaryFlowAlias, Flow, FlowAlias, FlowModel, FlowPrompt, FlowSmokeTest, OutputNode, PromptNode,
} from '../../src';
import { handlerCode } from '../../src/functions/handler-code';
import { output, serve, SUCCESS } from '../cli/serve/support';
import { codeDeployService, lambdaService } from '../handlers/support/lambda-service';
import { LocalFunction } from '../handlers/support/local-function';
import { type RevisionServices, revisionServices } from '../handlers/support/revision-services';
import { InMemoryBedrock } from '../support/in-memory-bedrock';
import { InMemoryIam } from '../support/in-memory-iam';

const bedrock = new InMemoryBedrock();
const iam = new InMemoryIam();
const PROMPT = 'PROMPT0001';

const app = new App();
const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'us-east-1' } });
const flow = new Flow(stack, 'Reply');
const answer = new PromptNode(flow, 'Answer', {
  model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
  prompt: FlowPrompt.inline('Answer {{message}}', { cachePoint: true }),
  inputs: { message: flow.input },
});
new OutputNode(flow, 'Output', { document: answer.modelCompletion });
new CanaryFlowAlias(stack, 'Canary', {
  flow, smokeTests: [FlowSmokeTest.of('hello', { expectPattern: 'good' })], latencyAlarm: { p90: Duration.seconds(3) },
});
new FlowAlias(stack, 'Plain',
  { flow, aliasName: 'plain', smokeTests: [FlowSmokeTest.of({ b: 1, a: [2] }, { expectPattern: 'good' })] });
const resources = Template.fromStack(stack).toJSON().Resources as Json;
const { directory } = app.synth();
const ofType = (type: string): Json[] => Object.values(resources).filter(({ Type }) => Type === type);
const propertiesOf = (type: string): Json => ofType(type)[0].Properties as Json;

const flowId = bedrock.createFlow();
iam.roles.set('Role', new Map());

/** What CloudFormation would put in the place of a reference. */
function resolved(value: any): any {
  if (Array.isArray(value)) { return value.map(resolved); }
  if (typeof value !== 'object' || value === null) { return value; }
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join_ } = value;
  if (join_) { return (join_[1] as any[]).map(resolved).join(join_[0]); }
  if (ref === undefined && attribute === undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member)]));
  }
  const [id, name] = (attribute ?? [ref]) as [string, string | undefined];
  const type = resources[id]?.Type as string | undefined;
  switch (`${type} ${name}`) {
    case 'AWS::Bedrock::Flow Id': return flowId;
    case 'AWS::Bedrock::FlowAlias Id': return 'PINNED0001';
    case 'AWS::Bedrock::FlowVersion Version': return '1';
    case 'AWS::Bedrock::Prompt Id': return PROMPT;
    case 'AWS::IAM::Role undefined': return 'Role';
    default: return type === 'AWS::IAM::ManagedPolicy'
      ? `arn:aws:iam::111122223333:policy/${id}` : `arn:aws:any:us-east-1:111122223333:${id}`;
  }
}

/** The environment that the template gives to the function with this code. */
function environmentOf(handler: string): Record<string, string> {
  const [{ Properties: { Code, Environment } }] = ofType('AWS::Lambda::Function')
    .filter(({ Properties: { Handler } }) => Handler === `${handler}.handler`);
  // what is uploaded is what it needs
  const uploaded = join(directory, `asset.${String(Code.S3Key).replace('.zip', '')}`);
  expect(readdirSync(uploaded)).toEqual([`${handler}.js`]);
  const [given, made] = [uploaded, handlerCode(handler)].map((folder) => readFileSync(join(folder, `${handler}.js`)));
  expect(given.equals(made)).toBe(true);
  return resolved(Environment?.Variables ?? {});
}

const services: RevisionServices[] = [];
afterEach(async () => { for (const each of services.splice(0)) { await each.close(); } });

/** The services that custom resources call, and what CloudFormation is answered. */
async function servicesAt(stackStatus: string): Promise<{ readonly url: string; readonly answers: Json[] }> {
  const answers: Json[] = [];
  const started = await revisionServices(bedrock, iam, stackStatus, answers);
  services.push(started);
  return { url: started.url, answers };
}

const good = async () => serve(async function* ({ inputs: [{ content: { document } }] }) {
  yield output(`good ${JSON.stringify(document)}`);
  yield SUCCESS;
});

async function router(url: string): Promise<LocalFunction> {
  return LocalFunction.start('router', {
    ...environmentOf('router'), AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url, AWS_MAX_ATTEMPTS: '1', HTTP_VERSION: '1.1',
  });
}

test('the router calls its version, and reports metrics that the alarms read', async () => {
  const { url } = await good();
  const local = await router(url);
  const inputs = [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'hello' } }];
  const lines = await local.lines({ inputs });
  expect(lines[lines.length - 1]).toMatchObject({ router: { flowVersion: '1' } });
  const [written] = await local.metrics(1) as Json[];
  const [{ Namespace, Metrics, Dimensions }] = written._aws.CloudWatchMetrics;
  const read = ofType('AWS::CloudWatch::Alarm').flatMap(({ Properties: { Metrics: expression, ...plain } }) => (
    expression ? expression.flatMap(({ MetricStat }: Json) => MetricStat?.Metric ?? []) : [plain])) as Json[];
  const own = read.filter((metric) => metric.Namespace !== 'AWS/Lambda');
  expect(own.map(({ MetricName }) => MetricName).sort()).toEqual(['Faults', 'Invocations', 'Latency']);
  for (const metric of own) {
    expect(metric.Namespace).toBe(Namespace);
    expect(Metrics.map(({ Name }: Json) => Name)).toContain(metric.MetricName);
    expect(Dimensions).toContainEqual(metric.Dimensions.map(({ Name }: Json) => Name));
    for (const { Name, Value } of metric.Dimensions) { expect(written[Name]).toBe(resolved(Value)); }
  }
});

test('the hook finds the router and its tests', async () => {
  const { url } = await good();
  const environment = environmentOf('smoke-test');
  const [version] = Object.entries(resources).filter(([id, { Type }]) => Type === 'AWS::Lambda::Version'
    && id.startsWith('CanaryRouter'));
  const told: object[] = [];
  const hook = await LocalFunction.start('smoke-test', {
    ...environment,
    AWS_ENDPOINT_URL_LAMBDA: await lambdaService({ [resolved({ Ref: version[0] })]: await router(url) }),
    AWS_ENDPOINT_URL_CODEDEPLOY: await codeDeployService(told),
  });
  await hook.invoke({ DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' });
  expect(told).toMatchObject([{ status: 'Succeeded' }]);
});

const EVENT =
  { RequestId: 'r-1', LogicalResourceId: 'Custom', StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/S/1' };

describe('the draft of a plain alias', () => {
  const tested = async (
    RequestType: string, stackStatus = 'UPDATE_IN_PROGRESS', isBroken = false, hinder?: () => Promise<void>,
    remaining?: number,
  ) => {
    const requests: unknown[] = [];
    const { url } = await serve(async function* (request) {
      requests.push([request.flowIdentifier, request.flowAliasIdentifier, request.inputs[0].content.document]);
      await hinder?.();
      yield output(isBroken ? 'bad' : 'good');
      yield SUCCESS;
    });
    const endpoint = await servicesAt(stackStatus);
    const local = await LocalFunction.start('draft-test', {
      ...environmentOf('draft-test'), AWS_ENDPOINT_URL: endpoint.url, AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url,
    });
    const ResourceProperties = resolved(propertiesOf('Custom::BedrockFlowSmokeTests'));
    await local.invoke({
      ...EVENT,
      RequestType,
      ResourceType: 'Custom::BedrockFlowSmokeTests',
      ResponseURL: `${endpoint.url}/answer`,
      ResourceProperties,
    }, remaining);
    return { requests, answers: endpoint.answers };
  };

  test.each(['Create', 'Update'])('%s calls it', async (type) => {
    const { requests, answers } = await tested(type);
    expect(requests).toEqual([[flowId, 'TSTALIASID', { a: [2], b: 1 }]]);
    expect(answers).toMatchObject([{ Status: 'SUCCESS', LogicalResourceId: 'Custom' }]);
  });

  test('a wrong answer fails the deployment, with the reason', async () => {
    const { answers } = await tested('Update', 'UPDATE_IN_PROGRESS', true);
    expect(answers)
      .toMatchObject([{ Status: 'FAILED', Reason: 'smoke test 1 gave ["bad"], which does not match /good/' }]);
  });

  test('a call that fails is not made again: it costs money', async () => {
    const { requests, answers } = await tested('Update', undefined, false, async () => {
      throw new ServiceException('ThrottlingException', 'slowly');
    });
    expect(requests).toHaveLength(1);
    expect(answers).toMatchObject([{
      Status: 'FAILED', Reason: expect.stringContaining('ThrottlingException: slowly') as string,
    }]);
  });

  test('a call that hangs is a failure while there is time to say so', async () => {
    const { answers } = await tested('Update', undefined, false, async () => new Promise(() => undefined), 15_300);
    expect(answers).toMatchObject([{
      Status: 'FAILED', Reason: 'smoke test 1 got no whole answer in the time that there is',
    }]);
  });

  test.each(
    [['Delete', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'], ['Update', 'UPDATE_ROLLBACK_IN_PROGRESS']],
  )('%s during %s calls nothing', async (type, status) => {
    const { requests, answers } = await tested(type, status, true);
    expect(requests).toEqual([]);
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });
});

test('what prunes deletes an old version, its alias, its policy and its prompt version; what tears down, '
  + 'all of them', async () => {
  const pruning = resolved(propertiesOf('Custom::BedrockFlowRevisionPruning'));
  const teardown = resolved(propertiesOf('Custom::BedrockFlowRevisionTeardown'));
  const flowDescription = String(ofType('AWS::Bedrock::FlowVersion')[0].Properties.Description);
  const policyPath = (
    resources[Object.keys(resources).find((id) => id.startsWith('ReplyRevisionPolicy'))!].Properties as Json
  ).Path as string;
  const hash = /\[revision (\w+)\]$/.exec(flowDescription)![1];
  const pinnedName =
    resolved(ofType('AWS::Bedrock::FlowAlias').find(({ Properties: { Tags } }) => Tags)!.Properties.Name) as string;
  bedrock.prompts.set(PROMPT, new Set(['1', '2', '3', '4', '5']));
  for (let at = 1; at <= 5; at++) {
    const revision = at.toString(16).repeat(hash.length);
    const promptArn = `arn:aws:bedrock:us-east-1:111122223333:prompt/${PROMPT}:${at}`;
    const configuration = { prompt: { sourceConfiguration: { resource: { promptArn } } } };
    const definition = { nodes: [{ name: 'Answer', type: 'Prompt', configuration }] };
    const version = bedrock.createVersion(flowId, flowDescription.replace(hash, revision), definition);
    bedrock.createAlias(flowId, pinnedName.replace('1', version), version);
    iam.attach('Role', iam.createPolicy(policyPath.replace(hash, revision), 'Policy', {}));
  }
  bedrock.createAlias(flowId, 'live', '5');
  const { url, answers } = await servicesAt('DELETE_IN_PROGRESS');
  const local = await LocalFunction.start('revisions', { ...environmentOf('revisions'), AWS_ENDPOINT_URL: url });
  const send = (event: Json) => local.invoke({ ...EVENT, ResponseURL: `${url}/answer`, ...event });
  const left = () => ({
    versions: [...bedrock.flow(flowId).versions.keys()],
    aliases: [...bedrock.flow(flowId).aliases.values()].map(({ name }) => name),
    policies: iam.attachedTo('Role').length,
    prompts: [...bedrock.prompts.get(PROMPT)!],
  });

  await send({
    RequestType: 'Update',
    ResourceType: 'Custom::BedrockFlowRevisionPruning',
    ResourceProperties: { ...pruning, Keep: String(pruning.Keep), CurrentVersions: ['5'], CurrentPolicies: [] },
    OldResourceProperties: { ...pruning, CurrentVersions: ['4'], CurrentPolicies: [] },
  });
  expect(left()).toEqual({
    versions: ['3', '4', '5'],
    aliases: ['pinned-3', 'pinned-4', 'pinned-5', 'live'],
    policies: 3,
    prompts: ['3', '4', '5'],
  });
  bedrock.deleteAlias(flowId, [...bedrock.flow(flowId).aliases.values()].find(({ name }) => name === 'live')!.id);
  await send({
    RequestType: 'Delete', ResourceType: 'Custom::BedrockFlowRevisionTeardown', ResourceProperties: teardown,
  });
  expect(left()).toEqual({ versions: [], aliases: [], policies: 0, prompts: [] });
  expect(answers).toMatchObject([{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }]);
});
