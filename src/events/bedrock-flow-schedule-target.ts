import {
  aws_scheduler as scheduler, aws_scheduler_targets as targets, Duration,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { checkTarget } from './bedrock-flow-target';
import { letRoleEncrypt } from './dead-letters';
import { eventCaller, requestOf } from './event-caller';
import { checkInputLength, checkScheduleDocument } from './event-document';
import { FlowTargetMode, type FlowTargetProps } from './flow-target-props';
import { checkKnown } from '../checks/arguments';
import { checkKnownDuration } from '../checks/durations';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';

/** EventBridge Scheduler User Guide, scheduler-quotas: 256 KB. */
const LONGEST_INPUT = 262_144;

/**
 * A flow as the target of an EventBridge schedule: a Lambda function calls it. Retries and dead letters are as those of
 * `BedrockFlowTarget`.
 */
export class BedrockFlowScheduleTarget implements scheduler.IScheduleTarget {
  /**
   * @param props the flow to call and its input
   */
  constructor(private readonly props: FlowTargetProps) {}

  /**
   * Binds the target to a schedule; called by the schedule.
   *
   * @param schedule the schedule
   * @throws if not exactly one of `alias` and `canary` is given, if the type of the document is not what the flow
   * takes, or if a number of retries is out of range
   */
  public bind(schedule: scheduler.ISchedule): scheduler.ScheduleTargetConfig {
    const scope = schedule as unknown as Construct;
    const place = placeOf(scope);
    const callee = checkTarget(place, scope, this.props);
    const { deadLetterQueue, retryAttempts, maxEventAge, document, inputNode, mode } = this.props;
    checkScheduleDocument(place, document);
    // aws-cdk-lib compares both with limits at once
    checkKnown(place, spelt`'retryAttempts'`, retryAttempts);
    checkKnownDuration(place, 'maxEventAge', maxEventAge);
    const { lambdaFunction } = eventCaller(scope, {
      callee, deadLetterQueue, isStartOnly: mode === FlowTargetMode.START, flowRetries: this.props.flowRetries ?? 0,
    });
    const request = requestOf(callee, document, inputNode, scheduler.ContextAttribute.executionId);
    checkInputLength(place, request, LONGEST_INPUT);
    const config = new targets.LambdaInvoke(lambdaFunction, {
      deadLetterQueue,
      retryAttempts: retryAttempts ?? 2,
      maxEventAge: maxEventAge ?? Duration.hours(1),
      input: scheduler.ScheduleTargetInput.fromObject(request),
    }).bind(schedule);
    letRoleEncrypt(config.role, deadLetterQueue);
    return config;
  }
}
