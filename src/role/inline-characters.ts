/**
 * How many characters the inline policies of a role leave: flows may share a role, and others may give it policies of
 * their own.
 */
import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { documentOf, lengthOf, type Statement } from './policy-parts';

/** All inline policies of a role together, blanks not counted (IAM User Guide, reference_iam-quotas). */
const ROLE_CHARACTERS = 10_240;

interface Member extends iam.Policy {
  current(): readonly Statement[];
}

/** The policies of flows on each role, in the order of the program. */
const MEMBERS = new WeakMap<iam.IRole, Member[]>();

export function joinRole(role: iam.IRole, member: Member): void {
  const members = MEMBERS.get(role);
  if (members) { members.push(member); } else { MEMBERS.set(role, [member]); }
}

/**
 * How many characters the policy of one flow may have inline. Policies of flows count twice, since while one is
 * replaced there are two of it; those that come first in the program have their place first.
 */
export function inlineCharacters(role: iam.IRole, member: Member): number {
  let left = ROLE_CHARACTERS - foreignCharacters(role);
  for (const other of MEMBERS.get(role) ?? []) {
    if (other === member) { break; }
    const characters = lengthOf(documentOf(other.current()));
    if (2 * characters <= left) { left -= 2 * characters; }
  }
  return Math.floor(left / 2);
}

/** What the role has inline beside the policies of flows, as far as the app says. */
function foreignCharacters(role: iam.IRole): number {
  const own = role.node.defaultChild;
  const given: readonly { readonly policyDocument?: unknown }[] = own instanceof iam.CfnRole
    ? Stack.of(own).resolve(own.policies) ?? [] : [];
  const inRole = given.reduce((sum, { policyDocument }) => sum + lengthOf(policyDocument), 0);
  return policiesOf(role).reduce((sum, policy) => sum + lengthOf(Stack.of(policy).resolve(policy.document)), inRole);
}

/** Those that CDK has attached: grants go to a default policy, and users attach policies of their own. */
function policiesOf(role: iam.IRole): readonly iam.Policy[] {
  const members: readonly iam.Policy[] = MEMBERS.get(role) ?? [];
  const { attachedPolicies } =
    role as unknown as { readonly attachedPolicies?: { readonly policies: readonly iam.Policy[] } };
  return (attachedPolicies?.policies ?? []).filter((policy) => !members.includes(policy) && !policy.document.isEmpty);
}
