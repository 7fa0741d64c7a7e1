/** `bedrock-flows completion`: its help. */
import { Argument, type Command } from 'commander';
import { commandsOf, SHELLS } from './scripts';
import type { Io } from '../io';
import { printers } from '../printer';

export function addCompletion(program: Command, io: Io): void {
  program.command('completion')
    .summary('print what a shell reads to complete commands and options')
    .description('Prints a script for bash, zsh or fish, with which the shell completes commands and options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', `
Exit code:
  0  the script was printed
  2  wrong usage

Examples:
  source <(bedrock-flows completion bash)                       # in ~/.bashrc
  bedrock-flows completion zsh > ~/.zfunc/_bedrock-flows        # a folder of $fpath
  bedrock-flows completion fish > ~/.config/fish/completions/bedrock-flows.fish`)
    .action((shell: keyof typeof SHELLS) => { printers(io).out.own(SHELLS[shell](commandsOf(program))); });
}
