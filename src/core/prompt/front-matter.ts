/**
 * What stands between two lines `---` at the top of a prompt file: the part of YAML that such files need, so that no
 * reader of all of YAML has to come along. Names with texts, numbers, lists and one level of names below; `|` begins a
 * text of several lines.
 */
export type FrontMatterValue = string | number | boolean | readonly FrontMatterScalar[]
  | { readonly [name: string]: FrontMatterScalar | readonly FrontMatterScalar[] };
export type FrontMatterScalar = string | number | boolean;

export interface PromptFile {
  readonly head: { readonly [name: string]: FrontMatterValue };
  readonly body: string;
}

/** A line that can't be read, counted from 1. */
export interface FrontMatterProblem {
  readonly problem: { readonly line: number; readonly cause: string; readonly remedy: string };
}

const REMEDY = 'write it as name: value';

const FENCE = /^---\s*$/;
const ENTRY = /^(\s*)([A-Za-z][A-Za-z0-9_]*):(?:\s+(.*?))?\s*$/;
const ITEM = /^\s+-\s+(.*?)\s*$/;

/** A file with or without front matter. */
export function readPromptFile(text: string): PromptFile | FrontMatterProblem {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').split('\n');
  if (!FENCE.test(lines[0])) { return { head: {}, body: text.trim() }; }
  const end = lines.findIndex((line, at) => at > 0 && FENCE.test(line));
  if (end < 0) {
    return { problem: { line: 1, cause: 'the front matter is not closed by a line \'---\'', remedy: 'add that line' } };
  }
  try {
    return { head: new Head(lines.slice(1, end)).read(), body: lines.slice(end + 1).join('\n').trim() };
  } catch (error) {
    if (!(error instanceof Unreadable)) { throw error; }
    return { problem: { line: error.line, cause: error.message, remedy: error.remedy } };
  }
}

class Unreadable extends Error {
  constructor(readonly line: number, message: string, readonly remedy: string) { super(message); }
}

class Head {
  private at = 0;

  constructor(private readonly lines: readonly string[]) {}

  read(): { [name: string]: FrontMatterValue } {
    return this.block('') as { [name: string]: FrontMatterValue };
  }

  /** The names that begin at this indentation; deeper ones belong to the name before. */
  private block(indent: string): { [name: string]: unknown } {
    const found = new Map<string, unknown>();
    for (; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at];
      if (line.trim() === '' || line.trim().startsWith('#')) { continue; }
      const [, before, name, rest = ''] = ENTRY.exec(line) ?? [];
      if (name === undefined) { throw this.unreadable(`'${line.trim()}' is not of the form name: value`); }
      if (before.length < indent.length) { break; }
      if (before !== indent) { throw this.unreadable(`'${name}' is indented differently from the lines around it`); }
      if (found.has(name)) { throw this.unreadable(`'${name}' stands here twice`, 'remove one of them'); }
      found.set(name, this.valueOf(rest, indent));
    }
    return Object.fromEntries(found);
  }

  private valueOf(rest: string, indent: string): unknown {
    if (rest === '|') { return this.text(indent); }
    if (rest !== '' && !rest.startsWith('#')) { return this.inline(rest); }
    const next = this.lines[this.at + 1] ?? '';
    if (ITEM.test(next)) { return this.items(); }
    const [, deeper = ''] = /^(\s*)\S/.exec(next) ?? [];
    if (deeper.length <= indent.length) { throw this.unreadable('there is no value'); }
    if (indent !== '') { throw this.unreadable('names are nested deeper than one level'); }
    this.at++;
    const inside = this.block(deeper);
    this.at--;
    return inside;
  }

  private items(): unknown[] {
    const items: unknown[] = [];
    for (;;) {
      const item = ITEM.exec(this.lines[this.at + 1] ?? '')?.[1];
      if (item === undefined) { return items; }
      this.at++;
      items.push(this.scalar(item));
    }
  }

  private text(indent: string): string {
    const lines: string[] = [];
    for (; this.at + 1 < this.lines.length; this.at++) {
      const line = this.lines[this.at + 1];
      if (line.trim() !== '' && /^\s*/.exec(line)![0].length <= indent.length) { break; }
      lines.push(line);
    }
    const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)![0].length));
    return lines.map((line) => line.slice(margin)).join('\n').trim();
  }

  private inline(given: string): unknown {
    if (!given.startsWith('[')) { return this.scalar(given); }
    const comment = given.search(/\]\s{1,9}#/);
    const text = comment < 0 ? given : given.slice(0, comment + 1);
    if (!text.endsWith(']')) {
      throw this.unreadable('the list is not closed by \']\'', 'write it on one line, such as [a, b]');
    }
    const inside = text.slice(1, -1).trim();
    return inside === '' ? [] : inside.split(',').map((item) => this.scalar(item.trim()));
  }

  private scalar(given: string): FrontMatterScalar {
    const text = withoutComment(given);
    if (/^(true|false)$/.test(text)) { return text === 'true'; }
    if (/^-?\d+(\.\d+)?$/.test(text)) { return Number(text); }
    const [, quote, quoted] = /^(["'])(.*)\1$/.exec(text) ?? [];
    if (quote === '\'') { return quoted.replace(/''/g, '\''); }
    if (quote === '"') { return this.json(text); }
    if (/^["'{&*!>|]/.test(text)) {
      throw this.unreadable(`'${text}' has a type that is not supported here`, 'put it in quotes');
    }
    return text;
  }

  private json(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch {
      throw this.unreadable(`${text} is not a valid string in double quotes`);
    }
  }

  private unreadable(cause: string, remedy = REMEDY): Unreadable {
    // the line '---' is the first
    return new Unreadable(this.at + 2, cause, remedy);
  }
}

/** A text without the comment behind it: a mark within quotes begins none. */
function withoutComment(text: string): string {
  const [quoted] = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s+#|$)/.exec(text) ?? [];
  return quoted ?? text.replace(/\s#.*$/, '').trimEnd();
}
