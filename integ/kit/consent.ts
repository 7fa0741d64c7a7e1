/** Nothing is made before somebody has agreed to the account. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { refuseOther, unusable } from './arguments';
import type { World } from './world';

const WORD = 'yes';

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Says whose account it is, last of all; then either the account was named in the call, or somebody says the word. */
export async function consent(
  { account, region, caller }: World, wanted: string | undefined, terminal: Terminal,
): Promise<void> {
  refuseOther(account, wanted);
  terminal.output.write(`account ${account}, Region ${region}, as ${caller}\n`);
  if (wanted !== undefined) { return; }
  if (!terminal.input.isTTY) {
    throw unusable(`nobody can agree to account ${account}, because this is not a terminal; add `
      + `--account ${account}`, 'NoAccount');
  }
  terminal.output.write(`Type '${WORD}' to make all this there: `);
  if (await answerOf(terminal.input) !== WORD) {
    throw unusable('nobody agreed, and nothing was made', 'NoAccount');
  }
}

async function answerOf(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input });
  try {
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]) as readonly (string | undefined)[];
    return line?.trim() ?? '';
  } finally {
    lines.close();
  }
}
