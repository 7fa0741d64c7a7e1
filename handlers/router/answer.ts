/** The answer: one JSON value on each line, sent as it comes. */
import type { ResponseStream } from './lambda';

const TYPE = 'application/x-ndjson';

export class Answer {
  private stream?: ResponseStream;
  private readonly gone = new AbortController();

  /** @param isUrl whether the caller is a client of HTTP, who can be told a status */
  public constructor(private readonly response: ResponseStream, private readonly isUrl: boolean) {
    response.on('error', () => this.gone.abort());
    response.on('close', () => this.gone.abort());
  }

  /** Fires when nobody takes the answer any more. */
  public get abandoned(): AbortSignal {
    return this.gone.signal;
  }

  /**
   * Writes a line, and waits while the caller reads more slowly than the flow answers. The status counts with the first
   * line only.
   */
  public async line(value: object, status = 200): Promise<void> {
    this.stream ??= this.open(status);
    if (this.gone.signal.aborted || this.stream.write(`${JSON.stringify(value)}\n`)) { return; }
    await this.drained(this.stream);
  }

  public end(): void {
    this.stream ??= this.open(200);
    this.stream.end();
  }

  private open(statusCode: number): ResponseStream {
    if (this.isUrl) {
      return awslambda.HttpResponseStream.from(this.response,
        { statusCode, headers: { 'content-type': TYPE, 'cache-control': 'no-store' } });
    }
    this.response.setContentType(TYPE);
    return this.response;
  }

  private async drained(stream: ResponseStream): Promise<void> {
    const { signal } = this.gone;
    await new Promise<void>((resolve) => {
      const done = () => {
        stream.off('drain', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      stream.on('drain', done);
      signal.addEventListener('abort', done);
    });
  }
}
