import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import type { FlowFunctionOptions } from '../functions/flow-function-options';

/**
 * Options for the Lambda function that routes calls to versions of a flow. The options of `FlowFunctionOptions` apply
 * to the function of the smoke tests too.
 */
export interface FlowRouterOptions extends FlowFunctionOptions {
  /**
   * The memory of the Lambda function, in MiB. The function only forwards events.
   *
   * @default 256
   */
  readonly memorySize?: number;

  /**
   * The time limit of one call: at most 15 minutes, which is less than a flow may run.
   *
   * @default Duration.minutes(15)
   */
  readonly timeout?: Duration;

  /**
   * The number of calls that may run at the same time: each occupies the function for as long as its flow runs.
   *
   * @default - what the account has left
   */
  readonly reservedConcurrency?: number;

  /**
   * Whether to trace calls with AWS X-Ray.
   *
   * @default lambda.Tracing.DISABLED
   */
  readonly tracing?: lambda.Tracing;
}
