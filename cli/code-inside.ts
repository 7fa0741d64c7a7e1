/** What the code behind nodes can do to the process of the command, which it runs in. */
import { Console } from 'node:console';
import { EXIT } from './io';
import { Printer } from './printer';

/**
 * What it prints goes to the standard error, as that of other programs does, so that events stay lines of JSON. What it throws outside of its call ends
 * the command with one line, but not a server, which others use; and it can't end the command without a word.
 *
 * @returns to be called when the command is done
 */
export function guard(isServer: boolean): () => void {
  let isDone = false;
  globalThis.console = new Console(process.stderr);
  process.on('uncaughtException', (error: unknown) => {
    const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
    say(`${name}: ${message} was thrown outside of any call; await it, or catch it, in the code behind the nodes [UncaughtError]`);
    if (isServer) { return; }
    isDone = true;
    process.exit(EXIT.unusable);
  });
  process.on('exit', (code) => {
    if (isDone || isServer) { return; }
    say(`the process was ended (exit code ${code}) while the flow ran; return from the code behind the nodes instead [UncaughtError]`);
    process.exitCode = EXIT.unusable;
  });
  return () => { isDone = true; };
}

function say(line: string): void {
  new Printer(process.stderr).line(`bedrock-flows: error: ${line}`);
}
