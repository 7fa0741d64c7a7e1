import { aws_stepfunctions as sfn, Duration } from 'aws-cdk-lib';
import { FlowErrors } from '../calls/flow-errors';

/** Errors of Lambda itself (Step Functions Developer Guide, bp-lambda-serviceexception). */
const LAMBDA_ERRORS = [
  'Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
];

/** Both are of the moment: whoever waits long enough gets through. */
const THROTTLED: readonly string[] = [FlowErrors.THROTTLING, 'Lambda.TooManyRequestsException'];

/** What a second try may mend. It costs what the flow costs, so there are few of them. */
const PASSING: readonly string[] = [
  FlowErrors.INTERNAL_SERVER, FlowErrors.BAD_GATEWAY, FlowErrors.DEPENDENCY_FAILED, FlowErrors.CONFLICT,
];

/**
 * What is tried again: each error as it deserves, with full jitter, so that what was throttled at once does not come
 * back at once. A wrong request is never sent again, and a used-up quota is for a catch.
 */
export function invokeRetries(): sfn.RetryProps[] {
  return retries([...THROTTLED], [...PASSING, ...LAMBDA_ERRORS]);
}

/** The same for calls that Step Functions makes itself: its names for errors have that of the service before them. */
export function serviceRetries(): sfn.RetryProps[] {
  const named = (name: string) => `BedrockAgentRuntime.${name}`;
  return retries([named(FlowErrors.THROTTLING)], [named(FlowErrors.INTERNAL_SERVER), named(FlowErrors.BAD_GATEWAY),
    named(FlowErrors.DEPENDENCY_FAILED), 'BedrockAgentRuntime.SdkClientException']);
}

function retries(throttled: string[], passing: string[]): sfn.RetryProps[] {
  const common = { interval: Duration.seconds(2), backoffRate: 2, jitterStrategy: sfn.JitterType.FULL };
  return [{ errors: throttled, maxAttempts: 6, ...common }, { errors: passing, maxAttempts: 3, ...common }];
}
