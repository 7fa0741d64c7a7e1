/** In what the configurations of two nodes of one type differ, member by member, with what each member is about. */
import { type Change, change, type Place } from './change';
import { PROMPT } from './configuration-form';
import { guardrailChanges } from './guardrails';
import type { ChangeKind } from './kinds';
import { at } from '../diagram/values';
import { canonical } from '../model/canonical';
import { isOpaque, isRecord } from '../model/opaque';

interface Member {
  readonly kind: ChangeKind;
  /** Whether each parameter in it is a change of its own. */
  readonly isGroup?: true;
}

const group = (kind: ChangeKind): Member => ({ kind, isGroup: true });
const one = (kind: ChangeKind): Member => ({ kind });

/** What members are about; those that are not here are looked into. */
const MEMBERS: { readonly [path: string]: Member } = {
  [`prompt.${PROMPT}.modelId`]: one('model'),
  [`prompt.${PROMPT}.text`]: one('promptText'),
  [`prompt.${PROMPT}.templateType`]: one('promptForm'),
  [`prompt.${PROMPT}.variables`]: one('promptVariables'),
  [`prompt.${PROMPT}.cachePoints`]: one('caching'),
  [`prompt.${PROMPT}.tools`]: one('promptTools'),
  [`prompt.${PROMPT}.inferenceConfiguration`]: group('inference'),
  [`prompt.${PROMPT}.additionalModelRequestFields`]: one('modelFields'),
  'knowledgeBase.knowledgeBaseId': one('knowledgeBase'),
  'knowledgeBase.modelId': one('model'),
  'knowledgeBase.numberOfResults': one('results'),
  'knowledgeBase.promptTemplate': group('promptText'),
  'knowledgeBase.inferenceConfiguration': group('inference'),
  'knowledgeBase.rerankingConfiguration': group('reranking'),
  'knowledgeBase.orchestrationConfiguration.promptTemplate': group('promptText'),
  'knowledgeBase.orchestrationConfiguration.inferenceConfig': group('inference'),
  'knowledgeBase.orchestrationConfiguration.additionalModelRequestFields': one('modelFields'),
  'knowledgeBase.orchestrationConfiguration.performanceConfig': one('latency'),
  'lambdaFunction.lambdaArn': one('function'),
  'agent.agentAliasArn': one('agent'),
  'lex.botAliasArn': one('bot'),
  'lex.localeId': one('bot'),
  'retrieval.serviceConfiguration.s3.bucketName': one('bucket'),
  'storage.serviceConfiguration.s3.bucketName': one('bucket'),
  'inlineCode.code': one('code'),
  'loopController.continueCondition': group('loopCondition'),
  'loopController.maxIterations': one('rounds'),
};

const GUARDRAIL = /^(prompt|knowledgeBase)\.guardrailConfiguration$/;
/** Parts whose name says it all. */
const PLAIN: ReadonlySet<ChangeKind> = new Set([
  'model', 'promptText', 'promptForm', 'knowledgeBase', 'results', 'function', 'agent', 'bucket', 'code', 'rounds',
  'promptVariables', 'caching', 'promptTools', 'modelFields', 'latency',
]);

export function configurationChanges(type: string, before: unknown, after: unknown, place: Place): readonly Change[] {
  const changes = [
    ...promptSource(before, after, place),
    ...memberChanges(before ?? {}, after ?? {}, { type, place, path: '', depth: 0 }),
  ];
  // the variables follow the text
  const hasOtherText = changes.some(({ kind }) => kind === 'promptText');
  return hasOtherText ? changes.filter(({ kind }) => kind !== 'promptVariables') : changes;
}

/** Contents that are known on one side only can't be compared with what is not. */
function promptSource(before: unknown, after: unknown, place: Place): readonly Change[] {
  const [left, right] = [before, after].map((side) => at(side, 'prompt', PROMPT));
  if (!hasOtherSource(left, right)) { return []; }
  const words = (prompt: unknown) => at(prompt, 'source')
    ?? `a prompt whose text is known, with ${canonical(at(prompt, 'modelId'))}`;
  return [change('promptSource', place, { before: words(left), after: words(right) })];
}

function hasOtherSource(left: unknown, right: unknown): boolean {
  return isRecord(left) && isRecord(right) && (left.source !== undefined || right.source !== undefined)
    && left.source !== right.source;
}

interface Here {
  readonly type: string;
  readonly place: Place;
  readonly path: string;
  readonly depth: number;
  readonly member?: Member;
  /** Where the parameters of a group begin. */
  readonly from?: number;
}

const MAX_DEPTH = 20;

function memberChanges(before: unknown, after: unknown, here: Here): readonly Change[] {
  const { type, place, path } = here;
  if (type === 'Condition' && path === 'condition.conditions') { return []; }
  if (path === `prompt.${PROMPT}` && hasOtherSource(before, after)) { return []; }
  if (canonical(before) === canonical(after)) { return []; }
  if (GUARDRAIL.test(path)) { return guardrailChanges(before, after, place); }
  const member = here.member ?? (Object.hasOwn(MEMBERS, path) ? MEMBERS[path] : undefined);
  const from = here.from ?? (member ? path.length + 1 : undefined);
  if ((!member || member.isGroup) && isOpen(before, after) && here.depth < MAX_DEPTH) {
    const [left, right] = [before, after].map((side) => isRecord(side) ? side : {});
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
    const inside = { type, place, depth: here.depth + 1, member, from };
    if (keys.length > 0) {
      return keys.flatMap((key) =>
        memberChanges(left[key], right[key], { ...inside, path: path === '' ? key : `${path}.${key}` }));
    }
  }
  const kind = member?.kind ?? 'configuration';
  return [change(kind, place, { part: partOf(kind, path, from), before, after })];
}

/** Whether there are members to be looked at, on one side at least. */
function isOpen(before: unknown, after: unknown): boolean {
  const isPlain = (value: unknown) => isRecord(value) && !isOpaque(value);
  return (isPlain(before) || before === undefined) && (isPlain(after) || after === undefined);
}

function partOf(kind: ChangeKind, path: string, from: number | undefined): string | undefined {
  if (path.startsWith('knowledgeBase.orchestrationConfiguration.') && kind !== 'configuration') {
    return path.slice('knowledgeBase.'.length).replace(/\.(textPromptTemplate|text)\b/, '');
  }
  if (PLAIN.has(kind)) { return undefined; }
  if (kind === 'bot') { return path.slice('lex.'.length); }
  if (from === undefined || kind === 'configuration') { return path.replace(`prompt.${PROMPT}.`, 'prompt.'); }
  return path.slice(from).replace(/^text\./, '') || undefined;
}
