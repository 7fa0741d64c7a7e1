import { readText } from './read-text';
import { FlowError } from '../checks/flow-error';
import { definitionText, opened } from '../core/template';
import { readYaml } from '../runner/yaml/read-yaml';

/** The document in a file: JSON, or YAML with the short forms of intrinsic functions. */
export function readDocument(place: string, path: string): unknown {
  const text = readText(place, path);
  const { value, problems: [problem] } = definitionText(text);
  if (!problem) { return opened(value, documentIn); }
  if (!isYaml(path, text)) { throw new FlowError(place, `${problem.message}; ${problem.remedy}`, problem.code); }
  const read = readYaml(text);
  if ('json' in read) { return opened(read.json, documentIn); }
  const line = read.offset === undefined ? '' : ` (line ${text.slice(0, read.offset).split('\n').length})`;
  throw new FlowError(place, `${read.message}${line}; ${read.remedy}`, 'IllegalDefinition');
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
    && /^\s*[\w'"-]+\s*:/m.test(text);
}
