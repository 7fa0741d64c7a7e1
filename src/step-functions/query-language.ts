import { aws_stepfunctions as sfn, Token, Tokenization } from 'aws-cdk-lib';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';

/** A text that is nothing but a path: what it leads to takes a way of its own to write. */
const PATH = /"(\$(?:\.[\w-]+|\[\d+\])+)"/;

/** Refuses a document in the other language of Step Functions: it would reach the flow as the text that it is. */
export function checkLanguage(
  place: string, document: sfn.TaskInput | undefined, language: sfn.QueryLanguage = sfn.QueryLanguage.JSONATA,
): void {
  const text = JSON.stringify(document?.value) ?? '';
  if (language === sfn.QueryLanguage.JSONATA) {
    if (isJsonPath(text)) {
      throw new FlowError(place, '\'document\' is a JSONPath, but the state uses JSONata; write '
        + spelt`sfn.TaskInput.fromText('{% $states.input.… %}')`, 'IllegalValue');
    }
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

/** Refuses JSONPath in what goes into states that use JSONata. */
export function checkIsJsonata(place: string, what: string, value: unknown): void {
  if (!isJsonPath(JSON.stringify(value) ?? '')) { return; }
  throw new FlowError(place, `${what} is a JSONPath, and these states use JSONata; write '{% $states.input.… %}'`,
    'IllegalValue');
}

function isJsonPath(text: string): boolean {
  return PATH.test(text) || Tokenization.reverseString(text).tokens.map((token) => Token.asString(token))
    .some((token) => sfn.JsonPath.isEncodedJsonPath(token));
}
