/** Writes src/core/constraints/model-table.ts from models.txt beside it: `npm run models`. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseModelId, PROFILE_CALLERS } from '../src/core/constraints/models';

const FOLDER = join(__dirname, '../src/core/constraints');
const MODELS_SOURCE = join(FOLDER, 'models.txt');
export const MODELS_FILE = join(FOLDER, 'model-table.ts');

/** A model of the source file: its facts by name, as they stand there. */
export interface SourceModel {
  readonly id: string;
  readonly facts: ReadonlyMap<string, string>;
}

export interface ModelsSource {
  readonly date: string;
  readonly regions: readonly string[];
  readonly models: readonly SourceModel[];
}

/** The letters of the facts in the generated table; what has none there is left out. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['kind', 'k'], ['mantle', 'm'], ['on', 'o'], ['unsure-in', 'u'], ['profiles', 'p'], ['unsure', 'q'],
  ['sampling', 's'], ['end', 'e'], ['gone', 'g'],
]);
const DATE = /^\d{4}-\d\d-\d\d$/;
const SAMPLING: readonly string[] = ['one', 'none', 'near-one'];

/** Reads the source file; throws with the line that is wrong. */
export function modelsSource(text = readFileSync(MODELS_SOURCE, 'utf8')): ModelsSource {
  let date = '';
  const regions: string[] = [];
  const sets = new Map<string, string>();
  const models: SourceModel[] = [];
  for (const line of text.split('\n').map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('#'))) {
    const [head, ...rest] = line.split(/\s+/);
    if (head === 'date') {
      [date] = rest;
    } else if (head === 'regions') {
      regions.push(...rest);
    } else if (head === 'set') {
      sets.set(rest[0], rest[2]);
    } else {
      models.push({ id: head, facts: new Map(rest.map((fact) => factOf(fact, sets))) });
    }
  }
  const source = { date, regions, models };
  const faults = faultsOf(source);
  if (faults.length > 0) { throw new Error(`models.txt: ${faults.join('; ')}`); }
  return source;
}

function factOf(fact: string, sets: ReadonlyMap<string, string>): readonly [string, string] {
  const at = fact.indexOf('=');
  const name = at < 0 ? fact : fact.slice(0, at);
  const value = at < 0 ? '' : fact.slice(at + 1);
  return [name, sets.get(value) ?? value];
}

function faultsOf({ date, regions, models }: ModelsSource): readonly string[] {
  const ids = models.map(({ id }) => id);
  return [
    ...DATE.test(date) ? [] : [`'${date}' is no date`],
    ...new Set(regions).size === regions.length
      && regions.length <= 26 ? [] : ['a Region stands there twice, or there are more than 26'],
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} stands there twice`),
    ...models.flatMap(({ id, facts }) => [
      ...parseModelId(id).kind === 'foundation-model' ? [] : [`${id} is not an id of a model`],
      ...[...facts].filter(([name, value]) => !isFact(name, value, regions, ids))
        .map(([name, value]) => `${id}: ${name}=${value} is not understood`),
    ]),
  ];
}

function isFact(name: string, value: string, regions: readonly string[], ids: readonly string[]): boolean {
  const [first, ...without] = value.split('!');
  switch (name) {
    case 'kind': return /^[a-z-]+$/.test(value);
    case 'mantle': return value === '' || ids.includes(value);
    case 'on':
    case 'unsure-in': return value.split(',').every((region) => regions.includes(region));
    case 'profiles': return value.split(',').every((profile) => isProfile(profile, regions));
    case 'unsure': return value.split(',').every((prefix) => prefix in PROFILE_CALLERS);
    case 'sampling': return SAMPLING.includes(value);
    case 'end': return DATE.test(first) && without.every((region) => regions.includes(region));
    case 'gone': return (first === '' || DATE.test(first)) && without.every((region) => regions.includes(region));
    default: return false;
  }
}

function isProfile(profile: string, regions: readonly string[]): boolean {
  const [prefix, ...without] = profile.split('!');
  const callers: readonly string[] | undefined = PROFILE_CALLERS[prefix];
  return callers !== undefined && without.every((region) => regions.includes(region) && callers.includes(region));
}

/** All ids that the source knows: models, their profiles, and the profiles that are not sure. */
export function idsOf({ models }: ModelsSource): readonly string[] {
  return models.flatMap(({ id, facts }) => {
    const prefixes = [...facts.get('profiles')?.split(',') ?? [], ...facts.get('unsure')?.split(',') ?? []];
    return [id, ...prefixes.map((prefix) => `${prefix.split('!')[0]}.${id}`)];
  });
}

/** The text of model-table.ts. */
export function modelTable({ date, regions, models } = modelsSource()): string {
  const rows = models.map((model) => rowOf(model, regions)).sort();
  return [
    '/** Generated from models.txt by `npm run models`; that file says where each fact comes from. */',
    `export const MODELS_DATE: string = '${date}';`,
    '',
    '/** The Regions that the table speaks of; in its rows they are the letters from a. */',
    'export const MODEL_REGIONS: readonly string[] = [',
    ...regions.map((region) => `  '${region}',`),
    '];',
    '',
    '/** One line for each model; read by `model-facts.ts`. */',
    `export const MODELS: string = \`${rows.join('\n')}\`;`,
    '',
  ].join('\n');
}

// what Converse does not take needs no Regions
function rowOf({ id, facts }: SourceModel, regions: readonly string[]): string {
  const isRefused = facts.has('kind') || facts.has('mantle');
  const told = isRefused ? [...facts].filter(([name]) => name === 'kind' || name === 'mantle') : [...facts];
  return [id, ...told.map(([name, value]) => `${LETTERS.get(name)}${coded(name, value, regions)}`)].join(' ');
}

function coded(name: string, value: string, regions: readonly string[]): string {
  const letter = (region: string) => String.fromCharCode('a'.charCodeAt(0) + regions.indexOf(region));
  const without = (text: string) => text.replace(/!([a-z0-9-]+)/g, (_, region: string) => `!${letter(region)}`);
  if (name === 'on' || name === 'unsure-in') { return value.split(',').map(letter).join(''); }
  return name === 'profiles' || name === 'end' || name === 'gone' ? without(value) : value;
}

if (require.main === module) { writeFileSync(MODELS_FILE, modelTable()); }
