/**
 * The part of Bedrock that versions and aliases of flows live in: its quotas, what it refuses, and that a number is
 * never given twice.
 */
import {
  BedrockAgentClient, ConflictException, ResourceNotFoundException, ServiceQuotaExceededException, ThrottlingException,
} from '@aws-sdk/client-bedrock-agent';

export interface StoredVersion {
  readonly version: string;
  readonly description?: string;
  readonly definition: unknown;
  readonly executionRoleArn?: string;
}

export interface StoredAlias {
  readonly id: string;
  readonly name: string;
  readonly flowVersion: string;
}

interface StoredFlow {
  readonly versions: Map<string, StoredVersion>;
  readonly aliases: Map<string, StoredAlias>;
  last: number;
}

/** Both quotas can't be raised. That TSTALIASID counts is assumed, because that is the worse case. */
const QUOTA = 10;
const DELETIONS_PER_SECOND = 2;
/** Small, so that lists come in pages. */
const PAGE = 4;

export class InMemoryBedrock {
  /** Milliseconds; only waiting moves it. */
  public now = 0;
  /** How often a version or alias was made, changed or deleted. */
  public changes = 0;
  public readonly flows = new Map<string, StoredFlow>();
  public readonly prompts = new Map<string, Set<string>>();
  /** How often each operation was asked for. */
  public readonly calls = new Map<string, number>();
  private readonly deletions: number[] = [];
  private ids = 0;

  /**
   * @param refusesInUse whether a version that an alias leads to can't be deleted: likely, but not documented
   */
  public constructor(private readonly refusesInUse = true) {}

  /** A client of the SDK that reaches this instead of AWS. */
  public client(): BedrockAgentClient {
    const client =
      new BedrockAgentClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  public createFlow(): string {
    const id = this.newId('FLOW');
    this.flows.set(id, { versions: new Map(), aliases: new Map(), last: 0 });
    return id;
  }

  /** As the worst reading of the documents has it: not while there is anything of the flow. */
  public deleteFlow(id: string): void {
    const { versions, aliases } = this.flow(id);
    if (versions.size + aliases.size > 0) {
      throw conflict(`flow ${id} has ${versions.size} versions and ${aliases.size} aliases`);
    }
    this.flows.delete(id);
  }

  public createVersion(
    flowId: string, description: string | undefined, definition: unknown, executionRoleArn?: string,
  ): string {
    const flow = this.flow(flowId);
    this.changes++;
    if (flow.versions.size >= QUOTA) { throw exceeded(`flow ${flowId} has ${QUOTA} versions`); }
    flow.last++;
    const version = String(flow.last);
    flow.versions.set(version,
      { version, description, definition, ...executionRoleArn !== undefined && { executionRoleArn } });
    return version;
  }

  public createAlias(flowId: string, name: string, flowVersion: string): string {
    const flow = this.flow(flowId);
    if (flow.aliases.size + 1 >= QUOTA) {
      throw exceeded(`flow ${flowId} has ${flow.aliases.size} aliases and TSTALIASID`);
    }
    if ([...flow.aliases.values()].some((alias) => alias.name === name)) { throw conflict(`alias ${name} exists`); }
    const id = this.newId('ALIAS');
    this.route(flowId, { id, name, flowVersion });
    return id;
  }

  public updateAlias(flowId: string, id: string, name: string, flowVersion: string): void {
    if (!this.flow(flowId).aliases.has(id)) { throw notFound(`alias ${id}`); }
    this.route(flowId, { id, name, flowVersion });
  }

  public deleteAlias(flowId: string, id: string): void {
    this.changes++;
    if (!this.flow(flowId).aliases.delete(id)) { throw notFound(`alias ${id}`); }
  }

  public deleteVersion(flowId: string, version: string): void {
    this.changes++;
    const { versions, aliases } = this.flow(flowId);
    const user = [...aliases.values()].find((alias) => alias.flowVersion === version);
    if (user && this.refusesInUse) { throw conflict(`alias ${user.name} leads to version ${version}`); }
    if (!versions.delete(version)) { throw notFound(`version ${version}`); }
  }

  /** Without a version, the whole prompt goes (API reference, DeletePrompt). */
  public deletePrompt(id: string, version: string | undefined): void {
    const versions = this.prompts.get(id);
    if (!versions) { throw notFound(`prompt ${id}`); }
    if (version === undefined) {
      this.prompts.delete(id);
    } else if (!versions.delete(version)) { throw notFound(`prompt version ${version}`); }
  }

  public flow(id: string): StoredFlow {
    const flow = this.flows.get(id);
    if (!flow) { throw notFound(`flow ${id}`); }
    return flow;
  }

  private route(flowId: string, alias: StoredAlias): void {
    const { versions, aliases } = this.flow(flowId);
    this.changes++;
    if (!versions.has(alias.flowVersion)) { throw notFound(`version ${alias.flowVersion}`); }
    aliases.set(alias.id, alias);
  }

  private newId(kind: string): string {
    this.ids++;
    return `${kind}${String(this.ids).padStart(10 - kind.length, '0')}`;
  }

  /** What the service answers to an operation. */
  public answer(operation: string, input: any): unknown {
    this.calls.set(operation, (this.calls.get(operation) ?? 0) + 1);
    switch (operation) {
      case 'ListFlowVersions': {
        const versions = ['DRAFT', ...this.flow(input.flowIdentifier).versions.keys()];
        return page('flowVersionSummaries', versions.map((version) => ({ version })), input.nextToken);
      }
      case 'GetFlowVersion': {
        const version = this.flow(input.flowIdentifier).versions.get(input.flowVersion);
        if (!version) { throw notFound(`version ${input.flowVersion}`); }
        return version;
      }
      case 'ListFlowAliases': {
        const draft: StoredAlias = { id: 'TSTALIASID', name: 'AgentTestAlias', flowVersion: 'DRAFT' };
        const aliases = [draft, ...this.flow(input.flowIdentifier).aliases.values()];
        return page('flowAliasSummaries', aliases.map(({ id, name, flowVersion }) => (
          { id, name, routingConfiguration: [{ flowVersion }] })), input.nextToken);
      }
      case 'ListPrompts': {
        const own = this.prompts.get(input.promptIdentifier);
        if (!own) { throw notFound(`prompt ${input.promptIdentifier}`); }
        const versions = ['DRAFT', ...own];
        return page('promptSummaries', versions.map((version) => ({ version })), input.nextToken);
      }
      default: return this.delete(operation, input);
    }
  }

  private delete(operation: string, input: any): unknown {
    this.throttle();
    switch (operation) {
      case 'DeleteFlowAlias': this.deleteAlias(input.flowIdentifier, input.aliasIdentifier); break;
      case 'DeleteFlowVersion':
        if (String(input.skipResourceInUseCheck) !== 'false') {
          throw new Error('nothing may be deleted that is in use');
        }
        this.deleteVersion(input.flowIdentifier, input.flowVersion);
        break;
      case 'DeletePrompt':
        this.deletePrompt(input.promptIdentifier, input.promptVersion);
        break;
      default: throw new Error(`${operation} is not known here`);
    }
    return {};
  }

  private throttle(): void {
    this.deletions.push(this.now);
    const recent = this.deletions.filter((at) => at > this.now - 1000);
    this.deletions.splice(0, this.deletions.length - recent.length);
    if (recent.length > DELETIONS_PER_SECOND) {
      throw new ThrottlingException({ message: `${recent.length} deletions within a second`, $metadata: {} });
    }
  }
}

function page(member: string, all: readonly unknown[], token: string | undefined): unknown {
  const from = Number(token ?? 0);
  return { [member]: all.slice(from, from + PAGE), ...from + PAGE < all.length && { nextToken: String(from + PAGE) } };
}

const conflict = (message: string) => new ConflictException({ message, $metadata: {} });
const exceeded = (message: string) => new ServiceQuotaExceededException({ message, $metadata: {} });
const notFound = (message: string) => new ResourceNotFoundException({ message, $metadata: {} });

/** `ListFlowVersions` of a ListFlowVersionsCommand. */
export function operationOf(command: object): string {
  return command.constructor.name.replace(/Command$/, '');
}
