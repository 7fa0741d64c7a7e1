import {
  CreateRoleCommand, DeleteRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Undo } from './undo';
import { nameOf, TAG, type World } from './world';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly StringEquals: { readonly [key: string]: string } };
}

export const FIRST_POLICY = 'integ';

/** Makes a role for a service, or for the account itself (`{ AWS: ... }`), that may do what the statements say. */
export async function ownRole(
  world: World, undo: Undo, what: string, principal: { readonly Service: string } | { readonly AWS: string },
  statements: readonly Statement[] = [],
): Promise<string> {
  const { iam } = world.clients;
  const RoleName = nameOf(world, what);
  const create = new CreateRoleCommand({
    RoleName,
    AssumeRolePolicyDocument: policy([{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: principal }]),
    Tags: [{ Key: TAG, Value: world.run }],
  });
  const { Role } =
    await undo.making(`role ${RoleName}`, () => iam.send(create), () => iam.send(new DeleteRoleCommand({ RoleName })));
  if (statements.length > 0) { await allow(world, undo, RoleName, statements); }
  return Role!.Arn!;
}

/** Gives a role an inline policy. */
export async function allow(
  world: World, undo: Undo, RoleName: string, statements: readonly Statement[], PolicyName = FIRST_POLICY,
): Promise<void> {
  const { iam } = world.clients;
  const named = { RoleName, PolicyName };
  await undo.making(
    `policy of role ${RoleName}`,
    () => iam.send(new PutRolePolicyCommand({ ...named, PolicyDocument: policy(statements) })),
    () => iam.send(new DeleteRolePolicyCommand(named)),
  );
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
