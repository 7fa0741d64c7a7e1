/**
 * The rest of Bedrock that the checks call: flows themselves, and what they answer. Versions and aliases are those of
 * InMemoryBedrock.
 */
import {
  ConflictException, ResourceNotFoundException, ServiceQuotaExceededException, ValidationException,
} from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import type { Rules } from './rules';
import type { VirtualClock } from './virtual-clock';
import { FIRST_POLICY } from '../../../integ/kit/own-role';
import { InMemoryBedrock, operationOf } from '../../support/in-memory-bedrock';
import type { InMemoryIam } from '../../support/in-memory-iam';

/** A new role is not known at once. */
const ROLE_MS = 8000;

interface About {
  updatedAt: number;
  /** Whose permissions count, if that is looked at. */
  readonly role?: string;
  readonly name?: string;
  draft: unknown;
  tags: Readonly<Record<string, string>>;
}

export class InMemoryFlows extends InMemoryBedrock {
  /** Of aliases, by id. */
  public readonly aliasTags = new Map<string, Readonly<Record<string, string>>>();
  private readonly about = new Map<string, About>();

  public constructor(
    private readonly clock: VirtualClock, private readonly rules: Rules, private readonly iam: InMemoryIam,
    private readonly roleMadeAt: (arn: string) => number,
  ) {
    super(!rules.deletesVersionsInUse);
  }

  public runtime(): BedrockAgentRuntimeClient {
    const client = new BedrockAgentRuntimeClient({
      region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  /** The names of those that the API made, not CloudFormation. */
  public named(): readonly string[] {
    return [...this.flows.keys()].flatMap((id) => this.about.get(id)?.name ?? []);
  }

  /** What CloudFormation's handler does with a flow that is there. */
  public describe(id: string, draft: unknown, tags: Readonly<Record<string, string>>): void {
    const old = this.about.get(id);
    const isChanged = JSON.stringify(old?.draft) !== JSON.stringify(draft);
    const updatedAt = old && !isChanged && !this.rules.tagsMoveUpdatedAt ? old.updatedAt : this.clock.now;
    this.about.set(id, { ...old, draft, updatedAt, tags: this.rules.tagsArrive || !old ? tags : old.tags });
  }

  public override deleteFlow(id: string): void {
    const { versions, aliases } = this.flow(id);
    const isKept = aliases.size > 0 ? !this.rules.deletesFlowsInUse : versions.size > 0
      && !this.rules.deletesFlowsWithVersions;
    if (isKept) { throw new ConflictException({ message: `flow ${id} is in use`, $metadata: {} }); }
    this.flows.delete(id);
  }

  public override createVersion(flowId: string, description: string | undefined, definition: unknown): string {
    const { versions } = this.flow(flowId);
    const newest = [...versions.values()].pop();
    const { unchangedDraft } = this.rules;
    if (newest && unchangedDraft !== 'new' && JSON.stringify(newest.definition) === JSON.stringify(definition)) {
      if (unchangedDraft === 'same') { return newest.version; }
      throw new ConflictException({ message: 'the draft has not changed', $metadata: {} });
    }
    return super.createVersion(flowId, description, definition);
  }

  public override deleteVersion(flowId: string, version: string): void {
    const { aliases } = this.flow(flowId);
    if (this.rules.keepsFreedVersions && ![...aliases.values()].some(({ flowVersion }) => flowVersion === version)) {
      throw new ConflictException({ message: `version ${version} was in use`, $metadata: {} });
    }
    super.deleteVersion(flowId, version);
    const flow = this.flow(flowId);
    if (this.rules.reusesNumbers) { flow.last = Math.max(0, ...[...flow.versions.keys()].map(Number)); }
  }

  public override createAlias(flowId: string, name: string, flowVersion: string): string {
    const { aliases } = this.flow(flowId);
    if (aliases.size >= this.rules.aliases) {
      throw new ServiceQuotaExceededException({ message: `flow ${flowId} has ${aliases.size} aliases`, $metadata: {} });
    }
    if (!this.rules.allowsTwinAliases && this.rules.aliases === 9) {
      return super.createAlias(flowId, name, flowVersion);
    }
    const id = `TWIN${String(this.changes++).padStart(6, '0')}`;
    aliases.set(id, { id, name, flowVersion });
    return id;
  }

  public override answer(operation: string, input: any): unknown {
    this.now = this.clock.now;
    const id = input.flowIdentifier;
    switch (operation) {
      case 'CreateFlow': return this.create(input);
      case 'ListFlows': return this.list();
      case 'UpdateFlow': this.describe(id, input.definition, this.aboutOf(id).tags); return {};
      case 'PrepareFlow': return { status: 'Preparing' };
      case 'GetFlow': return { status: 'Prepared', updatedAt: new Date(this.aboutOf(id).updatedAt) };
      case 'DeleteFlow': this.deleteFlow(id); return {};
      case 'ListTagsForResource': return { tags: this.aboutOf(input.resourceArn.split('/').pop()).tags };
      case 'CreateFlowVersion': return { version: this.createVersion(id, input.description, this.aboutOf(id).draft) };
      case 'CreateFlowAlias': {
        const alias = this.createAlias(id, input.name, input.routingConfiguration[0].flowVersion);
        this.aliasTags.set(alias, input.tags ?? {});
        return { id: alias };
      }
      case 'TagResource':
        this.aliasTags.set(input.resourceArn.split('/').pop(), input.tags);
        return {};
      case 'GetFlowAlias':
        return { routingConfiguration: [{ flowVersion: this.versionOf(id, input.aliasIdentifier) }] };
      case 'InvokeFlow':
        return { responseStream: this.events(id, input.flowAliasIdentifier, input.inputs[0].content.document) };
      default: return super.answer(operation, input);
    }
  }

  /** What a flow says: its `Echo` at once, its answer when the work is done. */
  public async* events(flowId: string, aliasId: string, document: string): AsyncGenerator<any> {
    const version = aliasId === 'TSTALIASID' ? 'DRAFT' : this.versionOf(flowId, aliasId);
    const definition: any = version === 'DRAFT'
      ? this.aboutOf(flowId).draft : this.flow(flowId).versions.get(version)!.definition;
    const outputs: string[] = (definition.nodes ?? definition.Nodes)
      .filter((node: any) => (node.type ?? node.Type) === 'Output').map((node: any) => node.name ?? node.Name);
    const event = (nodeName: string) => ({ flowOutputEvent: { nodeName, content: { document } } });
    const [word, seconds] = document.split(' ');
    if (outputs.includes('Echo') && this.rules.flowsStream) { yield event('Echo'); }
    await this.clock.wait(word === 'wait' ? 1000 * Number(seconds) : 300);
    if (this.rules.callsNeed !== 'nothing') {
      const { aliases, versions } = this.flow(flowId);
      if (this.rules.callsNeed === 'alias' ? !aliases.has(aliasId) : !versions.has(version)) {
        throw gone(`${this.rules.callsNeed} of the call`);
      }
    }
    if (!this.mayWork(flowId, definition)) {
      throw Object.assign(new Error('not authorized to perform lambda:InvokeFunction'),
        { name: 'DependencyFailedException' });
    }
    if (word === 'fail') { throw Object.assign(new Error('asked to fail'), { name: 'DependencyFailedException' }); }
    if (outputs.includes('Echo') && !this.rules.flowsStream) { yield event('Echo'); }
    for (const output of outputs.filter((name) => name !== 'Echo')) { yield event(output); }
    yield { flowCompletionEvent: { completionReason: 'SUCCESS' } };
  }

  private create({ executionRoleArn, definition, tags, name }: any): unknown {
    if (this.clock.now < this.roleMadeAt(executionRoleArn) + ROLE_MS) {
      throw new ValidationException({ message: `Bedrock can't assume the role ${executionRoleArn}`, $metadata: {} });
    }
    const id = this.createFlow();
    this.describe(id, definition, tags);
    this.about.set(id, { ...this.about.get(id)!, role: executionRoleArn.split('/').pop(), name });
    return { id, arn: `arn:aws:bedrock:us-east-1:111122223333:flow/${id}` };
  }

  private list(): unknown {
    if (!this.rules.hasFlows) {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND bedrock-agent.us-east-1.amazonaws.com'),
        { code: 'ENOTFOUND' });
    }
    return {
      flowSummaries: [...this.flows.keys()].map((id) => (
        { id, name: this.about.get(id)?.name ?? id, arn: `arn:aws:bedrock:us-east-1:111122223333:flow/${id}` })),
    };
  }

  /** Flows of stacks have all that they need; those of the checks need what their roles say. */
  private mayWork(flowId: string, definition: any): boolean {
    const { role } = this.aboutOf(flowId);
    if (role === undefined || !(definition.nodes ?? []).some(({ type }: any) => type === 'LambdaFunction')) {
      return true;
    }
    switch (this.rules.policiesCount) {
      case 'always': return this.allows(role);
      case 'when published': return this.iam.policies(role).has(FIRST_POLICY);
      case 'for ever': return true;
    }
  }

  private allows(role: string): boolean {
    return JSON.stringify(this.iam.documentsOf(role)).includes('lambda:InvokeFunction');
  }

  private versionOf(flowId: string, aliasId: string): string {
    const alias = this.flow(flowId).aliases.get(aliasId);
    if (!alias) { throw gone(`alias ${aliasId}`); }
    return alias.flowVersion;
  }

  private aboutOf(id: string): About {
    this.flow(id);
    return this.about.get(id)!;
  }
}

function gone(what: string): Error {
  return new ResourceNotFoundException({ message: `${what} is not there`, $metadata: {} });
}
