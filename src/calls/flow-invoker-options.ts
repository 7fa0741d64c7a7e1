import type { aws_s3 as s3, Duration } from 'aws-cdk-lib';
import type { FlowFunctionOptions } from '../functions/flow-function-options';

/** How a function is made that calls a flow and waits for its end. */
export interface FlowInvokerOptions extends FlowFunctionOptions {
  /**
   * The memory of the function, in MiB. It gathers outputs and does little else.
   *
   * @default 256
   */
  readonly memorySize?: number;

  /**
   * How long a call may take: at most 15 minutes, which is less than a flow may run (1 hour; Bedrock User Guide,
   * quotas). For more there is `BedrockFlowExecution`.
   *
   * @default Duration.minutes(15); of a worker, Duration.minutes(5) for the messages of a batch together
   */
  readonly timeout?: Duration;

  /**
   * How many calls may run at a time: each takes one slot of the function for as long as its flow runs.
   *
   * @default - what the account has left
   */
  readonly reservedConcurrency?: number;

  /**
   * Whether there are metrics of nodes too: how often and how long each ran, its tokens, and the branches taken. Calls
   * then ask for traces, which hold the texts of users; nothing of them is kept. Each node is four custom metrics more
   * or so, which CloudWatch charges for.
   *
   * @default false
   */
  readonly nodeMetrics?: boolean;

  /**
   * Where results of more than 200 KiB go, as JSON under `flow-results/`: Step Functions takes 256 KiB between two
   * states (Step Functions Developer Guide, limits). The result then has no outputs, and `outputsUri` says where the
   * object is. Give the bucket a lifecycle rule: nothing here deletes them.
   *
   * @default - none: such a result is the error `BedrockFlows.ResultTooLarge`
   */
  readonly resultBucket?: s3.IBucket;
}
