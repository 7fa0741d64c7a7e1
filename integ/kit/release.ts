/** A flow behind a canary in an account, and its releases. */
import { GetFlowAliasCommand } from '@aws-sdk/client-bedrock-agent';
import { paginateListAttachedRolePolicies } from '@aws-sdk/client-iam';
import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { NotTried } from './check';
import { FlowVersions } from './flow-versions';
import { OwnStack } from './own-stack';
import { until } from './poll';
import { callRouter, type RouterAnswer } from './router-call';
import { POLICY_PATH, stopDeployments } from './stack-contents';
import type { Undo } from './undo';
import type { Deployment, World } from './world';
import type { CanaryVariant } from '../stacks/variant';

/** Where the alias of the router leads. */
export interface Route {
  readonly version: string;
  /** The other version, and its share of 1, while traffic shifts. */
  readonly next?: { readonly version: string; readonly share: number };
}

/** How traffic shifts: all at once without. */
export type Way = Pick<CanaryVariant, 'percent' | 'minutes'>;

/** A deployment that is under way. */
export interface Shift {
  readonly ended: Promise<Deployment>;
  readonly hasEnded: () => boolean;
}

type Outputs = Readonly<Record<typeof OUTPUTS[number], string>>;
const OUTPUTS = [
  'FlowId', 'FlowRole', 'PromotedAliasId', 'RouterFunction', 'RouterAlias', 'RouterUrl', 'Application',
  'DeploymentGroup',
] as const;

export class Release {
  /**
   * Deploys the first program. There is nothing to shift from yet, but a rollback goes back to the way of shifting,
   * too.
   */
  public static async make(world: World, undo: Undo, what: string, way: Way = {}): Promise<Release> {
    const stack = await OwnStack.make(world, undo, what, { kind: 'canary', program: 1, ...way });
    const outputs =
      Object.fromEntries(await Promise.all(OUTPUTS.map(async (name) => [name, await stack.output(name)]))) as Outputs;
    return new Release(world, stack, outputs);
  }

  public readonly flow: FlowVersions;

  private constructor(
    private readonly world: World, public readonly stack: OwnStack, public readonly outputs: Outputs,
  ) {
    this.flow = new FlowVersions(world, outputs.FlowId);
  }

  public async deploy(program: number): Promise<Deployment> {
    return this.stack.deploy({ kind: 'canary', program });
  }

  /** Deploys a program, and comes back as soon as traffic shifts. */
  public async begin(variant: Omit<CanaryVariant, 'kind'>): Promise<Shift> {
    let end: Deployment | undefined;
    const ended = this.stack.deploy({ kind: 'canary', ...variant })
      .then((deployment) => { end = deployment; return deployment; });
    ended.catch(() => undefined); // whoever waits for it gets the error
    const shifts = await until(this.world, { seconds: 1800, everySeconds: 2 }, async () => end
      ? false : (await this.route()).next && true);
    if (!shifts) { throw new NotTried(`no traffic was shifted: ${end?.message || 'half an hour passed'}`); }
    return { ended, hasEnded: () => end !== undefined };
  }

  public async route(): Promise<Route> {
    const { FunctionVersion, RoutingConfig } = await this.world.clients.lambda.send(new GetAliasCommand({
      FunctionName: this.outputs.RouterFunction, Name: this.outputs.RouterAlias,
    }));
    const [next] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
    return { version: FunctionVersion!, ...next && { next: { version: next[0], share: next[1] } } };
  }

  /** The version of the flow that callers of InvokeFlow get. */
  public async promoted(): Promise<string> {
    const { routingConfiguration } = await this.world.clients.bedrock.send(new GetFlowAliasCommand({
      flowIdentifier: this.outputs.FlowId, aliasIdentifier: this.outputs.PromotedAliasId,
    }));
    return routingConfiguration![0].flowVersion!;
  }

  /** The policies of versions that the role of the flow has. */
  public async policies(): Promise<readonly string[]> {
    const input = { RoleName: this.outputs.FlowRole, PathPrefix: POLICY_PATH };
    const all: string[] = [];
    for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client: this.world.clients.iam },
      input)) {
      all.push(...AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn));
    }
    return all;
  }

  public async call(document: string): Promise<RouterAnswer> {
    return callRouter(this.world, this.outputs.RouterFunction, this.outputs.RouterAlias, document);
  }

  /** As the docs say: `aws deploy stop-deployment --auto-rollback-enabled`. How many there were to stop. */
  public async stop(): Promise<number> {
    const { Application: applicationName, DeploymentGroup: deploymentGroupName } = this.outputs;
    return stopDeployments(this.world.clients.codeDeploy, { applicationName, deploymentGroupName });
  }
}
