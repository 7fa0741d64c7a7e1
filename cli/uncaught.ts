/**
 * What goes wrong outside of any call is one line. The code behind nodes runs elsewhere, so that this is a mistake of
 * the command itself.
 */
import { EXIT } from './io';
import { Printer } from './printer';
import { thrownText } from '../src/core/simulate/thrown';

/**
 * What is thrown outside of its call ends the command with one line, but not a server, which others use; and the
 * command can't end without a word while it has not done its work.
 *
 * @returns to be called when the command is done
 */
export function guard(isServer: boolean): () => void {
  let isDone = false;
  process.on('uncaughtException', (error: unknown) => {
    say(`${thrownText(error)}; this is a bug of the command, please report it with the input`);
    if (isServer) { return; }
    isDone = true;
    process.exit(EXIT.unusable);
  });
  process.on('exit', () => {
    if (isDone || isServer || process.exitCode !== undefined) { return; }
    say('the work was not done when nothing was left to wait for; this is a bug of the command, please report it with '
      + 'the input');
    process.exitCode = EXIT.unusable;
  });
  return () => { isDone = true; };
}

function say(line: string): void {
  new Printer(process.stderr).line(`bedrock-flows: error: ${line}`);
}
