import { aws_events as events, aws_events_targets as targets, Duration } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { checkDeadLetterQueue, checkQueueOfRule, letRulesEncrypt } from './dead-letters';
import { eventCaller, requestOf } from './event-caller';
import {
  checkEventDocument, checkInputLength, checkRuleDocument, nothingInDetail, typeOfEventDocument,
} from './event-document';
import { FlowTargetMode, type FlowTargetProps } from './flow-target-props';
import { silentBuckets } from './silent-buckets';
import { calleeOf, checkInputNode, checkInputType } from '../calls/callee';
import { endlessLoops, writersOf } from '../calls/endless-loops';
import { inlineCodeIn } from '../calls/inline-code';
import { checkChoice, checkGiven, checkKnown, checkNumber } from '../checks/arguments';
import { checkDuration, wholeSeconds } from '../checks/durations';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';

/** Lambda and EventBridge: how often something is tried again. */
const FLOW_RETRIES = { min: 0, max: 2, source: 'Lambda Developer Guide, invocation-async-configuring' };
const DELIVERIES = { min: 0, max: 185, source: 'EventBridge User Guide, eb-rule-retry-policy' };
/** EventBridge API, InputTransformer. */
const LONGEST_INPUT = 8192;

/**
 * A flow as the target of an EventBridge rule: a Lambda function calls it for each event. The `document` comes from the
 * event, for example `events.EventField.fromPath('$.detail.object.key')`; the key of an object is not encoded.
 *
 * By default a failed flow is not retried, and its event goes to the dead-letter queue; the default of EventBridge is
 * 185 retries of the delivery. These are errors at synthesis: a document of a type that the flow does not accept, a
 * flow that writes to the bucket whose events call it, unless the pattern matches keys, and inline code in a flow that
 * is only started.
 */
export class BedrockFlowTarget implements events.IRuleTarget {
  /**
   * @param props the flow to call and its input
   */
  constructor(private readonly props: FlowTargetProps) {}

  /**
   * Binds the target to a rule; called by the rule.
   *
   * @param rule the rule
   * @param id the id of the target
   * @throws if not exactly one of `alias` and `canary` is given, if the type of the document is not what the flow
   * takes, or if a number of retries is out of range
   */
  public bind(rule: events.IRule, id?: string): events.RuleTargetConfig {
    const scope = rule as unknown as Construct;
    const place = placeOf(scope);
    const callee = checkTarget(place, scope, this.props);
    const { deadLetterQueue, retryAttempts, maxEventAge, document, inputNode, mode } = this.props;
    const { flow } = callee.alias;
    if (rule instanceof events.Rule) {
      rule.node.addValidation({
        validate: () => [
          ...endlessLoops(rule, writersOf(flow), patternOf(rule)),
          ...silentBuckets(rule, patternOf(rule)),
          ...nothingInDetail(rule, document, patternOf(rule)),
        ],
      });
    }
    checkRuleDocument(place, document);
    const request = requestOf(callee, document, inputNode, events.EventField.eventId);
    checkInputLength(place, request, LONGEST_INPUT);
    checkQueueOfRule(place, rule, deadLetterQueue);
    letRulesEncrypt(place, scope, deadLetterQueue);
    const { lambdaFunction } = eventCaller(scope, {
      callee, deadLetterQueue, isStartOnly: mode === FlowTargetMode.START, flowRetries: this.props.flowRetries ?? 0,
    });
    return new targets.LambdaFunction(lambdaFunction, {
      deadLetterQueue,
      retryAttempts: retryAttempts ?? 2,
      maxEventAge: maxEventAge ?? Duration.hours(1),
      event: events.RuleTargetInput.fromObject(request),
    }).bind(rule, id);
  }
}

/** Refuses what can't be called so. */
export function checkTarget(place: string, scope: IConstruct, props: FlowTargetProps) {
  checkStruct(place, 'FlowTargetProps', props);
  const callee = calleeOf(place, scope, props);
  checkChoice(place, '\'mode\'', props.mode, Object.values(FlowTargetMode));
  checkDeadLetterQueue(place, scope, props.deadLetterQueue);
  checkGiven(place, { document: props.document });
  // functions are shared by what asks for the same
  checkKnown(place, spelt`'flowRetries'`, props.flowRetries);
  checkNumber(place, spelt`'flowRetries'`, props.flowRetries, FLOW_RETRIES);
  checkNumber(place, spelt`'retryAttempts'`, props.retryAttempts, DELIVERIES);
  checkDuration(place, 'maxEventAge', props.maxEventAge, wholeSeconds(Duration.minutes(1), Duration.hours(24)));
  checkInputNode(place, callee.alias.flow, props.inputNode);
  checkEventDocument(place, props.document);
  checkInputType(place, callee.alias.flow, typeOfEventDocument(props.document), '\'document\'');
  if (props.mode === FlowTargetMode.START) {
    scope.node.addValidation({ validate: () => inlineCodeIn(callee, 'FlowTargetMode.WAIT') });
  }
  return callee;
}

/** What a rule looks for, in the words of the service. */
function patternOf(rule: events.Rule): unknown {
  return (rule.node.defaultChild as events.CfnRule).eventPattern;
}
