/** `bedrock-flows completion`: its help. */
import { Argument } from 'commander';
import { commandsOf, SHELLS } from './scripts';
import type { CommandRecord } from '../command-record';
import { printers } from '../printer';

export const COMPLETION: CommandRecord<'completion'> = {
  name: 'completion',
  summary: 'print a script for the completion of commands and options',
  description: ['Prints a script with which bash, zsh or fish completes commands and options.'],
  exitCodes: {
    0: 'the script was printed',
    2: 'wrong usage',
  },
  examples: `
  source <(bedrock-flows completion bash)                       # in ~/.bashrc
  bedrock-flows completion zsh > ~/.zfunc/_bedrock-flows        # a folder of $fpath
  bedrock-flows completion fish > ~/.config/fish/completions/bedrock-flows.fish`,
  define: (command, io) => command
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .action((shell: keyof typeof SHELLS) => { printers(io).out.own(SHELLS[shell](commandsOf(command.parent!))); }),
};
