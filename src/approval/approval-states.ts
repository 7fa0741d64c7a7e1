import { type aws_iam as iam, aws_stepfunctions as sfn, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { APPROVAL_KIND, type ApprovalMessage } from '../core/contract';

/** A call of another service that Step Functions makes itself, in JSONata. */
interface ServiceCallProps {
  readonly stateName: string;
  /** As it is in ARNs of integrations, such as `sns:publish`. */
  readonly integration: string;
  readonly arguments: unknown;
  readonly outputs: unknown;
  readonly statements: readonly iam.PolicyStatement[];
  readonly timeout?: Duration;
}

/** `SqsSendMessage` of aws-cdk-lib looks for the token in JSONPath only, and so refuses JSONata. */
export class ServiceCall extends sfn.TaskStateBase {
  protected readonly taskMetrics?: sfn.TaskMetricsConfig;
  protected readonly taskPolicies?: iam.PolicyStatement[];

  public constructor(scope: Construct, id: string, private readonly call: ServiceCallProps) {
    const { stateName, outputs, statements, timeout } = call;
    super(scope, id, {
      queryLanguage: sfn.QueryLanguage.JSONATA,
      stateName,
      outputs,
      ...timeout && { taskTimeout: sfn.Timeout.duration(timeout) },
    });
    this.taskPolicies = [...statements];
  }

  /** @internal */
  protected _renderTask(): any {
    return {
      Resource: `arn:${Stack.of(this).partition}:states:::${this.call.integration}`,
      Arguments: this.call.arguments,
    };
  }
}

const expression = (text: string) => `{% ${text} %}`;

/** What goes from state to state: the request as it was made, and how often people were asked. */
export function requested(subject: unknown, document: unknown): object {
  return { subject, document, asked: 1 };
}

export const ASKED_AGAIN = expression('$merge([$states.input, {\'asked\': $states.input.asked + 1}])');

export const isAskedUpTo = (times: number) => expression(`$states.input.asked < ${times}`);

/** The message for reviewers; `expiresAt` is that of this request, not of the whole wait. */
export function message(timeout: Duration): ApprovalMessage<string> {
  const asked = expression('$states.input.asked');
  return {
    kind: APPROVAL_KIND,
    token: expression('$states.context.Task.Token'),
    subject: expression('$substring($string($states.input.subject), 0, 200)'),
    document: expression('$states.input.document'),
    execution: expression('$states.context.Execution.Id'),
    expiresAt: expression(`$toMillis($states.context.State.EnteredTime) + ${timeout.toMilliseconds()}`),
    asked,
  };
}

/** The notification of reviewers: it contains neither the token nor the document. */
export const NOTICE = expression('$substring($string($states.input.subject), 0, 200) & \' waits for a decision'
  + '\' & ($states.input.asked > 1 ? \', asked for the \' & $string($states.input.asked) & \'. time\' : \'\') '
  + '& \'. Execution: \' & $states.context.Execution.Id');

/** The decision with what was decided on, so that the states after it have both. */
export const DECIDED = expression('$merge([{\'reviewer\': \'\', \'comment\': \'\'}, $states.result, '
  + '{\'timedOut\': false, \'document\': $states.input.document}])');

export const decidedByTime = (decision: string) => ({
  decision,
  reviewer: '',
  comment: 'nobody decided in time',
  timedOut: true,
  document: expression('$states.input.document'),
});

/**
 * A send that did not reach Amazon SQS is sent again. (How Step Functions names other errors of SQS is not documented;
 * what a reviewer's own tool reports as a failure must not ask again.)
 */
export const RESEND: sfn.RetryProps = {
  errors: ['SQS.SdkClientException'],
  interval: Duration.seconds(2),
  maxAttempts: 5,
  backoffRate: 2,
  jitterStrategy: sfn.JitterType.FULL,
};
