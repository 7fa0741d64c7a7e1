/** What a page says of one node: what it is, how it is wired, what is wrong with it, and each time it ran. */
import { runText, usageText } from './face';
import type { NodeStory, Story } from './story';
import { counted, escaped, line } from './text';
import { andMore, type Values } from './values';
import { visitHtml } from './visit';
import { at, shown } from '../../src/core/diagram/values';
import { isRecord } from '../../src/core/model/opaque';
import type { Visit } from '../../src/core/picture';
import type { Finding } from '../../src/core/validate/finding';

const MOST_VISITS = 250;

export function panelHtml(one: NodeStory, story: Story, values: Values): string {
  const { node, visits, findings, usage } = one;
  const { id, name, type, details } = node;
  const guess = usage?.isGuess ? ' <small>(tokens estimated from the length of the texts)</small>' : '';
  return [
    `<section class="panel" id="${id}" tabindex="-1" aria-labelledby="${id}-h"><h2 `
      + `id="${id}-h">${escaped(line(name, 300))}</h2>`,
    `<p class="kind">${escaped([line(type, 60), ...details.map((detail) => line(detail, 300))].join(' · '))}</p>`,
    story.run ? `<p class="state">${escaped(runText(one, story))}${guess}</p>` : '',
    findingsHtml(findings),
    visitsHtml(id, visits, story, values),
    wiringHtml(one, story),
    `<h3>Definition</h3><details><summary>as JSON</summary>${values.html(node.model)}</details>`,
    '<p class="back"><a href="#overview">Back to the whole flow</a></p></section>',
  ].join('');
}

export function findingsHtml(findings: readonly Finding[]): string {
  if (findings.length === 0) { return ''; }
  const items = findings.slice(0, 100).map(({ severity, code, message, remedy, path }) => (
    `<li class="${severity}"><b>${severity}</b> ${escaped(line(`${path && `${path}: `}${message}; ${remedy}`, 1500))} `
      + `<code>${escaped(code)}</code></li>`
  ));
  return '<h3>Findings of validate</h3><ul '
    + `class="findings">${items.join('')}</ul>${andMore(findings.length - items.length, 'finding')}`;
}

function visitsHtml(id: string, visits: readonly Visit[], story: Story, values: Values): string {
  if (visits.length === 0) { return ''; }
  if (visits.length === 1) { return visitHtml(visits[0], story, values); }
  const isIterated = visits.some(({ chain }) => chain.length > 0);
  const shownVisits = visits.slice(0, MOST_VISITS);
  const chips =
    shownVisits.map((visit, index) => `<a href="#${id}-${index}">${escaped(chipOf(visit, index, isIterated))}</a>`);
  const blocks = shownVisits.map((visit, index) => (
    `<section class="visit" id="${id}-${index}" tabindex="-1" `
      + `aria-label="${escaped(`Run ${index + 1} of ${visits.length}`)}"><h3>Run ${index + 1} `
      + `of ${visits.length}</h3>${visitHtml(visit, story, values)}</section>`
  ));
  return [
    '<nav class="picker" aria-label="Runs of this '
      + `node"><span>${counted(visits.length, 'run')}:</span> ${chips.join(' ')}</nav>`,
    andMore(visits.length - shownVisits.length, 'run'), ...blocks,
  ].join('');
}

/** The iteration by its number. A Collector takes in each item, and gives its result outside of the iterations. */
function chipOf({ chain, error }: Visit, index: number, isIterated: boolean): string {
  const name = chain.length > 0 ? chain.map((item) => item.index).join('.') : isIterated ? 'result' : `#${index + 1}`;
  return error ? `${name} ✕` : name;
}

function wiringHtml({ node }: NodeStory, story: Story): string {
  const { edges } = story.scene;
  const row = (id: string, labels: readonly string[]) => {
    const words = escaped(labels.map((label) => line(label, 300)).join(', '));
    return `<li><a href="#${id}">${escaped(line(story.of(id).node.name, 120))}</a>`
      + `${labels.length > 0 ? ` <small>${words}</small>` : ''}</li>`;
  };
  const from = edges.filter(({ target }) => target === node.id).map(({ source, labels }) => row(source, labels));
  const to = edges.filter(({ source }) => source === node.id).map(({ target, labels }) => row(target, labels));
  return [
    conditionsHtml(node.model),
    from.length > 0 ? `<h3>Comes from</h3><ul>${from.join('')}</ul>` : '',
    to.length > 0 ? `<h3>Leads to</h3><ul>${to.join('')}</ul>` : '',
  ].join('');
}

function conditionsHtml(model: Record<string, unknown>): string {
  const conditions = at(model, 'configuration', 'condition', 'conditions');
  if (!Array.isArray(conditions) || conditions.length === 0) { return ''; }
  const when = (expression: unknown) => expression === undefined
    ? '<small>when no other condition applies</small>' : `<code>${escaped(line(shown(expression, '?'), 300))}</code>`;
  const rows = conditions.filter(isRecord).slice(0, 100).map(({ name, expression }) => (
    `<li><b>${escaped(line(shown(name, '(no name)'), 120))}</b> ${when(expression)}</li>`
  ));
  return `<h3>Conditions: the first one that is true applies</h3><ol>${rows.join('')}</ol>`;
}

/** `40 → 12 tokens`, of the whole run. */
export function tokensOf(story: Story): string | undefined {
  const { usage } = story;
  return usage && `${usageText(usage)}${usage.isGuess ? ' (guessed)' : ''}`;
}
