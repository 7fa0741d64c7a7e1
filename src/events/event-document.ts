import { aws_events as events, aws_stepfunctions as sfn, Token, Tokenization } from 'aws-cdk-lib';
import { typeOfDocument } from '../calls/callee';
import { sameEverywhere } from '../calls/same-everywhere';
import { FlowError } from '../checks/flow-error';
import { checkJson } from '../checks/json-value';
import { spelt } from '../checks/spelt';
import { errorLine } from '../core/words/line';
import { FlowDataType } from '../graph/flow-value';

/** The types of what an event of Amazon S3 has (Amazon S3 User Guide, ev-events), and of what every event has. */
const TYPES: Readonly<Record<string, FlowDataType>> = {
  '$': FlowDataType.OBJECT,
  '$.id': FlowDataType.STRING,
  '$.source': FlowDataType.STRING,
  '$.time': FlowDataType.STRING,
  '$.detail-type': FlowDataType.STRING,
  '$.resources': FlowDataType.ARRAY,
  '$.detail': FlowDataType.OBJECT,
  '$.detail.bucket': FlowDataType.OBJECT,
  '$.detail.bucket.name': FlowDataType.STRING,
  '$.detail.object': FlowDataType.OBJECT,
  '$.detail.object.key': FlowDataType.STRING,
  '$.detail.object.size': FlowDataType.NUMBER,
  '$.detail.object.etag': FlowDataType.STRING,
};

/** The type of what is made of an event, where it is known. */
export function typeOfEventDocument(document: unknown): FlowDataType | undefined {
  if (typeof document !== 'string') { return typeOfDocument(document); }
  const parts = Tokenization.reverseString(document);
  const [token] = parts.tokens;
  // text with something of the event in it is text
  if (parts.length !== 1 || token === undefined) { return FlowDataType.STRING; }
  return token instanceof events.EventField ? TYPES[token.path] : undefined;
}

/**
 * Refuses what is not the value itself: inputs of targets and tasks would be sent as the objects that they are, and
 * paths as the texts that they are.
 */
export function checkEventDocument(place: string, document: unknown): void {
  const isOfTarget = typeof document === 'object'
    && typeof (document as Partial<events.RuleTargetInput>).bind === 'function';
  if (isOfTarget || document instanceof sfn.TaskInput) {
    const what = isOfTarget ? 'the input of a target' : 'the TaskInput of a state';
    throw new FlowError(place, `'document' is ${what}, and would be sent as the object that it is; `
      + spelt`pass the value itself, such as events.EventField.fromPath('$.detail.object.key') in a rule`,
    'IllegalValue');
  }
  checkJson(place, '\'document\'', document);
  const text = JSON.stringify(document) ?? '';
  const ofStates = Tokenization.reverseString(text).tokens.map((token) => Token.asString(token))
    .find((token) => sfn.JsonPath.isEncodedJsonPath(token));
  const [path] = ofStates ? ['a JsonPath of Step Functions']
    : /"\$(\.[\w-]+|\[\d+\])+"|"\{%.*%\}"/.exec(text) ?? [];
  if (path === undefined) { return; }
  throw new FlowError(place, `'document' has ${path.replace(/"/g, '\'')}, which nobody replaces by what it leads to; `
    + spelt`write events.EventField.fromPath('$.detail.object.key') in a rule, and values in a schedule`,
  'IllegalValue');
}

/** The first field of the detail of an event in a document. */
function detailIn(document: unknown): string | undefined {
  return fieldsIn(document).find(({ path }) => path.startsWith('$.detail.'))?.path;
}

function fieldsIn(document: unknown): readonly events.EventField[] {
  return Tokenization.reverseString(JSON.stringify(document) ?? '').tokens
    .filter((token): token is events.EventField => token instanceof events.EventField);
}

/** What is wrong where the document needs an event that tells something, and only a schedule makes events. */
export function nothingInDetail(rule: events.Rule, document: unknown, pattern: unknown): string[] {
  const field = detailIn(document);
  return field === undefined || sameEverywhere(rule, pattern) !== undefined ? []
    : [errorLine('', `'document' has '${field}' of an event, but the rule has only a schedule, whose events have no `
      + spelt`detail; give the rule an 'eventPattern', or use a value`, 'IllegalValue')];
}

/** Refuses a longer input of a target than the service takes; what is known at deployment is not counted. */
export function checkInputLength(place: string, request: object, most: number): void {
  const { length } = JSON.stringify(request).replace(/\$\{Token\[[^\]]*\]\}/g, '');
  if (length <= most) { return; }
  throw new FlowError(place, `'document' makes an input of ${length} characters, but EventBridge allows ${most}; pass `
    + 'a key, and let the flow read the object with an S3RetrievalNode', 'IllegalValue');
}

/** Refuses what only a schedule fills in, in the document of a rule. */
export function checkRuleDocument(place: string, document: unknown): void {
  const [attribute] = /<aws\.scheduler\.[a-z-]+>/.exec(JSON.stringify(document) ?? '') ?? [];
  if (attribute === undefined) { return; }
  throw new FlowError(place, `'document' has '${attribute}', which rules do not replace; use `
    + 'events.EventField', 'IllegalValue');
}

/** Refuses what only an event has, in the document of a schedule. */
export function checkScheduleDocument(place: string, document: unknown): void {
  const [field] = fieldsIn(document);
  if (field === undefined) { return; }
  throw new FlowError(place, `'document' has '${field.path}' of an event, but a schedule has no event; use a value, or `
    + 'scheduler.ContextAttribute', 'IllegalValue');
}
