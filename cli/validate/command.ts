/** `bedrock-flows validate`. */
import { check, type CheckedInput, type CheckOptions } from './check';
import { humanReport } from './human';
import { jsonReport } from './json';
import { readPolicy } from './policy';
import type { Report, Totals } from './report';
import { sarifReport } from './sarif';
import { CommandError } from '../command-error';
import { counted } from '../counted';
import { EXIT, type Io } from '../io';
import { printers } from '../printer';
import { identity, type Input, inputsOf } from '../source/inputs';

export interface ValidateOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly quiet?: boolean;
  readonly maxWarnings?: number;
  /** The Region of flows whose file does not say it. */
  readonly region?: string;
  /** A file with a policy. */
  readonly policy?: string;
  readonly color: boolean;
}

/** Checks all inputs, says what it finds as it goes, and returns the exit code. */
export async function validateFiles(files: readonly string[], options: ValidateOptions, io: Io): Promise<number> {
  if (files.filter((file) => file === '-').length > 1) {
    throw new CommandError('bedrock-flows', 'standard input is given twice', 'name it once', 'Usage');
  }
  const { quiet = false, maxWarnings = Infinity, color } = options;
  const report = options.json ? jsonReport(io) : options.sarif ? sarifReport(io) : humanReport(io, { color, quiet });
  const policy = options.policy === undefined ? undefined : await readPolicy(options.policy, io);
  const run = new Run(report, quiet, io, { region: options.region, policy });
  for (const file of files) { await run.argument(file); }
  const totals = run.end();
  if (totals.warnings > maxWarnings) {
    printers(io).err.line(`bedrock-flows: error: ${counted(totals.warnings, 'warning')}, and --max-warnings `
      + `allows ${maxWarnings}; correct them, or allow more`);
  }
  if (run.failed) { return EXIT.unusable; }
  return totals.errors > 0 || totals.warnings > maxWarnings ? EXIT.errors : EXIT.clean;
}

class Run {
  public failed = false;
  private readonly totals = { errors: 0, warnings: 0, flows: 0, files: 0 };
  private readonly seen = new Set<string>();
  private readonly withoutFlows: CommandError[] = [];

  public constructor(
    private readonly report: Report, private readonly quiet: boolean, private readonly io: Io,
    private readonly options: CheckOptions,
  ) {}

  public async argument(argument: string): Promise<void> {
    const inputs = await this.attempt(async () => inputsOf(argument, this.io));
    if (!inputs) { return; }
    let flows = 0;
    let unreadable = 0;
    for (const input of inputs) {
      if (this.seen.has(identity(input))) { flows++; continue; }
      this.seen.add(identity(input));
      const checked = await this.attempt(async () => check(input, this.options));
      if (!checked) { unreadable++; continue; }
      flows += checked.flows.length;
      this.take(input, checked);
    }
    if (inputs.every(({ folder }) => folder !== undefined) && flows + unreadable === 0) {
      this.fail(new CommandError(argument, `contains no flow (looked at ${counted(inputs.length, 'file')})`,
        'synthesize first, or name the file', 'NoFlow'));
    }
  }

  public end(): Totals {
    // `cdk.out/*.template.json` may well name stacks without flows, but not only such
    if (this.totals.flows === 0) { this.withoutFlows.forEach((failure) => this.fail(failure)); }
    this.report.end(this.totals);
    return this.totals;
  }

  private take({ file, folder }: Input, { flows, isTemplate, instead }: CheckedInput): void {
    for (const flow of flows) {
      const errors = flow.findings.filter(({ severity }) => severity === 'error');
      this.totals.errors += errors.length;
      this.totals.warnings += flow.findings.length - errors.length;
      this.report.flow(this.quiet ? { ...flow, findings: errors } : flow);
    }
    this.totals.flows += flows.length;
    this.totals.files += flows.length > 0 ? 1 : 0;
    if (flows.length > 0 || folder !== undefined) { return; }
    const remedy = instead ?? 'give a template, an export of a flow, or a definition with nodes and connections';
    const failure = new CommandError(file, 'contains no flow', remedy, 'NoFlow');
    if (isTemplate) { this.withoutFlows.push(failure); } else { this.fail(failure); }
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CommandError)) { throw error; }
      this.fail(error);
      return undefined;
    }
  }

  private fail(failure: CommandError): void {
    this.failed = true;
    this.report.failure(failure);
    printers(this.io).err.line(failure.line);
  }
}
