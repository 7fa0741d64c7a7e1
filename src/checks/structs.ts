/** The members of every struct of the public API, for those who write plain JavaScript, where no compiler does it. */
import type { FlowChecksProps } from './flow-checks';
import { FlowError } from './flow-error';
import type { FlowPolicyProps } from './flow-policy-plugin';
import { checkMember, checkOneStruct } from './members';
import { speltMember } from './spelt';
import { AROUND_STRUCTS, type AroundStructs, EITHER, FUNCTION_OPTIONS, OPEN } from './structs-around';
import type { CanaryErrorAlarm, CanaryLatencyAlarm } from '../canary/canary-alarm-options';
import type { CanaryFlowAliasProps } from '../canary/canary-flow-alias';
import type { FlowSmokeTestOptions } from '../canary/flow-smoke-test';
import type { FlowRouterOptions } from '../canary/router-options';
import { listed } from '../core/words/lists';
import { nearest, suggestion } from '../core/words/suggest';
import type { FlowAttributes, FlowProps } from '../flow/flow-props';
import type { FlowFunctionOptions } from '../functions/flow-function-options';
import type { FlowNodeProps, FlowNodeSpec } from '../graph/flow-node';
import type { FlowValue } from '../graph/flow-value';
import type { FlowDefinitionOptions } from '../import/flow-definition';
import type { FlowGuardrailOptions } from '../models/flow-guardrail';
import type { FlowInference } from '../models/flow-inference';
import type { ApplicationInferenceProfileOptions, InferenceProfileOptions } from '../models/flow-model';
import type { RerankingOptions } from '../models/flow-reranking';
import type { KnowledgeBaseOrchestration } from '../nodes/knowledge-base-generate-node';
import type { LoopContinueOptions } from '../nodes/loop-node';
import type { ChatMessageOptions, PromptTool } from '../prompts/flow-chat';
import type { ChatPromptOptions, PromptResourceOptions, TextPromptOptions } from '../prompts/prompt-options';
import type { FlowRunOptions, FlowSimulatorOptions } from '../testing/flow-simulator';
import type { FlowAliasAttributes, FlowAliasProps } from '../versions/flow-alias';
import type { FlowVersionOptions, FlowVersionProps } from '../versions/flow-version';

/**
 * Each member, with the struct that it is, or a list of; `''` for what is no struct. `!` is before what must be there,
 * `->` stands for what must be there too, where the construct itself says more of it: the graph misses a value.
 */
export type MembersOf<T> = {
  readonly [member in keyof Required<T>]: {} extends Pick<T, member> ? '' | keyof Structs
    : Required<T>[member] extends FlowValue ? '->' : '->' | `!${'' | keyof Structs}`;
};

type Members = { readonly [member: string]: string };

/** Those that all nodes have; the rest of each stands beside its props. */
export const NODE_MEMBERS: MembersOf<FlowNodeProps> = { nodeName: '', runWhen: '' };

/** The compiler refuses a member that is missing here, and one that is not there. */
export interface Structs extends AroundStructs {
  readonly ApplicationInferenceProfileOptions: ApplicationInferenceProfileOptions;
  readonly CanaryErrorAlarm: CanaryErrorAlarm;
  readonly CanaryFlowAliasProps: CanaryFlowAliasProps;
  readonly CanaryLatencyAlarm: CanaryLatencyAlarm;
  readonly ChatMessageOptions: ChatMessageOptions;
  readonly ChatPromptOptions: ChatPromptOptions;
  readonly FlowAliasAttributes: FlowAliasAttributes;
  readonly FlowAliasProps: FlowAliasProps;
  readonly FlowAttributes: FlowAttributes;
  readonly FlowChecksProps: FlowChecksProps;
  readonly FlowDefinitionOptions: FlowDefinitionOptions;
  readonly FlowFunctionOptions: FlowFunctionOptions;
  readonly FlowGuardrailOptions: FlowGuardrailOptions;
  readonly FlowInference: FlowInference;
  readonly FlowNodeSpec: FlowNodeSpec;
  readonly FlowPolicyProps: FlowPolicyProps;
  readonly FlowProps: FlowProps;
  readonly FlowRouterOptions: FlowRouterOptions;
  readonly FlowRunOptions: FlowRunOptions;
  readonly FlowSimulatorOptions: FlowSimulatorOptions;
  readonly FlowSmokeTestOptions: FlowSmokeTestOptions;
  readonly FlowVersionOptions: FlowVersionOptions;
  readonly FlowVersionProps: FlowVersionProps;
  readonly InferenceProfileOptions: InferenceProfileOptions;
  readonly KnowledgeBaseOrchestration: KnowledgeBaseOrchestration;
  readonly LoopContinueOptions: LoopContinueOptions;
  readonly PromptResourceOptions: PromptResourceOptions;
  readonly PromptTool: PromptTool;
  readonly RerankingOptions: RerankingOptions;
  readonly TextPromptOptions: TextPromptOptions;
}

export const STRUCTS: { readonly [name in keyof Structs]: MembersOf<Structs[name]> } = {
  ApplicationInferenceProfileOptions: { regions: '', modelIds: '' },
  CanaryErrorAlarm: { evaluationPeriods: '', maxFaultPercent: '', minSamples: '', period: '' },
  CanaryFlowAliasProps: {
    flow: '!',
    alarms: '',
    errorAlarm: 'CanaryErrorAlarm',
    functionUrl: '',
    latencyAlarm: 'CanaryLatencyAlarm',
    promotedAliasName: '',
    router: 'FlowRouterOptions',
    shift: '',
    smokeTests: '',
  },
  CanaryLatencyAlarm: { p90: '!', evaluationPeriods: '', period: '' },
  ChatMessageOptions: { cachePoint: '' },
  ChatPromptOptions: {
    additionalModelRequestFields: '',
    encryptionKey: '',
    inference: 'FlowInference',
    variables: '',
    messages: '!',
    cacheSystem: '',
    system: '',
    toolChoice: '',
    tools: 'PromptTool',
  },
  FlowAliasAttributes: { flowAliasArn: '!', encryptionKey: '' },
  FlowAliasProps: {
    aliasName: '!', flow: '!', concurrency: '', description: '', smokeTests: '', tags: '', version: '',
  },
  FlowAttributes: { flowArn: '!', encryptionKey: '' },
  FlowChecksProps: { acknowledged: '' },
  FlowDefinitionOptions: { flowId: '', substitutions: '' },
  FlowFunctionOptions: FUNCTION_OPTIONS,
  FlowGuardrailOptions: { encryptionKey: '', guardrailProfile: '' },
  FlowInference: { maxTokens: '', stopSequences: '', temperature: '', topP: '' },
  FlowNodeSpec: { ...NODE_MEMBERS, nodeType: '!', configuration: '', inputs: '', outputs: '', policyStatements: '' },
  FlowPolicyProps: {
    acknowledged: '',
    allowedModels: '',
    allowedRegions: '',
    forbidDrafts: '',
    maxLoopRounds: '',
    maxTokens: '',
    minRetainedVersions: '',
    requireEncryptionKey: '',
    requireGuardrail: '',
    requireOwnRole: '',
  },
  FlowProps: {
    currentVersionOptions: 'FlowVersionOptions',
    definition: '',
    description: '',
    encryptionKey: '',
    flowName: '',
    guardrail: '',
    inputName: '',
    inputType: '',
    role: '',
    tags: '',
    testAliasTags: '',
  },
  FlowRouterOptions: {
    ...FUNCTION_OPTIONS,
    memorySize: '',
    reservedConcurrency: '',
    timeout: '',
    tracing: '',
  },
  FlowRunOptions: { answers: '' },
  FlowSimulatorOptions: { check: '', flowId: '', loopsEndWhenTrue: '', python: '' },
  FlowSmokeTestOptions: { expectPattern: '', inputNode: '' },
  FlowVersionOptions: { concurrency: '', description: '', retainedVersions: '' },
  FlowVersionProps: { concurrency: '', description: '', retainedVersions: '', flow: '!' },
  InferenceProfileOptions: { regions: '' },
  KnowledgeBaseOrchestration: {
    additionalModelRequestFields: '', inference: 'FlowInference', latency: '', promptTemplate: '',
  },
  LoopContinueOptions: { inputs: '!', outputs: '!', nextInputs: '' },
  PromptResourceOptions: { encryptionKey: '', models: '', variables: '' },
  PromptTool: { inputSchema: '!', name: '!', cachePoint: '', description: '' },
  RerankingOptions: { additionalModelRequestFields: '', metadata: '', numberOfRerankedResults: '' },
  ...AROUND_STRUCTS,
  TextPromptOptions: {
    additionalModelRequestFields: '', encryptionKey: '', inference: 'FlowInference', variables: '', cachePoint: '',
  },
};

/**
 * Refuses what a struct does not have, in it and in the structs inside it: a misspelt option would silently do nothing.
 * Refuses a struct without what it must have, too.
 *
 * @param struct its name, or its members
 * @param what the argument or option, as its writer knows it
 * @param spell the names of members as they are written: in files not as in the program
 */
export function checkStruct(
  place: string, struct: keyof Structs | Members, value: unknown, what?: string, spell = speltMember,
): void {
  if (Array.isArray(value) && what !== undefined) {
    value.forEach((one, index) => checkStruct(place, struct, one, `${what}[${index}]`, spell));
    return;
  }
  const name = typeof struct === 'string' ? struct : '';
  const members: Members = typeof struct === 'string' ? STRUCTS[struct] : struct;
  const isNothing = what === undefined
    && (Array.isArray(value) || value === null || value === undefined && (!name || EITHER.includes(name)));
  if (isNothing || typeof (value ?? {}) !== 'object') {
    const is = Array.isArray(value) ? 'a list' : isNothing ? String(value) : `a ${typeof value}`;
    throw new FlowError(place, `${what ? `'${spell(what)}'` : 'what is given'} must be an object, but is ${is}; write `
      + `it with ${listed(Object.keys(members).map(spell))}`, 'IllegalValue');
  }
  const given = (value ?? {}) as { readonly [member: string]: unknown };
  for (const member of Object.keys(given)) {
    const inner: unknown = members[member];
    const inside = given[member];
    if (inner === '->') { continue; }
    if (typeof inner === 'string') { checkMember(place, name, member, inside, spell); }
    if (inner === '' || inner === '!' || inside === undefined) { continue; }
    // what every object inherits is no member
    if (typeof inner !== 'string') {
      const known = Object.keys(members);
      if (OPEN.includes(name) && !nearest(member, known)) { continue; }
      throw unknownMember(place, what && spell(what), member, known.map(spell));
    }
    const innerName = inner.replace('!', '') as keyof Structs;
    if (innerName === inner) { checkOneStruct(place, member, inside, Object.keys(STRUCTS[innerName]), spell); }
    checkStruct(place, innerName, inside, member, spell);
  }
  const isMissing = (member: string) => (given[member] === undefined || given[member] === null)
    && (members[member] !== '->' || value === undefined);
  const missing = neededIn(members).filter(isMissing);
  if (missing.length > 0) {
    const areUndefined = missing.every((member) => member in given);
    throw missingMembers(place, what && spell(what), missing.map(spell), areUndefined);
  }
}

const NEEDED = new WeakMap<Members, readonly string[]>();

/** The members that must be given, and those that the first argument of a function may stand for. */
function neededIn(members: Members): readonly string[] {
  let needed = NEEDED.get(members);
  if (!needed) {
    needed = Object.keys(members).filter((member) => members[member].startsWith('!') || members[member] === '->');
    NEEDED.set(members, needed);
  }
  return needed;
}

function missingMembers(
  place: string, what: string | undefined, missing: readonly string[], areUndefined: boolean,
): FlowError {
  const one = missing.length === 1;
  const names = listed(missing);
  const is = areUndefined ? `${one ? 'is' : 'are'} undefined, but must be given` : `${one ? 'is' : 'are'} not given`;
  return new FlowError(place, `${what ? `'${what}': ` : ''}${names} ${is}; give `
    + `${one ? 'it' : 'them'}${areUndefined ? ', and check whether an environment variable is not set' : ''}`,
  'IllegalValue');
}

function unknownMember(place: string, what: string | undefined, member: string, known: readonly string[]): FlowError {
  return new FlowError(place, `${what ? `'${what}' has` : 'there is'} no option '${member}'; `
    + suggestion(nearest(member, known), `use ${listed(known)}, or remove it`), 'IllegalValue');
}
