/** Functions with versions and weighted aliases, and CodeDeploy, which shifts them. */
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { InMemoryFlows } from './in-memory-flows';
import type { Rules } from './rules';
import type { VirtualClock } from './virtual-clock';
import { operationOf } from '../../support/in-memory-bedrock';

type Env = Readonly<Record<string, string>>;

export interface LambdaAlias {
  version: string;
  next?: { readonly version: string; readonly share: number };
}

export interface LambdaFunction {
  env: Env;
  revision: number;
  readonly versions: { readonly version: string; readonly env: Env; readonly revision: number }[];
  readonly aliases: Map<string, LambdaAlias>;
}

export interface CodeDeployment {
  readonly id: string;
  readonly group: string;
  status: 'InProgress' | 'Succeeded' | 'Stopped';
}

/** A fault of a call or a crash, as the metrics have it. */
export interface Fault {
  readonly at: number;
  readonly dimensions: Env;
}

export class InMemoryLambda {
  public readonly functions = new Map<string, LambdaFunction>();
  public readonly deployments: CodeDeployment[] = [];
  public readonly faults: Fault[] = [];
  private seed = 42;

  public constructor(
    private readonly clock: VirtualClock, private readonly rules: Rules, private readonly flows: InMemoryFlows,
  ) {}

  public client(): LambdaClient {
    const client =
      new LambdaClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  public codeDeploy(): CodeDeployClient {
    const client =
      new CodeDeployClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => {
      const { input } = command;
      if (operationOf(command) === 'ListDeployments') {
        const isWanted = ({ group, status }: CodeDeployment) => group === input.deploymentGroupName
          && input.includeOnlyStatuses.includes(status);
        return { deployments: this.deployments.filter(isWanted).map(({ id }) => id) };
      }
      if (operationOf(command) !== 'StopDeployment' || input.autoRollbackEnabled !== true) {
        throw new Error('not known here');
      }
      this.deployments.find(({ id }) => id === input.deploymentId)!.status = 'Stopped';
      return {};
    };
    return client;
  }

  public publish(name: string): string {
    const { versions, env, revision } = this.of(name);
    const last = versions[versions.length - 1];
    if (last?.revision === revision) { return last.version; }
    const version = String(versions.length + 1);
    versions.push({ version, env, revision });
    return version;
  }

  public of(name: string): LambdaFunction {
    const found = this.functions.get(name);
    if (!found) {
      throw Object.assign(new Error(`function ${name} is not there`), { name: 'ResourceNotFoundException' });
    }
    return found;
  }

  /** The lines of the router behind a URL or an alias: what the flow says, from the version that is drawn. */
  public async* router(name: string, alias: string, document: string): AsyncGenerator<string> {
    yield* this.lines(this.drawn(name, alias).env, document);
  }

  private answer(operation: string, input: any): unknown {
    const { FunctionName: name } = input;
    switch (operation) {
      case 'GetAlias': {
        const { version, next } = this.of(name).aliases.get(input.Name)!;
        return {
          FunctionVersion: version,
          ...next && { RoutingConfig: { AdditionalVersionWeights: { [next.version]: next.share } } },
        };
      }
      case 'CreateAlias': {
        const [[version, share]] = Object.entries<number>(input.RoutingConfig.AdditionalVersionWeights);
        this.of(name).aliases.set(input.Name, { version: input.FunctionVersion, next: { version, share } });
        return {};
      }
      case 'PublishVersion': return { Version: this.publish(name) };
      case 'UpdateFunctionConfiguration': this.of(name).revision++; return {};
      case 'GetFunctionConfiguration': return { LastUpdateStatus: 'Successful', Runtime: 'nodejs24.x' };
      case 'Invoke':
        return { Payload: Buffer.from(JSON.stringify({ node: this.rules.node, ...this.rules.runtime })) };
      case 'InvokeWithResponseStream': return this.invoke(name, input.Qualifier, input.Payload);
      default: throw new Error(`${operation} is not known here`);
    }
  }

  private invoke(name: string, alias: string, payload: Uint8Array | undefined): unknown {
    const { version, env } = this.drawn(name, alias);
    if (name.startsWith('Crashing')) {
      if (this.rules.crashesCount) {
        this.faults.push({
          at: this.clock.now,
          dimensions: { FunctionName: name, Resource: `${name}:${alias}`, ExecutedVersion: version },
        });
      }
      return { ExecutedVersion: version, EventStream: eventsOf(['first '], 'Function.Crash') };
    }
    const { inputs } = JSON.parse(Buffer.from(payload!).toString());
    return { ExecutedVersion: version, EventStream: eventsOf(this.lines(env, inputs[0].content.document)) };
  }

  private async* lines({ FLOW_ID, FLOW_ALIAS_ID, FLOW_VERSION }: Env, document: string): AsyncGenerator<string> {
    try {
      for await (const event of this.flows.events(FLOW_ID, FLOW_ALIAS_ID, document)) {
        yield `${JSON.stringify(event)}\n`;
      }
      yield `${JSON.stringify({ router: { flowVersion: FLOW_VERSION } })}\n`;
    } catch (error) {
      const { name, message } = error as Error;
      this.faults.push({ at: this.clock.now, dimensions: { FlowId: FLOW_ID, FlowVersion: FLOW_VERSION } });
      yield `${JSON.stringify({ error: { name, message } })}\n`;
    }
  }

  private drawn(name: string, alias: string) {
    const { versions, aliases } = this.of(name);
    const { version, next } = aliases.get(alias)!;
    this.seed = (this.seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const drawn = next && this.seed / 2 ** 31 < next.share * this.rules.weightFactor ? next.version : version;
    return versions.find((one) => one.version === drawn)!;
  }
}

async function* eventsOf(
  pieces: AsyncIterable<string> | Iterable<string>, ErrorCode?: string,
): AsyncGenerator<unknown> {
  for await (const piece of pieces) { yield { PayloadChunk: { Payload: Buffer.from(piece) } }; }
  yield { InvokeComplete: ErrorCode === undefined ? {} : { ErrorCode } };
}
