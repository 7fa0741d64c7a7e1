/** How the demo puts text on a page. */

const INDENT = '    ';
const isTerminal = process.stdout.isTTY && !process.env.NO_COLOR;
const width = Math.min(120, Math.max(80, process.stdout.columns ?? 100));

/** The title of a flow, bold in a terminal. */
export function heading(text: string): string {
  return isTerminal ? `\u001b[1m${text}\u001b[22m` : text;
}

/** How long a line of a section may be. */
export const lineLength = width - INDENT.length;

/** A section: its title, and its lines a step further in. */
export function listing(title: string, lines: readonly string[]): string[] {
  return [`  ${title}`, ...lines.map((line) => `${INDENT}${line}`)];
}

/** Text that goes on below itself where the page ends; `lead` stands before its first line. */
export function wrapped(lead: string, text: string): string[] {
  const room = lineLength - lead.length;
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    const longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (longer.length <= room || !lines[last]) { lines[last] = longer; } else { lines.push(word); }
  }
  return lines.map((line, at) => `${at === 0 ? lead : ' '.repeat(lead.length)}${line}`);
}
