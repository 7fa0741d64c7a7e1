import type { aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import type { IFlowAlias } from '../versions/flow-alias';

/** Whether the target waits for the end of the flow that an event calls. */
export enum FlowTargetMode {
  /** Runs the flow to its end, within 15 minutes; if it fails, the event goes to the dead-letter queue. */
  WAIT = 'WAIT',
  /**
   * Only starts the flow, as an execution of up to 24 hours (StartFlowExecution, a preview of the service): the same
   * event starts it once. There is no notification of a failure; check the executions of the flow.
   */
  START = 'START',
}

/** Properties for `BedrockFlowTarget` and `BedrockFlowScheduleTarget`. */
export interface FlowTargetProps {
  /**
   * The alias of the flow to call.
   *
   * @default - `canary` is given
   */
  readonly alias?: IFlowAlias;

  /**
   * The canary alias to call: calls go through its router; executions are started on its promoted alias.
   *
   * @default - `alias` is given
   */
  readonly canary?: CanaryFlowAlias;

  /**
   * The queue for events that could not be delivered, and for those whose flow failed. Its messages are of two forms:
   * the event itself, and the record of Lambda with the request and the error.
   */
  readonly deadLetterQueue: sqs.IQueue;

  /** The input of the flow: any JSON of the type that the flow takes. */
  readonly document: any;

  /**
   * The name of the flow's Input node.
   *
   * @default - that of the flow; `FlowInputNode` if the flow is created elsewhere
   */
  readonly inputNode?: string;

  /**
   * Whether the flow is run to its end or only started.
   *
   * @default FlowTargetMode.WAIT
   */
  readonly mode?: FlowTargetMode;

  /**
   * The number of retries of a failed flow for the same event, each of which is billed: 0, 1 or 2.
   *
   * @default 0
   */
  readonly flowRetries?: number;

  /**
   * The number of times the delivery to the function is retried: 0 to 185. The flow has not run then.
   *
   * @default 2
   */
  readonly retryAttempts?: number;

  /**
   * The maximum age of an event when it is delivered: 1 minute to 24 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxEventAge?: Duration;
}
