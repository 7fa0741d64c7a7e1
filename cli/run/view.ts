/** A run for people: each step with what went in and what came out, then the outputs. */
import { createColors } from 'picocolors';
import { RunResult } from '../../src/core/simulate';
import { placeOf, TraceStep, traceSteps } from '../../src/core/trace';
import { Io, wantsColor } from '../io';
import { oneLine } from '../one-line';

const NARROW = 60;

export interface ViewOptions {
  readonly color: boolean;
  /** Whole values, not what fits in a line. */
  readonly trace?: boolean;
}

export function showRun(result: RunResult, { stdout, env }: Pick<Io, 'stdout' | 'env'>, { color, trace }: ViewOptions): void {
  const paint = createColors(wantsColor(stdout, env, color));
  const width = trace ? Infinity : Math.max(stdout.columns ?? 100, NARROW);
  const line = (text: string) => { stdout.write(`${text}\n`); };
  const value = (arrow: string, name: string, of: unknown) => {
    const start = `  ${arrow} ${name}: `;
    line(`  ${arrow} ${paint.dim(`${name}:`)} ${cut(json(of), width - start.length)}`);
  };
  for (const step of traceSteps(result.log)) {
    line(`${paint.bold(placeOf(step))} ${paint.dim([step.type, durationOf(step)].join(' ').trim())}`);
    for (const [name, of] of Object.entries(step.inputs)) { value('<-', name, of); }
    if (step.condition !== undefined) { line(`  -> ${paint.cyan(step.condition)}`); }
    for (const [name, of] of Object.entries(step.outputs ?? {})) { value('->', name, of); }
    if (step.question !== undefined) { value('?', 'asks', step.question); }
    if (step.error) { line(`  ${paint.red(`${step.error.code}: ${oneLine(step.error.message)}`)}`); }
  }
  const { outputs, error, completionReason, skipped, diagnostics } = result;
  if (skipped.length > 0) { line(paint.dim(`not visited: ${skipped.join(', ')}`)); }
  for (const { rule, node, message } of diagnostics) { line(paint.yellow(`note${node === undefined ? '' : ` at ${node}`}: ${message} [${rule}]`)); }
  if (error) {
    line(paint.red(`${error.code}${error.nodeName === undefined ? '' : ` at ${error.nodeName}`}: ${oneLine(error.message)}`));
    return;
  }
  line(paint.green(completionReason ?? 'not over'));
  for (const { nodeName, document } of outputs) { line(`${paint.bold(nodeName)}: ${typeof document === 'string' ? document : json(document)}`); }
}

function durationOf({ start, end }: TraceStep): string {
  const took = end - start;
  return took < 1 ? '' : took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`;
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

function cut(text: string, length: number): string {
  const room = Math.max(length, 20);
  return text.length > room ? `${text.slice(0, room - 3)}...` : text;
}
