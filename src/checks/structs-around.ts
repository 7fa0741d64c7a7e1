/** The members of the structs of patterns, and of what is around a flow. */
import type { MembersOf } from './structs';
import type { ApprovalRequestProps, HumanApprovalProps } from '../approval/human-approval-props';
import type { FlowInvokerProps } from '../calls/flow-invoker';
import type { FlowThroughputOptions } from '../calls/flow-throughput';
import type { ObjectCreatedOptions } from '../events/flow-events';
import type { FlowQueueWorkerProps } from '../events/flow-queue-worker';
import type { FlowTargetProps } from '../events/flow-target-props';
import type { FlowAlarmsProps } from '../metrics/flow-alarms';
import type { FlowDashboardProps, FlowDashboardRow } from '../metrics/flow-dashboard';
import type { FlowInferenceProfileProps } from '../models/flow-inference-profile';
import type { AnswerFromKnowledgeProps } from '../patterns/answer-from-knowledge';
import type { ClassifierProps } from '../patterns/classifier';
import type { DifficultyRouterProps } from '../patterns/difficulty-router';
import type { MapCollectProps } from '../patterns/map-collect';
import type { QualityGateProps } from '../patterns/quality-gate';
import type { RefineLoopProps } from '../patterns/refine-loop';
import type { BedrockFlowDocumentsProps } from '../step-functions/bedrock-flow-documents';
import type { BedrockFlowExecutionProps } from '../step-functions/bedrock-flow-execution';
import type { BedrockInvokeFlowProps } from '../step-functions/bedrock-invoke-flow';

export interface AroundStructs {
  readonly ApprovalRequestProps: ApprovalRequestProps;
  readonly HumanApprovalProps: HumanApprovalProps;
  readonly AnswerFromKnowledgeProps: AnswerFromKnowledgeProps;
  readonly ClassifierProps: ClassifierProps;
  readonly DifficultyRouterProps: DifficultyRouterProps;
  readonly MapCollectProps: MapCollectProps;
  readonly QualityGateProps: QualityGateProps;
  readonly RefineLoopProps: RefineLoopProps;
  readonly BedrockFlowDocumentsProps: BedrockFlowDocumentsProps;
  readonly BedrockFlowExecutionProps: BedrockFlowExecutionProps;
  readonly BedrockInvokeFlowProps: BedrockInvokeFlowProps;
  readonly FlowAlarmsProps: FlowAlarmsProps;
  readonly FlowDashboardProps: FlowDashboardProps;
  readonly FlowDashboardRow: FlowDashboardRow;
  readonly FlowInferenceProfileProps: FlowInferenceProfileProps;
  readonly FlowInvokerProps: FlowInvokerProps;
  readonly FlowQueueWorkerProps: FlowQueueWorkerProps;
  readonly FlowTargetProps: FlowTargetProps;
  readonly FlowThroughputOptions: FlowThroughputOptions;
  readonly ObjectCreatedOptions: ObjectCreatedOptions;
}

/** Structs with members of aws-cdk-lib, which a newer one may have more of: only what is misspelt is refused. */
export const OPEN: readonly string[] = ['BedrockInvokeFlowProps'];

/** Structs of which no single member must be there, but one of two: nothing at all is no such struct. */
export const EITHER: readonly string[] = [
  'BedrockFlowExecutionProps', 'BedrockInvokeFlowProps', 'FlowInvokerProps',
];

/** The members of `FlowFunctionOptions`, which all functions of the library take. */
export const FUNCTION_OPTIONS = {
  deadLetterQueue: '',
  environmentEncryption: '',
  logGroup: '',
  logRetention: '',
  runtime: '',
  securityGroups: '',
  vpc: '',
  vpcSubnets: '',
} as const;

const FUNCTION = {
  ...FUNCTION_OPTIONS,
  memorySize: '',
  timeout: '',
  reservedConcurrency: '',
  resultBucket: '',
  nodeMetrics: '',
} as const;
const WORD_QUESTION = {
  text: '->', model: '!', inputs: '', inference: 'FlowInference', guardrail: '', runWhen: '',
} as const;
const CALLEE = { alias: '', canary: '' } as const;

export const AROUND_STRUCTS: {
  readonly [name in keyof AroundStructs]: MembersOf<AroundStructs[name]>;
} = {
  BedrockFlowDocumentsProps: {
    alias: '',
    canary: '',
    invoker: '',
    bucket: '!',
    prefix: '',
    maxConcurrency: '->',
    resultBucket: '!',
    resultPrefix: '',
    toleratedFailurePercentage: '',
    document: '',
    inputNode: '',
  },
  ApprovalRequestProps: { subject: '', document: '' },
  HumanApprovalProps: {
    timeout: '', onTimeout: '', remindEvery: '', topic: '', encryptionKey: '', deadLetterQueue: '',
  },
  AnswerFromKnowledgeProps: {
    question: '->',
    model: '!',
    knowledgeBase: '',
    knowledgeBaseId: '',
    numberOfResults: '',
    reranking: '',
    instruction: '',
    inference: 'FlowInference',
    guardrail: '',
    runWhen: '',
  },
  ClassifierProps: { ...WORD_QUESTION, labels: '!', fallback: '', spellings: '', question: '' },
  DifficultyRouterProps: { ...WORD_QUESTION, levels: '', question: '' },
  MapCollectProps: { array: '->', itemType: '', runWhen: '' },
  QualityGateProps: { ...WORD_QUESTION, criteria: '!' },
  RefineLoopProps: {
    text: '->',
    model: '!',
    instruction: '!',
    criteria: '!',
    judge: '',
    maxRounds: '',
    inference: 'FlowInference',
    guardrail: '',
    runWhen: '',
  },
  BedrockFlowExecutionProps: {
    ...CALLEE, document: '', inputNode: '', pollInterval: '', timeout: '', outputs: '',
  },
  BedrockInvokeFlowProps: {
    ...CALLEE,
    invoker: '',
    document: '',
    inputNode: '',
    retryOnServiceExceptions: '',
    assign: '',
    comment: '',
    credentials: '',
    heartbeat: '',
    heartbeatTimeout: '',
    inputPath: '',
    integrationPattern: '',
    outputPath: '',
    outputs: '',
    queryLanguage: '',
    resultPath: '',
    resultSelector: '',
    stateName: '',
    taskTimeout: '',
    timeout: '',
  },
  FlowAlarmsProps: {
    source: '!',
    maxFaultPercent: '',
    maxThrottlePercent: '',
    minSamples: '',
    maxLatency: '',
    noTrafficFor: '',
    deadLetterQueues: '',
    period: '',
    evaluationPeriods: '',
    actions: '',
  },
  FlowDashboardProps: { rows: '!FlowDashboardRow', dashboardName: '', timeRange: '' },
  FlowDashboardRow: { title: '!', source: '!', flow: '', nodeNames: '', alarms: '', deadLetterQueues: '' },
  FlowInferenceProfileProps: { model: '!', tags: '', description: '' },
  FlowInvokerProps: { ...CALLEE, ...FUNCTION },
  FlowQueueWorkerProps: {
    ...CALLEE, ...FUNCTION, queue: '!', maxConcurrency: '->', message: '', batchSize: '', inputNode: '',
  },
  FlowTargetProps: {
    ...CALLEE,
    deadLetterQueue: '!',
    document: '!',
    inputNode: '',
    mode: '',
    flowRetries: '',
    retryAttempts: '',
    maxEventAge: '',
  },
  FlowThroughputOptions: { tokensPerMinute: '!', tokensPerRun: '!', runTime: '!', share: '' },
  ObjectCreatedOptions: { prefix: '', suffix: '' },
};
