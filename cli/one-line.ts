/** Text of the user, fit for a terminal. */

// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The text on one line, without control characters: a file must not be able to move the cursor or to turn the reading direction. */
export function oneLine(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `1 flow`, `2 flows`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
