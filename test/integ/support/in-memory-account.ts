/** An account in memory that behaves as a test wants it to. */
import { IAMClient, NoSuchEntityException } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { denied } from './denied';
import { InMemoryAlarms } from './in-memory-alarms';
import { InMemoryDeployments } from './in-memory-deployments';
import { InMemoryFlows } from './in-memory-flows';
import { InMemoryLambda } from './in-memory-lambda';
import { InMemoryMachines } from './in-memory-machines';
import { policedBy } from './policed';
import { AS_ASSUMED, type Rules } from './rules';
import { VirtualClock } from './virtual-clock';
import type { Check } from '../../../integ/kit/check';
import { type Finding, runChecks } from '../../../integ/kit/runner';
import { TAG, type World } from '../../../integ/kit/world';
import { operationOf } from '../../support/in-memory-bedrock';
import { InMemoryIam } from '../../support/in-memory-iam';

const KEYS = { region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
/** A role can't be assumed in its first seconds. */
const ASSUMED_AFTER_MS = 10_000;

export class InMemoryAccount {
  public readonly rules: Rules;
  public readonly clock = new VirtualClock();
  public readonly flows: InMemoryFlows;
  public readonly alarms: InMemoryAlarms;
  public readonly deployments: InMemoryDeployments;
  public readonly machines: InMemoryMachines;
  /** Roles that the checks made themselves, and when. */
  public readonly roles = new Map<string, number>();
  /** Whose credentials these are; only what a test asks for. */
  public caller = 'arn:aws:sts::111122223333:assumed-role/Tester/session';
  public readonly world: World;
  /** All tags that anything was made with. */
  public readonly tags: unknown[] = [];
  /** What was made or called after an interruption. */
  public readonly afterwards: string[] = [];
  /** What was called, as IAM names it. */
  public readonly called = new Set<string>();
  private readonly killed = new AbortController();
  private readonly iam = new InMemoryIam();
  private readonly lambda: InMemoryLambda;
  private readonly onCall: ((operation: string) => void)[] = [];

  public constructor(changes: Partial<Rules> = {}) {
    this.rules = { ...AS_ASSUMED, ...changes };
    const { clock, rules, iam } = this;
    this.flows = new InMemoryFlows(clock, rules, iam, (arn) => this.roles.get(arn.split('/').pop()!) ?? 0);
    this.lambda = new InMemoryLambda(clock, rules, this.flows);
    this.alarms = new InMemoryAlarms(clock, rules, this.lambda);
    this.deployments = new InMemoryDeployments({
      clock, rules, flows: this.flows, lambda: this.lambda, alarms: this.alarms, iam,
    });
    this.machines = new InMemoryMachines(rules);
    this.world = this.makeWorld();
  }

  /** Told of the beginning and the end of each call, and of each wait, by the name of the operation. */
  public onMoment: (operation: string) => void = () => {};

  /** What a check finds out here. */
  public async found(check: Check, keeps = false): Promise<Finding> {
    return (await runChecks([check], [], this.world, { keeps, say: () => {} })).checks[0];
  }

  /** What a check finds out that is interrupted while its n-th call is under way. */
  public async interruptedAt(check: Check, calls: number): Promise<Finding> {
    const controller = new AbortController();
    let rest = calls;
    this.onCall.push((operation) => {
      if (controller.signal.aborted && !/^(Get|List|Describe|Delete|Cancel|Stop)/.test(operation)) {
        this.afterwards.push(operation);
      }
      if (--rest === 0) { controller.abort(); }
    });
    const options = { keeps: false, say: () => {}, interrupted: controller.signal };
    return (await runChecks([check], [], this.world, options)).checks[0];
  }

  /** Whoever runs the checks is gone: no call of its world is answered any more, and its command line ends. */
  public kill(): void {
    this.killed.abort();
  }

  /** What somebody else sees of the account, and can do there, until that one is gone too. */
  public otherWorld(killed: AbortSignal = new AbortController().signal): World {
    return this.makeWorld(killed);
  }

  /** What checks have made by themselves, by kind and name. */
  public named(): readonly string[] {
    return [
      ...[...this.roles.keys()].map((name) => `role ${name}`),
      ...this.flows.named().map((name) => `flow ${name}`),
      ...[...this.deployments.stacks.keys()].map((name) => `stack ${name}`),
      ...[...this.alarms.alarms.keys()].filter((name) => name.startsWith(TAG)).map((name) => `alarm ${name}`),
      ...[...this.machines.names].map((name) => `state machine ${name}`),
    ];
  }

  /** What is still there. */
  public left(): readonly string[] {
    return [
      ...this.flows.flows.keys(), ...this.roles.keys(), ...this.iam.roles.keys(), ...this.deployments.stacks.keys(),
      ...this.alarms.alarms.keys(), ...this.machines.names,
    ];
  }

  private makeWorld(killed = this.killed.signal): World {
    const { clock, flows } = this;
    const alive = async <T>(answer: T): Promise<T> => killed.aborted ? new Promise<never>(() => {}) : answer;
    const guarded = <T extends { send: any }>(client: T, service = 'bedrock'): T => {
      const { send } = client;
      client.send = async (command: any) => {
        const operation = operationOf(command);
        this.onCall.forEach((told) => told(operation));
        this.called.add(
          `${service}:${operation.replace(/^Invoke(?=WithResponseStream|$)/, 'InvokeFunction')
            .replace('WithResponseStream', '')}`,
        );
        this.onMoment(operation);
        await alive(undefined);
        if (this.rules.forbidden.includes(operation)) { throw denied(operation); }
        const { tags, Tags } = command.input;
        if (/^(Create|PutMetricAlarm)/.test(operation) && !['CreateFlowVersion', 'CreateAlias'].includes(operation)) {
          this.tags.push(tags ?? Tags);
        }
        const answer = await send.call(client, command);
        this.onMoment(`${operation} is answered`);
        return alive(answer);
      };
      return client;
    };
    return {
      account: '111122223333',
      partition: 'aws',
      caller: this.caller,
      region: 'us-east-1',
      run: 'test',
      clients: {
        bedrock: guarded(flows.client()),
        runtime: guarded(flows.runtime()),
        cloudFormation: guarded(this.deployments.client(), 'cloudformation'),
        cloudWatch: guarded(this.alarms.client(), 'cloudwatch'),
        codeDeploy: guarded(this.lambda.codeDeploy(), 'codedeploy'),
        iam: guarded(this.iamClient(), 'iam'),
        lambda: guarded(this.lambda.client(), 'lambda'),
        stepFunctions: guarded(this.machines.client(), 'states'),
        sts: guarded(this.sts(), 'sts'),
      },
      clientsOf: ({ accessKeyId: role }) => policedBy(JSON.parse([...this.iam.policies(role).values()][0]),
        this.rules, flows),
      deploy: (stack, variant, signal) => this.deployments.deploy(stack, variant,
        AbortSignal.any([killed, ...signal ? [signal] : []])),
      post: (url, body) => this.post(url, body),
      now: () => clock.now,
      wait: async (ms) => {
        this.onMoment('wait');
        await alive(undefined);
        await clock.wait(ms);
        return alive(undefined);
      },
    };
  }

  private async* post(url: string, body: string): AsyncGenerator<string> {
    const [name] = [...this.lambda.functions].find(([, { aliases, env }]) => aliases.size > 0 && env.FLOW_ID)!;
    if (!url.startsWith('https://Canary')) { throw new Error(`${url} is not a URL of a router`); }
    const lines: string[] = [];
    for await (const line of this.lambda.router(name, 'live', JSON.parse(body).inputs[0].content.document)) {
      if (this.rules.urlsStream) { yield line; } else { lines.push(line); }
    }
    yield* lines;
  }

  private iamClient(): IAMClient {
    const client = new IAMClient(KEYS);
    client.send = async (command: any) => {
      const { RoleName, PolicyName, PolicyDocument } = command.input;
      switch (operationOf(command)) {
        case 'CreateRole':
          this.roles.set(RoleName, this.clock.now);
          this.iam.roles.set(RoleName, new Map());
          return { Role: { Arn: `arn:aws:iam::111122223333:role/${RoleName}` } };
        case 'PutRolePolicy': this.iam.put(RoleName, PolicyName, JSON.parse(PolicyDocument)); return {};
        case 'DeleteRolePolicy': this.iam.delete(RoleName, PolicyName); return {};
        case 'DeleteRole':
          if (!this.roles.delete(RoleName)) { throw new NoSuchEntityException({ message: RoleName, $metadata: {} }); }
          this.iam.deleteRole(RoleName);
          return {};
        case 'ListRoles': return { Roles: [...this.iam.roles.keys()].map((name) => ({ RoleName: name })) };
        case 'ListRoleTags': return { Tags: [{ Key: TAG, Value: this.world.run }] };
        case 'ListRolePolicies': return { PolicyNames: [...this.iam.policies(RoleName).keys()] };
        case 'GetRole':
          if (!this.rules.isBootstrapped && RoleName.startsWith('cdk-')) {
            throw new NoSuchEntityException({ message: RoleName, $metadata: {} });
          }
          return { Role: { Arn: `arn:aws:iam::111122223333:role/path/${RoleName}` } };
        case 'SimulatePrincipalPolicy':
          if (command.input.PolicySourceArn !== 'arn:aws:iam::111122223333:role/path/Tester') {
            throw new Error('another principal');
          }
          return {
            EvaluationResults: command.input.ActionNames.map((EvalActionName: string) => (
              {
                EvalActionName,
                EvalDecision: this.rules.forbidden.includes(EvalActionName) ? 'implicitDeny' : 'allowed',
              })),
          };
        default: return this.iam.answer(operationOf(command), command.input);
      }
    };
    return client;
  }

  private sts(): STSClient {
    const client = new STSClient(KEYS);
    client.send = async ({ input: { RoleArn } }: any) => {
      const name = RoleArn.split('/').pop();
      if (this.clock.now < this.roles.get(name)! + ASSUMED_AFTER_MS) { throw denied('AssumeRole'); }
      return { Credentials: { AccessKeyId: name, SecretAccessKey: 'none', SessionToken: 'none' } };
    };
    return client;
  }
}
