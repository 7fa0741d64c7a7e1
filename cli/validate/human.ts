/** Output for people: a line for each finding, and the line of the file that it is about. */
import type { CheckedFlow, Located } from './check';
import { excerpt } from './excerpt';
import type { Report, Totals } from './report';
import { secretIn } from '../../src/core/prompt/foreign';
import { lineOf } from '../../src/core/validate/finding';
import { counted } from '../counted';
import { placeOf } from '../explain/place';
import type { Io } from '../io';
import { bold, dim, green, printers, red, yellow } from '../printer';
import type { Lines, Position } from '../source/span';

export interface HumanOptions {
  readonly color: boolean;
  readonly quiet: boolean;
}

export function humanReport(io: Io, { color, quiet }: HumanOptions): Report {
  const { out } = printers(io, color);
  const finding = (flow: CheckedFlow, found: Located): void => {
    const { position, severity } = found;
    const marked = severity === 'error' ? red : yellow;
    const place = position ? `${flow.file}:${position.line}:${position.column}` : flow.file;
    out.line(bold(place), ': ', marked(severity), ': ', lineOf(found, placeOf(flow.flow, found)));
    if (!position || showsSecret(flow.lines, position)) { return; }
    const shown = excerpt(flow.lines, position, out.columns(120));
    out.line(dim(shown.gutter), shown.line);
    out.line(dim(shown.blankGutter), marked(shown.caret));
  };
  return {
    flow: (flow) => flow.findings.forEach((found) => finding(flow, found)),
    failure: () => undefined,
    end: (totals) => {
      const isGood = totals.errors === 0;
      if (totals.flows > 0 && !(quiet && isGood)) { out.line((isGood ? green : red)(summary(totals, quiet))); }
    },
  };
}

/** Further than any secret is long, and than any terminal is wide. */
const NEAR = 4_000;

/** Whether a secret is so near that it, or a part of it, would be printed with the line, whatever the finding. */
function showsSecret(lines: Lines, { line, column }: Position): boolean {
  return secretIn(lines.line(line).slice(Math.max(column - NEAR, 0), column + NEAR)) !== undefined;
}

function summary({ errors, warnings, flows, files }: Totals, quiet: boolean): string {
  const counts = [...errors > 0 ? [counted(errors, 'error')] : [], ...warnings > 0 && !quiet
    ? [counted(warnings, 'warning')] : []];
  return `${counts.join(', ') || 'no findings'} in ${counted(flows, 'flow')} (${counted(files, 'file')})`;
}
