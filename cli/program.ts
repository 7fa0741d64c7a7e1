/** The command line: its commands, their options and help. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { version } from '../package.json';
import { Failure } from './failure';
import { EXIT, Io } from './io';
import { validateFiles, ValidateOptions } from './validate/command';
import { explain } from './validate/explain';

/** Runs the program and returns the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean;
  const program = programFor(io, (exit) => { code = exit; });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    const failure = error instanceof CommanderError ? misused(error) : error;
    if (failure === undefined) { return EXIT.clean; }
    if (!(failure instanceof Failure)) { throw error; }
    io.stderr.write(`${failure.line}\n`);
    return EXIT.unusable;
  }
}

function programFor(io: Io, done: (exit: number) => void): Command {
  const program = new Command('bedrock-flows')
    .description('Works with definitions of Amazon Bedrock Flows, without an AWS account')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => { io.stdout.write(text); }, writeErr: () => undefined });
  addValidate(program, io, done);
  return program;
}

function addValidate(program: Command, io: Io, done: (exit: number) => void): void {
  program.command('validate')
    .summary('check flows in templates, exports and definitions')
    .description([
      'Checks the flows in files by the rules of the service, and says what is wrong, where, and what to do about it.',
      'It reads CloudFormation templates (JSON or YAML), a folder such as cdk.out, answers of GetFlow, exports of the console and bare definitions.',
    ].join('\n'))
    .argument('[file...]', 'files and folders; - is standard input')
    .option('--json', 'print one line of JSON for each flow')
    .option('--sarif', 'print SARIF 2.1.0, for code review tools')
    .option('--explain <code>', 'say what a code means and what to do, and stop')
    .option('--max-warnings <number>', 'fail if there are more warnings than that', wholeNumber)
    .option('-q, --quiet', 'print errors only')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 colours what is no terminal')
    .addHelpText('after', `
Exit code:
  0  no errors
  1  errors, or more warnings than --max-warnings allows
  2  wrong usage, or something could not be read

Examples:
  bedrock-flows validate cdk.out
  bedrock-flows validate template.yaml flows/*.json
  aws bedrock-agent get-flow --flow-identifier ID | bedrock-flows validate -
  bedrock-flows validate --sarif cdk.out > flows.sarif
  bedrock-flows validate --explain MissingDefaultCondition`)
    .action(async (files: string[], options: ValidateOptions & { readonly explain?: string }) => {
      if (options.json && options.sarif) { throw new Failure('bedrock-flows', '--json and --sarif exclude each other', 'choose one of them', 'Usage'); }
      done(options.explain === undefined ? await validateFiles(files, options, io) : explain(options.explain, io, options.color));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) { throw new InvalidArgumentError('it must be a whole number'); }
  return Number(text);
}

// what commander says, in one line of our own; nothing where it printed what was asked for
function misused({ code, exitCode, message }: CommanderError): Failure | undefined {
  if (exitCode === 0) { return undefined; }
  if (code === 'commander.help') { return new Failure('bedrock-flows', 'no command is given', "see 'bedrock-flows --help'", 'Usage'); }
  const [said, hint] = message.replace(/^error: /, '').split('\n');
  const near = /Did you mean (?:one of )?(.+)\?/.exec(hint ?? said)?.[1];
  const remedy = near ? `did you mean '${near}'?` : "see 'bedrock-flows validate --help'";
  return new Failure('bedrock-flows', said.replace(/ *\(Did you mean.*$/, '').replace(/\.$/, '').replace(/\. /, ': '), remedy, 'Usage');
}
