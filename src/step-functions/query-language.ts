import { aws_stepfunctions as sfn, Token, Tokenization } from 'aws-cdk-lib';
import { FlowError } from '../checks/flow-error';

/** Refuses a document in the other language of Step Functions: it would reach the flow as the text that it is. */
export function checkLanguage(
  place: string, document: sfn.TaskInput | undefined, language: sfn.QueryLanguage = sfn.QueryLanguage.JSONATA,
): void {
  const text = JSON.stringify(document?.value) ?? '';
  const isJsonata = language === sfn.QueryLanguage.JSONATA;
  const path = Tokenization.reverseString(text).tokens.map((token) => Token.asString(token))
    .find((token) => sfn.JsonPath.isEncodedJsonPath(token));
  if (isJsonata && path !== undefined) {
    throw new FlowError(place, '\'document\' is a JSONPath, and the state uses JSONata; write '
      + 'sfn.TaskInput.fromText(\'{% $states.input.… %}\')', 'IllegalValue');
  }
  if (!isJsonata && /"\{%/.test(text)) {
    throw new FlowError(place, '\'document\' is a JSONata expression, and the state uses JSONPath; write '
      + 'sfn.TaskInput.fromJsonPathAt(), or use BedrockInvokeFlow.jsonata()', 'IllegalValue');
  }
}
