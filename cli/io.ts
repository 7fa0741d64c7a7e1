/** What a command touches of the world outside: given by the process, or by a test. */

export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder whose configuration counts. Default: none. */
  readonly cwd?: () => string;
}

/** What the exit code says; scripts rely on it. */
export const EXIT = { clean: 0, errors: 1, unusable: 2 } as const;

/**
 * Whether to colour what goes to a sink: `--no-color`, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal.
 */
export function wantsColor(sink: Sink, env: Io['env'], option: boolean): boolean {
  if (!option || env.NO_COLOR) { return false; }
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') { return force !== '0' && force !== 'false'; }
  return sink.isTTY === true && env.TERM !== 'dumb';
}
