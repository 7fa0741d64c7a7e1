/** What options of `run` exclude each other, or need another. */
import type { RunCommandOptions } from './command';
import { CommandError } from '../command-error';
import { checkWritable } from '../write-report';

/** @throws CommandError */
export function checkOptions(file: string, options: RunCommandOptions): void {
  const { input, inputs, junit, record, replay, watch, compare, report, from, until, node } = options;
  const usage = (problem: string, remedy: string) => new CommandError('bedrock-flows', problem, remedy, 'Usage');
  const exclude = (one: string, other: string) => usage(`${one} and ${other} exclude each other`, 'choose one of them');
  if (input !== undefined && inputs !== undefined) { throw exclude('--input', '--inputs'); }
  if (record !== undefined && replay !== undefined && from === undefined) { throw exclude('--record', '--replay'); }
  if (from !== undefined && replay === undefined) {
    throw usage('--from is given without --replay', 'give the recording that answers for the nodes before it');
  }
  if (until !== undefined && inputs !== undefined) { throw exclude('--until', '--inputs'); }
  if (node !== undefined && from !== undefined) { throw exclude('--node', '--from'); }
  if (node !== undefined && until !== undefined) { throw exclude('--node', '--until'); }
  for (const [name, option] of Object.entries(OF_MANY)) {
    if (options[name as keyof typeof OF_MANY] !== undefined && inputs === undefined) {
      throw usage(`${option} is given without --inputs`, 'give a file with one input per line');
    }
  }
  const streams = [file, input, inputs, compare].filter((one) => one === '-').length;
  if (streams > 1) { throw usage('standard input is given twice', 'name it once'); }
  if (watch && streams > 0) { throw usage('--watch can\'t watch standard input', 'give files'); }
  // found before a run, which may cost, and not after it
  for (const path of [junit, record, report]) { if (path !== undefined) { checkWritable(path); } }
}

const OF_MANY = {
  junit: '--junit', repeat: '--repeat', minShare: '--min-share', compare: '--compare', report: '--report',
} as const;
