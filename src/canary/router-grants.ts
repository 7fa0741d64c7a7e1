import { aws_iam as iam, type aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowError } from '../checks/flow-error';
import { checkGrantee, nameOfGrantee } from '../checks/grantee';
import { namedGrantee } from '../functions/named-grantee';

/** What of a router is called. */
export interface Called {
  readonly alias: lambda.Alias;
  readonly url?: lambda.FunctionUrl;
}

/**
 * Lets someone call a router: by their own policy, where this app writes it, else by a permission on the alias of the
 * function. Whoever can have neither is refused, with the reason that aws-cdk-lib gives.
 */
export function grantRouter(scope: Construct, grantee: iam.IGrantable, { alias, url }: Called): iam.Grant {
  const { path } = scope.node;
  checkGrantee(path, grantee);
  const { grantPrincipal: principal } = grantee;
  const grantees = principal instanceof iam.CompositePrincipal ? partsOf(principal) : [grantee];
  for (const one of grantees) { checkNameOf(one, scope); }
  let grant: iam.Grant;
  try {
    // a URL asks for both (Lambda Developer Guide, urls-auth)
    const grants = grantees.map((one) => namedGrantee(scope, one))
      .flatMap((one) => [alias.grantInvoke(one), ...url ? [url.grantInvokeUrl(one)] : []]);
    grant = grants.reduce((all, one) => all.combine(one));
  } catch (error) {
    throw new FlowError(path, `${nameOfGrantee(grantee)} can't be granted access: ${firstLine(error)}; grant it to a `
      + 'role, an account, a service or an organization',
    'IllegalValue');
  }
  if (!grant.success) {
    throw new FlowError(path, `${nameOfGrantee(grantee)} can't be granted access: neither its policy nor the `
      + 'permissions of the function can be changed here; let its owner allow lambda:InvokeFunction on '
      + `'${alias.node.path}'`, 'IllegalValue');
  }
  return grant;
}

// A permission names a role of another account, and aws-cdk-lib finds out at synth only whether it has a name; it says
// so without the path of the canary.
function checkNameOf(grantee: iam.IGrantable, scope: Construct): void {
  try {
    Stack.of(scope).resolve(grantee.grantPrincipal.policyFragment.principalJson);
  } catch (error) {
    if (!(error as Error).message.includes('cross-environment')) { throw error; }
    throw new FlowError(scope.node.path, `${nameOfGrantee(grantee)} can't be granted access: it is made in another `
      + 'account or Region, and its name is not known here; give it a name, or '
      + 'PhysicalName.GENERATE_IF_NEEDED', 'IllegalValue');
  }
}

// aws-cdk-lib makes a permission for one principal at a time, and keeps the parts of several to itself
function partsOf(principal: iam.CompositePrincipal): readonly iam.IGrantable[] {
  return (principal as unknown as { readonly _principals: readonly iam.IPrincipal[] })._principals;
}

function firstLine(error: unknown): string {
  const [line] = (error as Error).message.split(/\r?\n/, 1);
  return line.replace(/\.$/, '');
}
