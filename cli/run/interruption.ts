/** Ctrl+C while a flow runs: the run is told, and what there is of it is kept. */

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof CODES;

export class Interruption {
  private readonly controller = new AbortController();
  private readonly listeners = (Object.keys(CODES) as Signal[])
    .map((name) => ({ name, listener: () => this.hear(name) }));
  private heard: Signal | undefined;

  public constructor() {
    for (const { name, listener } of this.listeners) { process.on(name, listener); }
  }

  public get signal(): AbortSignal { return this.controller.signal; }

  /** What a shell expects as exit code of a program that a signal has ended; `undefined` where none came. */
  public get exitCode(): number | undefined { return this.heard && CODES[this.heard]; }

  /** Stops listening. */
  public end(): void {
    for (const { name, listener } of this.listeners) { process.off(name, listener); }
  }

  private hear(name: Signal): void {
    // who says it twice does not want to wait
    if (this.heard !== undefined) { process.exit(CODES[name]); }
    this.heard = name;
    this.controller.abort();
  }
}
