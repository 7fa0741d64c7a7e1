/** A batch as one HTML file: a table of its runs, and a section for each, with pictures of those that matter most. */
import { caseSection } from './case-section';
import { isNotable, nameOf, type ReportRun, wordsOf } from './report-run';
import { REPORT_STYLE } from './report-style';
import type { Definition } from '../../../src/core/model/definition';
import { counted } from '../../counted';
import { documentOf } from '../../picture/page';
import { MARKERS } from '../../picture/picture';
import { duration, escaped, line } from '../../picture/text';
import { andMore, Values } from '../../picture/values';
import type { Comparison } from '../compare/compare';
import { summaryOf } from '../compare/show';
import { tokensText } from '../measured';
import { isAsExpected } from '../run-case';

export interface ReportOptions {
  /** Of the flow. */
  readonly name: string;
  readonly definition: Definition;
  readonly runs: readonly ReportRun[];
  /** What the command says of the batch. */
  readonly summary: string;
  readonly comparison?: { readonly with: string; readonly comparison: Comparison };
}

const MOST_RUNS = 5000;
/** A picture has some kilobytes. */
const MOST_PICTURES = 40;

/** The same batch gives the same bytes. */
export function reportHtml({ name, definition, runs, summary, comparison }: ReportOptions): string {
  const values = new Values();
  const title = escaped(line(name, 200));
  const shown = runs.slice(0, MOST_RUNS);
  let pictures = 0;
  const sections = shown.map((one, at) => {
    const hasPicture = isNotable(one) && pictures < MOST_PICTURES;
    if (hasPicture) { pictures++; }
    return caseSection(one, at + 1, { name, definition, values, hasPicture });
  });
  return documentOf(`${title}: ${counted(runs.length, 'run')}`, REPORT_STYLE, [
    `<header><h1>${title}</h1><p class="state">${escaped(summary)}</p>`,
    comparison ? `<p>${escaped(summaryOf(comparison.comparison, line(comparison.with, 200)))}</p>` : '', '</header>',
    '<main class="list">',
    pictures > 0 ? `<svg class="p" width="0" height="0" aria-hidden="true">${MARKERS}</svg>` : '',
    notableHtml(shown),
    comparison && comparison.comparison.gone.length > 0 ? `<section><h2>Gone</h2><ul>${comparison.comparison.gone
      .slice(0, 500).map((one) => `<li>${escaped(line(one.name, 200))}</li>`).join('')}</ul></section>` : '',
    tableHtml(shown, comparison !== undefined), andMore(runs.length - shown.length, 'run'), ...sections, '</main>',
  ], [], false);
}

function notableHtml(runs: readonly ReportRun[]): string {
  const notable = runs.map((one, at) => ({ one, at })).filter(({ one }) => isNotable(one));
  if (notable.length === 0) { return ''; }
  const items = notable.slice(0, 200).map(({ one, at }) =>
    `<li><a href="#c${at + 1}">${escaped(nameOf(one))}</a> ${escaped(line(firstWords(one), 200))}</li>`);
  return `<section><h2>Not as expected, or changed</h2><ul>${items.join('')}</ul>`
    + `${andMore(notable.length - items.length, 'run')}</section>`;
}

function firstWords({ ran: { problem, differences }, change }: ReportRun): string {
  return problem ?? differences[0] ?? change?.lines[0] ?? change?.kind ?? '';
}

function tableHtml(runs: readonly ReportRun[], isCompared: boolean): string {
  const head = ['Case', 'Result', 'Output', 'Time', 'Tokens', ...isCompared ? ['Changed'] : []];
  const rows = runs.map(({ ran, run, change }, at) => {
    const { result, measured } = ran;
    const output = result?.outputs.map(({ document }) => typeof document === 'string' ? document
      : JSON.stringify(document)).join(' · ') ?? '';
    const cells = [
      wordsOf(ran), line(output, 70), measured && measured.timeMs >= 1 ? duration(measured.timeMs) : '',
      measured?.usage ? tokensText(measured.usage) : '',
      ...isCompared ? [change?.kind ?? ''] : [],
    ];
    return `<tr class="${isAsExpected(ran) ? 'ran' : 'failed'}"><th scope="row"><a href="#c${at + 1}">`
      + `${escaped(nameOf({ ran, run }))}</a></th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  return '<section><h2 id="runs-h">Runs</h2><div class="scroll" tabindex="0" role="region" '
    + 'aria-labelledby="runs-h"><table><thead>'
    + `<tr>${head.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody>`
    + '</table></div></section>';
}
