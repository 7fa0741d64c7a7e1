/** The rest of Bedrock that the checks call: flows themselves, and what they answer. Versions and aliases are those of InMemoryBedrock. */
import { ConflictException, ResourceNotFoundException, ServiceQuotaExceededException, ValidationException } from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { Rules } from './rules';
import { VirtualClock } from './virtual-clock';
import { InMemoryBedrock, operationOf } from '../../support/in-memory-bedrock';

/** A new role is not known at once. */
const ROLE_MS = 8000;

interface About {
  updatedAt: number;
  draft: unknown;
  tags: Readonly<Record<string, string>>;
}

export class InMemoryFlows extends InMemoryBedrock {
  /** Of aliases, by id. */
  public readonly aliasTags = new Map<string, Readonly<Record<string, string>>>();
  private readonly about = new Map<string, About>();

  public constructor(private readonly clock: VirtualClock, private readonly rules: Rules, private readonly roleMadeAt: (arn: string) => number) {
    super(!rules.deletesVersionsInUse);
  }

  public runtime(): BedrockAgentRuntimeClient {
    const client = new BedrockAgentRuntimeClient({ region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  /** What CloudFormation's handler does with a flow that is there. */
  public describe(id: string, draft: unknown, tags: Readonly<Record<string, string>>): void {
    const old = this.about.get(id);
    const isChanged = JSON.stringify(old?.draft) !== JSON.stringify(draft);
    const updatedAt = old && !isChanged && !this.rules.tagsMoveUpdatedAt ? old.updatedAt : this.clock.now;
    this.about.set(id, { draft, updatedAt, tags: this.rules.tagsArrive || !old ? tags : old.tags });
  }

  public override deleteFlow(id: string): void {
    const { versions, aliases } = this.flow(id);
    const isKept = aliases.size > 0 ? !this.rules.deletesFlowsInUse : versions.size > 0 && !this.rules.deletesFlowsWithVersions;
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
    if (aliases.size >= this.rules.aliases) { throw new ServiceQuotaExceededException({ message: `flow ${flowId} has ${aliases.size} aliases`, $metadata: {} }); }
    if (!this.rules.allowsTwinAliases && this.rules.aliases === 9) { return super.createAlias(flowId, name, flowVersion); }
    const id = `TWIN${String(this.changes++).padStart(6, '0')}`;
    aliases.set(id, { id, name, flowVersion });
    return id;
  }

  public override answer(operation: string, input: any): unknown {
    this.now = this.clock.now;
    const id = input.flowIdentifier;
    switch (operation) {
      case 'CreateFlow': return this.create(input);
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
      case 'GetFlowAlias': return { routingConfiguration: [{ flowVersion: this.versionOf(id, input.aliasIdentifier) }] };
      case 'InvokeFlow': return { responseStream: this.events(id, input.flowAliasIdentifier, input.inputs[0].content.document) };
      default: return super.answer(operation, input);
    }
  }

  /** What a flow says: its `Echo` at once, its answer when the work is done. */
  public async* events(flowId: string, aliasId: string, document: string): AsyncGenerator<any> {
    const version = aliasId === 'TSTALIASID' ? 'DRAFT' : this.versionOf(flowId, aliasId);
    const definition: any = version === 'DRAFT' ? this.aboutOf(flowId).draft : this.flow(flowId).versions.get(version)!.definition;
    const outputs: string[] = (definition.nodes ?? definition.Nodes)
      .filter((node: any) => (node.type ?? node.Type) === 'Output').map((node: any) => node.name ?? node.Name);
    const event = (nodeName: string) => ({ flowOutputEvent: { nodeName, content: { document } } });
    const [word, seconds] = document.split(' ');
    if (outputs.includes('Echo') && this.rules.flowsStream) { yield event('Echo'); }
    await this.clock.wait(word === 'wait' ? 1000 * Number(seconds) : 300);
    if (this.rules.callsNeed !== 'nothing') {
      const { aliases, versions } = this.flow(flowId);
      if (this.rules.callsNeed === 'alias' ? !aliases.has(aliasId) : !versions.has(version)) { throw gone(`${this.rules.callsNeed} of the call`); }
    }
    if (word === 'fail') { throw Object.assign(new Error('asked to fail'), { name: 'DependencyFailedException' }); }
    if (outputs.includes('Echo') && !this.rules.flowsStream) { yield event('Echo'); }
    for (const output of outputs.filter((name) => name !== 'Echo')) { yield event(output); }
    yield { flowCompletionEvent: { completionReason: 'SUCCESS' } };
  }

  private create({ executionRoleArn, definition, tags }: any): unknown {
    if (this.clock.now < this.roleMadeAt(executionRoleArn) + ROLE_MS) {
      throw new ValidationException({ message: `Bedrock can't assume the role ${executionRoleArn}`, $metadata: {} });
    }
    const id = this.createFlow();
    this.describe(id, definition, tags);
    return { id, arn: `arn:aws:bedrock:us-east-1:111122223333:flow/${id}` };
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
