/**
 * Text from outside, fit for a terminal: it can't move the cursor, set a title, turn the reading direction or leave its
 * line.
 */

// C0 without the tab, DEL, C1, the separators of lines, and what changes the direction of text (Unicode, Bidirectional
// Control)
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g;

/** The same with `\u001b` in place of a control character. Tabs stay. */
export function printable(text: string): string {
  return text.replace(CONTROL, escaped);
}

/** The same with one sign for each control character, for text whose columns count. */
export function printableInColumns(text: string): string {
  return text.replace(CONTROL, '·');
}

/** The text on one line: line breaks are blanks. */
export function oneLine(text: string): string {
  return printable(text.replace(/\r?\n/g, ' '));
}

/** A value as JSON of one line, whose every control character is escaped as JSON has it. */
export function printableJson(value: unknown): string | undefined {
  // outside of texts JSON has none, and inside this is the same text
  return (JSON.stringify(value) as string | undefined)?.replace(CONTROL, escaped);
}

/** The same for JSON of several lines. */
export function printableJsonLines(value: unknown): string {
  return JSON.stringify(value, undefined, 2).split('\n').map(printable).join('\n');
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
