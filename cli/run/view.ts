/** A run of this machine for people, as it happens. */
import type { LogEntry, Plan, RunResult } from '../../src/core/simulate';
import { placeOf, StepReader } from '../../src/core/trace';
import { dim, type Printer, yellow } from '../printer';
import { StepLines, type ViewOptions } from '../steps/step-lines';

export class RunView {
  private readonly steps: StepReader;
  private readonly lines: StepLines;

  public constructor(private readonly out: Printer, plan: Plan, options: ViewOptions) {
    this.steps = new StepReader(plan);
    this.lines = new StepLines(out, options);
  }

  /** Shows what has just happened: a step has begun, or has come to something. */
  public entry(entry: LogEntry): void {
    const { lines } = this;
    const change = this.steps.take(entry);
    if (!change) { return; }
    const { step } = change;
    lines.head(step, placeOf(step), step.type);
    if (entry.kind === 'nodeInput') {
      for (const [name, value] of Object.entries(step.inputs)) { lines.input(name, value); }
      return;
    }
    if (entry.kind === 'condition') { lines.condition(step.condition ?? ''); }
    if (entry.kind === 'nodeOutput') {
      for (const [name, value] of Object.entries(step.outputs ?? {})) { lines.output(name, value); }
    }
    if (entry.kind === 'inputRequest') { lines.question(step.question); }
    if (entry.kind === 'failure' && step.error) { lines.failure(step.error.code, step.error.message); }
    lines.took(entry.time - step.start);
  }

  /** Shows what came of it. */
  public end(result: RunResult): void {
    const { out } = this;
    if (result.skipped.length > 0) { out.line(dim(`not visited: ${result.skipped.join(', ')}`)); }
    for (const { rule, node, message } of result.diagnostics) {
      out.line(yellow(`note${node === undefined ? '' : ` at ${node}`}: ${message} [${rule}]`));
    }
    this.lines.end(result);
  }
}
