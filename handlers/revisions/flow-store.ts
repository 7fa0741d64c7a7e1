import {
  type BedrockAgentClient, DeleteFlowAliasCommand, DeleteFlowVersionCommand, DeletePromptCommand, GetFlowVersionCommand,
  paginateListFlowAliases, paginateListFlowVersions, paginateListPrompts,
} from '@aws-sdk/client-bedrock-agent';
import type { Alias, Plan, Version } from './plan';
import { revisionOf } from '../../src/core/contract';

/** The service deletes 2 versions or aliases a second (AWS General Reference, Amazon Bedrock quotas). */
const PACE_MS = 600;

/** The versions and aliases of one flow. */
export class FlowStore {
  public constructor(
    private readonly client: BedrockAgentClient,
    private readonly flowIdentifier: string,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  public async versions(): Promise<readonly Version[]> {
    const all: Version[] = [];
    for await (const { flowVersionSummaries = [] } of paginateListFlowVersions({ client: this.client },
      { flowIdentifier: this.flowIdentifier })) {
      all.push(...flowVersionSummaries.map(({ version = '' }) => ({ version }))
        .filter(({ version }) => version !== 'DRAFT'));
    }
    return all;
  }

  /** The same with the revision that each says it is, its role and its definition. */
  public async revisions(versions: readonly Version[]): Promise<readonly Version[]> {
    return Promise.all(versions.map(async ({ version }) => {
      const input = { flowIdentifier: this.flowIdentifier, flowVersion: version };
      const { description = '', definition, executionRoleArn } =
        await this.client.send(new GetFlowVersionCommand(input));
      const revision = revisionOf(description);
      return {
        version,
        ...revision !== undefined && { revision },
        ...executionRoleArn !== undefined && { role: executionRoleArn.slice(executionRoleArn.lastIndexOf('/') + 1) },
        ...definition && { definition: JSON.stringify(definition) },
      };
    }));
  }

  public async aliases(): Promise<readonly Alias[]> {
    const all: Alias[] = [];
    for await (const { flowAliasSummaries = [] } of paginateListFlowAliases({ client: this.client },
      { flowIdentifier: this.flowIdentifier })) {
      all.push(...flowAliasSummaries.map(({ id = '', name = '', routingConfiguration = [] }) => (
        { id, name, versions: routingConfiguration.flatMap(({ flowVersion }) => flowVersion ?? []) }
      )));
    }
    return all;
  }

  /**
   * Aliases first: a version that an alias points at can't be deleted. What can't be deleted is logged, and tried again
   * after the next deployment.
   */
  public async delete({ aliases, versions }: Plan): Promise<void> {
    for (const aliasIdentifier of aliases) {
      const { flowIdentifier } = this;
      await this.attempt(`alias ${aliasIdentifier}`, () =>
        this.client.send(new DeleteFlowAliasCommand({ flowIdentifier, aliasIdentifier })));
    }
    for (const flowVersion of versions) {
      await this.attempt(`version ${flowVersion}`, () => this.client.send(new DeleteFlowVersionCommand({
        flowIdentifier: this.flowIdentifier, flowVersion, skipResourceInUseCheck: false,
      })));
    }
  }

  public async promptVersions(promptIdentifier: string): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const { promptSummaries = [] } of paginateListPrompts({ client: this.client }, { promptIdentifier })) {
      all.push(...promptSummaries.map(({ version = '' }) => version));
    }
    return all;
  }

  public async deletePromptVersions(promptIdentifier: string, versions: readonly string[]): Promise<void> {
    for (const promptVersion of versions) {
      // without a version, DeletePrompt deletes the whole prompt
      const command = new DeletePromptCommand({ promptIdentifier, promptVersion });
      await this.attempt(`version ${promptVersion} of prompt ${promptIdentifier}`, () => this.client.send(command));
    }
  }

  private async attempt(what: string, deletion: () => Promise<unknown>): Promise<void> {
    try {
      await deletion();
      console.log(`flow ${this.flowIdentifier}: ${what} is deleted`);
    } catch (error) {
      console.error(`flow ${this.flowIdentifier}: ${what} is not `
        + `deleted: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    }
    await this.wait(PACE_MS);
  }
}
