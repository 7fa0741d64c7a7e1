import type { aws_s3 as s3, Duration } from 'aws-cdk-lib';
import type { FlowFunctionOptions } from '../functions/flow-function-options';

/** Options for the function of a `FlowInvoker`. */
export interface FlowInvokerOptions extends FlowFunctionOptions {
  /**
   * The memory of the Lambda function, in MiB. The function only collects outputs.
   *
   * @default 256
   */
  readonly memorySize?: number;

  /**
   * The time limit of one call: at most 15 minutes, which is less than a flow may run (1 hour; Bedrock User Guide,
   * quotas). For longer flows, use `BedrockFlowExecution`.
   *
   * @default Duration.minutes(15); of a worker, Duration.minutes(5) for the messages of a batch together
   */
  readonly timeout?: Duration;

  /**
   * The number of calls that may run at the same time: each occupies the function for as long as its flow runs.
   *
   * @default - what the account has left
   */
  readonly reservedConcurrency?: number;

  /**
   * Whether to publish metrics of nodes as well: how often and how long each ran, its tokens, and the branches taken.
   * Calls then request traces, which contain the texts of users; the traces are not stored. Each node adds about four
   * custom metrics, which CloudWatch charges for.
   *
   * @default false
   */
  readonly nodeMetrics?: boolean;

  /**
   * The bucket for results of more than 200 KiB, stored as JSON under `flow-results/`: Step Functions passes at most
   * 256 KiB from one state to the next (Step Functions Developer Guide, limits). The result then has no outputs, and
   * `outputsUri` says where the object is. Give the bucket a lifecycle rule: the library does not delete the objects.
   *
   * @default - none: such a result is the error `BedrockFlows.ResultTooLarge`
   */
  readonly resultBucket?: s3.IBucket;
}
