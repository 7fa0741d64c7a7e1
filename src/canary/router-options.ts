import type { aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import type { FlowFunctionOptions } from '../functions/flow-function-options';

/**
 * How the function is made that routes calls to versions of a flow. What it has in common with others counts for the
 * one that tests it, too.
 */
export interface FlowRouterOptions extends FlowFunctionOptions {
  /**
   * The memory of the function, in MiB. It passes events on and does little else.
   *
   * @default 256
   */
  readonly memorySize?: number;

  /**
   * How long a call may take: at most 15 minutes, which is less than a flow may run.
   *
   * @default Duration.minutes(15)
   */
  readonly timeout?: Duration;

  /**
   * How many calls may run at a time: each takes one slot of the function for as long as its flow runs.
   *
   * @default - what the account has left
   */
  readonly reservedConcurrency?: number;

  /**
   * Whether calls are traced with X-Ray.
   *
   * @default lambda.Tracing.DISABLED
   */
  readonly tracing?: lambda.Tracing;
}
