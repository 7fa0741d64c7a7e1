/** The command line: each command adds itself, with its options and help. */
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addCode } from './code/add-code';
import { CommandError } from './command-error';
import { addCompletion } from './completion/add-completion';
import { addCost } from './cost/add-cost';
import { addDiff } from './diff/add-diff';
import { addExport } from './export/add-export';
import { addInit } from './init/add-init';
import { addInvoke } from './invoke/add-invoke';
import { EXIT, type Io } from './io';
import { nextCommand } from './next/next';
import { printers } from './printer';
import { addReview } from './review/add-review';
import { addRun } from './run/add-run';
import { addServe } from './serve/add-serve';
import { addTrace } from './trace/add-trace';
import { addTypes } from './types/add-types';
import { addValidate } from './validate/add-validate';
import { addVerify } from './verify/add-verify';
import { addView } from './view/add-view';
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
  addValidate(program, io, done);
  addRun(program, io, done);
  addServe(program, io, done);
  addVerify(program, io, done);
  addInvoke(program, io, done);
  addTrace(program, io, done);
  addReview(program, io, done);
  addView(program, io, done);
  addDiff(program, io, done);
  addCode(program, io, done);
  addCost(program, io, done);
  addExport(program, io, done);
  addTypes(program, io, done);
  addInit(program, io, done);
  addCompletion(program, io);
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
