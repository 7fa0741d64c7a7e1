/** What a run has left in the account, found by its tag, or by the names that it gives. */
import { ListTagsForResourceCommand, paginateListFlows } from '@aws-sdk/client-bedrock-agent';
import { paginateDescribeStacks, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DeleteAlarmsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  DeleteRoleCommand, DeleteRolePolicyCommand, ListRolePoliciesCommand, ListRoleTagsCommand, paginateListRoles,
} from '@aws-sdk/client-iam';
import { DeleteStateMachineCommand, paginateListStateMachines } from '@aws-sdk/client-sfn';
import { deleteFlow } from './own-flow';
import { OwnStack } from './own-stack';
import type { Undo } from './undo';
import { nameOf, TAG, type World } from './world';

/**
 * Puts on the list all that there is of the run, in the order in which the checks make things: the last one goes first.
 */
export async function findLeftovers(world: World, undo: Undo): Promise<void> {
  const stacks = await stacksOf(world);
  // what a stack has made goes with it
  const inStacks = new Set((await Promise.all(stacks.map((name) => resourcesOf(world, name)))).flat());
  await findRoles(world, undo, inStacks);
  await findFlows(world, undo, inStacks);
  await findStateMachines(world, undo, inStacks);
  await findAlarms(world, undo, inStacks);
  for (const name of stacks) { undo.add(`stack ${name}`, () => new OwnStack(world, name).delete()); }
}

async function stacksOf(world: World): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: world.clients.cloudFormation }, {})) {
    all.push(...Stacks.flatMap(({ StackName = '', StackStatus, Tags = [], ParentId }) => (
      StackStatus !== 'DELETE_COMPLETE' && ParentId === undefined && isOwn(world, StackName, Tags) ? StackName : [])));
  }
  return all;
}

async function resourcesOf({ clients }: World, StackName: string): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: clients.cloudFormation },
    { StackName })) {
    all.push(...StackResourceSummaries.flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []));
  }
  return all;
}

async function findRoles(world: World, undo: Undo, inStacks: ReadonlySet<string>): Promise<void> {
  const { iam } = world.clients;
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName = '' } of Roles) {
      if (!RoleName.startsWith(TAG) || inStacks.has(RoleName)) { continue; }
      const { Tags = [] } = await iam.send(new ListRoleTagsCommand({ RoleName }));
      if (isOwn(world, RoleName, Tags)) { undo.add(`role ${RoleName}`, () => deleteRole(world, RoleName)); }
    }
  }
}

async function deleteRole({ clients: { iam } }: World, RoleName: string): Promise<void> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) { await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })); }
  await iam.send(new DeleteRoleCommand({ RoleName }));
}

async function findFlows(world: World, undo: Undo, inStacks: ReadonlySet<string>): Promise<void> {
  const { bedrock } = world.clients;
  for await (const { flowSummaries = [] } of paginateListFlows({ client: bedrock }, {})) {
    for (const { id = '', arn = '', name = '' } of flowSummaries) {
      if (inStacks.has(arn) || inStacks.has(id)) { continue; }
      const { tags = {} } = await bedrock.send(new ListTagsForResourceCommand({ resourceArn: arn }));
      if (isOwn(world, name, Object.entries(tags).map(([Key, Value]) => ({ Key, Value })))) {
        undo.add(`flow ${name}`, () => deleteFlow(world, id));
      }
    }
  }
}

async function findStateMachines(world: World, undo: Undo, inStacks: ReadonlySet<string>): Promise<void> {
  const { stepFunctions } = world.clients;
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: stepFunctions }, {})) {
    for (const { name = '', stateMachineArn = '' } of stateMachines) {
      if (!isOwn(world, name, []) || inStacks.has(stateMachineArn)) { continue; }
      undo.add(`state machine ${name}`, () => stepFunctions.send(new DeleteStateMachineCommand({ stateMachineArn })));
    }
  }
}

async function findAlarms(world: World, undo: Undo, inStacks: ReadonlySet<string>): Promise<void> {
  const { cloudWatch } = world.clients;
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: cloudWatch },
    { AlarmNamePrefix: nameOf(world, '') })) {
    for (const { AlarmName = '' } of MetricAlarms) {
      if (inStacks.has(AlarmName)) { continue; }
      undo.add(`alarm ${AlarmName}`, () => cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] })));
    }
  }
}

function isOwn(
  world: World, name: string, tags: readonly { readonly Key?: string; readonly Value?: string }[],
): boolean {
  return name.startsWith(nameOf(world, '')) || tags.some(({ Key, Value }) => Key === TAG && Value === world.run);
}
