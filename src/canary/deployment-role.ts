import { aws_iam as iam, type aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What CodeDeploy shifts. */
export interface Shifted {
  readonly router: lambda.Function;
  /** The name of the router's weighted alias. */
  readonly aliasName: string;
  /** What tests a version before, if anything does. */
  readonly hook?: lambda.IFunction;
}

/**
 * The role with which CodeDeploy shifts one alias. The managed policy of AWS, AWSCodeDeployRoleForLambdaLimited, may
 * update each alias of the account, and read objects of Amazon S3 that this has no use for.
 */
export function deploymentRole(scope: Construct, { router, aliasName, hook }: Shifted): iam.Role {
  const role = new iam.Role(scope, 'DeploymentRole',
    { assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com') });
  const allow =
    (actions: string[], resources: string[]) => role.addToPolicy(new iam.PolicyStatement({ actions, resources }));
  // CloudWatch checks this for all alarms, whichever are asked for
  allow(['cloudwatch:DescribeAlarms'], [Stack.of(scope).formatArn({ service: 'cloudwatch', resource: 'alarm:*' })]);
  // the alias is made after the role: it is named, not referred to
  allow(['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
    [router.functionArn, `${router.functionArn}:${aliasName}`]);
  if (hook) { allow(['lambda:InvokeFunction'], [hook.functionArn]); }
  return role;
}
