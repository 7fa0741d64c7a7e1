/** A run for people, as it happens: each step with what went in and what came out, then the outputs. */
import { cutToColumns } from '../../src/core/columns';
import type { LogEntry, Plan, RunResult } from '../../src/core/simulate';
import { placeOf, StepReader, type TraceStep } from '../../src/core/trace';
import { bold, cyan, dim, green, type Printer, red, yellow } from '../printer';

const NARROW = 60;

export interface ViewOptions {
  /** Whole values, not what fits in a line. */
  readonly trace?: boolean;
}

export class RunView {
  private readonly steps: StepReader;
  private readonly width: number;
  /** The step whose lines are the last ones. */
  private shown: TraceStep | undefined;

  public constructor(private readonly out: Printer, plan: Plan, { trace }: ViewOptions) {
    this.steps = new StepReader(plan);
    this.width = trace ? Infinity : Math.max(out.columns(100), NARROW);
  }

  /** Shows what has just happened: a step has begun, or has come to something. */
  public entry(entry: LogEntry): void {
    const { out } = this;
    const change = this.steps.take(entry);
    if (!change) { return; }
    const { step } = change;
    if (step !== this.shown) { out.line(bold(placeOf(step)), ' ', dim(step.type)); }
    this.shown = step;
    if (entry.kind === 'nodeInput') {
      for (const [name, value] of Object.entries(step.inputs)) { this.value('<-', name, value); }
      return;
    }
    const took = durationOf(step, entry);
    if (entry.kind === 'condition') { out.line('  -> ', cyan(step.condition ?? '')); }
    if (entry.kind === 'nodeOutput') {
      for (const [name, value] of Object.entries(step.outputs ?? {})) { this.value('->', name, value); }
    }
    if (entry.kind === 'inputRequest') { this.value('?', 'asks', step.question); }
    if (entry.kind === 'failure' && step.error) { out.line('  ', red(`${step.error.code}: ${step.error.message}`)); }
    if (took !== '') { out.line('  ', dim(`took ${took}`)); }
  }

  /** Shows what came of it. */
  public end({ outputs, error, completionReason, skipped, diagnostics }: RunResult): void {
    const { out } = this;
    if (skipped.length > 0) { out.line(dim(`not visited: ${skipped.join(', ')}`)); }
    for (const { rule, node, message } of diagnostics) {
      out.line(yellow(`note${node === undefined ? '' : ` at ${node}`}: ${message} [${rule}]`));
    }
    if (error) {
      out.line(red(`${error.code}${error.nodeName === undefined ? '' : ` at ${error.nodeName}`}: ${error.message}`));
      return;
    }
    out.line(green(completionReason ?? 'not over'));
    for (const { nodeName, document } of outputs) {
      if (typeof document === 'string') {
        out.block([bold(nodeName), ': '], document);
      } else {
        out.line(bold(nodeName), ': ', json(document));
      }
    }
  }

  private value(arrow: string, name: string, of: unknown): void {
    const room = this.width - `  ${arrow} ${name}: `.length;
    this.out.line(`  ${arrow} `, dim(`${name}:`), ' ', cutToColumns(json(of), Math.max(room, 20)));
  }
}

function durationOf({ start }: TraceStep, { time }: LogEntry): string {
  const took = time - start;
  return took < 1 ? '' : took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`;
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
