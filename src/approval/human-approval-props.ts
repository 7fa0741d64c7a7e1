import type { aws_kms as kms, aws_sns as sns, aws_sqs as sqs, Duration } from 'aws-cdk-lib';

/** The outcome of a request that nobody decides in time. */
export enum ApprovalTimeout {
  /** It counts as rejected: the decision is `REJECT`, and `timedOut` is true. */
  REJECT = 'REJECT',
  /** It counts as approved: the decision is `APPROVE`, and `timedOut` is true. */
  APPROVE = 'APPROVE',
  /** The state fails with `States.Timeout`, which can be caught. */
  FAIL = 'FAIL',
}

/** Properties for `HumanApproval`. */
export interface HumanApprovalProps {
  /**
   * How long a request waits for a decision: 1 minute to 14 days, the longest that Amazon SQS keeps a message.
   *
   * @default Duration.days(7)
   */
  readonly timeout?: Duration;

  /**
   * The outcome of a request that nobody decides in time.
   *
   * @default ApprovalTimeout.REJECT
   */
  readonly onTimeout?: ApprovalTimeout;

  /**
   * The interval after which an undecided request is sent to the queue again; the earlier message is then no longer
   * valid. `timeout` must be a whole multiple of it, at most 1,000 times as long.
   *
   * @default - the request is made once
   */
  readonly remindEvery?: Duration;

  /**
   * Gets a message whenever a request is made or made again: subject and execution, never the document or what decides.
   *
   * @default - no notification; reviewers look into the queue
   */
  readonly topic?: sns.ITopic;

  /**
   * The key that the queue is encrypted with. The state machine may use it to ask, and reviewers to read.
   *
   * @default - a key of Amazon SQS
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The dead-letter queue for requests that were received 1,000 times and never taken from the queue.
   *
   * @default - a new queue, which keeps them for 14 days
   */
  readonly deadLetterQueue?: sqs.IQueue;
}

/** Properties for a request of `HumanApproval.askFor()`. */
export interface ApprovalRequestProps {
  /**
   * One line that says what is to be approved; may be an expression in JSONata, such as
   * `{% 'Loan of ' & $states.input.name %}`. At most 200 characters are shown.
   *
   * @default - the id of the request
   */
  readonly subject?: string;

  /**
   * The document to approve, in JSONata. Amazon SQS takes 1 MiB, and a state 256 KiB.
   *
   * @default - the input of the state: '{% $states.input %}'
   */
  readonly document?: any;
}
