/** Versions and aliases of a flow, as the service has them. */
import {
  CreateFlowAliasCommand, CreateFlowVersionCommand, DeleteFlowAliasCommand, DeleteFlowVersionCommand,
  paginateListFlowAliases, paginateListFlowVersions,
} from '@aws-sdk/client-bedrock-agent';
import { TAG, type World } from './world';

/** The service deletes 2 versions or aliases a second (AWS General Reference, Amazon Bedrock quotas). */
const PACE_MS = 600;

export class FlowVersions {
  public constructor(private readonly world: World, public readonly flowId: string) {}

  /** The number of a new version. */
  public async publish(): Promise<string> {
    const { version } = await this.bedrock.send(new CreateFlowVersionCommand({ flowIdentifier: this.flowId }));
    return version!;
  }

  /** The id of a new alias. */
  public async point(name: string, flowVersion: string, tags: Readonly<Record<string, string>> = {}): Promise<string> {
    const { id } = await this.bedrock.send(new CreateFlowAliasCommand({
      flowIdentifier: this.flowId,
      name,
      routingConfiguration: [{ flowVersion }],
      tags: {
        ...tags, [TAG]: this.world.run,
      },
    }));
    return id!;
  }

  /** All numbers; the draft is not a version. */
  public async numbers(): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const { flowVersionSummaries = [] } of paginateListFlowVersions({ client: this.bedrock },
      { flowIdentifier: this.flowId })) {
      all.push(...flowVersionSummaries.flatMap(({ version }) => version ?? []));
    }
    return all.filter((version) => version !== 'DRAFT');
  }

  /** The version that each alias leads to, by name; without the one of the draft. */
  public async routes(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.aliases()).map(({ name, version }) => [name, version]));
  }

  public async deleteAlias(aliasIdentifier: string): Promise<void> {
    await this.world.wait(PACE_MS);
    await this.bedrock.send(new DeleteFlowAliasCommand({ flowIdentifier: this.flowId, aliasIdentifier }));
  }

  /** As the library does it: not while something uses the version. */
  public async deleteVersion(flowVersion: string): Promise<void> {
    await this.world.wait(PACE_MS);
    await this.bedrock.send(new DeleteFlowVersionCommand({
      flowIdentifier: this.flowId, flowVersion, skipResourceInUseCheck: false,
    }));
  }

  /** Aliases first: a version may be in use by them. */
  public async deleteAll(): Promise<void> {
    for (const { id } of await this.aliases()) { await this.deleteAlias(id); }
    for (const version of await this.numbers()) { await this.deleteVersion(version); }
  }

  private async aliases(): Promise<readonly {
    readonly id: string; readonly name: string; readonly version: string;
  }[]> {
    const all = [];
    for await (const { flowAliasSummaries = [] } of paginateListFlowAliases({ client: this.bedrock },
      { flowIdentifier: this.flowId })) {
      all.push(
        ...flowAliasSummaries.map(({ id = '', name = '', routingConfiguration: [{ flowVersion = '' } = {}] = [] }) => (
          { id, name, version: flowVersion })),
      );
    }
    return all.filter(({ id }) => id !== 'TSTALIASID');
  }

  private get bedrock() {
    return this.world.clients.bedrock;
  }
}
