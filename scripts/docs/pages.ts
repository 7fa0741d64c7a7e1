/** The pages that people read, with what tests and scripts want of them. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

export const ROOT = join(__dirname, '../..');

export interface Page {
  /** From the root of the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A block of code on a page. */
export interface Snippet {
  /** The page, and the line where the code begins, from 1. */
  readonly page: string;
  readonly line: number;
  /** What stands behind the backticks, such as `ts nofixture`. */
  readonly info: string;
  readonly code: string;
}

/** The README and everything in `docs/`, sorted. */
export function pages(): readonly Page[] {
  return ['README.md', ...markdown('docs')].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** All Markdown files in a folder, from the root of the project. */
function markdown(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) { return entry.name.startsWith('.') ? [] : markdown(path); }
      return entry.name.endsWith('.md') ? [path] : [];
    })
    .sort();
}

/** A block of code: its indent, what stands behind the backticks, and the code. */
export const BLOCK = /^( *)```(\S[^\n]*)\n(.*?)^ *```$/gms;

/** The blocks of code of a page, in order; one inside a list is moved to the left. */
export function snippets({ path, text }: Page): readonly Snippet[] {
  return [...text.matchAll(BLOCK)].map(({ index, 1: indent, 2: info, 3: code }) => ({
    page: path,
    line: text.slice(0, index).split('\n').length + 1,
    info,
    code: code.split('\n').map((line) => line.startsWith(indent) ? line.slice(indent.length) : line).join('\n'),
  }));
}

/** The blocks of all pages whose language is this. */
export function snippetsIn(language: string): readonly Snippet[] {
  return pages().flatMap(snippets).filter(({ info }) => info.split(' ')[0] === language);
}
