import { aws_iam as iam, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import * as states from './approval-states';
import type { HumanApproval } from './human-approval';
import { type ApprovalRequestProps, ApprovalTimeout } from './human-approval-props';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import { inExpress, jsonataInJsonPath } from '../step-functions/machines-around';
import { checkIsJsonata } from '../step-functions/query-language';
import { singleState } from '../step-functions/single-state';
import { longNames, namePrefix } from '../step-functions/state-names';

/** Refuses what is not the value itself, or in the other language of Step Functions. */
function checkValue(place: string, { subject, document }: ApprovalRequestProps): void {
  if (document instanceof sfn.TaskInput) {
    throw new FlowError(place, '\'document\' is a TaskInput, and goes into the message as it is; pass the value '
      + 'itself, such as \'{% $states.input.loan %}\'', 'IllegalValue');
  }
  checkIsJsonata(place, '\'subject\'', subject);
  checkIsJsonata(place, '\'document\'', document);
}

/**
 * The states of a request, made by `HumanApproval.askFor()`: they ask, wait, and give
 * `{ decision, reviewer, comment, timedOut, document }`. They use JSONata, whatever the state machine uses.
 */
export class ApprovalRequest extends sfn.StateMachineFragment {
  /** The state that makes the request. */
  public readonly startState: sfn.State;

  /** The states after which the chain continues. */
  public readonly endStates: sfn.INextable[];

  private readonly prefix: string;

  /**
   * @param scope where to put it
   * @param id the id of the construct, from which the names of its states are made
   * @param approval the queue of the approvers and the time limit
   * @param props what is to be approved
   */
  constructor(
    scope: Construct, id: string, private readonly approval: HumanApproval, props: ApprovalRequestProps = {},
  ) {
    const place = placeOf(scope, id);
    checkStruct(place, 'ApprovalRequestProps', props);
    checkValue(place, props);
    super(scope, id);
    this.prefix = namePrefix(this);
    const begin = sfn.Pass.jsonata(this, 'Request', {
      ...this.nameOf('Request'),
      outputs: states.requested(props.subject ?? id, props.document ?? '{% $states.input %}'),
    });
    const ask = this.ask();
    const end = sfn.Pass.jsonata(this, 'Decided', this.nameOf('Decided'));
    const first = approval.topic ? this.notify(ask) : ask;
    begin.next(first);
    ask.next(end);
    this.late(ask, first, end);
    this.startState = begin;
    const { queue } = approval;
    const sought = { state: begin, value: queue.queueUrl, owner: queue };
    this.node.addValidation({
      validate: () => [
        ...longNames(this),
        ...inExpress(sought, 'which can\'t wait for a task token', 'make it STANDARD'),
        ...jsonataInJsonPath(sought),
      ],
    });
    this.endStates = [end];
  }

  /**
   * Puts something before the names of all states. They are unique in the stack already, so without a prefix nothing
   * happens.
   *
   * @param prefix what to put there
   */
  public prefixStates(prefix?: string): sfn.StateMachineFragment {
    return prefix ? super.prefixStates(prefix) : this;
  }

  /**
   * Wraps the states in a single one, which can be retried, and whose errors can be caught. It uses JSONata and gives
   * what the fragment gives, not a list of it.
   *
   * @param options what the state is
   */
  public toSingleState(options: sfn.SingleStateOptions = {}): sfn.Parallel {
    return singleState(this, this.prefix, options);
  }

  private nameOf(step: string): { readonly stateName: string } {
    return { stateName: `${this.prefix}: ${step}` };
  }

  private ask(): sfn.TaskStateBase {
    const { queue, encryptionKey, _interval: interval } = this.approval;
    const ask = new states.ServiceCall(this, 'Ask', {
      ...this.nameOf('Ask'),
      integration: 'sqs:sendMessage.waitForTaskToken',
      arguments: { QueueUrl: queue.queueUrl, MessageBody: states.message(interval) },
      outputs: states.DECIDED,
      timeout: interval,
      statements: [
        new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
        ...encryptionKey ? [new iam.PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [encryptionKey.keyArn],
        })] : [],
      ],
    });
    ask.addRetry(states.RESEND);
    return ask;
  }

  /** The wait does not depend on a successful notification. */
  private notify(next: sfn.State): sfn.State {
    const topic = this.approval.topic!;
    const { masterKey } = topic;
    const notify = new states.ServiceCall(this, 'Notify', {
      ...this.nameOf('Notify'),
      integration: 'sns:publish',
      arguments: { TopicArn: topic.topicArn, Subject: 'A decision is needed', Message: states.NOTICE },
      outputs: '{% $states.input %}',
      statements: [
        new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
        ...masterKey ? [new iam.PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [masterKey.keyArn],
        })] : [],
      ],
    });
    notify.addCatch(next, { outputs: '{% $states.input %}' });
    notify.next(next);
    return notify;
  }

  /**
   * After a time-out: the request is made again; after the last one, the request is decided without a person, or fails.
   */
  private late(ask: sfn.TaskStateBase, again: sfn.State, end: sfn.State): void {
    const { _times: times, _onTimeout: onTimeout } = this.approval;
    const over = onTimeout === ApprovalTimeout.FAIL
      ? sfn.Fail.jsonata(this, 'TimedOut', {
        ...this.nameOf('Timed out'), error: 'States.Timeout', cause: 'nobody decided in time',
      })
      : sfn.Pass.jsonata(this, 'TimedOut', { ...this.nameOf('Timed out'), outputs: states.decidedByTime(onTimeout) })
        .next(end);
    const next = times === 1 ? over : sfn.Choice.jsonata(this, 'Again', this.nameOf('Ask again?'))
      .when(sfn.Condition.jsonata(states.isAskedUpTo(times)), sfn.Pass.jsonata(this, 'Count', {
        ...this.nameOf('Remind'), outputs: states.ASKED_AGAIN,
      }).next(again))
      .otherwise(over);
    ask.addCatch(next, { errors: ['States.Timeout'], outputs: '{% $states.input %}' });
  }
}
