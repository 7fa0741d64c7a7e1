/** What is wrong with a JSON Schema: a word that is not known checks nothing, and would go unnoticed. */
import { compiledPattern } from './pattern';
import { isSchema, PARTS, referred, REMARKS, type SchemaPart, WORDS } from './schema-words';
import { isRecord } from '../../src/core/model/opaque';
import { below } from '../../src/core/template/problem';
import { listed } from '../../src/core/words/lists';
import { described, quoted } from '../../src/core/words/quote';
import { didYouMean } from '../../src/core/words/suggest';

export interface SchemaFault {
  /** Goes on after what has it. */
  readonly problem: string;
  readonly remedy: string;
}

const KNOWN = [...Object.keys(WORDS), ...Object.keys(PARTS), ...REMARKS];

/** `undefined` for a schema without fault. */
export function schemaFault(schema: unknown, path = '', root = schema): SchemaFault | undefined {
  const where = path === '' ? '' : `at ${path} `;
  if (!isSchema(schema)) {
    return { problem: `${where}must be an object, true or false, got ${described(schema)}`, remedy: 'correct it' };
  }
  if (typeof schema === 'boolean') { return undefined; }
  for (const [word, value] of Object.entries(schema)) {
    const fault = Object.hasOwn(PARTS, word) ? partFault(PARTS[word], value, below(path, word), root)
      : wordFault(word, value, where, root);
    if (fault) { return fault; }
  }
  return undefined;
}

function partFault(part: SchemaPart, value: unknown, path: string, root: unknown): SchemaFault | undefined {
  if (part === 'schema') { return schemaFault(value, path, root); }
  if (part === 'list' ? !Array.isArray(value) || value.length === 0 : !isRecord(value)) {
    return {
      problem: `at ${path} must be ${part === 'list' ? 'a list' : 'an object'} of schemas, got ${described(value)}`,
      remedy: 'correct it',
    };
  }
  for (const [key, one] of Object.entries(value as object)) {
    const fault = schemaFault(one, below(path, key), root);
    if (fault) { return fault; }
  }
  return undefined;
}

function wordFault(word: string, value: unknown, where: string, root: unknown): SchemaFault | undefined {
  if (REMARKS.includes(word)) { return undefined; }
  if (!Object.hasOwn(WORDS, word)) {
    return {
      problem: `${where}has ${quoted(word)}, which is not supported here`,
      remedy: didYouMean(word, KNOWN, `remove it, or use ${listed(Object.keys(WORDS))}`),
    };
  }
  const { isRight, wanted } = WORDS[word];
  if (!isRight(value)) {
    return {
      problem: `${where}has a ${quoted(word)} that must be ${wanted}, got ${described(value)}`,
      remedy: 'correct it',
    };
  }
  if (word === '$ref' && !isSchema(referred(root, String(value)))) {
    return { problem: `${where}refers to ${quoted(String(value))}, which is not there`, remedy: 'correct it' };
  }
  const compiled = word === 'pattern' ? compiledPattern(value) : undefined;
  return compiled && 'fault' in compiled
    ? { problem: `${where}has a pattern that ${compiled.fault}`, remedy: 'correct it' } : undefined;
}
