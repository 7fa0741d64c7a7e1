/** Long texts in the source of a program, with a piece for each line. */
import type { Doc } from './layout';
import { quoted, type Quoting } from '../../spelling/quoted';

const LINE = 90;
/** Not worth several lines, whatever it holds. */
const SHORT = 40;

/** A text, with a piece for each of its lines where it has several. */
export function literal(text: string, quoting: Quoting): Doc {
  const pieces = piecesOf(text);
  if (pieces.length <= 1) { return quoted(text, quoting); }
  const { open, separator, close } = quoting.join;
  return { open, items: pieces.map((piece) => quoted(piece, quoting)), close, separator };
}

function piecesOf(text: string): readonly string[] {
  if (text.length <= SHORT) { return [text]; }
  return (text.match(/[^\n]*\n|[^\n]+/g) ?? []).flatMap((line) => line.length <= LINE
    ? [line] : line.match(new RegExp(`.{1,${LINE}}(?: |\\s|$)|.+?(?: |\\s|$)`, 'gsu')) ?? [line]);
}
