/** What `--help` prints, of the program and of each command. `npx projen commands` writes it. */
import { join } from 'path';
import { ROOT } from './pages';
import { COMMANDS } from '../../cli/commands';
import { run } from '../../cli/program';

export const HELP = join(ROOT, 'test/docs/help.txt');

/** The help where there is no terminal: in lines of 80 characters. */
export async function helpOf(command: readonly string[], columns?: number): Promise<string> {
  let said = '';
  const sink = { columns, write: (text: string) => { said += text; } };
  const stdin = (async function* () { yield ''; })();
  await run([...command, '--help'], { stdin, stdout: sink, stderr: sink, env: {} });
  return said;
}

export async function allHelp(): Promise<string> {
  const parts = [`$ bedrock-flows --help\n${await helpOf([])}`];
  for (const name of Object.keys(COMMANDS)) { parts.push(`$ bedrock-flows ${name} --help\n${await helpOf([name])}`); }
  return parts.join('\n');
}
