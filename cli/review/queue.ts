/** The queue of `HumanApproval`, and the tasks that wait behind its requests. */
import { receiptOf, type Request, requestIn } from './request';
import type { ApprovalAnswer } from '../../src/core/contract';
import { AccountClient, type ClientOptions } from '../account/account-client';

const SQS = { package: '@aws-sdk/client-sqs', client: 'SQSClient' };
const STEP_FUNCTIONS = { package: '@aws-sdk/client-sfn', client: 'SFNClient' };
const REMEDY = 'correct --queue, --region or your permissions (HumanApproval.grantDecide)';

/** How long others do not see the requests that a reviewer has before them, in seconds. */
const IN_HAND = 300;
/** Amazon SQS gives at most 10 messages at a time, and not all that there are. */
const AT_A_TIME = 10;
const MOST = 1000;

/** What Step Functions says of a token that is of no use any more. */
const OVER: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export class ApprovalQueue {
  private readonly queue: AccountClient;
  private readonly tasks: AccountClient;

  public constructor(private readonly url: string, options: ClientOptions) {
    this.queue = new AccountClient(options, REMEDY, SQS);
    this.tasks = new AccountClient(options, REMEDY, STEP_FUNCTIONS);
  }

  /**
   * Takes the requests in hand, those with the least time first. Those whose time is over are taken away, and messages
   * of others are left as they were.
   *
   * @throws CommandError
   */
  public async requests(): Promise<readonly Request[]> {
    const found = new Map<string, Request>();
    const others: string[] = [];
    for (let received = 1; received > 0 && found.size < MOST;) {
      const { Messages } = await this.queue.ask('ReceiveMessage', {
        QueueUrl: this.url, MaxNumberOfMessages: AT_A_TIME, WaitTimeSeconds: 1, VisibilityTimeout: IN_HAND,
      });
      const messages: readonly unknown[] = Array.isArray(Messages) ? Messages : [];
      received = messages.length;
      for (const message of messages) {
        const request = requestIn(message);
        if (!request) {
          others.push(receiptOf(message));
        } else if (request.expiresAt <= Date.now()) {
          await this.remove(request);
        } else {
          found.set(request.id, request);
        }
      }
    }
    // at the end only, or they would be received again
    for (const receipt of others) { await this.release({ receipt }); }
    return [...found.values()].sort((left, right) => left.expiresAt - right.expiresAt);
  }

  /** @returns whether the task still waited; the request is gone in any case. @throws CommandError */
  public async decide(request: Request, answer: ApprovalAnswer): Promise<boolean> {
    let waited = true;
    try {
      await this.tasks.send('SendTaskSuccess', { taskToken: request.token, output: JSON.stringify(answer) });
    } catch (error) {
      if (!OVER.has((error as Error).name)) { throw this.tasks.errorOf(error); }
      waited = false;
    }
    await this.remove(request);
    return waited;
  }

  /** Lets others see a request again. */
  public async release({ receipt: ReceiptHandle }: Pick<Request, 'receipt'>): Promise<void> {
    await this.queue.ask('ChangeMessageVisibility', { QueueUrl: this.url, ReceiptHandle, VisibilityTimeout: 0 });
  }

  public close(): void {
    this.queue.close();
    this.tasks.close();
  }

  private async remove({ receipt: ReceiptHandle }: Request): Promise<void> {
    await this.queue.ask('DeleteMessage', { QueueUrl: this.url, ReceiptHandle });
  }
}
