import { aws_stepfunctions as sfn, Token, Tokenization } from 'aws-cdk-lib';
import { FlowError } from '../checks/flow-error';
import { checkJson } from '../checks/json-value';
import { spelt, speltMember } from '../checks/spelt';
import { isRecord } from '../core/model/opaque';
import { name } from '../core/words/quote';

/** A text that is nothing but a path: what it leads to takes a way of its own to write. */
const PATH = /"(\$(?:\.[\w-]+|\[\d+\])+)"/;

/** Refuses a document in the other language of Step Functions: it would reach the flow as the text that it is. */
export function checkLanguage(
  place: string, document: sfn.TaskInput | undefined, language: sfn.QueryLanguage = sfn.QueryLanguage.JSONATA,
): void {
  checkJson(place, '\'document\'', document?.value);
  const text = JSON.stringify(document?.value) ?? '';
  if (language === sfn.QueryLanguage.JSONATA) {
    if (isJsonPath(text)) {
      throw new FlowError(place, '\'document\' is a JSONPath, but the state uses JSONata; write '
        + spelt`sfn.TaskInput.fromText('{% $states.input.… %}')`, 'IllegalValue');
    }
    checkExpressions(place, '\'document\'', document?.value);
    return;
  }
  if (/"\{%/.test(text)) {
    throw new FlowError(place, '\'document\' is a JSONata expression, but the state uses JSONPath; write '
      + spelt`sfn.TaskInput.fromJsonPathAt(), or use BedrockInvokeFlow.jsonata()`, 'IllegalValue');
  }
  const [, path] = PATH.exec(text) ?? [];
  if (path === undefined) { return; }
  throw new FlowError(place, `'document' has the text '${path}', and not what it leads to; write `
    + spelt`sfn.TaskInput.fromJsonPathAt('${path}'), or sfn.JsonPath.stringAt() within an object`, 'IllegalValue');
}

/** Refuses JSONPath in what goes into states that use JSONata, and what is half an expression. */
export function checkIsJsonata(place: string, what: string, value: unknown): void {
  checkJson(place, what, value);
  checkExpressions(place, what, value);
  if (!isJsonPath(JSON.stringify(value) ?? '')) { return; }
  throw new FlowError(place, `${what} is a JSONPath, and these states use JSONata; write '{% $states.input.… %}'`,
    'IllegalValue');
}

/** Members of a state that the other language has others for, or none. */
const ONLY_JSONPATH = ['inputPath', 'outputPath', 'resultPath', 'resultSelector'] as const;

/** Refuses members of the other language, which would be left out, or refused by the deployment. */
export function checkMembers(
  place: string, props: { readonly [member in (typeof ONLY_JSONPATH)[number] | 'outputs']?: unknown },
  language: sfn.QueryLanguage,
): void {
  const isJsonata = language === sfn.QueryLanguage.JSONATA;
  const wrong = isJsonata ? ONLY_JSONPATH.find((member) => props[member] !== undefined)
    : props.outputs === undefined ? undefined : 'outputs';
  if (wrong === undefined) { return; }
  throw new FlowError(place, isJsonata
    ? `'${speltMember(wrong)}' is of JSONPath, but the state uses JSONata; use 'outputs' and 'document'`
    : spelt`'outputs' is of JSONata, but the state uses JSONPath; use 'resultSelector', or BedrockInvokeFlow.jsonata()`,
  'IllegalValue');
}

/**
 * Refuses text around an expression, and expressions that are not closed: an expression is the whole of a text (Step
 * Functions Developer Guide, transforming-data), so the one would stay as it stands, and the other fail the deployment.
 */
function checkExpressions(place: string, what: string, value: unknown): void {
  const wrong = textsIn(value).find((text) => text.includes('{%') && !isExpression(text));
  if (wrong === undefined) { return; }
  throw new FlowError(place, `${what} has ${name(wrong)}, but an expression begins with '{%' and ends with '%}', `
    + 'with nothing around it; write all of it as one expression, such as '
    + '\'{% "Loan of " & $states.input.name %}\'', 'IllegalValue');
}

/** Whether a text is one expression: no other begins after its end. */
function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= '{%%}'.length
    && !text.includes('{%', text.indexOf('%}', 2));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') { return [value]; }
  if (Array.isArray(value)) { return value.flatMap(textsIn); }
  return isRecord(value) && !Token.isUnresolved(value) ? Object.values(value).flatMap(textsIn) : [];
}

function isJsonPath(text: string): boolean {
  return PATH.test(text) || Tokenization.reverseString(text).tokens.map((token) => Token.asString(token))
    .some((token) => sfn.JsonPath.isEncodedJsonPath(token));
}
