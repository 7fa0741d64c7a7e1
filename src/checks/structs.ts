/** The members of every struct of the public API, for those who write plain JavaScript, where no compiler does it. */
import type { FlowChecksProps } from './flow-checks';
import { FlowError } from './flow-error';
import type { FlowPolicyProps } from './flow-policy-plugin';
import { AROUND_STRUCTS, type AroundStructs, FUNCTION_OPTIONS, OPEN } from './structs-around';
import type { CanaryErrorAlarm, CanaryLatencyAlarm } from '../canary/canary-alarm-options';
import type { CanaryFlowAliasProps } from '../canary/canary-flow-alias';
import type { FlowSmokeTestOptions } from '../canary/flow-smoke-test';
import type { FlowRouterOptions } from '../canary/router-options';
import { listed } from '../core/words/lists';
import { nearest, suggestion } from '../core/words/suggest';
import type { FlowAttributes, FlowProps } from '../flow/flow-props';
import type { FlowFunctionOptions } from '../functions/flow-function-options';
import type { FlowNodeSpec } from '../graph/flow-node';
import type { FlowDefinitionOptions } from '../import/flow-definition';
import type { FlowGuardrailOptions } from '../models/flow-guardrail';
import type { FlowInference } from '../models/flow-inference';
import type { ApplicationInferenceProfileOptions, InferenceProfileOptions } from '../models/flow-model';
import type { RerankingOptions } from '../models/flow-reranking';
import type { AgentNodeProps } from '../nodes/agent-node';
import type { CollectorNodeProps } from '../nodes/collector-node';
import type { ConditionNodeProps } from '../nodes/condition-node';
import type { InlineCodeNodeProps } from '../nodes/inline-code-node';
import type { IteratorNodeProps } from '../nodes/iterator-node';
import type { KnowledgeBaseGenerateNodeProps, KnowledgeBaseOrchestration } from '../nodes/knowledge-base-generate-node';
import type { KnowledgeBaseRetrieveNodeProps } from '../nodes/knowledge-base-retrieve-node';
import type { LambdaNodeProps } from '../nodes/lambda-node';
import type { LexNodeProps } from '../nodes/lex-node';
import type { LoopContinueOptions, LoopNodeProps } from '../nodes/loop-node';
import type { OutputNodeProps } from '../nodes/output-node';
import type { PromptNodeProps } from '../nodes/prompt-node';
import type { S3RetrievalNodeProps } from '../nodes/s3-retrieval-node';
import type { S3StorageNodeProps } from '../nodes/s3-storage-node';
import type { ChatMessageOptions, PromptTool } from '../prompts/flow-chat';
import type { ChatPromptOptions, PromptResourceOptions, TextPromptOptions } from '../prompts/prompt-options';
import type { FlowRunOptions, FlowSimulatorOptions } from '../testing/flow-simulator';
import type { FlowAliasAttributes, FlowAliasProps } from '../versions/flow-alias';
import type { FlowVersionOptions, FlowVersionProps } from '../versions/flow-version';

/** Each member, with the struct that it is, or a list of; `''` for what is no struct. */
type MembersOf<T> = { readonly [member in keyof Required<T>]: string };

const NODE = { nodeName: '', runWhen: '' };

/** The compiler refuses a member that is missing here, and one that is not there. */
export interface Structs extends AroundStructs {
  readonly AgentNodeProps: AgentNodeProps;
  readonly ApplicationInferenceProfileOptions: ApplicationInferenceProfileOptions;
  readonly CanaryErrorAlarm: CanaryErrorAlarm;
  readonly CanaryFlowAliasProps: CanaryFlowAliasProps;
  readonly CanaryLatencyAlarm: CanaryLatencyAlarm;
  readonly ChatMessageOptions: ChatMessageOptions;
  readonly ChatPromptOptions: ChatPromptOptions;
  readonly CollectorNodeProps: CollectorNodeProps;
  readonly ConditionNodeProps: ConditionNodeProps;
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
  readonly InlineCodeNodeProps: InlineCodeNodeProps;
  readonly IteratorNodeProps: IteratorNodeProps;
  readonly KnowledgeBaseGenerateNodeProps: KnowledgeBaseGenerateNodeProps;
  readonly KnowledgeBaseOrchestration: KnowledgeBaseOrchestration;
  readonly KnowledgeBaseRetrieveNodeProps: KnowledgeBaseRetrieveNodeProps;
  readonly LambdaNodeProps: LambdaNodeProps;
  readonly LexNodeProps: LexNodeProps;
  readonly LoopContinueOptions: LoopContinueOptions;
  readonly LoopNodeProps: LoopNodeProps;
  readonly OutputNodeProps: OutputNodeProps;
  readonly PromptNodeProps: PromptNodeProps;
  readonly PromptResourceOptions: PromptResourceOptions;
  readonly PromptTool: PromptTool;
  readonly RerankingOptions: RerankingOptions;
  readonly S3RetrievalNodeProps: S3RetrievalNodeProps;
  readonly S3StorageNodeProps: S3StorageNodeProps;
  readonly TextPromptOptions: TextPromptOptions;
}

export const STRUCTS: { readonly [name in keyof Structs]: MembersOf<Structs[name]> } = {
  AgentNodeProps: {
    ...NODE,
    agentInputText: '',
    agentAlias: '',
    agentAliasArn: '',
    encryptionKey: '',
    promptAttributes: '',
    sessionAttributes: '',
  },
  ApplicationInferenceProfileOptions: { regions: '', modelIds: '' },
  CanaryErrorAlarm: { evaluationPeriods: '', maxFaultPercent: '', minSamples: '', period: '' },
  CanaryFlowAliasProps: {
    flow: '',
    alarms: '',
    errorAlarm: 'CanaryErrorAlarm',
    functionUrl: '',
    latencyAlarm: 'CanaryLatencyAlarm',
    promotedAliasName: '',
    router: 'FlowRouterOptions',
    shift: '',
    smokeTests: '',
  },
  CanaryLatencyAlarm: { p90: '', evaluationPeriods: '', period: '' },
  ChatMessageOptions: { cachePoint: '' },
  ChatPromptOptions: {
    additionalModelRequestFields: '',
    encryptionKey: '',
    inference: 'FlowInference',
    variables: '',
    messages: '',
    cacheSystem: '',
    system: '',
    toolChoice: '',
    tools: 'PromptTool',
  },
  CollectorNodeProps: { ...NODE, arrayItem: '', arraySize: '' },
  ConditionNodeProps: { ...NODE, inputs: '' },
  FlowAliasAttributes: { flowAliasArn: '', encryptionKey: '' },
  FlowAliasProps: { aliasName: '', flow: '', concurrency: '', description: '', smokeTests: '', tags: '', version: '' },
  FlowAttributes: { flowArn: '', encryptionKey: '' },
  FlowChecksProps: { acknowledged: '' },
  FlowDefinitionOptions: { flowId: '', substitutions: '' },
  FlowFunctionOptions: FUNCTION_OPTIONS,
  FlowGuardrailOptions: { encryptionKey: '', guardrailProfile: '' },
  FlowInference: { maxTokens: '', stopSequences: '', temperature: '', topP: '' },
  FlowNodeSpec: { ...NODE, nodeType: '', configuration: '', inputs: '', outputs: '', policyStatements: '' },
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
  FlowVersionProps: { concurrency: '', description: '', retainedVersions: '', flow: '' },
  InferenceProfileOptions: { regions: '' },
  InlineCodeNodeProps: { ...NODE, code: '', inputs: '', responseType: '' },
  IteratorNodeProps: { ...NODE, array: '', itemType: '' },
  KnowledgeBaseGenerateNodeProps: {
    ...NODE,
    retrievalQuery: '',
    knowledgeBase: '',
    knowledgeBaseId: '',
    numberOfResults: '',
    reranking: '',
    model: '',
    guardrail: '',
    inference: 'FlowInference',
    orchestration: 'KnowledgeBaseOrchestration',
    promptTemplate: '',
  },
  KnowledgeBaseOrchestration: {
    additionalModelRequestFields: '', inference: 'FlowInference', latency: '', promptTemplate: '',
  },
  KnowledgeBaseRetrieveNodeProps: {
    ...NODE, retrievalQuery: '', knowledgeBase: '', knowledgeBaseId: '', numberOfResults: '', reranking: '',
  },
  LambdaNodeProps: { ...NODE, inputs: '', lambdaArn: '', lambdaFunction: '', responseType: '' },
  LexNodeProps: {
    ...NODE, inputText: '', localeId: '', botAlias: '', botAliasArn: '', requestAttributes: '', sessionAttributes: '',
  },
  LoopContinueOptions: { inputs: '', outputs: '', nextInputs: '' },
  LoopNodeProps: { ...NODE, inputs: '', maxIterations: '' },
  OutputNodeProps: { ...NODE, document: '' },
  PromptNodeProps: { ...NODE, prompt: '', guardrail: '', inputs: '', model: '' },
  PromptResourceOptions: { encryptionKey: '', models: '', variables: '' },
  PromptTool: { inputSchema: '', name: '', cachePoint: '', description: '' },
  RerankingOptions: { additionalModelRequestFields: '', metadata: '', numberOfRerankedResults: '' },
  S3RetrievalNodeProps: { ...NODE, objectKey: '', bucket: '', bucketName: '', contentType: '' },
  S3StorageNodeProps: { ...NODE, content: '', objectKey: '', bucket: '', bucketName: '' },
  ...AROUND_STRUCTS,
  TextPromptOptions: {
    additionalModelRequestFields: '', encryptionKey: '', inference: 'FlowInference', variables: '', cachePoint: '',
  },
};

/**
 * Refuses what a struct does not have, in it and in the structs inside it: a misspelt option would silently do nothing.
 *
 * @param what the argument or option, as its writer knows it
 */
export function checkStruct(place: string, name: keyof Structs, value: unknown, what?: string): void {
  if (value === undefined || value === null) { return; }
  if (Array.isArray(value)) {
    value.forEach((one, index) => checkStruct(place, name, one, `${what}[${index}]`));
    return;
  }
  if (typeof value !== 'object') {
    throw new FlowError(place, `${what ? `'${what}'` : 'what is given'} must be an object, but is a ${typeof value}; `
      + `write it with ${listed(Object.keys(STRUCTS[name]))}`, 'IllegalValue');
  }
  const members: { readonly [member: string]: string } = STRUCTS[name];
  for (const member of Object.keys(value)) {
    const struct: unknown = members[member];
    if (struct === '') { continue; }
    const inside = (value as { readonly [member: string]: unknown })[member];
    if (inside === undefined) { continue; }
    // what every object inherits is no member
    if (typeof struct !== 'string') {
      const known = Object.keys(members);
      if (OPEN.includes(name) && !nearest(member, known)) { continue; }
      throw unknownMember(place, what, member, known);
    }
    checkStruct(place, struct as keyof Structs, inside, member);
  }
}

function unknownMember(place: string, what: string | undefined, member: string, known: readonly string[]): FlowError {
  return new FlowError(place, `${what ? `'${what}' has` : 'there is'} no option '${member}'; `
    + suggestion(nearest(member, known), `use ${listed(known)}, or remove it`), 'IllegalValue');
}
