/** `bedrock-flows diff`. */
import { InvalidArgumentError } from 'commander';
import { printHuman } from './human';
import { jsonOf } from './json';
import { markdownOf } from './markdown';
import { diffPage } from './page';
import type { FlowDiff } from './report';
import { comparedFlows } from './sides';
import { type ChangeClass, CLASSES } from '../../src/core/diff';
import { printableJsonLines } from '../../src/core/words/printable';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { printers } from '../printer';
import { writeOut } from '../write-out';
import { writeReport } from '../write-report';

export interface DiffOptions {
  readonly flow?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly html?: boolean;
  readonly output?: string;
  readonly failOn?: ReadonlySet<ChangeClass>;
  readonly color: boolean;
}

/** Compares, reports, and returns the exit code. */
export async function diffCommand(before: string, after: string, options: DiffOptions, io: Io): Promise<number> {
  check(before, after, options, io);
  const diffs = await comparedFlows(before, after, options.flow, io);
  report(diffs, options, io);
  const isFailed = diffs.some(({ changes }) => changes.some((one) => options.failOn?.has(one.class)));
  return isFailed ? EXIT.errors : EXIT.clean;
}

/** The classes of `--fail-on`. */
export function classesOf(text: string): ReadonlySet<ChangeClass> {
  const all = Object.keys(CLASSES) as ChangeClass[];
  const given = text.split(',').map((one) => one.trim());
  if (given.includes('any') && given.length === 1) { return new Set(all); }
  if (!given.every((one): one is ChangeClass => all.includes(one as ChangeClass))) {
    throw new InvalidArgumentError(`it must be any, or some of ${all.join(', ')}, separated by commas`);
  }
  return new Set(given);
}

function report(diffs: readonly FlowDiff[], { json, markdown, html, output, color }: DiffOptions, io: Io): void {
  if (json) {
    writeOut(`${printableJsonLines(jsonOf(diffs))}\n`, output, io);
  } else if (markdown) {
    writeOut(markdownOf(diffs), output, io);
  } else if (html) {
    writeOut(diffPage(diffs), output, io);
  } else if (output === undefined || output === '-') {
    printHuman(diffs, printers(io, color).out);
  } else {
    let text = '';
    printHuman(diffs, printers({ ...io, stdout: { write: (piece) => { text += piece; } } }, false).out);
    writeReport(output, text);
  }
}

function check(before: string, after: string, { json, markdown, html, output }: DiffOptions, { stdout }: Io): void {
  const usage = (problem: string, remedy: string) => new CommandError('bedrock-flows', problem, remedy, 'Usage');
  const forms = Object.entries({ json, markdown, html }).filter(([, isAsked]) => isAsked).map(([name]) => `--${name}`);
  if (forms.length > 1) { throw usage(`${forms[0]} and ${forms[1]} exclude each other`, 'choose one of them'); }
  if (before === '-' && after === '-') { throw usage('standard input is given twice', 'name it once'); }
  if (html && output === undefined && stdout.isTTY) {
    throw usage('a page is not for a terminal', 'name a file with -o, such as -o diff.html');
  }
}
