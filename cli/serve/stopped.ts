/** When the process is told to stop. */

/** What a mock has left behind, such as a timer, holds up the end no longer than that. */
const PATIENCE = 2000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Settles at the first signal; a second one ends the process at once. */
export async function stopped(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = () => {
      if (isStopping) { process.exit(1); }
      isStopping = true;
      setTimeout(() => process.exit(), PATIENCE).unref();
      resolve();
    };
    // the listeners stay: whoever else listens would end the process if there were no others
    for (const signal of SIGNALS) { process.on(signal, stop); }
  });
}
