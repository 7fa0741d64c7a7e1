import {
  aws_iam as iam, type aws_kms as kms, type aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn, Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApprovalRequest } from './approval-request';
import { type ApprovalRequestProps, ApprovalTimeout, type HumanApprovalProps } from './human-approval-props';
import { checkChoice, checkGiven } from '../checks/arguments';
import { checkDuration, checkKnownDuration, wholeSeconds } from '../checks/durations';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkGrantee, nameOfGrantee } from '../checks/grantee';
import { checkKey } from '../checks/keys';
import { checkSameRegion } from '../checks/same-region';
import { spelt, speltMember } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { warn } from '../checks/warn';

/** Amazon SQS Developer Guide, sqs-configure-queue-parameters. */
const LONGEST = Duration.days(14);
const MOST_RECEIVES = 1000;
/** Each takes up to 15 of the 25,000 events of a history (Step Functions Developer Guide, limits). */
const MOST_REQUESTS = 1000;

/**
 * A queue of requests that people decide: a state machine asks, waits, and goes on with the decision.
 *
 * Reviewers list and decide requests with `bedrock-flows review --queue <URL>`, or with a tool of their own that reads
 * the queue and calls `SendTaskSuccess`. A message contains the task token, and anyone with the token can decide: give
 * access to the queue only to reviewers, and never put the token into a link, because mail scanners open links.
 *
 * The queue is encrypted and accepts only TLS. A flow itself can't wait for a person: put the request into the state
 * machine around it.
 */
export class HumanApproval extends Construct {
  /** The queue of the requests. */
  public readonly queue: sqs.Queue;

  /** The dead-letter queue for requests that were received too often. */
  public readonly deadLetterQueue: sqs.IQueue;

  /** The key that the queue is encrypted with; `undefined` for one of Amazon SQS. */
  public readonly encryptionKey?: kms.IKey;

  /** The SNS topic that is notified of requests. */
  public readonly topic?: sns.ITopic;

  /** @internal How long each request waits, and how often there is one. */
  public readonly _interval: Duration;
  /** @internal */
  public readonly _times: number;
  /** @internal */
  public readonly _onTimeout: ApprovalTimeout;

  /**
   * @param scope where to put it
   * @param id the id of the construct
   * @param props how long to wait, and the outcome after that
   * @throws if `timeout` is not between 1 minute and 14 days, or is not a whole multiple of `remindEvery`, or more than
   * 1,000 times as long
   */
  constructor(scope: Construct, id: string, props: HumanApprovalProps = {}) {
    const place = placeOf(scope, id);
    checkStruct(place, 'HumanApprovalProps', props);
    const { timeout = Duration.days(7), remindEvery, encryptionKey } = props;
    checkTimes(place, timeout, remindEvery);
    checkKey(place, encryptionKey);
    checkDeadLetters(place, props.deadLetterQueue);
    checkSameRegion(place, scope, { encryptionKey, deadLetterQueue: props.deadLetterQueue });
    checkChoice(place, spelt`'onTimeout'`, props.onTimeout, Object.values(ApprovalTimeout));
    if (props.topic?.fifo) {
      throw new FlowError(place, `'topic' is the FIFO topic '${props.topic.node.path}', which takes messages of `
        + 'groups only, and these have none; pass a standard topic', 'IllegalValue');
    }
    super(scope, id);
    this._interval = remindEvery ?? timeout;
    this._times = remindEvery ? timeout.toSeconds() / remindEvery.toSeconds() : 1;
    this._onTimeout = props.onTimeout ?? ApprovalTimeout.REJECT;
    this.encryptionKey = encryptionKey;
    this.topic = props.topic;
    const encryption = encryptionKey
      ? { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: encryptionKey }
      : { encryption: sqs.QueueEncryption.SQS_MANAGED };
    this.deadLetterQueue = props.deadLetterQueue ?? new sqs.Queue(this, 'DeadLetters', {
      ...encryption, enforceSSL: true, retentionPeriod: LONGEST,
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...encryption,
      enforceSSL: true,
      // a message is not valid after its request has timed out, and reviewers who only read it do not delete it
      retentionPeriod: this._interval,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: MOST_RECEIVES },
    });
  }

  /**
   * States that ask for a decision, wait, and give `{ decision, reviewer, comment, timedOut, document }`: `decision` is
   * `APPROVE` or `REJECT`, `document` is the document to approve. A reviewer's tool that calls `SendTaskFailure` fails
   * the state.
   *
   * @param id the id of the request, from which the names of its states are made
   * @param props what is to be approved
   */
  public askFor(id: string, props: ApprovalRequestProps = {}): ApprovalRequest {
    checkGiven(placeOf(this), { id });
    return new ApprovalRequest(this, id, this, props);
  }

  /** Whether a request was approved: a condition for a Choice state that uses JSONata, right after the request. */
  public isApproved(): sfn.Condition {
    return sfn.Condition.jsonata('{% $states.input.decision = \'APPROVE\' %}');
  }

  /**
   * Lets somebody list and decide requests: receive messages of the queue and delete them, and answer tasks.
   *
   * IAM has no resource type for answers to tasks, so this allows `states:SendTaskSuccess` on `*`. The action needs a
   * token, and tokens are available only from queues that the grantee can read.
   *
   * @param grantee a role or user of the account
   */
  public grantDecide(grantee: iam.IGrantable): iam.Grant {
    checkGrantee(placeOf(this), grantee);
    const { statementAdded } = grantee.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({
      sid: 'IamHasNoResourceForTaskTokens', actions: ['states:SendTaskSuccess'], resources: ['*'],
    }));
    if (!statementAdded) {
      warn(this, 'ForeignGrantee',
        `the grant has no effect: ${nameOfGrantee(grantee)} has no policy that can be extended`,
        'grant it to a role of this account, which others may assume');
    }
    return this.queue.grantConsumeMessages(grantee);
  }
}

/** Amazon SQS Developer Guide, sqs-dead-letter-queues: that of a standard queue is a standard queue. */
function checkDeadLetters(place: string, queue: sqs.IQueue | undefined): void {
  if (!queue?.fifo) { return; }
  throw new FlowError(place, spelt`'deadLetterQueue' is the FIFO queue '${queue.node.path}', but the dead-letter queue `
    + 'of a standard queue must be a standard queue; pass one', 'IllegalValue');
}

function checkTimes(place: string, timeout: Duration, remindEvery: Duration | undefined): void {
  for (const [name, duration] of Object.entries({ timeout, remindEvery })) {
    checkKnownDuration(place, name, duration);
    if (duration && duration.toMilliseconds() % 1000 !== 0) {
      checkDuration(place, name, duration, wholeSeconds(Duration.minutes(1), LONGEST));
    }
  }
  const seconds = timeout.toSeconds();
  const least = (remindEvery ?? timeout).toSeconds();
  if (least < 60 || seconds > LONGEST.toSeconds()) {
    const [name, wrong] = seconds > LONGEST.toSeconds() || !remindEvery
      ? ['timeout', timeout] as const : ['remindEvery', remindEvery] as const;
    throw new FlowError(place, `'${speltMember(name)}' is ${wrong.toHumanString()}, but must be 1 minute to 14 days, `
      + 'because Amazon SQS keeps a message no longer; change it', 'IllegalValue');
  }
  if (seconds % least !== 0) {
    throw new FlowError(place, `'timeout' is ${timeout.toHumanString()}, which is not a whole multiple of `
      + spelt`'remindEvery', `
      + `${remindEvery!.toHumanString()}; change one of them`, 'IllegalValue');
  }
  const requests = seconds / least;
  if (requests > MOST_REQUESTS) {
    throw new FlowError(place, spelt`'remindEvery' makes ${requests} requests until 'timeout', but the history of an `
      + `execution has room for ${MOST_REQUESTS}; choose a longer one`, 'IllegalValue');
  }
}
