import { FlowError, refusal } from '../checks/flow-error';
import { DUMMY_INPUT, NUMBER, TEXT } from '../core/constraints';
import { spacedVariable, unfinishedVariables } from '../core/prompt/variables';
import { unfilledVariable, unusedInput } from '../core/sentences/ports';

/**
 * Refuses variables that no input of a node can feed: the service allows them in a prompt, but not as the name of an
 * input.
 */
export function checkVariables(place: string, texts: readonly string[], variables: readonly string[]): void {
  for (const text of texts) {
    const spaced = spacedVariable(text);
    if (spaced) {
      throw new FlowError(place,
        `prompt has '${spaced}'; write it without spaces, '${spaced.replace(/\s/g, '')}'`, 'IllegalName');
    }
  }
  for (const variable of variables) {
    if (!TEXT.nodeName.pattern.test(variable)) {
      throw new FlowError(place, `prompt uses {{${variable}}}, but the name of an input must ${TEXT.nodeName.words}; `
        + 'rename the variable', 'IllegalName');
    }
  }
  if (variables.length > NUMBER.inputVariables.max) {
    throw new FlowError(place, `prompt uses ${variables.length} variables, but the service `
      + `allows ${NUMBER.inputVariables.max}; combine some of them in an earlier node`, 'QuotaExceeded');
  }
}

/** What a prompt says of its text. */
export interface PromptText {
  /** Whether there may be variables in it that are not known. */
  readonly _isOpen: boolean;
  readonly _texts: readonly string[];
}

/** Refuses inputs that the prompt has no variable for, and variables that have no input. */
export function checkInputs(
  place: string, prompt: PromptText, variables: readonly string[], inputs: readonly string[],
): void {
  const extra = inputs.find((input) => !variables.includes(input));
  if (extra !== undefined && prompt._isOpen) {
    const names = inputs.map((input) => `'${input}'`).join(', ');
    throw new FlowError(place, `'inputs' has '${extra}', but the text of the prompt is known only at deployment, so `
      + 'its variables are not; '
      + `add variables: [${names}] to the options of the prompt`, 'UnknownNodeInput');
  }
  // a prompt without variables still needs one input, which it ignores
  const isTrigger = variables.length === 0 && inputs.length === 1 && extra === DUMMY_INPUT;
  if (extra !== undefined && !isTrigger) {
    const meant = variables.filter((variable) => !inputs.includes(variable));
    const written = unfinishedVariables(prompt._texts.join('\n')).get(extra);
    throw refusal(place, unusedInput(extra, { written, meant }), 'UnknownNodeInput');
  }
  const missing = variables.find((variable) => !inputs.includes(variable));
  if (missing !== undefined) {
    throw refusal(place, unfilledVariable(missing, `add ${missing}: <value> to 'inputs'`), 'UnfulfilledNodeInput');
  }
}
