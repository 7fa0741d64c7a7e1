/**
 * Identifiers that no model has, however new it is; and those that differ from a known one by no more than what stands
 * at its end. The service says the same of all of them: "the provided model identifier is invalid".
 */
import type { Report } from './finding';
import { waysTo } from './model-reach';
import type { ParsedModel } from '../constraints';
import { isSpokenOf, modelFacts, modelsLike, passedEnd } from '../constraints/model-facts';
import { parseModelId } from '../constraints/models';
import { name } from '../words/quote';

export interface Misspelt extends Pick<Report, 'message' | 'remedy'> {
  /** Whether the table of models says so. */
  readonly isOfTable?: true;
}

const REGION_IN_FRONT = /^[a-z]{2}(?:-[a-z]+)+-\d\.(.+)$/;
// as the service lists variants: amazon.nova-lite-v1:0:24k
const THROUGHPUT = /:(?:\d+k|mm)$/;
// ids of application inference profiles, which may stand alone, have no hyphen; names in capitals are placeholders
const WITHOUT_VENDOR = /^(?=[a-z-]*\d)[a-z0-9]+(?:-[a-z0-9]+)+(?::\d+)?$/;

/** What is wrong with how an identifier is written; `undefined` where nothing is, or where nobody knows. */
export function misspelt({ kind, isArn, id, geography, modelId }: ParsedModel, region: string | undefined): Misspelt
  | undefined {
  if (kind === 'unknown') { return isArn || !WITHOUT_VENDOR.test(id) ? undefined : withoutVendor(id, region); }
  const [, rest] = REGION_IN_FRONT.exec(id) ?? [];
  if (rest !== undefined) {
    return { message: `${name(id)} has a Region in front, and no model id does`, remedy: better(rest, region) };
  }
  if (isArn && kind === 'foundation-model' && parseModelId(id).kind === 'inference-profile') {
    return {
      message: `the ARN names the inference profile ${name(id)} as a foundation model`, remedy: `use ${name(id)}`,
    };
  }
  if (isArn && kind === 'inference-profile' && geography === undefined && modelFacts(id)) {
    return {
      message: `the ARN names the foundation model ${name(id)} as an inference profile`, remedy: better(id, region),
    };
  }
  if (THROUGHPUT.test(id)) {
    return {
      message: `${name(id)} is a variant for provisioned throughput and can't be called by its id`,
      remedy: better(id.replace(THROUGHPUT, ''), region),
    };
  }
  const model = modelId ?? id;
  const remedy = modelFacts(model) ? undefined : likeIt(model, geography, region);
  return remedy === undefined ? undefined
    : { message: `${NO_MODEL} ${name(id)} (${INVALID})`, remedy, isOfTable: true };
}

const NO_MODEL = 'there is no model';
const INVALID = '"the provided model identifier is invalid"';

function withoutVendor(id: string, region: string | undefined): Misspelt {
  return {
    message: `${NO_MODEL} ${name(id)} (${INVALID}), ids of models begin with the vendor`,
    remedy: likeIt(id, undefined, region) ?? 'copy the id from the model catalog',
  };
}

/** What to write in place of an id that the table does not have and that is almost one of its ids. */
function likeIt(model: string, geography: string | undefined, region: string | undefined): string | undefined {
  const like = modelsLike(model).filter(({ kind }) => kind === undefined);
  if (like.length === 0) { return undefined; }
  const newest = like.filter((facts) => !passedEnd(facts, region)).pop();
  if (!newest) { return 'choose a newer model'; }
  return better(geography === undefined ? newest.id : `${geography}.${newest.id}`, region);
}

/** The identifier itself where nothing is known against it, else other ones of its model. */
function better(identifier: string, region: string | undefined): string {
  const { geography, modelId = identifier } = parseModelId(identifier);
  const facts = modelFacts(modelId);
  if (!facts || region !== undefined && !isSpokenOf(region)) { return `use ${name(identifier)}`; }
  if (facts.kind !== undefined) { return 'choose a text or chat model'; }
  if (passedEnd(facts, region)) { return 'choose a newer model'; }
  const callers = geography === undefined ? facts.onDemand : facts.profiles.get(geography) ?? [];
  const isFine = region === undefined ? callers.length > 0 : callers.includes(region);
  return isFine ? `use ${name(identifier)}` : waysTo(facts, region);
}
