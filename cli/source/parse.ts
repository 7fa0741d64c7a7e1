/** The text of a file to a document. */
import { parseDocument } from 'yaml';
import { jsonSpans } from './json-spans';
import { Lines, type Position, type Span } from './span';
import { tooMany } from './yaml-size';
import { yamlSpans } from './yaml-spans';
import { TAGS } from './yaml-tags';
import { jsonError, quotePlaceholders, repeatedKey } from '../../src/core/template/json-syntax';

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

/** JSON, or YAML where the name of the file or the text says so. */
export function parseSource(text: string, file: string): SourceDocument | SyntaxFault {
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
  try {
    const document = parseDocument(text, {
      customTags: (tags) => [...tags, ...TAGS], logLevel: 'error', merge: true, prettyErrors: false,
    });
    const [error] = document.errors;
    if (error?.code === 'MULTIPLE_DOCS') {
      return { message: 'holds several YAML documents', remedy: 'keep one', position: lines.position(error.pos[0]) };
    }
    if (error) {
      return {
        message: `is not YAML: ${inOurStyle(error.message)}`,
        remedy: 'correct it there',
        position: lines.position(Math.min(error.pos[0], text.length)),
      };
    }
    const excess = tooMany(document);
    if (excess) { return { message: `is not YAML that can be read: ${excess}`, remedy: 'make it simpler' }; }
    return { json: document.toJS({ maxAliasCount: -1 }), lines, spans: once(() => yamlSpans(document, text)) };
  } catch (thrown) {
    return {
      message: `is not YAML: ${inOurStyle(thrown instanceof Error ? thrown.message : String(thrown))}`,
      remedy: 'make it simpler',
    };
  }
}

function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}

function inOurStyle(message: string): string {
  const [line] = message.replace('Maximum call stack size exceeded', 'it is nested too deep').split('\n');
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\.$/, '');
}
