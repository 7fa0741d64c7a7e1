import {
  aws_iam as iam, aws_lambda as lambda, aws_logs as logs, BootstraplessSynthesizer, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowFunctionOptions } from './flow-function-options';
import { handlerCode } from './handler-code';
import { functionOptionsOf } from './options-in-scope';
import { FlowError } from '../checks/flow-error';
import { speltMember } from '../checks/spelt';

/** The newest run time that Lambda has for Node. A call, since aws-lambda is loaded with it, which few apps need. */
export function newestNode(): lambda.Runtime {
  return lambda.Runtime.NODEJS_24_X;
}

/**
 * What a function in a VPC needs (Lambda Developer Guide, configuration-vpc): IAM has no narrower resource for the
 * interfaces that Lambda makes.
 */
const NETWORK_ACTIONS = [
  'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * What the functions of this library have in common: their code, what was asked for, and a role that may do no more
 * than log and what that takes.
 */
export function handlerProps(scope: Construct, name: string, own: FlowFunctionOptions = {}) {
  checkSynthesizer(scope);
  const options = functionOptionsOf(scope, own);
  const { runtime = newestNode(), vpc, vpcSubnets, securityGroups, environmentEncryption } = options;
  checkNetwork(scope, options);
  const retention = options.logRetention ?? logs.RetentionDays.ONE_MONTH;
  const logGroup = options.logGroup
    ?? new logs.LogGroup(scope, 'Logs', { retention, removalPolicy: RemovalPolicy.DESTROY });
  const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn],
  }));
  if (vpc) { role.addToPolicy(new iam.PolicyStatement({ actions: NETWORK_ACTIONS, resources: ['*'] })); }
  environmentEncryption?.grantDecrypt(role);
  return {
    code: lambda.Code.fromAsset(handlerCode(name)),
    handler: `${name}.handler`,
    runtime,
    architecture: lambda.Architecture.ARM_64,
    role,
    logGroup,
    environmentEncryption,
    ...vpc && { vpc, vpcSubnets, securityGroups },
  };
}

/** Refuses what is of no effect outside a VPC. */
function checkNetwork(scope: Construct, { vpc, vpcSubnets, securityGroups }: FlowFunctionOptions): void {
  const given = Object.entries({ vpcSubnets, securityGroups }).find(([, value]) => value !== undefined);
  if (vpc || !given) { return; }
  throw new FlowError(scope.node.path, `'${speltMember(given[0])}' is given without 'vpc', which it is a part of; give `
    + '\'vpc\' too', 'IllegalValue');
}

// aws-cdk-lib says so too, but not where
function checkSynthesizer(scope: Construct): void {
  const stack = Stack.of(scope);
  if (!(stack.synthesizer instanceof BootstraplessSynthesizer)) { return; }
  throw new FlowError(scope.node.path, `stack '${stack.node.path}' uses the BootstraplessSynthesizer, which supports `
    + 'no assets, but this needs the code of a Lambda function; use another synthesizer, or a FlowAlias without smoke '
    + 'tests on a flow that keeps no versions', 'IllegalValue');
}

/** The dead-letter queue of functions that are called without waiting for their answer. */
export function deadLetters(scope: Construct, own: FlowFunctionOptions = {}) {
  return { deadLetterQueue: functionOptionsOf(scope, own).deadLetterQueue };
}
