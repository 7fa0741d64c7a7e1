/** What there is to say about a command, in a file of its own: `cli/<folder>/record.ts`. */
import type { Command } from 'commander';
import type { Io } from './io';

export type CommandName =
  | 'validate' | 'run' | 'serve' | 'verify' | 'invoke' | 'trace' | 'review' | 'view' | 'graph'
  | 'diff' | 'code' | 'cost' | 'export' | 'types' | 'init' | 'completion';

export interface CommandRecord<Name extends CommandName = CommandName> {
  readonly name: Name;
  /** Its line in the help of the program. */
  readonly summary: string;
  /** The lines of its own help. */
  readonly description: readonly string[];
  /** What its help says before the exit codes. */
  readonly notes?: string;
  /** When it exits with each code; 1 and 130 are not for every command. */
  readonly exitCodes: { readonly 0: string; readonly 1?: string; readonly 2: string; readonly 130?: string };
  /** Lines, the first one empty. */
  readonly examples: string;
  /** Gives it its arguments, its options and its action, which says the exit code where it is not 0. */
  readonly define: (command: Command, io: Io, done: (exit: number) => void) => Command;
}

/** Adds a command to the program. */
export function addCommand(program: Command, record: CommandRecord, io: Io, done: (exit: number) => void): void {
  const { name, summary, description, notes, exitCodes, examples } = record;
  const codes = Object.entries(exitCodes).map(([code, when]) => `  ${code}  ${when}`);
  const parts = [...notes === undefined ? [] : [notes], ['Exit code:', ...codes].join('\n'), `Examples:${examples}`];
  record.define(program.command(name).summary(summary).description(description.join('\n')), io, done)
    .addHelpText('after', `\n${parts.join('\n\n')}`);
}
