/** Texts and ids that Mermaid reads as what they are, whatever stands in them. */

const UNSAFE = /[^\w .,:;()[\]{}|/=+!?$'@^~\-\p{L}\p{M}\p{N}\p{P}\p{S}]|[&#<>"\\`*%ﬂ¶]|\$(?!\.)/gu;
const NAMED: { readonly [character: string]: string } = { '"': 'quot', '<': 'lt', '>': 'gt', '&': 'amp' };
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
// At its beginning, a text can pass for a list of Markdown.
const LIST_MARK = /^(\s*)(\d+)([.)])|^(\s*)([-+])/;

/** Text for between double quotes; the lines of each text stay lines. */
export function quoted(...texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split(LINE_BREAK)).map(escaped);
  return `"${lines.join('<br/>')}"`;
}

function escaped(line: string): string {
  return line.replace(UNSAFE, entity).replace(LIST_MARK, (all) => all.slice(0, -1) + entity(all.slice(-1)));
}

function entity(character: string): string {
  const code = character.codePointAt(0)!;
  // what has no place in any text: control characters and halves of pairs
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff)) { return ' '; }
  return `#${NAMED[character] ?? code};`;
}

/**
 * An id from a name. A legal node name is kept behind a prefix, which keeps it apart from the words of the language
 * (`end`, `class`, `graph`); what no legal name has is written as `__<hex>__`, so that two names never give one id.
 */
export function idOf(prefix: string, name: string): string {
  const id = name.replace(/[^0-9a-zA-Z_]|(?<![0-9a-zA-Z])_|_(?![0-9a-zA-Z])/gu, (character) =>
    `__${character.codePointAt(0)!.toString(16)}__`);
  return `${prefix}_${id}`;
}

/**
 * A line that Mermaid's preprocessor leaves alone: in one with `style` or `classDef`, and a colon behind, it drops the
 * last `;` before it reads the entities.
 */
export function safeLine(line: string): string {
  return /style|classDef/.test(line) ? line.replace(/:/g, '#58;') : line;
}
