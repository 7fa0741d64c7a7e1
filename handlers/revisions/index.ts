/** The custom resources that keep the versions of a flow within the quota. Nothing here fails a deployment: what goes wrong is logged. */
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteRolePolicyCommand, IAMClient, paginateListRolePolicies } from '@aws-sdk/client-iam';
import { FlowStore } from './flow-store';
import { planPolicies, planPromptVersions, planPruning, planTeardown, Version } from './plan';

/** What CloudFormation sends. */
export interface RevisionEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType: string;
  readonly StackId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: RevisionProperties;
  readonly OldResourceProperties?: Partial<RevisionProperties>;
}

export interface RevisionProperties {
  readonly FlowId: string;
  readonly RoleName?: string;
  readonly PolicyPrefix?: string;
  /** A number, as text: CloudFormation turns all into texts. */
  readonly Keep?: string;
  /** What this deployment made or left as it was. */
  readonly CurrentVersions?: readonly string[];
  readonly CurrentPolicy?: string;
  /** Prompts whose versions belong to the flow alone. */
  readonly PromptIds?: readonly string[];
}

export interface Clients {
  readonly bedrock: BedrockAgentClient;
  readonly iam: IAMClient;
  readonly cloudFormation: CloudFormationClient;
  readonly wait: (ms: number) => Promise<void>;
}

/** The handler over these clients. */
export function handlerWith(clients: Clients) {
  return async (event: RevisionEvent): Promise<{ readonly PhysicalResourceId: string }> => {
    const { FlowId } = event.ResourceProperties;
    try {
      if (event.ResourceType.endsWith('Teardown')) {
        await tearDown(event, clients);
      } else if (event.RequestType === 'Update') {
        await prune(event, clients);
      }
    } catch (error) {
      console.error(`flow ${FlowId}: old versions are left as they are: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    }
    return { PhysicalResourceId: event.PhysicalResourceId ?? `${FlowId}-revisions` };
  };
}

/** After a deployment. What it may have to go back to was current before it. */
async function prune({ ResourceProperties: now, OldResourceProperties: before = {} }: RevisionEvent, clients: Clients): Promise<void> {
  const store = new FlowStore(clients.bedrock, now.FlowId, clients.wait);
  const versions = await store.versions();
  const inUse = [...now.CurrentVersions ?? [], ...before.CurrentVersions ?? []];
  await store.delete(planPruning(versions, await store.aliases(), { keep: Number(now.Keep), inUse }));
  const policies = [now.CurrentPolicy, before.CurrentPolicy].filter((name) => name !== undefined);
  // a version that was just made may not be in the list yet
  const left = new Set([...(await store.versions()).map(({ version }) => version), ...now.CurrentVersions ?? []]);
  await pruneWhatTheyName(now, await store.revisions([...left].map((version) => ({ version }))), policies, store, clients);
}

/** Before the flow goes; if the stack stays, only this resource went, and nothing is deleted. */
async function tearDown({ RequestType, StackId, ResourceProperties: now }: RevisionEvent, clients: Clients): Promise<void> {
  if (RequestType !== 'Delete') { return; }
  const { Stacks: [stack] = [] } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }));
  if (!stack?.StackStatus?.startsWith('DELETE_')) { return; }
  const store = new FlowStore(clients.bedrock, now.FlowId, clients.wait);
  await store.delete(planTeardown(await store.versions(), await store.aliases()));
  await pruneWhatTheyName(now, await store.revisions(await store.versions()), [], store, clients);
}

async function pruneWhatTheyName(
  now: RevisionProperties, left: readonly Version[], policies: readonly string[], store: FlowStore, clients: Clients,
): Promise<void> {
  for (const promptId of now.PromptIds ?? []) {
    await store.deletePromptVersions(promptId, planPromptVersions(promptId, await store.promptVersions(promptId), left));
  }
  await prunePolicies(now, left, policies, clients);
}

async function prunePolicies(
  { RoleName, PolicyPrefix }: RevisionProperties, left: readonly Version[], inUse: readonly string[], { iam }: Clients,
): Promise<void> {
  if (RoleName === undefined || PolicyPrefix === undefined) { return; }
  const names: string[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client: iam }, { RoleName })) { names.push(...PolicyNames); }
  for (const PolicyName of planPolicies(names, PolicyPrefix, left, inUse)) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    console.log(`role ${RoleName}: policy ${PolicyName} is deleted`);
  }
}

export const handler = handlerWith({
  bedrock: new BedrockAgentClient({}),
  iam: new IAMClient({}),
  cloudFormation: new CloudFormationClient({}),
  wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
});
