/**
 * Fills in `${placeholders}`, as DefinitionSubstitutions of AWS::Bedrock::Flow does, but value by value instead of in
 * raw text.
 */
import { type Problem } from './problem';
import { mapTexts } from './walk';
import { isOpaque } from '../model/opaque';
import { listed } from '../words/lists';
import { didYouMean } from '../words/suggest';

export interface Substitutions {
  /** A text, a number, true or false, an intrinsic or a token. */
  readonly [key: string]: unknown;
}

export interface SubstituteOptions {
  /** Whether `$$NAME`, as published templates have it, is a placeholder beside `${NAME}`. */
  readonly withDollars?: boolean;
  /** Whether to report each use of a placeholder without value, not only the first. */
  readonly everyUse?: boolean;
  /** What the substitutions are called where the user wrote them; the path of problems about them. */
  readonly called?: string;
}

export interface Substituted {
  readonly value: unknown;
  readonly problems: Problem[];
}

const BRACES = /\$\{([^{}]+)\}/g;
const BRACES_OR_DOLLARS = /\$\{([^{}]+)\}|\$\$([A-Z][A-Z0-9_]*)\b/g;
const SUB_NAME = /^[A-Za-z0-9_]+$/;

/**
 * Replaces placeholders in every text, not in keys and not inside intrinsics. A text that is nothing but a placeholder
 * becomes the value itself, of whatever type; in a longer text the value is spliced in, and where it is known only at
 * deployment the text becomes an `Fn::Sub` (an `Fn::Join` where `Fn::Sub` would misread the rest of the text).
 * Placeholders without a value and values without a placeholder are reported; the former stay as they are.
 */
export function substitute(json: unknown, substitutions: Substitutions, options: SubstituteOptions = {}): Substituted {
  const pattern = options.withDollars ? BRACES_OR_DOLLARS : BRACES;
  const values = new Map(Object.entries(substitutions));
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const lookUp = (name: string, placeholder: string, path: string): { readonly value: unknown } | undefined => {
    // `${!name}` and CDK tokens are not ours
    if (name.startsWith('!') || name.startsWith('Token[')) { return undefined; }
    const first = options.everyUse || !seen.has(name);
    seen.add(name);
    if (values.has(name)) { return { value: values.get(name) }; }
    if (first) {
      const remedy = didYouMean(name, values.keys(), `give '${name}' a value`);
      problems.push({
        code: 'IllegalValue',
        path,
        message: `uses ${placeholder}, which has no substitution`,
        remedy,
        value: placeholder,
      });
    }
    return undefined;
  };
  const text = (source: string, path: string): unknown => {
    if (!source.includes('$')) { return source; }
    const parts: Part[] = [];
    let end = 0;
    for (const match of source.matchAll(pattern)) {
      const name = match[1] ?? match[2];
      const found = lookUp(name, match[0], path);
      if (!found) { continue; }
      if (match[0].length === source.length) { return found.value; }
      if (isNested(found.value)) {
        problems.push({
          code: 'IllegalValue',
          path,
          message: `has ${match[0]} inside a longer string, and its value is not a string`,
          remedy: 'give a string, a number, true or false',
          value: found.value,
        });
        continue;
      }
      parts.push({ text: source.slice(end, match.index) }, isOpaque(found.value) && typeof found.value !== 'string'
        ? { name, value: found.value }
        : { text: String(found.value) });
      end = match.index + match[0].length;
    }
    return end === 0 ? source : rendered([...parts, { text: source.slice(end) }]);
  };
  const value = mapTexts(json, { text });
  problems.push(...unused(values, seen, options));
  return { value, problems };
}

type Part = { readonly text: string } | { readonly name: string; readonly value: unknown };

function isNested(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !isOpaque(value));
}

function rendered(parts: readonly Part[]): unknown {
  if (parts.every((part) => 'text' in part)) { return parts.map((part) => part.text).join(''); }
  if (!parts.every(subSafe)) {
    return {
      'Fn::Join': ['', parts.map((part) => 'text' in part ? part.text : part.value).filter((part) => part !== '')],
    };
  }
  const variables: Record<string, unknown> = {};
  let text = '';
  for (const part of parts) {
    if ('text' in part) {
      text += part.text.replace(BRACES, '$${!$1}');
    } else {
      variables[part.name] = part.value;
      text += `\${${part.name}}`;
    }
  }
  return { 'Fn::Sub': [text, variables] };
}

// Fn::Sub wants names of letters and digits, resolves no tokens in its text, and what it does with `${!!x}` or an open
// `${` is not documented
function subSafe(part: Part): boolean {
  if (!('text' in part)) { return SUB_NAME.test(part.name) && part.name !== '__proto__'; }
  const text = part.text;
  return !text.includes('${!') && !text.includes('${Token[') && !text.replace(BRACES, '').includes('${')
    && !text.endsWith('$');
}

function unused(
  values: ReadonlyMap<string, unknown>, seen: ReadonlySet<string>, options: SubstituteOptions,
): Problem[] {
  const open = [...seen].filter((name) => !values.has(name));
  return [...values.keys()].filter((name) => !seen.has(name)).map((name) => ({
    code: 'UnknownKey',
    path: options.called ?? 'substitutions',
    message: `has '${name}', but no text uses \${${name}}`,
    remedy: didYouMean(name, open, open.length === 0 ? 'remove it' : 'remove it, or rename it to one of '
      + `${listed(open)}`),
    value: values.get(name),
    // no document says that CloudFormation refuses it
    isMild: true,
  }));
}
