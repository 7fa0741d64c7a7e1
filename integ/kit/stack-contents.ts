/**
 * What keeps a stack from being deleted, taken away with the rights of whoever runs the checks: the function that
 * prunes may not have them.
 */
import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  type CodeDeployClient, ListDeploymentsCommand, type ListDeploymentsInput, StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import {
  DeletePolicyCommand, DeletePolicyVersionCommand, DetachRolePolicyCommand, ListPolicyVersionsCommand,
  paginateListAttachedRolePolicies,
} from '@aws-sdk/client-iam';
import { FlowVersions } from './flow-versions';
import type { World } from './world';

/** Policies that versions have, and that the library's own function takes away. */
export const POLICY_PATH = '/cdk-bedrock-flows/';

const RUNNING = ['Created', 'Queued', 'InProgress', 'Ready'] as const;

/** The aliases and versions of its flows, and the policies of those versions. The stack must be deleted again. */
export async function freeStack(world: World, StackName: string): Promise<void> {
  const resources = await resourcesOf(world, StackName);
  for (const flow of resources.filter(({ type }) => type === 'AWS::Bedrock::Flow')) {
    await unlessGone(() => new FlowVersions(world, flow.id.split('/').pop()!).deleteAll());
  }
  for (const role of resources.filter(({ type }) => type === 'AWS::IAM::Role')) {
    await unlessGone(() => freeRole(world, role.id));
  }
}

/** A shift of traffic can take an hour, and a stack waits for it. */
export async function stopShifts(world: World, StackName: string): Promise<void> {
  const { codeDeploy } = world.clients;
  const resources = await resourcesOf(world, StackName);
  const applicationName = resources.find(({ type }) => type === 'AWS::CodeDeploy::Application')?.id;
  for (const { id: deploymentGroupName } of resources.filter(({ type }) =>
    type === 'AWS::CodeDeploy::DeploymentGroup')) {
    await stopDeployments(codeDeploy, { applicationName, deploymentGroupName });
  }
}

/** As the docs say: `aws deploy stop-deployment --auto-rollback-enabled`. How many there were to stop. */
export async function stopDeployments(
  codeDeploy: CodeDeployClient, group: Pick<ListDeploymentsInput, 'applicationName' | 'deploymentGroupName'>,
) {
  const { deployments = [] } =
    await codeDeploy.send(new ListDeploymentsCommand({ ...group, includeOnlyStatuses: [...RUNNING] }));
  for (const deploymentId of deployments) {
    await codeDeploy.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }));
  }
  return deployments.length;
}

interface Resource {
  readonly type: string;
  readonly id: string;
}

async function resourcesOf({ clients }: World, StackName: string): Promise<readonly Resource[]> {
  const all: Resource[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client: clients.cloudFormation },
    { StackName })) {
    all.push(
      ...StackResourceSummaries.flatMap(({ ResourceType: type = '', PhysicalResourceId: id, ResourceStatus }) => (
        id === undefined || ResourceStatus === 'DELETE_COMPLETE' ? [] : { type, id })),
    );
  }
  return all;
}

async function freeRole({ clients: { iam } }: World, RoleName: string): Promise<void> {
  const attached: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client: iam },
    { RoleName, PathPrefix: POLICY_PATH })) {
    attached.push(...AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []));
  }
  for (const PolicyArn of attached) {
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    for (const { VersionId } of Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion)) {
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    }
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
  }
}

async function unlessGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!/^(ResourceNotFound|NoSuchEntity)/.test((error as Error).name)) { throw error; }
  }
}
