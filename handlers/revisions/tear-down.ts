import { FlowStore } from './flow-store';
import type { Clients, RevisionEvent, Teardown } from './index';
import { planTeardown, type Version } from './plan';
import { planRemaining } from './plan-policies';
import { prunePolicies, prunePrompts } from './prune';
import { readStack, type StackView } from './stack-view';

/**
 * Deletes what was kept of a flow: when the stack or the flow goes, when nothing is to be kept any more, or, with the
 * role that the flow had, what ran with that. Never while a stack goes back to what it was; never what it still has in
 * its template, nor what an alias points at that it does not have.
 */
export async function tearDown(event: RevisionEvent, clients: Clients): Promise<void> {
  const { ResourceProperties: properties } = event;
  const stack = await readStack(clients.cloudFormation, event);
  if (!stack) { return; }
  const { left, inUse } = await deleteVersions(properties, clients, stack);
  // what the stack still has, runs with policies that the stack still has
  const called = left.filter(({ version }) => inUse.has(version) && !stack.versions.has(version));
  await prunePolicies(properties, clients, (attached, path) => planRemaining(attached, path, called, stack.policies));
}

interface Remaining {
  readonly left: readonly Version[];
  /** The numbers of those that an alias points at. */
  readonly inUse: ReadonlySet<string>;
}

async function deleteVersions(
  properties: Teardown, clients: Clients, { versions: kept, promptVersions, isRoleChange }: StackView,
): Promise<Remaining> {
  const store = new FlowStore(clients.bedrock, properties.FlowId, clients.wait);
  try {
    const versions = await store.revisions(await store.versions());
    const { plan, inUse } = planTeardown(versions, await store.aliases(),
      { kept, role: isRoleChange ? properties.RoleName : undefined });
    await store.delete(plan);
    const left = await store.revisions(await store.versions());
    if (!isRoleChange) { await prunePrompts(properties, left, store, promptVersions); }
    return { left, inUse };
  } catch (error) {
    // whatever is left of a flow that went already: its role can't be deleted while anything is attached to it
    if ((error as Error).name !== 'ResourceNotFoundException') { throw error; }
    return { left: [], inUse: new Set() };
  }
}
