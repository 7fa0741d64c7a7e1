import { readText } from './read-text';
import { FlowError } from '../checks/flow-error';
import { documentInText } from '../runner/yaml/document-in-text';

/** The document in a file: JSON, or YAML with the short forms of intrinsic functions. */
export function readDocument(place: string, path: string): unknown {
  const read = documentInText(readText(place, path), path);
  if ('value' in read) { return read.value; }
  const { message, remedy, code } = read.problem;
  throw new FlowError(place, `${message}; ${remedy}`, code);
}
