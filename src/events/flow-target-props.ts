import type { aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import type { IFlowAlias } from '../versions/flow-alias';

/** What becomes of the flow that an event calls. */
export enum FlowTargetMode {
  /** It is run to its end, within 15 minutes; when it fails, the event goes to the dead letter queue. */
  WAIT = 'WAIT',
  /**
   * It is only started, as an execution of up to 24 hours (StartFlowExecution, a preview of the service): the same
   * event starts it once. Nobody hears of its failure but who looks at its executions.
   */
  START = 'START',
}

/** What makes a flow the target of events. */
export interface FlowTargetProps {
  /**
   * The alias of the flow.
   *
   * @default - `canary` is given
   */
  readonly alias?: IFlowAlias;

  /**
   * The canary alias: called through its router; where executions are started, the promoted alias.
   *
   * @default - `alias` is given
   */
  readonly canary?: CanaryFlowAlias;

  /**
   * Where events go that could not be delivered, and those whose flow failed. Its messages are of two forms: the event
   * itself, and the record of Lambda with the request and the error.
   */
  readonly deadLetterQueue: sqs.IQueue;

  /**
   * What the flow gets, of the type that it takes: any JSON.
   */
  readonly document: any;

  /**
   * The name of the flow's input node.
   *
   * @default - that of the flow; `FlowInputNode` where the flow is made elsewhere
   */
  readonly inputNode?: string;

  /**
   * Whether the flow is run to its end or only started.
   *
   * @default FlowTargetMode.WAIT
   */
  readonly mode?: FlowTargetMode;

  /**
   * How often a flow that failed is run again for the same event, and paid again: 0, 1 or 2.
   *
   * @default 0
   */
  readonly flowRetries?: number;

  /**
   * How often the delivery is tried again where the function does not take the event: 0 to 185. The flow has not run
   * then.
   *
   * @default 2
   */
  readonly retryAttempts?: number;

  /**
   * How old an event may be when it is delivered: 1 minute to 24 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxEventAge?: Duration;
}
