/** Changes as a page: both pictures beside each other, and below them what has changed. It has no scripts. */
import { marksOf } from './marks';
import { byClass, type FlowDiff, piecesOf, summaryOf, wordsOf } from './report';
import { type Change, CLASSES, nodeOf, type Piece } from '../../src/core/diff';
import type { LoadedFlow } from '../../src/runner/sources/document-flow';
import { documentOf } from '../picture/page';
import { PAGE_STYLE, SMALLEST } from '../picture/page-style';
import { MARKERS, pictureOf } from '../picture/picture';
import { Story } from '../picture/story';
import { escaped, line } from '../picture/text';

const STYLE = [
  'main.diff{display:block}.flow{padding:6px 20px 24px;border-bottom:1px solid var(--rule)}',
  '.pair{display:grid;gap:16px;margin-top:12px}',
  'figure{margin:0;border:1px solid var(--rule);border-radius:6px;overflow:auto;padding:8px}',
  'figcaption{font-weight:600;margin-bottom:6px}',
  '.changes li{margin-bottom:6px;padding:2px 6px}.changes li:target{background:var(--box)}',
  '.changes pre{margin:4px 0}.no{color:var(--mute)}',
  'del{color:var(--bad)}ins{color:var(--go);font-weight:600}',
].join('');
/** Pictures that are wider stand beside each other all the same, and scroll. */
const WIDEST = 700;
const MOST_CHANGES = 500;
const MOST_TEXT = 20_000;

export function diffPage(diffs: readonly FlowDiff[]): string {
  const all = diffs.flatMap(({ changes }) => changes);
  const flows = diffs.map((diff, index) => flowHtml(diff, `f${index + 1}`, diffs.length > 1));
  const title =
    escaped(`Changes of ${diffs.length === 1 ? line(diffs[0].name, 200) : `${diffs.length} flows`}`);
  // the style has a hash, so that widths of pictures stand in it and not at them
  const style = `${PAGE_STYLE}${STYLE}${flows.map(({ style: own }) => own).join('')}`;
  return documentOf(title, style, [
    `<header><h1>${title}</h1><p class="state">${escaped(summaryOf(all))}</p></header>`,
    '<main class="diff">', `<svg width="0" height="0" aria-hidden="true">${MARKERS}</svg>`,
    ...flows.map(({ html }) => html), '</main>',
  ], [], false);
}

interface Part {
  readonly html: string;
  readonly style: string;
}

function flowHtml({ name, before, after, changes }: FlowDiff, id: string, isOneOfMany: boolean): Part {
  const shown = changes.slice(0, MOST_CHANGES);
  const idOf = new Map(shown.map((change, index) => [change, `${id}-c${index + 1}`]));
  const pictures = [
    ...before ? [figure('Before', before, 'before', `${id}-before`, shown, idOf)] : [],
    ...after ? [figure('After', after, 'after', `${id}-after`, shown, idOf)] : [],
  ];
  const lists = byClass(shown).map(([title, own]) => `<h3>${escaped(CLASSES[title])}</h3><ul class="changes">${
    own.map((change) => changeHtml(change, idOf.get(change)!)).join('')}</ul>`);
  const html = [
    `<section class="flow" aria-labelledby="${id}"><h2 id="${id}">${escaped(line(name, 300))}</h2>`,
    isOneOfMany ? `<p class="kind">${escaped(summaryOf(changes))}</p>` : '',
    `<div class="pair" id="${id}-pair">${pictures.map((picture) => picture.html).join('')}</div>`,
    ...lists,
    changes.length > shown.length ? `<p class="no">and ${changes.length - shown.length} more</p>` : '',
    '</section>',
  ].join('\n');
  const width = Math.min(WIDEST, Math.max(...pictures.map((picture) => picture.width)) + 18);
  return {
    html,
    style: `#${id}-pair{grid-template-columns:repeat(auto-fit,minmax(min(100%,${width}px),1fr))}`
      + pictures.map(({ style }) => style).join(''),
  };
}

function figure(
  title: string, { definition }: LoadedFlow, side: 'before' | 'after', id: string, changes: readonly Change[],
  idOf: ReadonlyMap<Change, string>,
): Part & { readonly width: number } {
  const { marks, first } = marksOf(definition, changes, side);
  const story = new Story({ title, definition, findings: [], marks });
  const { width, height, content } = pictureOf(story, {
    hasLinks: true,
    linkOf: ({ path }) => {
      const change = path === undefined ? undefined : first.get(path);
      return change && idOf.get(change);
    },
  });
  const least = Math.floor(width * SMALLEST);
  return {
    width: least,
    style: `#${id} .p{min-width:${least}px}`,
    html: [
      `<figure id="${id}" tabindex="0" aria-label="${title}"><figcaption>${title}</figcaption>`,
      `<svg class="p" role="group" aria-label="Nodes and connections ${side} the change" width="${width}" `
        + `height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg></figure>`,
    ].join(''),
  };
}

function changeHtml(change: Change, id: string): string {
  const node = nodeOf(change);
  const { before, after } = change;
  const pieces = piecesOf(change);
  const words = (node === undefined ? '' : `<b>${escaped(line(node, 300))}</b>: `)
    + escaped(line(wordsOf(change), 300));
  const values = pieces
    ? `<pre>${pieces.map(pieceHtml).join('')}</pre>`
    : [valueHtml('was', before), valueHtml('is', after)].join('');
  return `<li id="${id}">${words}${values}</li>`;
}

function pieceHtml({ kind, text }: Piece): string {
  const words = escaped(cut(text));
  return kind === 'same' ? words : kind === 'removed' ? `<del>[-${words}-]</del>` : `<ins>{+${words}+}</ins>`;
}

function valueHtml(title: string, text: string | undefined): string {
  if (text === undefined) { return ''; }
  return `<br><small>${title}</small> ${text.length > 200 || text.includes('\n')
    ? `<pre>${escaped(cut(text))}</pre>` : `<code>${escaped(text)}</code>`}`;
}

function cut(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}… (${text.length} characters)` : text;
}
