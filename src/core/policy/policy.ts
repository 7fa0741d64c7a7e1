/** What a policy of an organisation asks of flows, beyond what the service asks. */
import { listed } from '../words/lists';
import { didYouMean } from '../words/suggest';

/** Each member is one demand, and what is left out is not asked for; the file of `validate --policy` has the same. */
export interface Policy {
  readonly allowedModels?: readonly string[];
  readonly allowedRegions?: readonly string[];
  readonly requireGuardrail?: boolean;
  readonly forbidDrafts?: boolean;
  readonly maxTokens?: number;
  readonly maxLoopRounds?: number;
  readonly requireEncryptionKey?: boolean;
  readonly requireOwnRole?: boolean;
  readonly minRetainedVersions?: number;
}

/** A text that names members, as the language of the reader spells them. */
export type Spell = (text: string) => string;

/** As JSON and most languages have them. */
export const asWritten: Spell = (text) => text;

type Form = 'texts' | 'regions' | 'flag' | 'count';

const MEMBERS: { readonly [member in keyof Required<Policy>]: Form } = {
  allowedModels: 'texts',
  allowedRegions: 'regions',
  requireGuardrail: 'flag',
  forbidDrafts: 'flag',
  maxTokens: 'count',
  maxLoopRounds: 'count',
  requireEncryptionKey: 'flag',
  requireOwnRole: 'flag',
  minRetainedVersions: 'count',
};

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.length > 0
  && value.every((text) => typeof text === 'string' && text.trim() !== '');

/** `eu-central-1`, `us-gov-west-1`: a name such as Frankfurt would be of no flow. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/;

const FORMS: { readonly [form in Form]: { readonly words: string; readonly fits: (value: unknown) => boolean } } = {
  texts: {
    words: 'a list of one string or more',
    fits: isTexts,
  },
  regions: {
    words: 'a list of one Region or more, such as eu-central-1',
    fits: (value) => isTexts(value) && value.every((text) => REGION.test(text)),
  },
  flag: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  count: { words: 'a whole number from 1', fits: (value) => Number.isInteger(value) && (value as number) >= 1 },
};

/** What is wrong with a policy, and what to do; `undefined` where nothing is. */
export function policyFault(
  policy: unknown, spell = asWritten,
): readonly [message: string, remedy: string] | undefined {
  const names = Object.keys(MEMBERS).map(spell);
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) {
    return ['a policy must be an object', `give one with members such as ${listed(names.slice(0, 3))}`];
  }
  for (const [member, value] of Object.entries(policy)) {
    if (!Object.hasOwn(MEMBERS, member)) {
      return [`a policy has no '${member}'`, didYouMean(member, names, `use ${listed(names)}`)];
    }
    const { words, fits } = FORMS[MEMBERS[member as keyof Policy]];
    if (value !== undefined && !fits(value)) {
      return [`'${spell(member)}' is ${JSON.stringify(value)}, but must be ${words}`, 'correct it'];
    }
  }
  return Object.values(policy).every((value) => value === undefined)
    ? ['the policy is empty', `give it ${listed(names)}`] : undefined;
}
