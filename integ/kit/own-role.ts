import { CreateRoleCommand, DeleteRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { Undo } from './undo';
import { nameOf, TAG, World } from './world';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringEquals: { readonly [key: string]: string } };
}

const POLICY = 'integ';

/** Makes a role for a service, or for the account itself (`{ AWS: ... }`), that may do what the statements say. */
export async function ownRole(
  world: World, undo: Undo, what: string, principal: { readonly Service: string } | { readonly AWS: string }, statements: readonly Statement[] = [],
): Promise<string> {
  const { iam } = world.clients;
  const RoleName = nameOf(world, what);
  undo.add(`role ${RoleName}`, () => iam.send(new DeleteRoleCommand({ RoleName })));
  const { Role } = await iam.send(new CreateRoleCommand({
    RoleName,
    AssumeRolePolicyDocument: policy([{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: principal }]),
    Tags: [{ Key: TAG, Value: world.run }],
  }));
  if (statements.length > 0) {
    undo.add(`policy of role ${RoleName}`, () => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: POLICY })));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: POLICY, PolicyDocument: policy(statements) }));
  }
  return Role!.Arn!;
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
