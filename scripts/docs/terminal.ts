/** What a terminal shows, with its colours, as SVG. */
import { escaped } from '../../cli/picture/text';

/** Of one character; fonts with one width have about 0.6 of their size. */
const WIDTH = 7.9;
const LINE = 18;
const SIZE = 13;
const PAD = 14;
const COLUMNS = 100;

/** The colours that the command uses, by the number of their control sequence; each has a contrast of at least 5. */
const COLOURS: Readonly<Record<string, string>> = {
  31: '#ff7b72', 32: '#56d364', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#56d4dd', 90: '#9198a1',
};
const DIM = '#9198a1';
// eslint-disable-next-line no-control-regex
const CONTROL = /\u001b\[([\d;]*)m/;

interface Style {
  readonly colour?: string;
  readonly isBold?: boolean;
  readonly isDim?: boolean;
}

/** @param title what is seen, for those who don't see it */
export function terminalSvg(title: string, text: string): string {
  const lines = text.trimEnd().split('\n').flatMap(wrapped);
  const columns = Math.max(60, ...lines.map((line) => [...withoutColour(line)].length));
  const width = Math.ceil(columns * WIDTH) + 2 * PAD;
  const height = lines.length * LINE + 2 * PAD;
  let style: Style = {};
  const rows = lines.map((line, at) => {
    const { spans, after } = spansOf(line, style);
    style = after;
    return spans === '' ? '' : `<text x="${PAD}" y="${PAD + LINE * at + SIZE}">${spans}</text>`;
  }).filter((row) => row !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" `
      + 'role="img" aria-labelledby="title">',
    `<title id="title">${escaped(title)}</title>`,
    `<style>text{font:${SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;`
      + 'fill:#e6edf3;white-space:pre}.b{font-weight:700}</style>',
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

export function withoutColour(text: string): string {
  return text.replace(new RegExp(CONTROL, 'g'), '');
}

/** A line as the terminal breaks it. */
function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  let column = 0;
  for (const part of line.split(new RegExp(`(${CONTROL.source.replace('(', '(?:')})`))) {
    if (CONTROL.test(part)) { current += part; continue; }
    for (const character of part) {
      if (column === COLUMNS) {
        lines.push(current);
        current = '';
        column = 0;
      }
      current += character;
      column += 1;
    }
  }
  return [...lines, current];
}

function spansOf(line: string, before: Style): { readonly spans: string; readonly after: Style } {
  let style = before;
  const spans = line.split(CONTROL).map((part, at) => {
    if (at % 2 === 1) {
      style = part.split(';').reduce(changed, style);
      return '';
    }
    return part === '' ? '' : span(part, style);
  });
  return { spans: spans.join(''), after: style };
}

function changed(style: Style, code: string): Style {
  switch (code) {
    case '': case '0': return {};
    case '1': return { ...style, isBold: true };
    case '2': return { ...style, isDim: true };
    case '22': return { colour: style.colour };
    case '39': return { ...style, colour: undefined };
    default: {
      const colour = COLOURS[code];
      if (!colour) { throw new Error(`the control sequence ${code} has no colour; add it to ${__filename}`); }
      return { ...style, colour };
    }
  }
}

function span(text: string, { colour, isBold, isDim }: Style): string {
  const fill = colour ?? (isDim ? DIM : undefined);
  if (!fill && !isBold) { return escaped(text); }
  return `<tspan${fill ? ` fill="${fill}"` : ''}${isBold ? ' class="b"' : ''}>${escaped(text)}</tspan>`;
}
