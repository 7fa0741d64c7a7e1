/**
 * Stacks of `integ/app.ts`: their real templates and the real function that prunes versions, over services in memory.
 */
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { IAMClient } from '@aws-sdk/client-iam';
import { App } from 'aws-cdk-lib';
import { EventLog } from './event-log';
import type { InMemoryAlarms } from './in-memory-alarms';
import type { InMemoryFlows } from './in-memory-flows';
import type { CodeDeployment, InMemoryLambda } from './in-memory-lambda';
import type { Rules } from './rules';
import type { VirtualClock } from './virtual-clock';
import { handlerWith } from '../../../handlers/revisions';
import type { Deployment } from '../../../integ/kit/world';
import { addStack } from '../../../integ/stacks';
import type { Variant } from '../../../integ/stacks/variant';
import { operationOf } from '../../support/in-memory-bedrock';
import type { InMemoryIam } from '../../support/in-memory-iam';
import { type Handler, handlersOver, OTHER, type Properties } from '../../support/in-memory-resources';
import { InMemoryStack, STACK_ID } from '../../support/in-memory-stack';
import { type CfnTemplate, type Known, resolved } from '../../support/intrinsics';

type Template = CfnTemplate & { readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>> };

export interface Services {
  readonly clock: VirtualClock;
  readonly rules: Rules;
  readonly flows: InMemoryFlows;
  readonly lambda: InMemoryLambda;
  readonly alarms: InMemoryAlarms;
  readonly iam: InMemoryIam;
}

export class InMemoryDeployments {
  public readonly stacks = new Map<string, DeployedStack>();

  public constructor(private readonly services: Services) {}

  public async deploy(name: string, variant: Variant, signal?: AbortSignal): Promise<Deployment> {
    const { rules } = this.services;
    if (rules.deployments === 'fail at once') {
      return { isOk: false, message: 'This environment needs to be bootstrapped' };
    }
    const ended = new Promise<Deployment>((done) => {
      const end = () => done({ isOk: false, message: 'the command line was ended' });
      if (signal?.aborted) { end(); }
      signal?.addEventListener('abort', end, { once: true });
    });
    return Promise.race([ended, this.deployed(name, variant, signal)]);
  }

  /** What CloudFormation does, whatever becomes of the command line. */
  private async deployed(name: string, variant: Variant, signal?: AbortSignal): Promise<Deployment> {
    const { rules, clock } = this.services;
    const isUpdate = this.stacks.has(name);
    await Promise.race([clock.wait(60_000), new Promise<void>((done) => {
      signal?.addEventListener('abort', () => done(), { once: true });
    })]);
    if (signal?.aborted) {
      if (!rules.asksLate) { return { isOk: false, message: 'the command line was ended' }; }
      await clock.wait(8000);
      // the change set of an update goes with its stack
      if (isUpdate && !this.stacks.has(name)) { return { isOk: false, message: 'the stack is gone' }; }
    }
    const stack = this.stacks.get(name) ?? new DeployedStack(this.services);
    this.stacks.set(name, stack);
    return stack.deploy(templateOf(variant));
  }

  public client(): CloudFormationClient {
    const client =
      new CloudFormationClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => {
      const name = command.input.StackName;
      const stack = this.stacks.get(name);
      const operation = operationOf(command);
      if (operation === 'DescribeStacks' && name === undefined) {
        return { Stacks: [...this.stacks].map(([one, each]) => ({ ...each.about(), StackName: one })) };
      }
      if (operation === 'DeleteStack') {
        if (await stack?.delete()) { this.stacks.delete(name); }
        return {};
      }
      if (!stack) { throw new Error(`Stack with id ${name} does not exist`); }
      switch (operation) {
        case 'DescribeStacks': return { Stacks: [stack.about()] };
        case 'DescribeStackEvents': return { StackEvents: stack.log.newestFirst() };
        case 'ListStackResources': return stack.resources();
        case 'CancelUpdateStack': throw new Error('the update can not be cancelled');
        default: throw new Error(`${operation} is not known here`);
      }
    };
    return client;
  }
}

const TEMPLATES = new Map<string, Template>();

export function templateOf(variant: Variant): Template {
  const key = JSON.stringify(variant);
  const known = TEMPLATES.get(key);
  if (known) { return known; }
  const app = new App();
  const stack = addStack(app, 'Stack', variant);
  const template = app.synth().getStackArtifact(stack.artifactId).template as Template;
  TEMPLATES.set(key, template);
  return template;
}

class DeployedStack {
  public readonly log: EventLog;
  private hasFailed = false;
  private readonly stack: InMemoryStack;
  private readonly known = new Map<string, Known>();
  private template?: Template;
  private group = { id: '', percent: 0, minutes: 0, alarms: [] as readonly string[] };
  private readonly configs = new Map<string, { readonly percent: number; readonly minutes: number }>();

  public constructor(private readonly services: Services) {
    const { flows, iam, rules, clock } = services;
    const common = handlersOver(flows, iam);
    this.log = new EventLog(rules, () => this.status);
    const own: Readonly<Record<string, Handler>> = { ...common, ...this.handlers(common) };
    const handlers = new Proxy(own,
      { get: (all, type: string) => this.log.telling(type, this.remembering(all[type] ?? OTHER)) });
    this.stack = new InMemoryStack(handlers, async (event) => ((
      event.RequestType === 'Update' ? rules.deployments === 'do not prune' : event.RequestType === 'Delete'
        && !rules.prunerMayDelete) ? { PhysicalResourceId: event.PhysicalResourceId } : custom(event)));
    const custom = handlerWith({
      bedrock: flows.client(),
      iam: this.iamOfPruner(),
      cloudFormation: this.stack.client(),
      wait: (ms) =>
        clock.wait(ms),
    });
  }

  public get status(): string {
    return this.hasFailed ? 'DELETE_FAILED' : this.stack.status;
  }

  public about() {
    return { StackStatus: this.status, Outputs: this.status.endsWith('_COMPLETE') ? this.outputs() : [] };
  }

  public async resources(): Promise<unknown> {
    return this.stack.client().send(new ListStackResourcesCommand({ StackName: STACK_ID }));
  }

  public async deploy(template: Template): Promise<Deployment> {
    this.template = template;
    const isOk = await this.stack.deploy(template);
    return { isOk, message: this.stack.fault?.message ?? '' };
  }

  /** Whether all of it is gone. */
  public async delete(): Promise<boolean> {
    const { flows, rules } = this.services;
    const before = new Map(flows.flows);
    this.hasFailed = false;
    try {
      await this.stack.delete();
    } catch (error) {
      this.log.failed('Flow', 'AWS::Bedrock::Flow', (error as Error).message);
      this.hasFailed = true;
      return false;
    }
    if (rules.deployments === 'leave the flow') { before.forEach((flow, id) => flows.flows.set(id, flow)); }
    return true;
  }

  public outputs() {
    return Object.entries(this.template!.Outputs).map(([OutputKey, { Value }]) => (
      { OutputKey, OutputValue: resolved(Value, (id) => this.known.get(id)!) as string }));
  }

  private iamOfPruner(): IAMClient {
    const { iam, rules } = this.services;
    const client = iam.client();
    const send = client.send.bind(client) as (command: any) => Promise<any>;
    if (rules.deployments !== 'keep the policies') { return client; }
    client.send = async (command: any) => {
      if (operationOf(command) === 'DetachRolePolicy') { throw new Error('the condition does not hold'); }
      return send(command);
    };
    return client;
  }

  private remembering(handler: Handler): Handler {
    return {
      ...handler,
      create: (properties, id) => {
        const known = handler.create(properties, id);
        this.known.set(id, known);
        return known;
      },
    };
  }

  private get isGoingBack(): boolean {
    return this.stack.status.startsWith('UPDATE_ROLLBACK');
  }

  private handlers({
    'AWS::Bedrock::Flow': flow, 'AWS::Bedrock::FlowAlias': flowAlias, 'AWS::Bedrock::FlowVersion': flowVersion,
    'AWS::IAM::Policy': policy,
  }: Readonly<Record<string, Handler>>): Readonly<Record<string, Handler>> {
    const { flows, lambda, alarms, clock, iam, rules } = this.services;
    const seen = (id: string, { Definition, Tags = {} }: Properties) => flows.describe(id, Definition, Tags);
    const nothing = { createOnly: [], delete: () => {} };
    return {
      'AWS::Lambda::Function': {
        createOnly: [],
        create: ({ Environment }, id) => {
          lambda.functions.set(id,
            { env: Environment?.Variables ?? {}, revision: 1, versions: [], aliases: new Map() });
          return { ref: id, attributes: { Arn: `arn:aws:lambda:us-east-1:111122223333:function:${id}` } };
        },
        update: ({ ref }, { Environment }) => {
          const found = lambda.of(ref);
          found.env = Environment?.Variables ?? {};
          found.revision++;
        },
        delete: ({ ref }) => { lambda.functions.delete(ref); },
      },
      'AWS::Lambda::Version': {
        createOnly: ['FunctionName'],
        create: ({ FunctionName }) => {
          const version = lambda.publish(FunctionName);
          return { ref: `${FunctionName}:${version}`, attributes: { Version: version } };
        },
      },
      'AWS::Lambda::Alias': {
        createOnly: ['FunctionName', 'Name'],
        create: ({ FunctionName, FunctionVersion, Name }) => {
          lambda.of(FunctionName).aliases.set(Name, { version: FunctionVersion });
          return { ref: `${FunctionName}:${Name}`, attributes: {} };
        },
        update: (_, { FunctionName, FunctionVersion, Name }) => this.shift(FunctionName, Name, FunctionVersion),
      },
      'AWS::Lambda::Url': {
        ...nothing, create: (_, id) => ({ ref: id, attributes: { FunctionUrl: `https://${id}.example/` } }),
      },
      'AWS::CodeDeploy::DeploymentConfig': {
        createOnly: [],
        create: ({ TrafficRoutingConfig: { TimeBasedCanary: { CanaryPercentage, CanaryInterval } } }, id) => {
          this.configs.set(id, { percent: CanaryPercentage, minutes: CanaryInterval });
          return { ref: id, attributes: {} };
        },
      },
      'AWS::CodeDeploy::DeploymentGroup': {
        createOnly: [],
        create: (properties, id) => { this.regroup(id, properties); return { ref: id, attributes: {} }; },
        update: ({ ref }, properties) => this.regroup(ref, properties),
      },
      'AWS::CloudWatch::Alarm': {
        createOnly: [],
        create: (properties, id) => { alarms.put(id, properties); return { ref: id, attributes: { Arn: id } }; },
        update: ({ ref }, properties) => alarms.put(ref, properties),
        delete: ({ ref }) => { alarms.alarms.delete(ref); },
      },
      'AWS::CloudFormation::WaitCondition': {
        ...nothing,
        create: () => { throw new Error('WaitCondition timed out. Received 0 conditions when expecting 1'); },
      },
      'AWS::Bedrock::FlowAlias': {
        ...flowAlias,
        // so long that somebody who looks sees what was there before
        update: async (known, properties) => {
          await clock.wait(5000);
          await flowAlias.update!(known, properties);
        },
      },
      'AWS::Bedrock::FlowVersion': {
        ...flowVersion,
        delete: (known, properties) => {
          if (!(this.isGoingBack && rules.deployments === 'leave the new version')) {
            flowVersion.delete!(known, properties);
          }
        },
      },
      'AWS::IAM::Policy': {
        ...policy,
        delete: (known, properties) => {
          policy.delete!(known, properties);
          if (this.isGoingBack && rules.deployments === 'lose the policies') {
            iam.policies(properties.Roles[0]).clear();
          }
        },
      },
      'AWS::Bedrock::Flow': {
        ...flow,
        create: (properties, id) => {
          const known = flow.create(properties, id);
          seen(known.attributes.Id, properties);
          return known;
        },
        update: async (known, properties) => {
          await flow.update!(known, properties);
          seen(known.attributes.Id, properties);
        },
      },
    };
  }

  private regroup(id: string, { DeploymentConfigName, AlarmConfiguration }: Properties): void {
    const { percent, minutes } = this.configs.get(DeploymentConfigName) ?? { percent: 100, minutes: 0 };
    this.group = { id, percent, minutes, alarms: AlarmConfiguration.Alarms.map(({ Name }: any) => Name) };
  }

  /** As CodeDeploy does it: some of the traffic first, back when it is stopped or an alarm goes off. */
  private async shift(name: string, alias: string, version: string): Promise<void> {
    const { clock, lambda, alarms, rules } = this.services;
    const route = lambda.of(name).aliases.get(alias)!;
    const isBack = this.isGoingBack;
    if (isBack && rules.deployments === 'forget to roll back') { return; }
    if (isBack && !rules.rollsBackGradually || route.version === version) {
      Object.assign(route, { version, next: undefined });
      return;
    }
    const deployment: CodeDeployment =
      { id: `d-${lambda.deployments.length + 1}`, group: this.group.id, status: 'InProgress' };
    lambda.deployments.push(deployment);
    const end = clock.now + 60_000 * this.group.minutes;
    if (this.group.percent < 100) { route.next = { version, share: this.group.percent / 100 }; }
    while (clock.now < end) {
      await clock.wait(1000);
      if (this.group.alarms.some((alarm) => alarms.stateOf(alarm) === 'ALARM')) { deployment.status = 'Stopped'; }
      if (deployment.status !== 'InProgress') {
        if (rules.deployments !== 'forget to roll back') { route.next = undefined; }
        throw new Error(`deployment ${deployment.id} was stopped`);
      }
    }
    Object.assign(route, { version, next: undefined });
    deployment.status = 'Succeeded';
  }
}
