import { aws_iam as iam, aws_lambda as lambda, Duration, PhysicalName, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FlowRouterOptions } from './router-options';
import { DRAFT_ALIAS_ID, PINNED_TAG, type RouterEnvironment } from '../core/contract';
import type { IFlow } from '../flow/i-flow';
import { handlerProps } from '../functions/handler-props';
import { flowKeyUse } from '../role/key-needs';

/** One version of a flow, and the alias that is pinned to it. */
export interface RoutedRevision {
  readonly flow: IFlow;
  readonly flowVersion: string;
  readonly flowAliasId: string;
}

/**
 * The function that calls a flow on behalf of others. Each of its versions knows one version of the flow, so that a
 * weighted alias of the function is a weighted alias of the flow.
 */
export class RouterFunction extends Construct {
  public readonly lambdaFunction: lambda.Function;

  public constructor(scope: Construct, id: string, revision: RoutedRevision, options: FlowRouterOptions) {
    super(scope, id);
    const environment: RouterEnvironment<string> = {
      FLOW_ID: revision.flow.flowId, FLOW_ALIAS_ID: revision.flowAliasId, FLOW_VERSION: revision.flowVersion,
    };
    this.lambdaFunction = new lambda.Function(this, 'Function', {
      // a role of another account names it in its policy
      functionName: PhysicalName.GENERATE_IF_NEEDED,
      description: 'Routes calls to one version of a Bedrock flow',
      ...handlerProps(this, 'router', options),
      memorySize: options.memorySize ?? 256,
      timeout: options.timeout ?? Duration.minutes(15),
      reservedConcurrentExecutions: options.reservedConcurrency,
      tracing: options.tracing ?? lambda.Tracing.DISABLED,
      environment: { ...environment },
      // calls that are under way, and a rollback, need the version that was live
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
    });
    this.allow(revision.flow);
  }

  // A conversation stays on the alias that opened it, whose id no template knows any more: so all pinned aliases of the
  // flow, and no others. They have a tag, which IAM looks at; the alias of the draft can be given any tag, and is
  // refused by name.
  private allow({ flowArn, encryptionKey }: IFlow): void {
    this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      actions: ['bedrock:InvokeFlow'],
      resources: [`${flowArn}/alias/*`],
      conditions: { StringEquals: { [`aws:ResourceTag/${PINNED_TAG.key}`]: PINNED_TAG.value } },
    }));
    this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      effect: iam.Effect.DENY, actions: ['bedrock:InvokeFlow'], resources: [`${flowArn}/alias/${DRAFT_ALIAS_ID}`],
    }));
    if (encryptionKey) {
      this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement(flowKeyUse(this, flowArn, encryptionKey)));
    }
  }
}
