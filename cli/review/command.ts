/** `bedrock-flows review`. */
import { ApprovalQueue } from './queue';
import type { Request } from './request';
import type { Decision } from '../../src/core/contract';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';
import { counted } from '../counted';
import { EXIT, type Io } from '../io';
import { bold, dim, type Printer, printers } from '../printer';

export interface ReviewOptions {
  readonly queue?: string;
  readonly approve?: string;
  readonly reject?: string;
  readonly decide?: boolean;
  readonly comment?: string;
  readonly as?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

/** Lists the requests of a queue, or decides them, and returns the exit code. */
export async function reviewCommand(options: ReviewOptions, io: Io): Promise<number> {
  const url = checked(options);
  const queue = new ApprovalQueue(url, options);
  try {
    return await new Review(queue, options, io).run();
  } finally {
    queue.close();
  }
}

function checked({ queue, approve, reject, decide }: ReviewOptions): string {
  if (queue === undefined) {
    throw new CommandError('bedrock-flows', 'no queue is given',
      'give --queue, the URL of the queue of a HumanApproval', 'Usage');
  }
  if (!/^https?:\/\/./.test(queue)) {
    throw new CommandError('--queue', `'${queue}' is not the URL of a queue`,
      'give one such as https://sqs.eu-central-1.amazonaws.com/111122223333/name', 'Usage');
  }
  if ([approve, reject, decide].filter((one) => one !== undefined).length > 1) {
    throw new CommandError('bedrock-flows', '--approve, --reject and --decide exclude each other', 'choose one of them',
      'Usage');
  }
  return queue;
}

class Review {
  private readonly out: Printer;

  public constructor(
    private readonly queue: ApprovalQueue, private readonly options: ReviewOptions, private readonly io: Io,
  ) {
    this.out = printers(io, options.color).out;
  }

  public async run(): Promise<number> {
    const requests = await this.queue.requests();
    const undecided = new Set(requests);
    try {
      const { approve, reject, decide } = this.options;
      const wanted = approve ?? reject;
      if (wanted !== undefined) {
        const request = chosen(requests, wanted);
        const exit = await this.take(request, approve === undefined ? 'REJECT' : 'APPROVE', this.options.comment ?? '');
        undecided.delete(request);
        return exit;
      }
      return decide ? await this.ask(requests, undecided) : this.list(requests);
    } finally {
      for (const request of undecided) { await this.queue.release(request); }
    }
  }

  private list(requests: readonly Request[]): number {
    for (const request of requests) {
      const { token: _, receipt: __, ...shown } = request;
      if (this.options.json) {
        this.out.json({ ...shown, expiresAt: new Date(request.expiresAt).toISOString() });
      } else {
        this.show(request);
      }
    }
    if (!this.options.json) {
      this.out.line(requests.length === 0 ? 'nothing waits for a decision'
        : `${counted(requests.length, 'request')}; decide with --approve <id>, --reject <id>, or --decide for each`);
    }
    return EXIT.clean;
  }

  /** One line of standard input for each request: `a` approves, `r` rejects, `q` ends, all else skips. */
  private async ask(requests: readonly Request[], undecided: Set<Request>): Promise<number> {
    const lines = linesOf(this.io.stdin);
    let exit: number = EXIT.clean;
    for (const request of requests) {
      this.show(request);
      this.out.line('[a]pprove, [r]eject, [s]kip or [q]uit, and a comment if you like:');
      const { value, done } = await lines.next();
      const [, word = '', comment = ''] = /^\s*(\S+)\s*(.*)$/.exec(done ? 'q' : value) ?? [];
      if (/^q(uit)?$/i.test(word)) { break; }
      const decision = /^a(pprove)?$/i.test(word) ? 'APPROVE' : /^r(eject)?$/i.test(word) ? 'REJECT' : undefined;
      if (!decision) { continue; }
      exit = Math.max(exit, await this.take(request, decision, comment));
      undecided.delete(request);
    }
    return exit;
  }

  private async take(request: Request, decision: Decision, comment: string): Promise<number> {
    const reviewer = this.options.as ?? this.io.env.USER ?? this.io.env.USERNAME ?? '';
    const waited = await this.queue.decide(request, { decision, reviewer, comment });
    this.out.line(request.id, ' ', waited ? decision === 'APPROVE' ? 'approved' : 'rejected'
      : 'no longer waits: it was decided, asked for again, or timed out');
    return waited ? EXIT.clean : EXIT.errors;
  }

  private show({ id, subject, document, execution, expiresAt, asked }: Request): void {
    this.out.line(bold(id), '  ', subject, asked > 1 ? dim(` (asked ${asked} times)`) : '');
    this.out.line('  ', dim('until      '), new Date(expiresAt).toISOString());
    this.out.line('  ', dim('execution  '), execution);
    this.out.block(['  ', dim('document   ')], typeof document === 'string' ? document
      : JSON.stringify(document, null, 2) ?? '', '    ');
  }
}

function chosen(requests: readonly Request[], id: string): Request {
  const found = requests.find((one) => one.id === id);
  if (found) { return found; }
  const ids = requests.map((one) => one.id);
  throw new CommandError('review', `there is no request '${id}'`, suggestion(nearest(id, ids), ids.length === 0
    ? 'nothing waits for a decision' : `there are ${ids.join(', ')}`), 'Usage');
}

async function* linesOf(stream: Io['stdin']): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') { yield rest; }
  return undefined;
}
