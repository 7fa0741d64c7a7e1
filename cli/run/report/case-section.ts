/** One run in a report: what it was given and gave, what is wrong, what changed, and the way it took. */
import { nameOf, type ReportRun, wordsOf } from './report-run';
import type { Definition } from '../../../src/core/model/definition';
import { factsOfLog } from '../../../src/core/picture';
import type { Score } from '../../expect/judges';
import { pictureOf } from '../../picture/picture';
import { Story } from '../../picture/story';
import { duration, escaped, line } from '../../picture/text';
import type { Values } from '../../picture/values';
import { costText } from '../../prices/cost';
import { tokensText } from '../measured';

export interface SectionOptions {
  readonly name: string;
  readonly definition: Definition;
  /** What room there is for values, in the whole report. */
  readonly values: Values;
  readonly hasPicture: boolean;
}

export function caseSection(one: ReportRun, number: number, options: SectionOptions): string {
  const { ran, change } = one;
  const { result, differences, problem, trace, scores = [], measured } = ran;
  const { values } = options;
  const outputs = (result?.outputs ?? []).slice(0, 20);
  return [
    `<section class="case" id="c${number}" aria-labelledby="c${number}-h"><h2 id="c${number}-h">`
      + `${escaped(nameOf(one))}</h2>`,
    `<p class="kind">${escaped([
      wordsOf(ran), ...measured && measured.timeMs >= 1 ? [duration(measured.timeMs)] : [],
      ...measured?.usage ? [tokensText(measured.usage), costText(measured.cost)] : [],
    ].join(' · '))}</p>`,
    problem === undefined ? '' : `<p class="error">${escaped(line(problem, 2000))}</p>`,
    differences.length > 0 ? list('What is not as expected', differences) : '',
    change ? list(change.kind === 'new' ? 'New' : 'What changed', change.lines) : '',
    scores.length > 0 ? list('Judges', scores.map(scoreText)) : '',
    options.hasPicture ? pictureHtml(one, number, options) : '',
    `<h3>Input</h3>${values.html(ran.input, 'input')}`,
    ...outputs.map(({ nodeName, document }) =>
      `<h3>Output of ${escaped(line(nodeName, 120))}</h3>${values.html(document, 'output')}`),
    trace === '' ? '' : `<details><summary>Steps</summary>${values.html(trace)}</details>`,
    '</section>',
  ].join('');
}

function list(title: string, lines: readonly string[]): string {
  const items = lines.slice(0, 50).map((text) => `<li>${escaped(line(text, 1000))}</li>`);
  return `<h3>${title}</h3><ul>${items.join('')}</ul>`;
}

function scoreText({ judge, node, passed, score, reason }: Score): string {
  return `${passed ? '✓' : '✕'} ${line(judge, 120)} at ${line(node, 120)}${score === undefined ? '' : `: ${score}`}`
    + `${reason === undefined ? '' : ` (${line(reason, 500)})`}`;
}

function pictureHtml({ ran: { result } }: ReportRun, number: number, { name, definition }: SectionOptions): string {
  if (!result) { return ''; }
  const story = new Story({ title: name, definition, findings: [], run: factsOfLog(result.log) });
  const { width, height, content } = pictureOf(story, { hasLinks: false });
  return '<details open><summary>Picture</summary><div class="scroll" tabindex="0" role="region" '
    + `aria-label="Picture of run ${number}">`
    + `<svg class="p" role="img" aria-label="The way that the run took" width="${width}" height="${height}" `
    + `viewBox="0 0 ${width} ${height}">${content}</svg></div></details>`;
}
