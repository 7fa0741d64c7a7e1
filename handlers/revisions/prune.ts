import { FlowStore } from './flow-store';
import type { Clients, RevisionEvent, Teardown } from './index';
import { planPromptVersions, planPruning, type Version } from './plan';
import { type Deployed, planPolicies } from './plan-policies';
import { PolicyStore } from './policy-store';
import type { PruningProperties } from '../../src/core/contract';

/** After a deployment. What it may have to go back to was current before it. */
export async function prune(
  { ResourceProperties: properties, OldResourceProperties: old = {} }: RevisionEvent, clients: Clients,
): Promise<void> {
  const store = new FlowStore(clients.bedrock, properties.FlowId, clients.wait);
  const [now, before] = [deployed(properties), deployed(old)];
  const inUse = [...now.versions, ...before.versions];
  await store.delete(planPruning(await store.versions(), await store.aliases(),
    { keep: Number(properties.Keep), inUse }));
  // a version that was just made may not be in the list yet
  const numbers = new Set([...(await store.versions()).map(({ version }) => version), ...now.versions]);
  const left = await store.revisions([...numbers].map((version) => ({ version })));
  await prunePrompts(properties, left, store);
  await prunePolicies(properties, clients, (attached, path) => planPolicies(attached, path, left, now, before));
}

/**
 * @param left the versions of the flow that stay
 * @param kept ARNs of versions of prompts that stay whether one of those names them or not
 */
export async function prunePrompts(
  { PromptIds = [] }: Teardown, left: readonly Version[], store: FlowStore, kept: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const promptId of PromptIds) {
    const isKept = (version: string) => [...kept].some((arn) => arn.endsWith(`:prompt/${promptId}:${version}`));
    const gone = planPromptVersions(promptId, await store.promptVersions(promptId), left)
      .filter((version) => !isKept(version));
    await store.deletePromptVersions(promptId, gone);
  }
}

export async function prunePolicies(
  { RoleName, PolicyPath }: Teardown, { iam, wait }: Clients,
  plan: (attached: readonly string[], path: string) => readonly string[],
): Promise<void> {
  if (RoleName === undefined || PolicyPath === undefined) { return; }
  const store = new PolicyStore(iam, RoleName, PolicyPath, wait);
  await store.delete(plan(await store.attached(), PolicyPath));
}

function deployed(
  { CurrentVersions = [], CurrentPolicies = [] }: Partial<PruningProperties<string, readonly string[]>>,
): Deployed {
  return { versions: CurrentVersions, policies: CurrentPolicies };
}
