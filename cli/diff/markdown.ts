/**
 * Changes as Markdown for a pull request. Texts of flows stand in code spans and fences only, where nothing is a link,
 * a mention or a picture.
 */
import { byClass, type FlowDiff, piecesOf, summaryOf, wordsOf } from './report';
import { type Change, type ChangeClass, CLASSES, nodeOf } from '../../src/core/diff';
import { line, visible } from '../picture/text';

/** A comment of GitHub has 65,536 characters. */
const MOST_ROWS = 100;
const MOST_CELL = 160;
const MOST_TEXT = 3_000;
const MOST_TEXTS = 10;

export function markdownOf(diffs: readonly FlowDiff[]): string {
  return `${diffs.map(flowText).join('\n')}`;
}

function flowText({ name, changes }: FlowDiff): string {
  const rows = byClass(changes).flatMap(([title, own]) => own.map((change) => row(title, change)));
  const texts = changes.filter((change) => piecesOf(change) !== undefined);
  return [
    `### ${code(line(name, 100))}: ${summaryOf(changes)}`, '',
    ...rows.length > 0 ? [
      '| Class | Node | Change | Before | After |', '|---|---|---|---|---|', ...rows.slice(0, MOST_ROWS), '',
    ] : [],
    ...rows.length > MOST_ROWS ? [`… and ${rows.length - MOST_ROWS} more`, ''] : [],
    ...texts.slice(0, MOST_TEXTS).flatMap(textOf),
  ].join('\n');
}

function row(title: ChangeClass, change: Change): string {
  const { part } = change;
  const node = nodeOf(change);
  const words = wordsOf({ ...change, part: undefined });
  const cells = [
    title === 'breaking' ? `**${CLASSES[title]}**` : CLASSES[title],
    node === undefined ? '' : cell(node),
    part === undefined ? words : `${words}: ${cell(part)}`,
    ...piecesOf(change) ? ['see below', 'see below']
      : [change.before, change.after].map((text) => text === undefined ? '' : cell(text)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function textOf(change: Change): readonly string[] {
  const words = piecesOf(change)!.map(({ kind, text }) =>
    kind === 'removed' ? `[-${text}-]` : kind === 'added' ? `{+${text}+}` : text).join('');
  const isLong = words.length > MOST_TEXT;
  const text = visible(isLong ? `${words.slice(0, MOST_TEXT)}… (${words.length} characters)` : words);
  const fence = '`'.repeat(Math.max(3, longest(text) + 1));
  return [
    `<details><summary>${change.kind === 'code' ? 'Code' : 'Prompt'} of a node, word by word</summary>`, '',
    `Node ${code(line(nodeOf(change) ?? '', 100))}: removed words are in \`[-…-]\`, new words in \`{+…+}\``, '',
    `${fence}text`, text, fence, '', '</details>', '',
  ];
}

/** A code span in a table, whose cells end at `|` even there. */
function cell(text: string): string {
  return code(line(text, MOST_CELL)).replace(/\|/g, '\\|');
}

/** A code span: nothing in it is Markdown. */
function code(text: string): string {
  if (text === '') { return ''; }
  const ticks = '`'.repeat(longest(text) + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

function longest(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, ticks) => Math.max(most, ticks.length), 0);
}
