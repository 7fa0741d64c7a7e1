/** A queue of SQS and the tasks of Step Functions, as far as `bedrock-flows review` asks them, in this process. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Lying { readonly Body: string; readonly ReceiptHandle: string; isHidden: boolean }

export class Queue {
  public messages: Lying[] = [];
  /** Token and decision of each task that was ended. */
  public answered: unknown[] = [];
  /** What Step Functions answers to a decision, by its token. */
  public over: Readonly<Record<string, string>> = {};
  private readonly server: Server;

  public constructor() {
    this.server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) { body += String(chunk); }
      const input = JSON.parse(body);
      const error = this.over[input.taskToken];
      response.writeHead(error ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(error ? { __type: error, message: error }
        : this.answer(String(request.headers['x-amz-target']).split('.')[1], input)));
    });
  }

  /** Listens, and gives its address. */
  public async start(): Promise<string> {
    await new Promise<void>((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void { this.server.close(); }

  /** Puts a request into the queue. */
  public lie(token: string, more: object = {}, inMinutes = 10): void {
    this.messages.push({
      Body: JSON.stringify({
        kind: 'BedrockFlowsApproval',
        token,
        subject: `Loan ${token}`,
        document: { sum: 5 },
        execution: 'arn:e',
        asked: 1,
        expiresAt: Date.now() + inMinutes * 60_000,
        ...more,
      }),
      ReceiptHandle: `receipt of ${token}`,
      isHidden: false,
    });
  }

  private answer(operation: string, input: any): unknown {
    const lying = this.messages.find(({ ReceiptHandle }) => ReceiptHandle === input.ReceiptHandle);
    switch (operation) {
      case 'ReceiveMessage': {
        const seen = this.messages.filter(({ isHidden }) => !isHidden).slice(0, 2);
        seen.forEach((one) => { one.isHidden = true; });
        return {
          Messages: seen.map(({ Body, ReceiptHandle }) => (
            { Body, ReceiptHandle, MD5OfBody: createHash('md5').update(Body).digest('hex') })),
        };
      }
      case 'ChangeMessageVisibility': lying!.isHidden = input.VisibilityTimeout > 0; return {};
      case 'DeleteMessage': this.messages = this.messages.filter((one) => one !== lying); return {};
      case 'SendTaskSuccess': this.answered.push([input.taskToken, JSON.parse(input.output)]); return {};
      default: throw new Error(operation);
    }
  }
}
