/**
 * What the table of models has against a use of a model. It is a table of one day: all of this is a warning that names
 * the day, and of a model that the table does not have, nothing is said.
 */
import type { Report } from './finding';
import { type Code, parseModelId, type ParsedModel } from '../constraints';
import { unreachable } from './model-reach';
import { misspelt } from './model-spelling';
import { type ModelFacts, modelFacts, passedEnd } from '../constraints/model-facts';
import { MODELS_DATE } from '../constraints/model-table';
import { name } from '../words/quote';

export type ModelCode = Extract<Code, 'RefusedInference' | 'RetiredModel' | 'UnavailableModel' | 'UnsuitableModel'>;

export interface ModelUse {
  /** The identifier in the definition: an id or ARN, in which the partition, Region and account may be tokens. */
  readonly modelId: string;
  /** The Region of the flow; an ARN that has one counts more. */
  readonly region?: string;
  readonly temperature?: number;
  readonly topP?: number;
}

export interface ModelAdvice extends Pick<Report, 'message' | 'remedy'> {
  readonly code: ModelCode;
  /** Whether it is about the parameters of inference, not about the model. */
  readonly isOfInference?: true;
}

/**
 * What to say of a use of a model; nothing where the identifier is not that of a foundation model or system profile, or
 * the rest of it is a token. What holds of any model does not name the day of the table.
 */
export function modelAdvice(use: ModelUse): readonly ModelAdvice[] {
  const parsed = parseModelId(use.modelId);
  if (!JUDGED.includes(parsed.kind) || parsed.id.includes('${')) { return []; }
  const region = regionIn(use.modelId) ?? use.region;
  const wrong = misspelt(parsed, region);
  if (wrong) {
    const { isOfTable, ...said } = wrong;
    const advice = { code: 'UnavailableModel', ...said } as const;
    return [isOfTable ? ofTable(advice) : advice];
  }
  const facts = modelFacts(parsed.modelId ?? parsed.id);
  const said = (facts && unsuitable(facts) || facts && retired(facts, region)) ?? unavailable(parsed, facts, region);
  const refused = facts && refusedInference(facts, use);
  return [...said ? [said] : [], ...refused ? [refused] : []].map(ofTable);
}

const JUDGED: readonly ParsedModel['kind'][] = ['foundation-model', 'inference-profile', 'unknown'];

function ofTable(advice: ModelAdvice): ModelAdvice {
  return { ...advice, message: `${advice.message}, according to the model table of ${MODELS_DATE}` };
}

// arn:aws:bedrock:eu-west-1::foundation-model/…
function regionIn(identifier: string): string | undefined {
  const region = /^arn:[^:]+:bedrock:([a-z0-9-]+):/.exec(identifier);
  return region ? region[1] : undefined;
}

/** What Converse does not take, in words. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['embedding', 'creates embeddings'], ['image', 'creates images'], ['video', 'creates videos'],
  ['speech', 'speaks and listens'], ['rerank', 'reranks documents'],
]);

function unsuitable({ id, kind }: ModelFacts): ModelAdvice | undefined {
  if (kind === undefined) { return undefined; }
  return {
    code: 'UnsuitableModel',
    message: `${name(id)} ${KINDS.get(kind) ?? 'has an interface of its own'} and can't be called with Converse`,
    remedy: 'choose a text or chat model',
  };
}

function retired(facts: ModelFacts, region: string | undefined): ModelAdvice | undefined {
  const end = passedEnd(facts, region);
  if (!end) { return undefined; }
  const where = end.without.length > 0 ? ` in ${region}` : '';
  const what = end.isGone
    ? `${end.date ? 'has been' : 'is'} missing from the service's list${where}${end.date && ` since ${end.date}`}`
    : `reached its end of life${where} on ${end.date}`;
  return { code: 'RetiredModel', message: `${name(facts.id)} ${what}`, remedy: 'choose a newer model' };
}

function unavailable(parsed: ParsedModel, facts: ModelFacts | undefined, region: string | undefined): ModelAdvice
  | undefined {
  const said = unreachable(parsed, facts, region);
  return said && { code: 'UnavailableModel', ...said };
}

function refusedInference({ id, sampling }: ModelFacts, { temperature, topP }: ModelUse): ModelAdvice | undefined {
  const given = [...temperature === undefined ? [] : ['\'temperature\''], ...topP === undefined ? [] : ['\'topP\'']];
  if (sampling === undefined || given.length === 0) { return undefined; }
  const advice = { code: 'RefusedInference', isOfInference: true } as const;
  const all = given.join(' and ');
  if (sampling === 'none') {
    return {
      ...advice,
      message: `${name(id)} rejects ${all} ("deprecated for this model")`,
      remedy: `leave ${given.length > 1 ? 'them' : 'it'} out`,
    };
  }
  if (given.length > 1) {
    return {
      ...advice,
      message: `${name(id)} accepts 'temperature' or 'topP', not both ("cannot both be specified for this model")`,
      remedy: 'leave one of them out',
    };
  }
  if (sampling === 'one' || temperature === 1 || topP !== undefined && topP >= NEAR_ONE) { return undefined; }
  return temperature === undefined
    ? {
      ...advice, message: `${name(id)} rejects a 'topP' below ${NEAR_ONE}, and it is ${topP}`, remedy: 'leave it out',
    }
    : {
      ...advice,
      message: `${name(id)} rejects a 'temperature' other than 1, and it is ${temperature}`,
      remedy: 'leave it out',
    };
}

// model card of Claude Fable 5.1
const NEAR_ONE = 0.99;
