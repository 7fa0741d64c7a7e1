/**
 * What a template says of values that a deployment works out: defaults of parameters, mappings, conditions that follow
 * from those, and what functions make of known texts. What only the deployment knows is written as in `Fn::Sub`:
 * `${Name}`.
 */
import { isIntrinsic, isRecord } from '../model/opaque';
import { put } from '../model/put';

export interface Seen {
  readonly value: unknown;
  /** What stands for values that only the deployment knows, such as `${Phone}`. */
  readonly unknown: readonly string[];
}

/** No parameter may be longer, and a text that is put together needs some end. */
const LONGEST_DEFAULT = 4096;
const LONGEST_TEXT = 1_000_000;
const MAX_DEPTH = 400;
/** The value of `AWS::NoValue`: whatever has it is not there. */
const NOTHING = Symbol('no value');

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the values of one template. Intrinsic functions outside of a template are read too, but nothing is known of
 * what they name.
 */
export class Deployment {
  private readonly parameters: Json;
  private readonly mappings: Json;
  private readonly conditions: Json;
  private readonly decided = new Map<string, boolean | undefined>();
  private unknown = new Set<string>();

  public constructor(template: unknown) {
    const { Parameters, Mappings, Conditions } = isRecord(template) ? template : {} as Json;
    this.parameters = isRecord(Parameters) ? Parameters : {};
    this.mappings = isRecord(Mappings) ? Mappings : {};
    this.conditions = isRecord(Conditions) ? Conditions : {};
  }

  /**
   * The JSON with each intrinsic function as the value it has, as far as that is known. The JSON itself stays as it is.
   */
  public see(json: unknown): Seen {
    this.unknown = new Set();
    const value = this.value(json, 0);
    return { value: value === NOTHING ? undefined : value, unknown: [...this.unknown].sort() };
  }

  private value(json: unknown, depth: number): unknown {
    if (typeof json !== 'object' || json === null || depth > MAX_DEPTH) { return json; }
    if (Array.isArray(json)) {
      let list: unknown[] | undefined;
      for (const [at, item] of json.entries()) {
        const seen = this.value(item, depth + 1);
        if (seen !== item) { list ??= json.slice(0, at); }
        if (list && seen !== NOTHING) { list.push(seen); }
      }
      return list ?? json;
    }
    if (isIntrinsic(json)) { return this.intrinsic(json, depth + 1); }
    // a token of CDK, or whatever else is no plain data
    if (typeof (json as Json).resolve === 'function') { return json; }
    return this.record(json as Json, depth);
  }

  private record(json: Json, depth: number): unknown {
    let isSame = true;
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(json)) {
      const seen = this.value(json[key], depth + 1);
      isSame &&= seen === json[key];
      if (seen !== NOTHING) { put(copy, key, seen); }
    }
    return isSame ? json : copy;
  }

  private intrinsic(json: Json, depth: number): unknown {
    const name = Object.hasOwn(json, 'Fn::Transform') ? 'Fn::Transform' : Object.keys(json)[0];
    const given = json[name];
    switch (name) {
      case 'Ref': return this.reference(given);
      case 'Fn::GetAtt': return this.attribute(given);
      case 'Fn::Sub': return this.substituted(given, depth);
      case 'Fn::Join': return this.joined(given, depth) ?? this.open(name, given);
      case 'Fn::Select': return this.selected(given, depth) ?? this.open(name, given);
      case 'Fn::Split': return this.split(given, depth) ?? this.open(name, given);
      case 'Fn::FindInMap': return this.mapped(given, depth) ?? this.open(name, given);
      case 'Fn::If': return this.chosen(given, depth) ?? this.open(name, given);
      default: return this.open(name, given);
    }
  }

  private reference(name: unknown): unknown {
    if (typeof name !== 'string') { return this.open('Ref', name); }
    if (name === 'AWS::NoValue') { return NOTHING; }
    // an empty default is not a value to go by where it is all there is: whoever deploys must give one
    const known = this.known(name);
    return known === undefined || known === '' ? this.stand(name) : known;
  }

  private known(name: string): unknown {
    return Object.hasOwn(this.parameters, name) ? defaultOf(this.parameters[name]) : undefined;
  }

  private attribute(given: unknown): unknown {
    const parts = Array.isArray(given) ? given : [given];
    return parts.every((part) => typeof part === 'string')
      ? this.stand(parts.join('.')) : this.open('Fn::GetAtt', given);
  }

  private substituted(given: unknown, depth: number): unknown {
    const [text, variables] = Array.isArray(given) ? given as unknown[] : [given, {}];
    if (typeof text !== 'string') { return this.open('Fn::Sub', given); }
    // each once, however often it is used
    const own = new Map(Object.entries(isRecord(variables) ? variables : {})
      .map(([name, one]) => [name, textOf(this.value(one, depth + 1))]));
    const pieces: string[] = [];
    let end = 0;
    for (const match of text.matchAll(/\$\{([^{}]+)\}/g)) {
      const name = match[1].trim();
      pieces.push(text.slice(end, match.index));
      end = match.index + match[0].length;
      if (name.startsWith('!')) {
        pieces.push(`\${${match[1].slice(match[1].indexOf('!') + 1)}}`);
      } else {
        pieces.push((own.has(name) ? own.get(name) : textOf(this.known(name))) ?? this.stand(name));
      }
    }
    pieces.push(text.slice(end));
    return together(pieces, '') ?? this.open('Fn::Sub', 'text');
  }

  private joined(given: unknown, depth: number): string | undefined {
    if (!Array.isArray(given) || typeof given[0] !== 'string') { return undefined; }
    const list = this.value(given[1], depth + 1);
    if (!Array.isArray(list)) { return undefined; }
    const pieces = list.map(textOf);
    return pieces.every((piece) => piece !== undefined) ? together(pieces as string[], given[0]) : undefined;
  }

  private selected(given: unknown, depth: number): unknown {
    if (!Array.isArray(given)) { return undefined; }
    const [at, list] = [Number(this.value(given[0], depth + 1)), this.value(given[1], depth + 1)];
    return Array.isArray(list) ? list[at] : undefined;
  }

  private split(given: unknown, depth: number): string[] | undefined {
    if (!Array.isArray(given) || typeof given[0] !== 'string' || given[0] === '') { return undefined; }
    const text = this.value(given[1], depth + 1);
    return typeof text === 'string' ? text.split(given[0]) : undefined;
  }

  private mapped(given: unknown, depth: number): unknown {
    if (!Array.isArray(given)) { return undefined; }
    const keys = given.slice(0, 3).map((key) => this.quietly(() => this.value(key, depth + 1)));
    const fallback = isRecord(given[3]) ? given[3].DefaultValue : undefined;
    let found: unknown = this.mappings;
    for (const key of keys) {
      if (!isRecord(found) || typeof key !== 'string' || !Object.hasOwn(found, key)) {
        // a key that only the deployment knows may well be in the map
        return typeof key === 'string' && !key.includes('${') ? this.value(fallback, depth + 1) : undefined;
      }
      found = found[key];
    }
    return found;
  }

  private chosen(given: unknown, depth: number): unknown {
    if (!Array.isArray(given) || given.length !== 3 || typeof given[0] !== 'string') { return undefined; }
    const holds = this.condition(given[0], depth);
    return holds === undefined ? undefined : this.value(given[holds ? 1 : 2], depth + 1);
  }

  private condition(name: string, depth: number): boolean | undefined {
    if (!this.decided.has(name)) {
      // one that leads back to itself is decided by nothing
      this.decided.set(name, undefined);
      const found = Object.hasOwn(this.conditions, name) ? this.conditions[name] : undefined;
      this.decided.set(name, this.quietly(() => this.holds(found, depth + 1)));
    }
    return this.decided.get(name);
  }

  private holds(json: unknown, depth: number): boolean | undefined {
    if (!isRecord(json) || depth > MAX_DEPTH) { return undefined; }
    const [[name, given]] = [...Object.entries(json), ['', undefined] as [string, unknown]];
    if (name === 'Condition' && typeof given === 'string') { return this.condition(given, depth); }
    if (!Array.isArray(given)) { return undefined; }
    if (name === 'Fn::Equals') { return this.equal(given, depth); }
    const all = given.map((one) => this.holds(one, depth + 1));
    if (name === 'Fn::Not') { return all[0] === undefined ? undefined : !all[0]; }
    if (name !== 'Fn::And' && name !== 'Fn::Or') { return undefined; }
    const decisive = name === 'Fn::Or';
    return all.includes(decisive) ? decisive : all.includes(undefined) ? undefined : !decisive;
  }

  private equal([left, right]: readonly unknown[], depth: number): boolean | undefined {
    const [one, other] = [left, right].map((side) => this.quietly(() => {
      const name = isRecord(side) && isIntrinsic(side) && typeof side.Ref === 'string' ? side.Ref : undefined;
      const text = textOf((name === undefined ? undefined : this.known(name)) ?? this.value(side, depth));
      return this.unknown.size > 0 ? undefined : text;
    }));
    return one === undefined || other === undefined ? undefined : one === other;
  }

  /** What is only asked for to decide something stands nowhere. */
  private quietly<T>(work: () => T): T {
    const outer = this.unknown;
    this.unknown = new Set();
    const result = work();
    this.unknown = outer;
    return result;
  }

  private open(name: string, given: unknown): string {
    const first = Array.isArray(given) ? given.find((one) => typeof one === 'string' && one !== '') as unknown : given;
    return this.stand(typeof first === 'string' && first !== '' && first.length < 100 ? `${name} ${first}` : name);
  }

  private stand(name: string): string {
    const text = `\${${name.replace(/[{}]/g, '') || 'value'}}`;
    this.unknown.add(text);
    return text;
  }
}

/** The default of a parameter in the form that a reference to it has. That of an SSM parameter is the name of one. */
function defaultOf(parameter: unknown): unknown {
  const { Type: type, Default: given } = isRecord(parameter) ? parameter : {} as Json;
  if (typeof type === 'string' && type.startsWith('AWS::SSM::')) { return undefined; }
  const text = textOf(given);
  if (text === undefined || text.length > LONGEST_DEFAULT) { return undefined; }
  if (type === 'Number') { return text === '' || Number.isNaN(Number(text)) ? text : Number(text); }
  return typeof type === 'string'
    && /^(CommaDelimitedList|List<)/.test(type) ? text.split(',').map((one) => one.trim()) : text;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    || typeof value === 'boolean' ? String(value) : undefined;
}

function together(pieces: readonly string[], delimiter: string): string | undefined {
  const length = pieces.reduce((sum, piece) => sum + piece.length + delimiter.length, 0);
  return length > LONGEST_TEXT ? undefined : pieces.join(delimiter);
}
