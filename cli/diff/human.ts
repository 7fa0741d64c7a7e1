/** Changes for people at a terminal. */
import { byClass, type FlowDiff, piecesOf, summaryOf, wordsOf } from './report';
import { type Change, CLASSES, mirrored, nodeOf, type Piece } from '../../src/core/diff';
import { bold, cyan, dim, green, type Part, type Printer, red, yellow } from '../printer';

const MOST_LONG = 90;
const MOST_TEXT = 2_000;

export function printHuman(diffs: readonly FlowDiff[], out: Printer): void {
  for (const { name, changes } of diffs) {
    out.line(bold(name), `: ${summaryOf(changes)}`);
    for (const [title, own] of byClass(changes)) {
      const paint = title === 'breaking' ? red : title === 'behaviour' ? cyan : yellow;
      out.line('  ', paint(CLASSES[title]));
      for (const change of own) { printChange(change, out); }
    }
  }
}

function printChange(change: Change, out: Printer): void {
  const { before, after } = change;
  const node = nodeOf(change);
  const start: Part[] = ['    ', ...node === undefined ? [] : [bold(shown(node)), ': '], wordsOf(change)];
  const pieces = piecesOf(change);
  if (pieces) {
    out.line(...start);
    out.line('      ', ...pieces.map(partOf));
  } else if (before === undefined && after === undefined) {
    out.line(...start);
  } else if (isShort(before) && isShort(after)) {
    out.line(...start, ': ', ...valuesOf(change));
  } else {
    out.line(...start);
    if (before !== undefined) { out.line('      ', dim('was '), shown(before)); }
    if (after !== undefined) { out.line('      ', dim('is  '), shown(after)); }
  }
}

/** Which side a value is of: said by the words of a kind that has an opposite, else by both sides. */
function valuesOf({ kind, before, after }: Change): readonly Part[] {
  const isSaid = mirrored(kind) !== kind;
  const sides = [before, after].filter((side) => side !== undefined || !isSaid)
    .map((side) => side === undefined ? dim('not set') : shown(side));
  return sides.flatMap((side, at) => at === 0 ? [side] : [dim(' → '), side]);
}

/** With marks, since colours are not for everyone. */
function partOf({ kind, text }: Piece): Part {
  const words = shown(text);
  return kind === 'removed' ? red(`[-${words}-]`) : kind === 'added' ? green(`{+${words}+}`) : words;
}

function isShort(text = ''): boolean {
  return text.length <= MOST_LONG && !text.includes('\n');
}

/** One line, with a sign for each break. */
function shown(text: string): string {
  const flat = text.replace(/\r\n|\n/g, '↵');
  return flat.length > MOST_TEXT ? `${flat.slice(0, MOST_TEXT)}… (${flat.length} characters)` : flat;
}
