import { aws_iam as iam, Stack } from 'aws-cdk-lib';

/**
 * How many managed policies the app attaches to a role, as far as it is seen in the app; these resources not counted.
 */
export function managedPoliciesOf(role: iam.IRole, except: ReadonlySet<object>): number {
  const own = role.node.defaultChild;
  const given = own instanceof iam.CfnRole ? Stack.of(own).resolve(own.managedPolicyArns) as unknown : undefined;
  const attached = role.node.root.node.findAll().filter((one) => isInTemplate(one) && !except.has(one)
    && names(one, role));
  return attached.length + (Array.isArray(given) ? given.length : 0);
}

function isInTemplate(one: unknown): one is iam.CfnManagedPolicy {
  return one instanceof iam.CfnManagedPolicy && (one as unknown as { shouldSynthesize(): boolean }).shouldSynthesize();
}

function names(policy: iam.CfnManagedPolicy, role: iam.IRole): boolean {
  const [roles, name] = Stack.of(policy).resolve([policy.roles ?? [], role.roleName]) as [unknown, unknown];
  return Array.isArray(roles) && roles.some((one) => JSON.stringify(one) === JSON.stringify(name));
}
