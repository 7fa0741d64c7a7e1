/** A session in a process of its own, as it seems to it: the test sends signals, and sees what is said and the end. */
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import { Session } from '../../../integ/kit/session';

/** The exit code; `killed` has none. */
export type Ended = number | 'killed';
export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const STANDARD_ERROR = 2;

export class SessionProcess {
  public readonly session: Session;
  /** All lines on the standard error. */
  public said = '';
  private readonly listeners = new Map<string, (told: unknown) => void>();
  private readonly over = new EventEmitter();
  private readonly mocks: readonly jest.SpyInstance[];
  /** The events of its streams that end nothing. */
  public readonly handled: string[] = [];
  private now = 0;
  private look?: () => void;

  /** @param remedy what the session says of what is left */
  public constructor(remedy: string) {
    const during = [
      jest.spyOn(process, 'on').mockImplementation((name: string | symbol, listener: (...told: any[]) => void) => {
        this.listeners.set(String(name), listener);
        return process;
      }),
      ...[process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'on')
        .mockImplementation((name: string | symbol) => {
          this.handled.push(String(name));
          return stream;
        })),
      jest.spyOn(global, 'setInterval').mockImplementation(((look: () => void) => {
        this.look = look;
        return { unref: () => undefined };
      }) as unknown as typeof setInterval),
    ];
    this.session = new Session(remedy);
    during.forEach((mock) => mock.mockRestore());
    this.mocks = [
      jest.spyOn(fs, 'writeSync').mockImplementation(((file: number, text: string) => {
        expect(file).toBe(STANDARD_ERROR);
        this.said += text;
        return text.length;
      }) as typeof fs.writeSync),
      jest.spyOn(process, 'exit').mockImplementation((code): never => {
        this.listeners.get('exit')?.(code);
        this.over.emit('end', Number(code));
        return undefined as never;
      }),
      jest.spyOn(Date, 'now').mockImplementation(() => this.now),
    ];
  }

  /** A signal, or an error that nobody caught, by default a minute after the last one. */
  public receive(name: Signal | 'uncaughtException' | 'unhandledRejection', told?: unknown, laterMs = 60_000): void {
    this.now += laterMs;
    this.listeners.get(name)?.(told);
  }

  /** Its time to look for its caller has come. */
  public looks(): void {
    this.look?.();
  }

  /** Gone without a word. */
  public kill(): void {
    this.over.emit('end', 'killed');
  }

  /** Does the work, and waits for the end of the process, whatever brings it. */
  public async ended(work: () => Promise<number>): Promise<Ended> {
    const over = once(this.over, 'end');
    void work().then((code) => process.exit(code));
    const [ended] = await over as [Ended];
    this.mocks.forEach((mock) => mock.mockRestore());
    return ended;
  }
}
