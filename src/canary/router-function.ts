import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FlowRouterOptions } from './router-options';
import type { IFlow } from '../flow/flow';
import { flowKeyUse } from '../role/key-needs';
import { handlerFolder } from '../versions/handler-code';

/** One version of a flow, and the alias that is nailed to it. */
export interface RoutedRevision {
  readonly flow: IFlow;
  readonly flowVersion: string;
  readonly flowAliasId: string;
}

/**
 * The function that calls a flow on behalf of others. Each of its versions knows one version of the flow, so that a weighted alias of the function is
 * a weighted alias of the flow.
 */
export class RouterFunction extends Construct {
  public readonly lambdaFunction: lambda.Function;

  public constructor(scope: Construct, id: string, revision: RoutedRevision, options: FlowRouterOptions) {
    super(scope, id);
    const logGroup = options.logGroup ?? new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    this.lambdaFunction = new lambda.Function(this, 'Function', {
      description: 'Routes calls to one version of a Bedrock flow',
      ...handlerProps(this, 'router', logGroup),
      memorySize: options.memorySize ?? 256,
      timeout: options.timeout ?? Duration.minutes(15),
      reservedConcurrentExecutions: options.reservedConcurrency,
      tracing: options.tracing ?? lambda.Tracing.DISABLED,
      environment: { FLOW_ID: revision.flow.flowId, FLOW_ALIAS_ID: revision.flowAliasId, FLOW_VERSION: revision.flowVersion },
      // calls that are under way, and a rollback, need the version that was live
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    // a conversation stays on the alias that opened it, so all aliases of the flow but that of the working draft
    const { flowArn, encryptionKey } = revision.flow;
    this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({ actions: ['bedrock:InvokeFlow'], resources: [`${flowArn}/alias/*`] }));
    this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      effect: iam.Effect.DENY, actions: ['bedrock:InvokeFlow'], resources: [`${flowArn}/alias/TSTALIASID`],
    }));
    if (encryptionKey) {
      this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({ ...flowKeyUse(this, flowArn), resources: [encryptionKey.keyArn] }));
    }
  }
}

/** What the functions of this library have in common: their code, and a role that may write to its log group and nothing else. */
export function handlerProps(scope: Construct, name: string, logGroup: logs.ILogGroup) {
  const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
  return {
    code: lambda.Code.fromAsset(handlerFolder(name)),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
    architecture: lambda.Architecture.ARM_64,
    role,
    logGroup,
  };
}
