import {
  type aws_cloudwatch as cloudwatch, type aws_lambda as lambda, aws_lambda_event_sources as sources, aws_sqs as sqs,
  Duration, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { calleeOf, checkInputNode, checkInputType, inputNodeOf } from '../calls/callee';
import { CallerFunction, checkInvokerOptions } from '../calls/caller-function';
import { resultsIn, writersOf } from '../calls/endless-loops';
import type { FlowInvokerOptions } from '../calls/flow-invoker-options';
import { endlessLoopsThrough } from '../calls/loops-through-queues';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import { checkChoice, checkGiven, checkNumber } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkSameRegion } from '../checks/same-region';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import type { FlowWorkerEnvironment } from '../core/contract';
import { FlowDataType } from '../graph/flow-value';
import { FlowMetrics } from '../metrics/flow-metrics';
import type { IFlowMetrics } from '../metrics/i-flow-metrics';
import type { IFlowAlias } from '../versions/flow-alias';

/** The part of a queue message that is sent to the flow. */
export enum FlowMessageForm {
  /** The body of the message, as a String. */
  TEXT = 'TEXT',
  /** The body of the message, parsed as JSON of the type that the flow takes. */
  JSON = 'JSON',
  /**
   * The key of the S3 object that the message reports, decoded once, as a String: for queues that Amazon S3 notifies,
   * directly or through EventBridge.
   */
  OBJECT_KEY = 'OBJECT_KEY',
}

/** Properties for `FlowQueueWorker`. */
export interface FlowQueueWorkerProps extends FlowInvokerOptions {
  /**
   * The alias of the flow to call.
   *
   * @default - `canary` is given
   */
  readonly alias?: IFlowAlias;

  /**
   * The canary alias to call: calls go through its router, so that the weights of a release count.
   *
   * @default - `alias` is given
   */
  readonly canary?: CanaryFlowAlias;

  /**
   * The queue whose messages are processed. It must have a dead-letter queue, which takes messages that fail
   * repeatedly: each attempt is billed, so a `maxReceiveCount` of 2 or 3 is enough. Its visibility timeout must be at
   * least `timeout`; AWS advises six times that (Lambda Developer Guide, services-sqs-configure). Neither can be
   * checked for a queue from outside the app.
   */
  readonly queue: sqs.IQueue;

  /**
   * The number of flows that run at the same time: 2 to 1,000 (Lambda Developer Guide, services-sqs-scaling). Use it to
   * stay within the quota of the model: see `FlowThroughput.maxConcurrency()`.
   */
  readonly maxConcurrency: number;

  /**
   * The part of a message that is sent to the flow.
   *
   * @default FlowMessageForm.TEXT
   */
  readonly message?: FlowMessageForm;

  /**
   * The number of messages that are received together and processed one after the other: 1 to 10.
   *
   * @default 1
   */
  readonly batchSize?: number;

  /**
   * The name of the flow's Input node.
   *
   * @default - that of the flow; `FlowInputNode` if the flow is created elsewhere
   */
  readonly inputNode?: string;
}

/**
 * A Lambda function that calls a flow for each message of a queue. Only messages that fail are received again, and
 * finally go to the dead-letter queue; after a throttled call, the rest of its batch is processed later. In a FIFO
 * queue, later messages of the same group are received again with a failed one, which keeps their order. The outputs of
 * the flow are discarded: let the flow store them, or call it from a state machine.
 */
export class FlowQueueWorker extends Construct implements IFlowMetrics {
  /** The metrics of the calls of this function, and of the nodes of its flow. The service itself publishes none. */
  public readonly metrics: FlowMetrics;

  /** The Lambda function that calls the flow. */
  public readonly lambdaFunction: lambda.IFunction;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props the flow to call, and the queue
   * @throws if the queue has no dead-letter queue or too short a visibility timeout, if the flow takes another type
   * than the messages have, if a number is out of range, or if not exactly one of `alias` and `canary` is given
   */
  constructor(scope: Construct, id: string, props: FlowQueueWorkerProps) {
    const place = placeOf(scope, id);
    if (new.target === FlowQueueWorker) { checkStruct(place, 'FlowQueueWorkerProps', props); }
    const callee = calleeOf(place, scope, props);
    const { queue, maxConcurrency, batchSize = 1, message = FlowMessageForm.TEXT } = props;
    const timeout = props.timeout ?? Duration.minutes(5);
    checkGiven(place, { queue, maxConcurrency });
    checkInvokerOptions(place, props);
    checkNumber(place, spelt`'maxConcurrency'`, maxConcurrency, { min: 2, max: 1000, source: 'Lambda' });
    checkNumber(place, spelt`'batchSize'`, batchSize, { min: 1, max: 10, source: 'Amazon SQS' });
    checkChoice(place, '\'message\'', message, Object.values(FlowMessageForm));
    checkSameRegion(place, scope, { queue, resultBucket: props.resultBucket });
    checkQueue(place, queue, timeout);
    checkOwn(place, props);
    checkInputNode(place, callee.alias.flow, props.inputNode);
    const type = message === FlowMessageForm.JSON ? undefined : FlowDataType.STRING;
    checkInputType(place, callee.alias.flow, type, 'the document of a message');
    super(scope, id);
    const environment: FlowWorkerEnvironment<string> = {
      MESSAGE_FORM: message, INPUT_NODE: inputNodeOf(callee.alias.flow, props.inputNode),
    };
    const { lambdaFunction } = new CallerFunction(this, 'Caller', {
      ...props,
      callee,
      timeout,
      handler: 'flow-worker',
      description: 'Calls a Bedrock flow for each message of a queue',
      environment: { ...environment },
    });
    lambdaFunction.addEventSource(new sources.SqsEventSource(queue, {
      batchSize, maxConcurrency, reportBatchItemFailures: true,
    }));
    this.node.addValidation({
      validate: () => endlessLoopsThrough(this, queue,
        [...writersOf(callee.alias.flow), ...resultsIn(props.resultBucket)]),
    });
    this.lambdaFunction = lambdaFunction;
    this.metrics = FlowMetrics._ofFunction(callee.alias.flow, lambdaFunction.functionName);
  }

  /**
   * The number of calls by this function, one for each message: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricInvocations(options);
  }

  /**
   * The number of calls by this function, one for each message, that failed for no fault of the caller: `Sum` over 5
   * minutes.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricFaults(options);
  }

  /**
   * The number of calls by this function, one for each message, that were throttled: `Sum` over 5 minutes. They are
   * faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricThrottles(options);
  }

  /**
   * The duration of calls by this function, one for each message: `p90` over 5 minutes, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricLatency(options);
  }
}

/** What would be of no effect, or fail, though each of it can be. */
function checkOwn(place: string, { deadLetterQueue, reservedConcurrency, maxConcurrency }: FlowQueueWorkerProps): void {
  if (deadLetterQueue !== undefined) {
    throw new FlowError(place, spelt`'deadLetterQueue' is for events that no queue keeps, and messages that fail go `
      + spelt`back to theirs; give it to the queue, with a 'maxReceiveCount'`, 'IllegalValue');
  }
  const isKnown = ![reservedConcurrency, maxConcurrency].some((one) => Token.isUnresolved(one));
  if (reservedConcurrency === undefined || !isKnown || reservedConcurrency >= maxConcurrency) { return; }
  throw new FlowError(place, spelt`'reservedConcurrency' is ${reservedConcurrency}, and ${maxConcurrency} messages may `
    + spelt`come at a time by 'maxConcurrency', so some would be throttled and end in the dead-letter queue; `
    + `raise it to ${maxConcurrency}, or leave it out`, 'IllegalValue');
}

function checkQueue(place: string, queue: sqs.IQueue, timeout: Duration): void {
  const resource = queue.node.defaultChild;
  if (!(resource instanceof sqs.CfnQueue)) { return; }
  if (resource.redrivePolicy === undefined) {
    throw new FlowError(place,
      `queue '${queue.node.path}' has no dead-letter queue, so a failing message is processed and billed `
      + spelt`again and again; give it 'deadLetterQueue' with a 'maxReceiveCount' of 2 or 3`, 'IllegalValue');
  }
  // Amazon SQS: 30 seconds unless another time is said
  const visible = resource.visibilityTimeout ?? 30;
  if (Token.isUnresolved(visible) || timeout.isUnresolved() || visible >= timeout.toSeconds()) { return; }
  throw new FlowError(place,
    `queue '${queue.node.path}' makes a message visible again after ${visible} seconds, but the function `
    + spelt`may run for ${timeout.toSeconds()}; set its 'visibilityTimeout' to ${6 * timeout.toSeconds()} seconds, or `
    + spelt`lower 'timeout'`, 'IllegalValue');
}
