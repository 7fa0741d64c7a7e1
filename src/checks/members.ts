/** What members of structs must be: plain JavaScript passes a name for an object, and one thing for a list. */
import { checkString } from './arguments';
import { memberOf } from './arn-of';
import { aClassOf } from './class-name';
import { FlowError } from './flow-error';
import { spelt, speltMember } from './spelt';
import { listed } from '../core/words/lists';
import { quoted } from '../core/words/quote';

/** What an object is known by, what it is called, and how to get one. */
interface Wanted {
  readonly has: string;
  readonly what: string;
  readonly remedy: string;
}

const DURATION: Wanted = { has: 'toSeconds', what: 'a Duration', remedy: spelt`write Duration.seconds(30)` };
const BUCKET: Wanted = { has: 'arnForObjects', what: 'a bucket', remedy: spelt`write s3.Bucket.fromBucketName()` };
const QUEUE: Wanted = { has: 'queueArn', what: 'a queue', remedy: spelt`write sqs.Queue.fromQueueArn()` };
const TASK_INPUT: Wanted = {
  has: 'type', what: 'a TaskInput', remedy: spelt`write sfn.TaskInput.fromText() or sfn.TaskInput.fromObject()`,
};
const KEY: Wanted = { has: 'keyArn', what: 'a key', remedy: spelt`write kms.Key.fromKeyArn()` };
const MODEL: Wanted = { has: '_needs', what: 'a FlowModel', remedy: spelt`write FlowModel.fromModelId('MODEL')` };

/** By the name of the member, which means the same in every struct but those that are named. */
const OBJECTS: { readonly [member: string]: Wanted | undefined } = {
  'BedrockFlowDocumentsProps.document': TASK_INPUT,
  'BedrockFlowExecutionProps.document': TASK_INPUT,
  'BedrockInvokeFlowProps.document': TASK_INPUT,
  'FlowDashboardRow.alarms': { has: 'alarms', what: 'a FlowAlarms', remedy: 'pass the construct' },
  'alias': { has: 'flowAliasArn', what: 'an alias of a flow', remedy: 'pass a FlowAlias' },
  'bucket': BUCKET,
  'canary': { has: 'grantInvoke', what: 'a CanaryFlowAlias', remedy: 'pass the construct' },
  'code': { has: 'code', what: 'a FlowCode', remedy: spelt`write FlowCode.inline()` },
  'concurrency': { has: '_configuration', what: 'a FlowConcurrency', remedy: spelt`write FlowConcurrency.automatic()` },
  'deadLetterQueue': QUEUE,
  'definition': { has: '_definition', what: 'a FlowDefinition', remedy: spelt`read it with FlowDefinition.fromJson()` },
  'encryptionKey': KEY,
  'environmentEncryption': KEY,
  'flow': { has: 'flowArn', what: 'a flow', remedy: spelt`pass a Flow, or the result of Flow.fromFlowArn()` },
  'grantee': { has: 'grantPrincipal', what: 'a role, or what has one', remedy: 'pass the construct' },
  'guardrail': { has: '_needs', what: 'a FlowGuardrail', remedy: spelt`write FlowGuardrail.fromId('ID', '1')` },
  'invoker': { has: '_callee', what: 'a FlowInvoker', remedy: 'pass the construct' },
  'judge': MODEL,
  'knowledgeBase': {
    has: 'knowledgeBaseRef', what: 'a knowledge base', remedy: spelt`pass the construct, or the id as knowledgeBaseId`,
  },
  'lambdaFunction': { has: 'functionArn', what: 'a function', remedy: spelt`write lambda.Function.fromFunctionArn()` },
  'logGroup': { has: 'logGroupName', what: 'a log group', remedy: spelt`write logs.LogGroup.fromLogGroupName()` },
  'maxEventAge': DURATION,
  'maxLatency': DURATION,
  'metadata': { has: '_render', what: 'a RerankingMetadata', remedy: spelt`write RerankingMetadata.all()` },
  'model': MODEL,
  'noTrafficFor': DURATION,
  'p90': DURATION,
  'period': DURATION,
  'pollInterval': DURATION,
  'prompt': { has: '_check', what: 'a FlowPrompt', remedy: spelt`write FlowPrompt.inline('…')` },
  'queue': QUEUE,
  'remindEvery': DURATION,
  'reranking': { has: '_configuration', what: 'a FlowReranking', remedy: spelt`write FlowReranking.bedrock()` },
  'resultBucket': BUCKET,
  'role': { has: 'roleArn', what: 'a role', remedy: spelt`write iam.Role.fromRoleArn()` },
  'runTime': DURATION,
  'runtime': {
    has: 'supportsInlineCode', what: 'a runtime of Lambda', remedy: spelt`write lambda.Runtime.NODEJS_24_X`,
  },
  'runWhen': { has: 'conditionName', what: 'a branch', remedy: 'pass the result of branch() of a Condition node' },
  'shift': { has: '_bind', what: 'a TrafficShift', remedy: spelt`write TrafficShift.canary()` },
  'source': {
    has: 'metricFaults',
    what: 'an alias, an invoker, a worker, a canary alias or FlowMetrics',
    remedy: spelt`pass one of them; of an alias that is made elsewhere, FlowMetrics.ofAlias()`,
  },
  'timeRange': DURATION,
  'timeout': DURATION,
  'toolChoice': { has: '_render', what: 'a PromptToolChoice', remedy: spelt`write PromptToolChoice.auto()` },
  'topic': { has: 'topicArn', what: 'a topic', remedy: spelt`write sns.Topic.fromTopicArn()` },
  'version': {
    has: 'flow', what: 'a version of a flow', remedy: spelt`pass currentVersion of the flow, or a FlowVersion`,
  },
  'vpc': { has: 'selectSubnets', what: 'a VPC', remedy: spelt`write ec2.Vpc.fromLookup()` },
};

/** The structs that are named there. */
const HAVE_OWN = new Set(Object.keys(OBJECTS).filter((name) => name.includes('.')).map((name) => name.split('.')[0]));

/** What lists have in them. */
const ITEMS: { readonly [member: string]: Wanted | undefined } = {
  actions: { has: 'bind', what: 'an action of an alarm', remedy: spelt`write new cloudwatch_actions.SnsAction()` },
  alarms: { has: 'alarmArn', what: 'an alarm', remedy: spelt`write cloudwatch.Alarm.fromAlarmArn()` },
  deadLetterQueues: QUEUE,
  policyStatements: { has: 'toStatementJson', what: 'a statement', remedy: spelt`write new iam.PolicyStatement()` },
  securityGroups: {
    has: 'securityGroupId', what: 'a security group', remedy: spelt`write ec2.SecurityGroup.fromSecurityGroupId()`,
  },
};

const LISTS: ReadonlySet<string> = new Set([
  'actions', 'alarms', 'deadLetterQueues', 'labels', 'levels', 'messages', 'models', 'nodeNames', 'policyStatements',
  'rows', 'securityGroups', 'smokeTests', 'stopSequences', 'tools', 'variables',
]);

const TEXTS: ReadonlySet<string> = new Set([
  'bucketName', 'criteria', 'dashboardName', 'inputName', 'instruction', 'prefix', 'question', 'resultPrefix',
  'subject', 'suffix', 'title',
]);

/** Members whose name says what they must be. Most have another name, and need no further look. */
const TELLING: ReadonlySet<string> = new Set([
  ...Object.keys(OBJECTS).map((name) => name.slice(name.indexOf('.') + 1)), 'logRetention', ...TEXTS, ...LISTS,
]);

/** Refuses a value of another kind, where the name of a member says which it must be. */
export function checkMember(
  place: string, struct: string, member: string, value: unknown, spell = speltMember,
): void {
  if (value === undefined || value === null || !TELLING.has(member)) { return; }
  const name = spell(member);
  const wanted = (HAVE_OWN.has(struct) ? find(`${struct}.${member}`) : undefined) ?? find(member);
  if (wanted) {
    if (memberOf(value, wanted.has) !== undefined) { return; }
    throw isNot(place, name, wanted, value);
  }
  if (member === 'logRetention' && typeof value !== 'number') {
    throw isNot(place, name, { what: 'a number of days', remedy: 'write logs.RetentionDays.ONE_WEEK' }, value);
  }
  if (TEXTS.has(member)) { checkString(place, `'${name}'`, value); }
  if (!LISTS.has(member)) { return; }
  if (!Array.isArray(value)) { throw isNot(place, name, { what: 'a list', remedy: 'write it in [ ]' }, value); }
  const item = Object.hasOwn(ITEMS, member) ? ITEMS[member] : undefined;
  const at = item ? value.findIndex((one) => memberOf(one, item.has) === undefined) : -1;
  if (at >= 0) { throw isNot(place, `${name}[${at}]`, item!, value[at]); }
}

/** Refuses a list or `null` where one struct belongs. */
export function checkOneStruct(
  place: string, member: string, value: unknown, members: readonly string[], spell = speltMember,
): void {
  if (value !== null && !(Array.isArray(value) && !LISTS.has(member))) { return; }
  const remedy = `write it with ${listed(members.map(spell))}`;
  throw isNot(place, spell(member), { what: 'an object', remedy }, value);
}

function isNot(place: string, member: string, wanted: Omit<Wanted, 'has'>, value: unknown): FlowError {
  const what = `'${member}' must be ${wanted.what}`;
  return new FlowError(place, `${what}, but is ${shownKind(value)}; ${wanted.remedy}`, 'IllegalValue');
}

function find(name: string): Wanted | undefined {
  return Object.hasOwn(OBJECTS, name) ? OBJECTS[name] : undefined;
}

/** A value, or its kind where it is no short one. */
export function shownKind(value: unknown): string {
  if (typeof value === 'string') { return quoted(value); }
  if (typeof value === 'function') { return 'a function'; }
  if (Array.isArray(value)) { return 'a list'; }
  if (typeof value !== 'object' || value === null) { return String(value); }
  return aClassOf(value) ?? 'an object';
}
