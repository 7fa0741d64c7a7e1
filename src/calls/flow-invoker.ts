import {
  type aws_cloudwatch as cloudwatch, type aws_iam as iam, type aws_lambda as lambda, type aws_s3 as s3, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Callee, calleeOf, inputNodeOf } from './callee';
import { CallerFunction, checkInvokerOptions } from './caller-function';
import type { FlowInvokerOptions } from './flow-invoker-options';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkGrantee } from '../checks/grantee';
import { checkSameRegion } from '../checks/same-region';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import type { IFlow } from '../flow/i-flow';
import { namedGrantee } from '../functions/named-grantee';
import { FlowMetrics } from '../metrics/flow-metrics';
import type { IFlowMetrics } from '../metrics/i-flow-metrics';
import type { IFlowAlias } from '../versions/flow-alias';

/** Properties for `FlowInvoker`. */
export interface FlowInvokerProps extends FlowInvokerOptions {
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
}

/**
 * A Lambda function that calls a flow on behalf of callers that can't read an event stream, such as Step Functions. It
 * takes `{ document, inputNode }` and answers `{ executionId, outputs }`, with the outputs by the names of their nodes;
 * a node behind an iterator, which gives several values, has a list of them. An error of the service has the name that
 * the service uses; see `FlowErrors`.
 *
 * It does not retry: the caller decides that, because each call costs money. It does not log inputs or outputs of
 * flows, only the text of an error.
 */
export class FlowInvoker extends Construct implements IFlowMetrics {
  /**
   * The invoker that a stack has for an alias, created on the first call.
   *
   * @param scope any construct in the stack
   * @param alias the alias of the flow
   */
  public static forAlias(scope: Construct, alias: IFlowAlias): FlowInvoker {
    return FlowInvoker.shared(scope, alias, { alias });
  }

  /**
   * The invoker that a stack has for a canary alias, created on the first call.
   *
   * @param scope any construct in the stack
   * @param canary the canary alias
   */
  public static forCanary(scope: Construct, canary: CanaryFlowAlias): FlowInvoker {
    return FlowInvoker.shared(scope, canary, { canary });
  }

  private static shared(scope: Construct, called: Construct, props: FlowInvokerProps): FlowInvoker {
    const stack = Stack.of(scope);
    const id = `BedrockFlowInvoker-${called.node.addr.slice(-8)}`;
    return stack.node.tryFindChild(id) as FlowInvoker | undefined ?? new FlowInvoker(stack, id, props);
  }

  /** The Lambda function that calls the flow. */
  public readonly lambdaFunction: lambda.IFunction;

  /** The metrics of the calls of this function, and of the nodes of its flow. The service itself publishes none. */
  public readonly metrics: FlowMetrics;

  /** The flow that this function calls. */
  public readonly flow: IFlow;

  /** @internal */
  public readonly _callee: Callee;
  /** @internal */
  public readonly _resultBucket?: s3.IBucket;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props what it calls, and how it is made
   * @throws if not exactly one of `alias` and `canary` is given, if the flow is in another Region, or if `timeout` is
   * more than 15 minutes
   */
  constructor(scope: Construct, id: string, props: FlowInvokerProps) {
    const place = placeOf(scope, id);
    if (new.target === FlowInvoker) { checkStruct(place, 'FlowInvokerProps', props); }
    const callee = calleeOf(place, scope, props);
    checkInvokerOptions(place, props);
    checkSameRegion(place, scope, { resultBucket: props.resultBucket });
    if (props.deadLetterQueue !== undefined) {
      throw new FlowError(place, spelt`'deadLetterQueue' is for events that nobody waits for, and callers of this `
        + 'function get its errors; catch them there, or call the flow by a BedrockFlowTarget', 'IllegalValue');
    }
    super(scope, id);
    this._callee = callee;
    this._resultBucket = props.resultBucket;
    this.flow = callee.alias.flow;
    this.lambdaFunction = new CallerFunction(this, 'Caller', {
      ...props, callee, handler: 'flow-invoker', description: 'Calls a Bedrock flow and gathers its outputs',
    }).lambdaFunction;
    this.metrics = FlowMetrics._ofFunction(this.flow, this.lambdaFunction.functionName);
  }

  /**
   * Allows a principal to call the flow through this function.
   *
   * @param grantee the principal
   */
  public grantInvoke(grantee: iam.IGrantable): iam.Grant {
    checkGrantee(placeOf(this), grantee);
    return this.lambdaFunction.grantInvoke(namedGrantee(this, grantee));
  }

  /** @internal */
  public _request(document: unknown, inputNode: string | undefined): { [name: string]: unknown } {
    return { document, inputNode: inputNodeOf(this.flow, inputNode) };
  }

  /**
   * The number of calls by this function: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricInvocations(options);
  }

  /**
   * The number of calls by this function that failed for no fault of the caller: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricFaults(options);
  }

  /**
   * The number of calls by this function that were throttled: `Sum` over 5 minutes. They count as faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricThrottles(options);
  }

  /**
   * The duration of calls by this function: `p90` over 5 minutes, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metricLatency(options);
  }
}
