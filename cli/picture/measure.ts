/**
 * How wide texts are, without a browser. The widths are those of DejaVu Sans and Verdana, which are wider than the
 * fonts that systems otherwise use for their own texts: what has room by these has room everywhere.
 */

const CLASSES: readonly (readonly [characters: string, em: number])[] = [
  ['ijlI\'', 0.3], ['.,:;|!/\\-` ', 0.4], ['frt()[]"', 0.47], ['Jcksvxyz?_*', 0.6], ['mMW@%', 1.03], ['wOQGDHNU', 0.83],
  ['=+<>~^#', 0.84],
];
const WIDTHS = new Map(CLASSES.flatMap(([characters, em]) => [...characters].map((character) => [character, em])));
const COMMON = 0.66;
const OTHER_ALPHABETS = 0.85;
const WIDE = 1.25;
const BOLD = 1.12;

export function widthOf(text: string, fontSize: number, isBold = false): number {
  let em = 0;
  for (const character of text) { em += emOf(character); }
  return em * fontSize * (isBold ? BOLD : 1);
}

function emOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) { return WIDTHS.get(character) ?? COMMON; }
  if (/\p{M}/u.test(character)) { return 0; }
  if (code < 0x530) { return OTHER_ALPHABETS; }
  return WIDE;
}

/**
 * Lines that have room in a width. They break between words, at marks, before capitals, and else anywhere; the last
 * line allowed ends in … if need be.
 */
export function wrapped(text: string, fontSize: number, width: number, most: number, isBold = false): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string) => widthOf(candidate, fontSize, isBold) <= width;
  for (const part of text.split(BREAKS).flatMap((piece) => fits(piece) ? [piece] : [...piece])) {
    if (fits(`${line}${part}`.trimEnd())) {
      line += part;
    } else if (lines.length + 1 === most) {
      return [...lines, ellipsis(line, fits)];
    } else {
      lines.push(line.trimEnd());
      line = part.trimStart();
    }
  }
  return [...lines, line.trimEnd()].filter((one, at) => one !== '' || at === 0);
}

/** The same number of lines, about as long as each other. */
export function balanced(text: string, fontSize: number, width: number, most: number, isBold = false): string[] {
  const lines = wrapped(text, fontSize, width, most, isBold);
  if (lines.length < 2 || lines[lines.length - 1].endsWith('…')) { return lines; }
  for (let narrow = width / 2; narrow < width; narrow += width / 16) {
    const other = wrapped(text, fontSize, narrow, most, isBold);
    if (other.length === lines.length && !other[other.length - 1].endsWith('…')) { return other; }
  }
  return lines;
}

const BREAKS = /(?<=[ \-_./:,])|(?<=[\p{Ll}\d])(?=\p{Lu})/u;

function ellipsis(line: string, fits: (text: string) => boolean): string {
  const characters = [...line.trimEnd()];
  while (characters.length > 1 && !fits(`${characters.join('')}…`)) { characters.pop(); }
  return `${characters.join('')}…`;
}
