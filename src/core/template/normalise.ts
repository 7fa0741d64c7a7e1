/** JSON of either spelling, from wherever, to the model. */
import { type Case, caseOf, keysOf, MAX_DEPTH, type Spelling, spellingsOf, turned } from './keys';
import { below, type Problem } from './problem';
import { joined } from '../joined';
import type { Definition } from '../model/definition';
import type { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { put } from '../model/put';
import { type StructName, structOf } from '../model/shape';
import { listed } from '../words/lists';
import { described, quoted } from '../words/quote';
import { didYouMean } from '../words/suggest';

export interface NormaliseOptions {
  /**
   * How the JSON spells keys that are not known, where nothing around them tells; only matters for a definition without
   * any known key.
   */
  readonly spelling?: Case;
  /**
   * Whether texts, numbers and booleans become what their place wants, as CloudFormation does it before it calls the
   * service.
   */
  readonly converts?: boolean;
  /**
   * Whether to report nodes, their names and types, and connections that only a deployment knows: whoever checks must
   * not seem to consent.
   */
  readonly wantsAll?: boolean;
}

export interface Normalised {
  /** The model; what was not understood is in it too, where it was. */
  readonly definition: Definition;
  /** How the JSON spelt its keys. */
  readonly spelling: Case | 'mixed';
  readonly problems: Problem[];
}

/**
 * Reads a definition with camelCase or PascalCase keys. It never throws and never drops anything: unknown keys, values
 * of the wrong kind and what is nested too deep stay in place and are reported. Intrinsics, tokens, `${placeholders}`
 * and free-form documents are not looked into.
 */
export function normalise(json: unknown, options: NormaliseOptions = {}): Normalised {
  const found = isRecord(json) && !isOpaque(json) ? caseOf('Definition', json) : undefined;
  const spelling = found === 'camel' || found === 'pascal' ? found : options.spelling ?? 'camel';
  const run = new Run(spelling, options);
  const definition = run.value({ kind: 'struct', struct: 'Definition' }, json, '', spelling, 0);
  return {
    definition: isRecord(definition) ? definition as Definition : {},
    spelling: run.mixed ? 'mixed' : spelling,
    problems: run.problems,
  };
}

/** What of the shape of a definition only a deployment knows. */
export function unseenIn(definition: unknown): readonly Problem[] {
  return normalise(definition, { wantsAll: true }).problems
    .filter(({ code, value }) => code === 'IllegalDefinition' && isOpaque(value));
}

class Run {
  public readonly problems: Problem[] = [];
  public mixed = false;

  public constructor(private readonly main: Case, private readonly options: NormaliseOptions) {}

  public value(kind: Kind<StructName>, json: unknown, path: string, around: Case, depth: number): unknown {
    if (isOpaque(json)) {
      if (path === '' || this.options.wantsAll && UNSEEN.test(path)) { this.unseen(path, json); }
      return json;
    }
    if (!fits(kind, json)) {
      const converted = this.options.converts ? convertedTo(kind.kind, json) : undefined;
      if (converted !== undefined) { return converted; }
      const isNested = kind.kind === 'struct' || kind.kind === 'list';
      this.report(
        isNested ? 'IllegalDefinition' : 'IllegalValue', path,
        `${isNested ? '' : `${path.slice(path.lastIndexOf('.') + 1)} `}must be ${NAMES[kind.kind]}, `
          + `got ${described(json)}`,
        json === null ? `remove the ${path.endsWith(']') ? 'entry' : 'key'}` : `give ${NAMES[kind.kind]}`, json,
      );
      return json;
    }
    if (kind.kind !== 'struct' && kind.kind !== 'list') { return json; }
    if (depth >= MAX_DEPTH) {
      this.report('IllegalDefinition', path, `is nested more than ${MAX_DEPTH} levels deep and is not checked`,
        'nest fewer loops', json);
      return json;
    }
    return kind.kind === 'struct'
      ? this.struct(kind.struct, json as Record<string, unknown>, path, around, depth + 1)
      : (json as unknown[]).map((item, index) => this.value(kind.item, item, `${path}[${index}]`, around, depth + 1));
  }

  public report(
    code: Problem['code'], path: string, message: string, remedy: string, value?: unknown, key?: string,
  ): void {
    this.problems.push({ code, path, message, remedy, value, ...key !== undefined && { key } });
  }

  /** Nothing can be said of what CloudFormation makes, and silence would look like consent. */
  private unseen(path: string, json: unknown): void {
    const [, list, item, member] = /(nodes|connections)(\[\d+\])?(?:\.(name|type))?$/.exec(path) ?? [];
    const what = list === undefined ? 'the definition' : item === undefined ? `the list of ${list}`
      : `the ${member ? `${member} of the ` : ''}${list.slice(0, -1)}`;
    this.problems.push({
      code: 'IllegalDefinition',
      path,
      message: `${what} is known only at deployment${madeBy(json)}`,
      remedy: 'give the deployed value to have it checked',
      value: json,
      // the rest of the node can be checked
      ...member && { isMild: true as const },
    });
  }

  private struct(name: StructName, json: Record<string, unknown>, path: string, around: Case, depth: number): unknown {
    const found = caseOf(name, json);
    const spelling = found === 'camel' || found === 'pascal' ? found : around;
    const spellings = spellingsOf(name);
    const model: Record<string, unknown> = {};
    for (const key of Object.keys(json)) {
      if (json[key] === undefined) { continue; }
      const known = properOf(spellings.get(key), json, spelling);
      if (known === undefined) {
        put(model, spelling === 'pascal' ? turned(key) : key, json[key]);
        this.unknownKey(name, json, key, path, spelling);
        continue;
      }
      if (known.spelt !== this.main) { this.mixedCase(key, path); }
      put(model, known.camel, this.value(known.member, json[key], below(path, known.camel), spelling, depth));
    }
    return model;
  }

  private unknownKey(name: StructName, json: Record<string, unknown>, key: string, path: string, spelling: Case): void {
    const keys = keysOf(name, spelling);
    if (keys.includes(turned(key))) {
      this.report('UnknownKey', path, `has both '${key}' and '${turned(key)}'`, 'keep one of the two', json[key], key);
      return;
    }
    const retired = structOf(name).retired;
    const camel = spelling === 'camel' ? key : turned(key);
    if (retired && Object.prototype.hasOwnProperty.call(retired, camel)) {
      this.report('RetiredKey', path, `has ${quoted(key)}, which the service no longer accepts`, retired[camel],
        json[key], key);
      return;
    }
    const remedy = didYouMean(key, keys, keys.length === 0 ? 'remove it: nothing can be set here' : 'remove it, or use '
      + `one of ${listed(keys)}`);
    this.report('UnknownKey', path, `has ${quoted(key)}, which the service does not accept here`, remedy, json[key],
      key);
  }

  // one report is enough: whoever mixes does so all over
  private mixedCase(key: string, path: string): void {
    if (this.mixed) { return; }
    this.mixed = true;
    const [here, elsewhere] = this.main === 'camel' ? ['PascalCase', 'camelCase'] : ['camelCase', 'PascalCase'];
    this.report(
      'IllegalDefinition', path, `has '${key}' in ${here}, in a definition that is in ${elsewhere}`,
      'write all keys in camelCase (the API) or all in PascalCase (CloudFormation)', key,
    );
  }
}

/** What a key stands for. Where both spellings of a member are present, the one in the case of the structure counts. */
function properOf(known: Spelling | undefined, json: Record<string, unknown>, spelling: Case): Spelling | undefined {
  return known === undefined || known.spelt === spelling || json[known.other] === undefined ? known : undefined;
}

/** What the shape of the flow is made of. */
const UNSEEN = joined(
  /^(nodes\[\d+\]\.configuration\.loop\.definition(\.|$))*/,
  /((nodes|connections)(\[\d+\])?|nodes\[\d+\]\.(name|type))?$/,
);

function madeBy(json: unknown): string {
  const name = typeof json === 'string' ? /^\$\{(Fn::\w+)/.exec(json)?.[1]
    : isRecord(json) ? Object.keys(json).find((key) => key === 'Fn::Transform' || key.startsWith('Fn::')) : undefined;
  return name === undefined ? '' : `, by ${name}`;
}

const NAMES: { readonly [K in Kind['kind']]: string } = {
  text: 'a string',
  number: 'a number',
  boolean: 'true or false',
  enum: 'a string',
  struct: 'an object',
  list: 'a list',
  map: 'an object',
  document: 'JSON',
};

/** A scalar as CloudFormation turns it into another kind; `undefined` where it does not. */
function convertedTo(kind: Kind['kind'], json: unknown): unknown {
  if (kind === 'text' || kind === 'enum') {
    return typeof json === 'number' || typeof json === 'boolean' ? String(json) : undefined;
  }
  if (typeof json !== 'string') { return undefined; }
  if (kind === 'number') { return NUMBER.test(json) ? Number(json) : undefined; }
  return kind === 'boolean' && (json === 'true' || json === 'false') ? json === 'true' : undefined;
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function fits(kind: Kind, json: unknown): boolean {
  switch (kind.kind) {
    case 'text':
    case 'enum': return typeof json === 'string';
    case 'number': return typeof json === 'number';
    case 'boolean': return typeof json === 'boolean';
    case 'list': return Array.isArray(json);
    case 'struct':
    case 'map': return isRecord(json);
    default: return true;
  }
}
