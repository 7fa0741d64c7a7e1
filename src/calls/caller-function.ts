import {
  aws_iam as iam, aws_lambda as lambda, aws_lambda_destinations as destinations, type aws_s3 as s3, type aws_sqs as sqs,
  Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Callee, versionOf } from './callee';
import type { FlowInvokerOptions } from './flow-invoker-options';
import { checkNumber } from '../checks/arguments';
import { checkDuration, wholeSeconds } from '../checks/durations';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { type FlowCallEnvironment, RESULT_PREFIX } from '../core/contract';
import { handlerProps } from '../functions/handler-props';
import { checkFunctionOptions } from '../functions/options-in-scope';

/** Lambda ends a function after this. */
const MAX_TIMEOUT = Duration.minutes(15);
const LAMBDA_QUOTAS = 'Lambda Developer Guide, gettingstarted-limits';

/** What makes a function that calls a flow. */
export interface CallerFunctionProps extends FlowInvokerOptions {
  readonly callee: Callee;
  /** The folder of its code. */
  readonly handler: string;
  readonly description: string;
  /** Whether it starts executions, and does not wait for their end. */
  readonly isStartOnly?: boolean;
  readonly environment?: { readonly [name: string]: string };
  /** Where events go whose flow failed, and how often it is run again before; for who does not wait for an answer. */
  readonly failed?: { readonly queue: sqs.IQueue; readonly retryAttempts: number };
}

/** Rejects options that Lambda would reject. */
export function checkInvokerOptions(place: string, options: FlowInvokerOptions): void {
  checkFunctionOptions(place, options);
  const { timeout, memorySize, reservedConcurrency } = options;
  if (timeout !== undefined && !timeout.isUnresolved() && timeout.toMilliseconds() > MAX_TIMEOUT.toMilliseconds()) {
    throw new FlowError(place, `'timeout' is ${timeout.toHumanString()}, and Lambda allows 15 minutes; use `
      + 'BedrockFlowExecution for flows that take longer', 'IllegalValue');
  }
  checkDuration(place, 'timeout', timeout, wholeSeconds(Duration.seconds(1), MAX_TIMEOUT));
  checkNumber(place, spelt`'memorySize'`, memorySize, { min: 128, max: 10_240, source: LAMBDA_QUOTAS });
  checkNumber(place, spelt`'reservedConcurrency'`, reservedConcurrency, { min: 0, source: LAMBDA_QUOTAS });
}

/** A function that calls a flow on behalf of others, with a role that may do that and log. */
export class CallerFunction extends Construct {
  public readonly lambdaFunction: lambda.Function;

  public constructor(scope: Construct, id: string, props: CallerFunctionProps) {
    super(scope, id);
    const { callee, handler, description, isStartOnly = false, resultBucket, failed, nodeMetrics } = props;
    const { alias, router } = callee;
    const version = versionOf(this, callee);
    const environment: FlowCallEnvironment<string> = {
      FLOW_ID: alias.flow.flowId,
      FLOW_ALIAS_ID: alias.flowAliasId,
      ...router && !isStartOnly && { ROUTER_FUNCTION: router.functionArn },
      ...version !== undefined && { FLOW_VERSION: version },
      ...nodeMetrics && { NODE_METRICS: '1' },
      ...resultBucket && { RESULT_BUCKET: resultBucket.bucketName },
      ...isStartOnly && { START_ONLY: '1' },
    };
    this.lambdaFunction = new lambda.Function(this, 'Function', {
      description,
      ...handlerProps(this, handler, props),
      memorySize: props.memorySize ?? 256,
      timeout: props.timeout ?? MAX_TIMEOUT,
      reservedConcurrentExecutions: props.reservedConcurrency,
      environment: { ...environment, ...props.environment },
      ...failed && { onFailure: new destinations.SqsDestination(failed.queue), retryAttempts: failed.retryAttempts },
    });
    this.allow(callee, isStartOnly);
    if (resultBucket) { this.allowResults(resultBucket); }
  }

  private allow({ alias, router }: Callee, isStartOnly: boolean): void {
    if (isStartOnly) {
      alias.grants.startExecution(this.lambdaFunction);
    } else if (router) {
      this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'], resources: [router.functionArn],
      }));
    } else {
      alias.grants.invoke(this.lambdaFunction);
    }
  }

  private allowResults(bucket: s3.IBucket): void {
    this.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${RESULT_PREFIX}*`)],
    }));
    bucket.encryptionKey?.grant(this.lambdaFunction, 'kms:GenerateDataKey');
  }
}
