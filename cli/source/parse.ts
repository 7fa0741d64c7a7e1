/** The text of a file to a document. */
import { grafted } from './graft';
import { jsonSpans } from './json-spans';
import { Lines, type Position, type Span } from './span';
import { yamlSpans } from './yaml-spans';
import { opened, textsInside } from '../../src/core/template';
import { jsonError, quotePlaceholders, repeatedKey } from '../../src/core/template/json-syntax';
import { readYaml } from '../../src/runner/yaml/read-yaml';

export interface SourceDocument {
  readonly json: unknown;
  readonly lines: Lines;
  /** Where its values stand; worked out only when it is asked for. */
  spans(): Span;
}

export interface SyntaxFault {
  readonly message: string;
  readonly remedy: string;
  readonly position?: Position;
}

/**
 * JSON, or YAML where the name of the file or the text says so. Answers of AWS that have a document in a text have it
 * opened.
 */
export function parseSource(text: string, file: string): SourceDocument | SyntaxFault {
  const read = parseText(text, file);
  if (!('json' in read)) { return read; }
  const parts = textsInside(read.json).flatMap(({ at, text: inside }) => {
    const part = parseText(inside, '');
    return 'json' in part ? [{ at, inside, part }] : [];
  });
  const json = opened(read.json, (inside) => parts.find((one) => one.inside === inside)?.part.json);
  const spans = () => parts.reduce((root, { at, part }) => grafted(root, at, part.spans()), read.spans());
  return json === read.json ? read : { ...read, json, spans: once(spans) };
}

function parseText(text: string, file: string): SourceDocument | SyntaxFault {
  const looksLikeJson = /^\s*[{["]/.test(text);
  const [, extension] = /\.(json|ya?ml)$/i.exec(file) ?? [];
  if (extension?.toLowerCase() === 'json' || (looksLikeJson && extension === undefined)) { return parseJson(text); }
  if (!looksLikeJson) { return parseYaml(text); }
  const parsed = parseJson(text);
  return 'json' in parsed ? parsed : parseYaml(text);
}

function parseJson(text: string): SourceDocument | SyntaxFault {
  const lines = new Lines(text);
  try {
    const json: unknown = JSON.parse(quotePlaceholders(text));
    const repeated = repeatedKey(text);
    if (repeated) {
      return {
        message: `has the key '${repeated.key}' twice in one object`,
        remedy: 'keep one',
        position: lines.position(repeated.offset),
      };
    }
    return { json, lines, spans: once(() => jsonSpans(text)) };
  } catch {
    const error = jsonError(text);
    return {
      message: `is not JSON: ${error?.cause ?? 'it can\'t be read'}`,
      remedy: 'correct it there',
      ...error && { position: lines.position(error.offset) },
    };
  }
}

function parseYaml(text: string): SourceDocument | SyntaxFault {
  const lines = new Lines(text);
  const read = readYaml(text);
  if ('json' in read) { return { json: read.json, lines, spans: once(() => yamlSpans(read.document, text)) }; }
  const { offset, ...fault } = read;
  return { ...fault, ...offset !== undefined && { position: lines.position(offset) } };
}

function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}
