import { aws_events as events, aws_stepfunctions as sfn, Token, Tokenization } from 'aws-cdk-lib';
import { typeOfDocument } from '../calls/callee';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
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
  const isOfTarget = typeof (document as Partial<events.RuleTargetInput>).bind === 'function';
  if (isOfTarget || document instanceof sfn.TaskInput) {
    const what = isOfTarget ? 'the input of a target' : 'the TaskInput of a state';
    throw new FlowError(place, `'document' is ${what}, and would be sent as the object that it is; `
      + spelt`pass the value itself, such as events.EventField.fromPath('$.detail.object.key') in a rule`,
    'IllegalValue');
  }
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

/** Refuses what only a schedule fills in, in the document of a rule. */
export function checkRuleDocument(place: string, document: unknown): void {
  const [attribute] = /<aws\.scheduler\.[a-z-]+>/.exec(JSON.stringify(document) ?? '') ?? [];
  if (attribute === undefined) { return; }
  throw new FlowError(place, `'document' has '${attribute}', which rules do not replace; use `
    + 'events.EventField', 'IllegalValue');
}

/** Refuses what only an event has, in the document of a schedule. */
export function checkScheduleDocument(place: string, document: unknown): void {
  const field = Tokenization.reverseString(JSON.stringify(document) ?? '').tokens
    .find((token): token is events.EventField => token instanceof events.EventField);
  if (field === undefined) { return; }
  throw new FlowError(place, `'document' has '${field.path}' of an event, but a schedule has no event; use a value, or `
    + 'scheduler.ContextAttribute', 'IllegalValue');
}
