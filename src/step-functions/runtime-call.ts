import { type aws_iam as iam, aws_stepfunctions as sfn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { serviceRetries } from './default-retries';

/** What makes a call that Step Functions makes itself. */
export interface RuntimeCallProps {
  readonly stateName: string;
  /** The operation, as it is in ARNs of SDK integrations: it begins with a small letter. */
  readonly action: string;
  /** An object, or an expression that gives one. */
  readonly arguments: unknown;
  readonly outputs: unknown;
  readonly statements: readonly iam.PolicyStatement[];
}

/**
 * A call of bedrock-agent-runtime by the SDK integration of Step Functions. `CallAwsService` of aws-cdk-lib would let
 * the role do `bedrockagentruntime:…`, which is no action of IAM.
 */
export class RuntimeCall extends sfn.TaskStateBase {
  protected readonly taskMetrics?: sfn.TaskMetricsConfig;
  protected readonly taskPolicies?: iam.PolicyStatement[];

  public constructor(scope: Construct, id: string, private readonly call: RuntimeCallProps) {
    const { stateName, outputs, statements } = call;
    super(scope, id, { queryLanguage: sfn.QueryLanguage.JSONATA, stateName, outputs });
    this.taskPolicies = [...statements];
    for (const retry of serviceRetries()) { this.addRetry(retry); }
  }

  /** @internal */
  protected _renderTask(): any {
    return {
      Resource: `arn:${Stack.of(this).partition}:states:::aws-sdk:bedrockagentruntime:${this.call.action}`,
      Arguments: this.call.arguments,
    };
  }
}
