/** The custom resources that keep the versions of a flow within the quota. Nothing here fails a deployment: what goes wrong is logged. */
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { FlowStore } from './flow-store';
import { planPromptVersions, planPruning, planTeardown, Version } from './plan';
import { Deployed, planPolicies } from './plan-policies';
import { PolicyStore } from './policy-store';

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
  /** What the paths of the flow's policies begin with. */
  readonly PolicyPath?: string;
  /** A number, as text: CloudFormation turns all into texts. */
  readonly Keep?: string;
  /** What this deployment made or left as it was. */
  readonly CurrentVersions?: readonly string[];
  readonly CurrentPolicies?: readonly string[];
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
async function prune({ ResourceProperties: properties, OldResourceProperties: old = {} }: RevisionEvent, clients: Clients): Promise<void> {
  const store = new FlowStore(clients.bedrock, properties.FlowId, clients.wait);
  const [now, before] = [deployed(properties), deployed(old)];
  const inUse = [...now.versions, ...before.versions];
  await store.delete(planPruning(await store.versions(), await store.aliases(), { keep: Number(properties.Keep), inUse }));
  // a version that was just made may not be in the list yet
  const numbers = new Set([...(await store.versions()).map(({ version }) => version), ...now.versions]);
  const left = await store.revisions([...numbers].map((version) => ({ version })));
  await prunePrompts(properties, left, store);
  await prunePolicies(properties, clients, (attached, path) => planPolicies(attached, path, left, now, before));
}

/** Before the flow goes; if the stack stays, only this resource went, and nothing is deleted. */
async function tearDown({ RequestType, StackId, ResourceProperties: properties }: RevisionEvent, clients: Clients): Promise<void> {
  if (RequestType !== 'Delete') { return; }
  const { Stacks: [stack] = [] } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }));
  if (!stack?.StackStatus?.startsWith('DELETE_')) { return; }
  const store = new FlowStore(clients.bedrock, properties.FlowId, clients.wait);
  try {
    await store.delete(planTeardown(await store.versions(), await store.aliases()));
    await prunePrompts(properties, await store.revisions(await store.versions()), store);
  } finally {
    // whatever is left of the flow: a role can't be deleted while anything is attached to it
    await prunePolicies(properties, clients, (attached) => attached);
  }
}

async function prunePrompts({ PromptIds = [] }: RevisionProperties, left: readonly Version[], store: FlowStore): Promise<void> {
  for (const promptId of PromptIds) {
    await store.deletePromptVersions(promptId, planPromptVersions(promptId, await store.promptVersions(promptId), left));
  }
}

async function prunePolicies(
  { RoleName, PolicyPath }: RevisionProperties, { iam, wait }: Clients, plan: (attached: readonly string[], path: string) => readonly string[],
): Promise<void> {
  if (RoleName === undefined || PolicyPath === undefined) { return; }
  const store = new PolicyStore(iam, RoleName, PolicyPath, wait);
  await store.delete(plan(await store.attached(), PolicyPath));
}

function deployed({ CurrentVersions = [], CurrentPolicies = [] }: Partial<RevisionProperties>): Deployed {
  return { versions: CurrentVersions, policies: CurrentPolicies };
}

export const handler = handlerWith({
  bedrock: new BedrockAgentClient({}),
  iam: new IAMClient({}),
  cloudFormation: new CloudFormationClient({}),
  wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
});
