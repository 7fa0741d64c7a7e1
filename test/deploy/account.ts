/** What the account holds, asked from outside through the APIs. What belongs to the bootstrap stack is left out. */
import {
  BedrockAgentClient, GetFlowVersionCommand, GetPromptCommand, paginateListFlowAliases, paginateListFlows,
  paginateListFlowVersions,
  paginateListPrompts,
} from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient, InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { CloudFormationClient, paginateDescribeStackEvents, paginateListStacks } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient, ListApplicationsCommand, ListDeploymentConfigsCommand } from '@aws-sdk/client-codedeploy';
import { IAMClient } from '@aws-sdk/client-iam';
import {
  GetAliasCommand, InvokeWithResponseStreamCommand, LambdaClient, ListAliasesCommand, paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { AccountPolicies } from './account-policies';
import { type Emulator, REGION } from './emulator';
import { RawCalls } from './raw-calls';

export interface FlowState {
  readonly id: string;
  readonly versions: readonly string[];
  /** Where each leads to. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface AccountState {
  readonly flows: Readonly<Record<string, FlowState>>;
  /** The versions of each. */
  readonly prompts: Readonly<Record<string, readonly string[]>>;
  readonly guardrails: readonly string[];
  readonly inferenceProfiles: readonly string[];
  /** What is allowed by the policies of each that belong to the account: action and resource. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** Those of the roles that Bedrock assumes. */
  readonly flowRoles: readonly string[];
  /** Managed policies that nothing is attached to. */
  readonly loosePolicies: readonly string[];
  readonly functions: readonly string[];
  /** `function:alias -> version`, with the weights of others. */
  readonly functionAliases: readonly string[];
  readonly logGroups: readonly string[];
  readonly alarms: readonly string[];
  readonly buckets: readonly string[];
  readonly queues: readonly string[];
  readonly codeDeploy: readonly string[];
  readonly stacks: Readonly<Record<string, string>>;
}

const BOOTSTRAP = /^(CDKToolkit|cdk-hnb659fds-|\/aws\/lambda\/cdk-hnb659fds)/;

export class Account {
  private readonly needs = new Map<string, readonly string[]>();
  private readonly raw: RawCalls;
  private readonly bedrock;
  private readonly runtime;
  private readonly policies;
  private readonly lambda;
  private readonly cloudFormation;
  private readonly cloudWatch;
  private readonly codeDeploy;
  private readonly s3;

  public constructor({ url }: Emulator) {
    const common = {
      endpoint: url,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: new NodeHttpHandler(),
    };
    this.raw = new RawCalls(url);
    this.bedrock = new BedrockAgentClient(common);
    this.runtime = new BedrockAgentRuntimeClient(common);
    this.policies = new AccountPolicies(new IAMClient(common), BOOTSTRAP);
    this.lambda = new LambdaClient(common);
    this.cloudFormation = new CloudFormationClient(common);
    this.cloudWatch = new CloudWatchClient(common);
    this.codeDeploy = new CodeDeployClient(common);
    this.s3 = new S3Client({ ...common, forcePathStyle: true });
  }

  public async state(): Promise<AccountState> {
    const functions: string[] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client: this.lambda }, {})) {
      functions.push(...Functions.flatMap(({ FunctionName }) => FunctionName ?? []));
    }
    const { Buckets = [] } = await this.s3.send(new ListBucketsCommand({}));
    const { MetricAlarms = [] } = await this.cloudWatch.send(new DescribeAlarmsCommand({}));
    const { applications = [] } = await this.codeDeploy.send(new ListApplicationsCommand({}));
    const { deploymentConfigsList = [] } = await this.codeDeploy.send(new ListDeploymentConfigsCommand({}));
    return {
      flows: await this.flows(),
      prompts: await this.prompts(),
      guardrails: await this.raw.guardrails(),
      inferenceProfiles: await this.raw.inferenceProfiles(),
      ...await this.policies.roles(),
      loosePolicies: await this.policies.loose(),
      functions: functions.sort(),
      functionAliases: (await Promise.all(functions.map((name) => this.functionAliases(name)))).flat().sort(),
      logGroups: (await this.raw.logGroups()).filter((name) => !BOOTSTRAP.test(name)),
      alarms: MetricAlarms.flatMap(({ AlarmName }) => AlarmName ?? []).sort(),
      buckets: Buckets.flatMap(({ Name }) => Name ?? []).filter((name) => !BOOTSTRAP.test(name)).sort(),
      queues: await this.raw.queues(),
      codeDeploy: [...applications, ...deploymentConfigsList].sort(),
      stacks: await this.stacks(),
    };
  }

  /** What a flow answers through an alias; or the error. */
  public async answerOf(flowId: string, aliasName: string, document: string): Promise<string> {
    const alias = (await this.aliasesOf(flowId)).find(({ name }) => name === aliasName);
    if (!alias) { return `no alias ${aliasName}`; }
    try {
      const inputs = [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document } }];
      const { responseStream } = await this.runtime.send(new InvokeFlowCommand({
        flowIdentifier: flowId, flowAliasIdentifier: alias.id, inputs,
      }));
      const outputs: unknown[] = [];
      for await (const event of responseStream!) {
        outputs.push(...event.flowOutputEvent ? [event.flowOutputEvent.content?.document] : []);
      }
      return outputs.map(String).join(' / ');
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  }

  /** What the function answers that routes the calls of a canary. */
  public async answerOfRouter(functionName: string, document: string): Promise<string> {
    const payload = Buffer.from(JSON.stringify({
      inputs: [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document } }],
    }));
    const { EventStream } = await this.lambda.send(new InvokeWithResponseStreamCommand({
      FunctionName: functionName, Qualifier: 'live', Payload: payload,
    }));
    let text = '';
    for await (const { PayloadChunk } of EventStream!) { text += Buffer.from(PayloadChunk?.Payload ?? []).toString(); }
    return text;
  }

  /** Whether a part of the traffic goes to another version at this moment. */
  public async isShifting(functionName: string): Promise<boolean> {
    const { RoutingConfig } = await this.lambda.send(new GetAliasCommand({ FunctionName: functionName, Name: 'live' }));
    return Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0;
  }

  public async setAlarm(alarm: string, state: 'ALARM' | 'OK'): Promise<void> {
    await this.cloudWatch.send(new SetAlarmStateCommand({
      AlarmName: alarm, StateValue: state, StateReason: 'the test says so',
    }));
  }

  /** What a version of a flow can't do without, and nothing else: action and resource. */
  public async needsOf(flowId: string, version: string): Promise<readonly string[]> {
    const key = `${flowId} ${version}`;
    // a version never changes; but a prompt that it names may go
    const needs = this.needs.get(key) ?? await this.readNeeds(flowId, version);
    this.needs.set(key, needs);
    return needs;
  }

  private async readNeeds(flowId: string, version: string): Promise<readonly string[]> {
    const { definition } =
      await this.bedrock.send(new GetFlowVersionCommand({ flowIdentifier: flowId, flowVersion: version }));
    const needs = await Promise.all(definition!.nodes!.map(async ({ configuration }) => {
      const source = configuration?.prompt?.sourceConfiguration;
      if (source?.inline) { return modelNeeds(source.inline.modelId!); }
      if (!source?.resource) { return []; }
      const arn = source.resource.promptArn!;
      const [promptIdentifier, promptVersion] = arn.split('/')[1].split(':');
      const { variants = [] } = await this.bedrock.send(new GetPromptCommand({ promptIdentifier, promptVersion }));
      return [`bedrock:GetPrompt ${arn}`, `bedrock:RenderPrompt ${arn}`, ...variants.flatMap(({ modelId }) =>
        modelNeeds(modelId!))];
    }));
    return needs.flat();
  }

  /** The role of a version. */
  public async roleOf(flowId: string, version: string): Promise<string> {
    const { executionRoleArn } =
      await this.bedrock.send(new GetFlowVersionCommand({ flowIdentifier: flowId, flowVersion: version }));
    return executionRoleArn!.split('/').pop()!;
  }

  /** The events of a stack since a moment, the newest first. */
  public async events(stack: string, since: Date): Promise<readonly string[]> {
    const all: string[] = [];
    try {
      for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: this.cloudFormation },
        { StackName: stack })) {
        all.push(...StackEvents.filter(({ Timestamp }) => Timestamp! >= since)
          .map(({ ResourceStatus, LogicalResourceId, ResourceStatusReason = '' }) => (
            `${ResourceStatus} ${LogicalResourceId} ${ResourceStatusReason}`.trim())));
      }
    } catch { /* the stack was never made */ }
    return all;
  }

  private async flows(): Promise<Record<string, FlowState>> {
    const all: Record<string, FlowState> = {};
    for await (const { flowSummaries = [] } of paginateListFlows({ client: this.bedrock }, {})) {
      for (const { id = '', name = '' } of flowSummaries) {
        const versions: string[] = [];
        for await (const page of paginateListFlowVersions({ client: this.bedrock }, { flowIdentifier: id })) {
          versions.push(...page.flowVersionSummaries!.flatMap(({ version }) => version ?? []));
        }
        const aliases = (await this.aliasesOf(id)).map((alias) => [alias.name, alias.version]);
        all[name] = { id, versions, aliases: Object.fromEntries(aliases.sort()) };
      }
    }
    return all;
  }

  private async aliasesOf(flowId: string): Promise<{ id: string; name: string; version: string }[]> {
    const all = [];
    for await (const { flowAliasSummaries = [] } of paginateListFlowAliases({ client: this.bedrock },
      { flowIdentifier: flowId })) {
      all.push(...flowAliasSummaries.map(({ id = '', name = '', routingConfiguration }) => ({
        id, name, version: routingConfiguration![0].flowVersion!,
      })));
    }
    return all;
  }

  private async prompts(): Promise<Record<string, readonly string[]>> {
    const all: Record<string, string[]> = {};
    for await (const { promptSummaries = [] } of paginateListPrompts({ client: this.bedrock }, {})) {
      for (const { id, name } of promptSummaries) {
        all[name!] = [];
        for await (const page of paginateListPrompts({ client: this.bedrock }, { promptIdentifier: id })) {
          all[name!].push(...page.promptSummaries!.flatMap(({ version }) => version === undefined || version === 'DRAFT'
            ? [] : version));
        }
      }
    }
    return all;
  }

  private async functionAliases(FunctionName: string): Promise<readonly string[]> {
    const { Aliases = [] } = await this.lambda.send(new ListAliasesCommand({ FunctionName }));
    return Aliases.map(({ Name, FunctionVersion, RoutingConfig }) => (
      `${FunctionName}:${Name} `
        + `-> ${FunctionVersion}${RoutingConfig ? ` ${JSON.stringify(RoutingConfig.AdditionalVersionWeights)}` : ''}`));
  }

  private async stacks(): Promise<Record<string, string>> {
    const all: Record<string, string> = {};
    for await (const { StackSummaries = [] } of paginateListStacks({ client: this.cloudFormation }, {})) {
      for (const { StackName, StackStatus } of StackSummaries) {
        if (StackStatus !== 'DELETE_COMPLETE' && !BOOTSTRAP.test(StackName!)) { all[StackName!] = StackStatus!; }
      }
    }
    return all;
  }
}

function modelNeeds(modelId: string): readonly string[] {
  return [`bedrock:InvokeModel arn:aws:bedrock:${REGION}::foundation-model/${modelId.split('/').pop()}`];
}
