/** What is known of a model beside its id. The table is read when it is asked first, and each row when its model is. */
import { MODEL_REGIONS, MODELS, MODELS_DATE } from './model-table';
import { PROFILE_CALLERS } from './models';

/** `one`: temperature or topP, not both; `none`: neither; `near-one`: temperature 1 or topP from 0.99, not both. */
export type Sampling = 'one' | 'none' | 'near-one';
const SAMPLING: readonly Sampling[] = ['one', 'none', 'near-one'];

export interface ModelFacts {
  readonly id: string;
  /** What it is instead, where Converse does not take it. */
  readonly kind?: string;
  /** Of an id of the endpoint bedrock-mantle: the one that the runtime endpoint knows, empty where there is none. */
  readonly runtimeId?: string;
  /** The Regions where the id alone can be called. */
  readonly onDemand: readonly string[];
  /** Those of which sources disagree. */
  readonly unsureIn: readonly string[];
  /** By the prefix of a profile, the Regions that can call it, of those that the table speaks of. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
  /** The prefixes of profiles that may exist. */
  readonly unsureProfiles: readonly string[];
  readonly sampling?: Sampling;
  readonly end?: ModelEnd;
}

export interface ModelEnd {
  /** Empty where none was announced. */
  readonly date: string;
  /** Whether it was seen to be gone; `date` is then the day of that. */
  readonly isGone: boolean;
  /** The Regions where it goes on. */
  readonly without: readonly string[];
}

let rows: ReadonlyMap<string, string> | undefined;
const READ = new Map<string, ModelFacts>();

function allRows(): ReadonlyMap<string, string> {
  return rows ??= new Map(MODELS.split('\n').map((row) => [row.split(' ', 1)[0], row]));
}

/** What is known of a model; `undefined` of one that the table does not have. */
export function modelFacts(id: string): ModelFacts | undefined {
  const row = allRows().get(id);
  if (row === undefined) { return undefined; }
  let facts = READ.get(id);
  if (!facts) {
    facts = read(row);
    READ.set(id, facts);
  }
  return facts;
}

// anthropic .claude-sonnet-4-5 -20250929 -v1 :0
const PARTS = /^(?:([a-z0-9]+)\.)?(.+?)(?:-(20\d{6}))?(?:-v(\d+))?(?::(\d+))?$/;

/**
 * The models of the runtime endpoint whose ids are this one but for a vendor, date or version that only one of the two
 * has, or for a dot in place of a hyphen; the oldest first. Another version may be a newer model, and is not like it.
 */
export function modelsLike(id: string): readonly ModelFacts[] {
  const parts = partsOf(id);
  return [...allRows().keys()].filter((other) => {
    const others = partsOf(other);
    return parts.every((part, at) => part === undefined || others[at] === undefined || part === others[at]);
  }).sort().map((other) => modelFacts(other)!)
    .filter((facts) => facts.runtimeId === undefined && facts.id !== id);
}

function partsOf(id: string): readonly (string | undefined)[] {
  const [, vendor, stem = id, ...ending] = PARTS.exec(id) ?? [];
  return [vendor, stem.replace(/(?<=\d)\.(?=\d)/g, '-'), ...ending];
}

/** Whether the table says where a model is in a Region. */
export function isSpokenOf(region: string | undefined): region is string {
  return region !== undefined && MODEL_REGIONS.includes(region);
}

/**
 * The end of a model's life, where it had come when the table was made; a model that goes on elsewhere ends only in a
 * Region that is known.
 */
export function passedEnd({ end }: ModelFacts, region: string | undefined): ModelEnd | undefined {
  if (!end || !end.isGone && end.date > MODELS_DATE) { return undefined; }
  if (end.without.length === 0) { return end; }
  return isSpokenOf(region) && !end.without.includes(region) ? end : undefined;
}

function read(row: string): ModelFacts {
  const [id, ...facts] = row.split(' ');
  const fact = new Map(facts.map((one) => [one[0], one.slice(1)]));
  return {
    id,
    kind: fact.get('k'),
    runtimeId: fact.get('m'),
    onDemand: regionsOf(fact.get('o')),
    unsureIn: regionsOf(fact.get('u')),
    profiles: new Map(listOf(fact.get('p')).map(profileOf)),
    unsureProfiles: listOf(fact.get('q')),
    sampling: SAMPLING.find((one) => one === fact.get('s')),
    end: endOf(fact.get('e'), false) ?? endOf(fact.get('g'), true),
  };
}

function profileOf(text: string): readonly [string, readonly string[]] {
  const [prefix, ...without] = text.split('!');
  const not = regionsOf(without.join(''));
  return [prefix, PROFILE_CALLERS[prefix].filter((region) => MODEL_REGIONS.includes(region) && !not.includes(region))];
}

function endOf(text: string | undefined, isGone: boolean): ModelEnd | undefined {
  if (text === undefined) { return undefined; }
  const [date, ...without] = text.split('!');
  return { date, isGone, without: regionsOf(without.join('')) };
}

function regionsOf(letters = ''): readonly string[] {
  return [...letters].map((letter) => MODEL_REGIONS[letter.charCodeAt(0) - 'a'.charCodeAt(0)]);
}

function listOf(text: string | undefined): readonly string[] {
  return text ? text.split(',') : [];
}
