/** A story as one HTML file: no request, no library, readable without scripts. The same story gives the same bytes. */
import { createHash } from 'node:crypto';
import { pageStyle } from './page-style';
import { findingsHtml, panelHtml, tokensOf } from './panel';
import { MARKERS, pictureOf } from './picture';
import { PAGE_JS } from './programs.generated';
import type { Story } from './story';
import { tableHtml } from './table';
import { counted, duration, escaped, line } from './text';
import { andMore, Values } from './values';
import { costOf, costText } from '../prices/cost';
import { PRICE_NOTE } from '../prices/price-of';

export interface PageOptions {
  /** Scripts beside that of the page, which may ask the server that the page is from. */
  readonly liveScript?: string;
}

export function pageHtml(story: Story, { liveScript }: PageOptions = {}): string {
  const values = new Values();
  const title = escaped(line(story.title, 200));
  const picture = pictureOf(story, { hasLinks: true });
  const parts = [
    `<header><h1>${title}</h1>${statusHtml(story)}</header>`,
    '<main><section class="graph" aria-label="Picture of the flow" tabindex="0">',
    `<svg class="p" role="group" aria-label="Nodes and connections" width="${picture.width}" `
      + `height="${picture.height}" viewBox="0 0 ${picture.width} ${picture.height}">`,
    MARKERS, picture.content, '</svg></section>',
    `<aside aria-label="Details" tabindex="0">${overviewHtml(story, values)}`,
    ...story.nodes.map((one) => panelHtml(one, story, values)),
    '</aside></main>',
    tableHtml(story),
  ];
  return documentOf(title, pageStyle(picture.width), parts,
    [PAGE_JS, ...liveScript === undefined ? [] : [liveScript]], liveScript !== undefined);
}

/** A page with a list, in the same style. */
export function plainPage(title: string, parts: readonly string[], liveScript: string): string {
  return documentOf(escaped(title), pageStyle(0), parts, [liveScript], true);
}

/** A whole document; the title is markup already. */
export function documentOf(
  title: string, style: string, parts: readonly string[], scripts: readonly string[], isLive: boolean,
): string {
  return [
    '<!doctype html>', '<html lang="en">', '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(style, scripts, isLive)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title>`, `<style>${style}</style></head>`, '<body>',
    ...parts, ...scripts.map((script) => `<script>${script}</script>`), '</body></html>', '',
  ].join('\n');
}

function policy(style: string, scripts: readonly string[], isLive: boolean): string {
  const hashes = (texts: readonly string[]) =>
    texts.length === 0 ? '\'none\''
      : texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ');
  return [
    'default-src \'none\'', `style-src ${hashes([style])}`, `script-src ${hashes(scripts)}`, ...isLive
      ? ['connect-src \'self\''] : [],
    'base-uri \'none\'', 'form-action \'none\'',
  ].join('; ');
}

/** The flow in one line, and the run in another. */
function statusHtml(story: Story): string {
  const { run, nodes, scene } = story;
  const flow = `${counted(scene.nodes.length, 'node')}, ${counted(scene.edges.length, 'connection')}`;
  if (!run) { return `<p>${flow}</p>`; }
  const ran = nodes.filter(({ visits }) => visits.length > 0).length;
  const facts = [
    `${ran} of ${counted(nodes.length, 'node')} ran`,
    ...story.isTimed ? [duration(run.end - run.start)] : [],
    ...[tokensOf(story) ?? []].flat(),
    ...story.usage ? [`${costText(costOf(run))}, ${PRICE_NOTE}`] : [],
  ];
  return `<p class="state">${escaped(resultText(story))}</p><p>${escaped(facts.join(' · '))}</p>`;
}

export function resultText({ run, isLive }: Story): string {
  if (run?.error) {
    const { code, message, nodeName } = run.error;
    const place = nodeName === undefined ? '' : ` at ${line(nodeName, 80)}`;
    return `✕ Failed${place}: ${line(code, 80)}: ${line(message, 400)}`;
  }
  if (run?.completion === 'INPUT_REQUIRED') { return '? Waits for an answer from the user'; }
  if (run?.completion === 'SUCCESS') { return '✓ Completed'; }
  return isLive ? '… Running' : '– Its events do not show how it ended';
}

/** What is shown before a node is chosen. */
function overviewHtml(story: Story, values: Values): string {
  const { run, diagnostics, findings, strangers } = story;
  return [
    '<section class="panel" id="overview" tabindex="-1" aria-labelledby="overview-h"><h2 id="overview-h">The whole '
      + 'flow</h2>',
    '<p class="kind">Choose a node to see what it does.</p>',
    run?.input ? `<h3>Input</h3>${values.html(run.input.document, 'input')}` : '',
    ...(run?.outputs ?? []).slice(0, 50)
      .map(({ node, document }) => `<h3>Output of ${escaped(line(node, 120))}</h3>${values.html(document, 'output')}`),
    andMore((run?.outputs.length ?? 0) - 50, 'output'),
    run && run.outputs.length === 0 ? '<h3>Outputs</h3><p>None was reached.</p>' : '',
    findingsHtml(findings),
    noticesHtml([
      ...diagnostics.slice(0, 50).map(({ rule, node, message }) =>
        `${node === undefined ? '' : `${line(node, 120)}: `}${line(message, 500)} [${rule}]`),
      ...strangers.slice(0, 50).map((name) => `the events name the node '${line(name, 120)}', which the flow does not `
        + 'have: are they events of another version?'),
    ]),
    run ? LEGEND : '', '</section>',
  ].join('');
}

const LEGEND = '<h3>How to read the picture</h3><ul><li>✓ and a thick border: it ran; ✕: it failed; – and a dashed '
  + 'border: it did not run</li><li>thick arrows: values passed; thin dotted arrows: not used; dashed arrows: '
  + 'conditions</li><li>the bar in a node shows when in the run it ran</li></ul>';

function noticesHtml(notices: readonly string[]): string {
  return notices.length === 0
    ? '' : `<h3>Notes</h3><ul>${notices.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`;
}
