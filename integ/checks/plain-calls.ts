/** A flow in plain CloudFormation, and calls of its alias that go on while it is deployed. */
import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { FlowVersions } from '../kit/flow-versions';
import { OwnStack } from '../kit/own-stack';
import { requestFor } from '../kit/router-call';
import { sayingOf } from '../kit/saying';
import type { Undo } from '../kit/undo';
import type { Deployment, World } from '../kit/world';
import type { PlainVariant } from '../stacks/variant';

const PAUSE_MS = 2000;

export interface Calls {
  readonly deployment: Deployment;
  readonly answered: number;
  /** What the calls failed of. */
  readonly failures: readonly string[];
}

export class PlainFlow {
  public static async make(world: World, undo: Undo, what: string): Promise<PlainFlow> {
    const stack = await OwnStack.make(world, undo, what, { kind: 'plain', program: 1 });
    const [id, role, alias] =
      [await stack.output('FlowId'), await stack.output('FlowRole'), await stack.output('AliasId')];
    return new PlainFlow(world, stack, new FlowVersions(world, id), role, alias);
  }

  private constructor(
    private readonly world: World,
    public readonly stack: OwnStack,
    public readonly flow: FlowVersions,
    private readonly role: string,
    private readonly aliasId: string,
  ) {}

  /** Deploys, and calls the alias all the while. */
  public async deploy(variant: Omit<PlainVariant, 'kind'>): Promise<Calls> {
    let end: Deployment | undefined;
    const ended = this.stack.deploy({ kind: 'plain', ...variant }).then((deployment) => { end = deployment; });
    ended.catch(() => undefined);
    const failures = new Set<string>();
    let answered = 0;
    while (!end) {
      const { failure } = await this.call();
      if (failure === undefined) { answered++; } else { failures.add(failure); }
      await this.world.wait(PAUSE_MS);
    }
    await ended;
    return { deployment: end, answered, failures: [...failures] };
  }

  /** The node that answers a call, or how it fails. */
  public async call(): Promise<{ readonly node?: string; readonly failure?: string }> {
    return callAlias(this.world, this.flow.flowId, this.aliasId);
  }

  public async policies(): Promise<readonly string[]> {
    const { PolicyNames = [] } =
      await this.world.clients.iam.send(new ListRolePoliciesCommand({ RoleName: this.role }));
    return PolicyNames;
  }
}

export async function callAlias(
  { clients }: World, flowIdentifier: string, flowAliasIdentifier: string,
): Promise<{ readonly node?: string; readonly failure?: string }> {
  let node: string | undefined;
  try {
    const { responseStream } = await clients.runtime.send(new InvokeFlowCommand({
      flowIdentifier, flowAliasIdentifier, inputs: requestFor('hello').inputs as never,
    }));
    for await (const { flowOutputEvent } of responseStream ?? []) { node ??= flowOutputEvent?.nodeName; }
  } catch (error) {
    if ((error as Error).name === 'NotTried') { throw error; }
    return { failure: sayingOf(error) };
  }
  return node === undefined ? { failure: 'no node answers' } : { node };
}
