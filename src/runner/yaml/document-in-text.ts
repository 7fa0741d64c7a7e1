/** The document in the text of a file, for everyone in the library who reads flows from files. */
import { readYaml } from './read-yaml';
import { definitionText, opened, type Problem } from '../../core/template';

export type DocumentInText = { readonly value: unknown }
  | { readonly problem: Pick<Problem, 'message' | 'remedy' | 'code'> };

/** JSON, or YAML with the short forms of intrinsic functions; documents in texts of an answer of AWS are opened. */
export function documentInText(text: string, path: string): DocumentInText {
  const { value, problems: [problem] } = definitionText(text);
  if (!problem) { return { value: opened(value, documentIn) }; }
  if (!isYaml(path, text)) { return { problem }; }
  const read = readYaml(text);
  if ('json' in read) { return { value: opened(read.json, documentIn) }; }
  const line = read.offset === undefined ? '' : ` (line ${text.slice(0, read.offset).split('\n').length})`;
  return { problem: { message: `${read.message}${line}`, remedy: read.remedy, code: 'IllegalDefinition' } };
}

/** A document in a text of another one. */
export function documentIn(text: string): unknown {
  const { value, problems } = definitionText(text);
  if (problems.length === 0) { return value; }
  const read = readYaml(text);
  return 'json' in read ? read.json : undefined;
}

function isYaml(path: string, text: string): boolean {
  return !/\.json$/i.test(path) && (/\.(ya?ml|template)$/i.test(path) || !/^\s*[{["]/.test(text))
    && /^[ \t]*[\w'"-]+[ \t]*:/m.test(text);
}
