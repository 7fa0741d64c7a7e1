/** The command line. */
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { CommandError } from './command-error';
import { addCommand } from './command-record';
import { COMMANDS } from './commands';
import { EXIT, type Io } from './io';
import { nextCommand } from './next/next';
import { printers } from './printer';
import { suggestion } from '../src/core/words/suggest';

/** Where there is no terminal. */
const HELP_WIDTH = 80;

/** Runs the program and returns the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 0) { return nextCommand('.', io); }
  let code: number = EXIT.clean;
  const program = programFor(io, (exit) => { code = exit; });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    const failure = error instanceof CommanderError ? misused(error, argv, program) : error;
    if (failure === undefined) { return EXIT.clean; }
    if (!(failure instanceof CommandError)) { throw error; }
    printers(io).err.lines(failure.line.split('\n'));
    return EXIT.unusable;
  }
}

function programFor(io: Io, done: (exit: number) => void): Command {
  const program = new Command('bedrock-flows')
    .description('Works with definitions of Amazon Bedrock Flows, without an AWS account')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => printers(io).out.own(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? HELP_WIDTH,
    });
  for (const record of Object.values(COMMANDS)) { addCommand(program, record, io, done); }
  return program;
}

// what commander says, in one line of our own; nothing where it printed what was asked for
function misused({ code, exitCode, message }: CommanderError, argv: readonly string[], program: Command): CommandError
  | undefined {
  if (exitCode === 0) { return undefined; }
  if (code === 'commander.help') {
    return new CommandError('bedrock-flows', 'no command is given', "see 'bedrock-flows --help'", 'Usage');
  }
  const [said, hint] = message.replace(/^error: /, '').split('\n');
  const near = /Did you mean (?:one of )?(.+)\?/.exec(hint ?? said)?.[1];
  const command = program.commands.map((one) => one.name()).find((one) => argv.includes(one));
  const remedy = suggestion(near, `see 'bedrock-flows ${command === undefined ? '' : `${command} `}--help'`);
  return new CommandError('bedrock-flows',
    said.split('(Did you mean')[0].trimEnd().replace(/\.$/, '').replace(/\. /, ': '), remedy, 'Usage');
}
