/** Runs again whenever files change, until the command is interrupted. */
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { printers } from '../printer';
import { Watch } from '../source/watch';

/** @param work returns an exit code; from 128 on it was interrupted, which ends the watching */
export async function watching(paths: readonly string[], work: () => Promise<number>, io: Io): Promise<number> {
  const { err } = printers(io);
  return new Promise((resolve, reject) => {
    const end = (code: number): void => {
      watch.close();
      for (const signal of SIGNALS) { process.off(signal, interrupted); }
      resolve(code);
    };
    const interrupted = (): void => end(130);
    const run = async (): Promise<void> => {
      try {
        const code = await work();
        if (code >= 128) { return end(code); }
      } catch (error) {
        // a file is often wrong while somebody writes it
        if (!(error instanceof CommandError)) {
          end(2);
          return reject(error as Error);
        }
        err.lines(error.line.split('\n'));
      }
      err.line('watching for changes; Ctrl+C stops');
    };
    const watch = new Watch(() => paths, run, (folder, code) => err.line(`${folder} can't be watched (${code})`));
    for (const signal of SIGNALS) { process.on(signal, interrupted); }
    watch.start();
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
