/**
 * Definitions given as text: DefinitionString, whether plain, as `Fn::Sub`, as the `Fn::Join` that CDK makes of JSON
 * with tokens in it, or as `Fn::ToJsonString`.
 */
import { jsonError, quotePlaceholders, repeatedKey } from './json-syntax';
import { type Problem } from './problem';
import { mapTexts } from './walk';
import { isRecord } from '../model/opaque';
import { quoted } from '../words/quote';

export interface ParsedText {
  /** `undefined` where the text can't be read; then there is a problem. */
  readonly value?: unknown;
  readonly problems: Problem[];
}

/**
 * Parses the text to JSON in which each intrinsic is a value of its own: whole where it was the whole of a text, and in
 * an `Fn::Join` with its neighbours where it stood inside one. `${names}` of an `Fn::Sub` become `Ref` and
 * `Fn::GetAtt`; a bare `${name}` where JSON wants a value (`"maxTokens": ${limit}`) is read as the text `${name}`.
 */
export function definitionText(value: unknown): ParsedText {
  if (isRecord(value) && value['Fn::ToJsonString'] !== undefined) {
    return { value: value['Fn::ToJsonString'], problems: [] };
  }
  const parts = partsOf(value);
  if (parts === undefined) {
    const remedy = 'give text, Fn::Sub or Fn::Join to have it checked';
    return {
      problems: [{
        code: 'IllegalDefinition',
        path: '',
        message: 'the text of the definition is known only at deployment',
        remedy,
        value,
        isMild: true,
      }],
    };
  }
  const opaques: unknown[] = [];
  const mark = unusedCharacter(parts);
  const text = parts.map((part) => 'text' in part
    ? part.text : `\${${mark}${opaques.push(part.opaque) - 1}${mark}}`).join('');
  let json: unknown;
  try {
    json = JSON.parse(quotePlaceholders(text));
  } catch {
    return { problems: [syntaxProblem(text, mark)] };
  }
  const repeated = repeatedKey(text);
  if (repeated) { return { problems: [repeatedKeyProblem(text, repeated)] }; }
  if (opaques.length === 0) { return { value: json, problems: [] }; }
  return restored(json, opaques, mark);
}

type Part = { readonly text: string } | { readonly opaque: unknown };

// Joins nested in joins are read as one; every other intrinsic inside a join stays what it is.
function partsOf(value: unknown): Part[] | undefined {
  if (typeof value === 'string') { return [{ text: value.startsWith('\uFEFF') ? value.slice(1) : value }]; }
  if (!isRecord(value)) { return undefined; }
  if ('Fn::Sub' in value) { return subParts(value['Fn::Sub']); }
  if (!joined(value)) { return undefined; }
  const parts: Part[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const part = open.pop();
    const inner = joined(part);
    if (inner) {
      for (let index = inner.length - 1; index >= 0; index--) { open.push(inner[index]); }
    } else {
      parts.push(typeof part === 'object' && part !== null ? { opaque: part } : { text: String(part) });
    }
  }
  return parts;
}

// the pieces of an `Fn::Join` with an empty delimiter, which is the only one that JSON text is joined with
function joined(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value) || !Array.isArray(value['Fn::Join'])) { return undefined; }
  const [delimiter, pieces] = value['Fn::Join'] as unknown[];
  return delimiter === '' && Array.isArray(pieces) ? pieces : undefined;
}

function subParts(sub: unknown): Part[] | undefined {
  const [text, given] = Array.isArray(sub) ? sub as unknown[] : [sub, {}];
  if (typeof text !== 'string') { return undefined; }
  const variables = new Map(Object.entries(isRecord(given) ? given : {}));
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]+)\}/g)) {
    parts.push({ text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const name = match[1].trim();
    const known = variables.get(name);
    if (name.startsWith('!')) {
      parts.push({ text: `\${${match[1].slice(match[1].indexOf('!') + 1)}}` });
    } else if (variables.has(name)) {
      parts.push(typeof known === 'object' && known !== null ? { opaque: known } : { text: String(known) });
    } else {
      const dot = name.indexOf('.');
      parts.push({ opaque: dot < 0 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] } });
    }
  }
  return [...parts, { text: text.slice(end) }];
}

function restored(json: unknown, opaques: readonly unknown[], mark: string): ParsedText {
  const place = new RegExp(`\\$\\{${mark}(\\d+)${mark}\\}`, 'g');
  const problems: Problem[] = [];
  const value = mapTexts(json, {
    text: (text) => {
      if (!text.includes(mark)) { return text; }
      // split with a group: texts at even places, numbers of intrinsics at odd ones
      const pieces = text.split(place).map((piece, at) => at % 2 === 0 ? piece : unescaped(opaques[Number(piece)]))
        .filter((piece) => piece !== '');
      return pieces.length === 1 ? pieces[0] : { 'Fn::Join': ['', pieces] };
    },
    key: (key, path) => {
      if (!key.includes(mark)) { return key; }
      const plain = key.replace(place, (_, index) => JSON.stringify(opaques[Number(index)]));
      problems.push({
        code: 'IllegalDefinition',
        path,
        message: `has ${quoted(plain)} for a key`,
        remedy: 'write keys in plain text',
        value: plain,
      });
      return plain;
    },
  });
  return { value, problems };
}

// What an intrinsic inside a JSON text yields is JSON text as well, so CDK escapes the literals in it: take that back.
function unescaped(opaque: unknown): unknown {
  const text = (literal: string): string => {
    if (!literal.includes('\\')) { return literal; }
    try {
      return JSON.parse(`"${literal}"`) as string;
    } catch {
      return literal;
    }
  };
  return mapTexts(opaque, { text, intoOpaque: true });
}

// a private-use character that the text does not have
function unusedCharacter(parts: readonly Part[]): string {
  let code = 0xE000;
  while (parts.some((part) => 'text' in part && part.text.includes(String.fromCharCode(code)))) { code++; }
  return String.fromCharCode(code);
}

function syntaxProblem(text: string, mark: string): Problem {
  const { offset, cause } = jsonError(text) ?? { offset: 0, cause: 'it can\'t be read' };
  const near = text.slice(offset, offset + 30).replaceAll(mark, '');
  return {
    code: 'IllegalDefinition',
    path: '',
    message: `is not JSON at ${placeOf(offset, text)}${near === '' ? '' : ` (${quoted(near)})`}: ${cause}`,
    remedy: 'correct the JSON',
    value: text.slice(offset, offset + 30),
  };
}

function repeatedKeyProblem(text: string, { key, offset }: NonNullable<ReturnType<typeof repeatedKey>>): Problem {
  return {
    code: 'IllegalDefinition',
    path: '',
    message: `has the key ${quoted(key)} twice in one object, at ${placeOf(offset, text)}`,
    remedy: 'keep one',
    value: key,
  };
}

function placeOf(offset: number, text: string): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${before[before.length - 1].length + 1}`;
}
