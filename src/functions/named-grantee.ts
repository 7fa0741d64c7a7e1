import { aws_iam as iam, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { hashOf } from '../versions/content-address';

/**
 * The principal with a name that depends on nothing but what it is. aws-cdk-lib names the permissions of a function by
 * the text of the principal and the JSON of its conditions: with a token in them, the logical ids change with what else
 * is in the app, and that of the permission for a URL is refused at synth. Of principals that differ in conditions
 * alone, it gives the URL to the first.
 */
export function namedGrantee(scope: IConstruct, grantee: iam.IGrantable): iam.IGrantable {
  const { grantPrincipal: principal } = grantee;
  const { principalJson, conditions } = principal.policyFragment;
  const text = String(principal);
  const isPlain = !Token.isUnresolved(text) && !Token.isUnresolved(conditions);
  if (isPlain && !(principal instanceof iam.PrincipalWithConditions)) { return grantee; }
  const hash = hashOf(scope, { principalJson, conditions });
  const name = `Principal${hash}`;
  // what the permission has of the conditions must stay as it is, for references to other stacks
  const named = Object.defineProperty({ ...conditions }, 'toJSON', { value: () => hash, enumerable: false });
  const fragment = new iam.PrincipalPolicyFragment(principalJson, named);
  return {
    grantPrincipal: Object.create(principal, {
      toString: { value: () => name },
      policyFragment: { value: fragment },
    }) as iam.IPrincipal,
  };
}
