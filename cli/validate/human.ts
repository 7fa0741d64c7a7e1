/** Output for people: a line for each finding, and the line of the file that it is about. */
import { createColors } from 'picocolors';
import { CheckedFlow, Located } from './check';
import { excerpt } from './excerpt';
import { placeOf } from './place';
import { Report, Totals } from './report';
import { lineOf } from '../../src/core/validate/finding';
import { Io, wantsColor } from '../io';
import { counted, oneLine } from '../one-line';

export interface HumanOptions {
  readonly color: boolean;
  readonly quiet: boolean;
}

export function humanReport({ stdout, env }: Io, { color, quiet }: HumanOptions): Report {
  const paint = createColors(wantsColor(stdout, env, color));
  const finding = (flow: CheckedFlow, found: Located): void => {
    const { position, severity } = found;
    const place = oneLine(position ? `${flow.file}:${position.line}:${position.column}` : flow.file);
    const line = oneLine(lineOf(found, placeOf(flow.flow, found)));
    const marked = severity === 'error' ? paint.red : paint.yellow;
    stdout.write(`${paint.bold(place)}: ${marked(severity)}: ${line}\n`);
    if (!position) { return; }
    const shown = excerpt(flow.lines, position, stdout.columns ?? 120);
    stdout.write(`${paint.dim(shown.gutter)}${shown.line}\n${paint.dim(shown.blankGutter)}${marked(shown.caret)}\n`);
  };
  return {
    flow: (flow) => flow.findings.forEach((found) => finding(flow, found)),
    failure: () => undefined,
    end: (totals) => {
      const isGood = totals.errors === 0;
      if (totals.flows > 0 && !(quiet && isGood)) { stdout.write(`${(isGood ? paint.green : paint.red)(summary(totals, quiet))}\n`); }
    },
  };
}

function summary({ errors, warnings, flows, files }: Totals, quiet: boolean): string {
  const counts = [...errors > 0 ? [counted(errors, 'error')] : [], ...warnings > 0 && !quiet ? [counted(warnings, 'warning')] : []];
  return `${counts.join(', ') || 'no findings'} in ${counted(flows, 'flow')} (${counted(files, 'file')})`;
}
