/** Whether a model can be called by an identifier in a Region, and by which it can. */
import type { Report } from './finding';
import { canCall, GLOBAL_PROFILE, type ParsedModel, PROFILE_CALLERS } from '../constraints';
import { isSpokenOf, type ModelFacts, modelFacts } from '../constraints/model-facts';
import { allOf, anyOf } from '../words/lists';
import { name } from '../words/quote';

type Said = Pick<Report, 'message' | 'remedy'>;

/** Why it can't be called so; `undefined` where it can, or where nobody knows. */
export function unreachable(parsed: ParsedModel, facts: ModelFacts | undefined, region: string | undefined): Said
  | undefined {
  if (facts?.runtimeId !== undefined) { return otherEndpoint(facts, facts.runtimeId, region); }
  const { geography } = parsed;
  if (geography !== undefined) {
    return elsewhere(parsed, geography, facts, region) ?? (facts && unknownProfile(parsed, geography, facts, region));
  }
  return facts && bare(facts, region);
}

/** The identifiers that a model can be called by in a Region: the profile of its geography first. */
function identifiers({ id, onDemand, profiles }: ModelFacts, region: string): readonly string[] {
  const callable = [...profiles].filter(([, callers]) => callers.includes(region)).map(([prefix]) => `${prefix}.${id}`);
  return onDemand.includes(region) ? [id, ...callable] : callable;
}

function otherEndpoint({ id }: ModelFacts, runtimeId: string, region: string | undefined): Said {
  const runtime = modelFacts(runtimeId);
  return {
    message: `${name(id)} is an id of the endpoint bedrock-mantle, which flows do not call`,
    remedy: runtime ? waysTo(runtime, region) : 'choose a model of the endpoint bedrock-runtime',
  };
}

/** A profile that is called from a Region of another geography, or from one where its model does not have it. */
function elsewhere(
  { id }: ParsedModel, geography: string, facts: ModelFacts | undefined, region: string | undefined,
): Said | undefined {
  if (region === undefined) { return undefined; }
  const callers = facts?.profiles.get(geography);
  const isKnownHere = callers !== undefined && isSpokenOf(region);
  if (canCall(geography, region) !== false && !(isKnownHere && !callers.includes(region))) { return undefined; }
  return {
    message: `the inference profile ${name(id)} can't be called from ${region}`,
    remedy: facts && isSpokenOf(region) ? waysTo(facts, region) : profilesOf(region),
  };
}

function unknownProfile({ id }: ParsedModel, geography: string, facts: ModelFacts, region: string | undefined): Said
  | undefined {
  if (facts.profiles.has(geography) || facts.unsureProfiles.includes(geography)) { return undefined; }
  return {
    message: `there is no inference profile ${name(id)} ("the provided model identifier is invalid")`,
    remedy: waysTo(facts, region),
  };
}

function bare(facts: ModelFacts, region: string | undefined): Said | undefined {
  if (!isSpokenOf(region) || facts.onDemand.includes(region) || facts.unsureIn.includes(region)) { return undefined; }
  const isReached = identifiers(facts, region).length > 0;
  return {
    message: isReached
      ? `${name(facts.id)} can be called in ${region} only through an inference profile ("on-demand throughput isn't `
        + 'supported")'
      : `${name(facts.id)} is not offered in ${region}`,
    remedy: waysTo(facts, region),
  };
}

const MOST = 3;

/** What to write instead; without a Region all that it may be. */
export function waysTo(facts: ModelFacts, region: string | undefined): string {
  const isKnown = isSpokenOf(region);
  const ways = isKnown ? identifiers(facts, region) : [...facts.onDemand.length > 0
    ? [facts.id] : [], ...[...facts.profiles.keys()].map((prefix) => `${prefix}.${facts.id}`)];
  if (ways.length > 0) {
    return `use ${anyOf(ways.map(name))}${isKnown || ways.length === 1 ? '' : ', depending on the Region of the flow'}`;
  }
  const regions = [...new Set([...facts.onDemand, ...[...facts.profiles.values()].flat()])];
  const more = regions.length - MOST;
  const shown = more > 0 ? allOf([regions.slice(0, MOST).join(', '), `${more} more`]) : regions.join(', ');
  const where = regions.length > 0 ? ` (this one is in ${shown})` : '';
  return `choose another model${isKnown ? ` for ${region}` : ''}${where}`;
}

/** Which profiles a Region can call, of a model that is not known. */
function profilesOf(region: string): string {
  const prefixes = Object.keys(PROFILE_CALLERS).filter((prefix) => prefix !== GLOBAL_PROFILE
    && PROFILE_CALLERS[prefix].includes(region));
  const isGlobal = canCall(GLOBAL_PROFILE, region) === true;
  const all = [...prefixes, ...isGlobal ? [GLOBAL_PROFILE] : []].map((prefix) => `'${prefix}.'`);
  return all.length > 0 ? `use a profile that starts with ${all.join(' or ')}, if the model has one` : 'use a model of '
    + 'this Region';
}
