import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowError, placeOf } from '../checks/flow-error';
import { promptVariables } from '../core/prompt/variables';
import { anyOf, listed } from '../core/words/lists';
import { nearest, suggestion } from '../core/words/suggest';
import type { FlowBranch } from '../graph/flow-branch';
import type { FlowValue } from '../graph/flow-value';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { FlowInference } from '../models/flow-inference';
import type { FlowModel } from '../models/flow-model';
import { PromptNode } from '../nodes/prompt-node';
import { FlowPrompt } from '../prompts/flow-prompt';

/** Properties for every pattern that asks a model for one word. */
export interface WordQuestionProps {
  /** The subject of the question: a value of any type, placed at the end of the prompt. */
  readonly text: FlowValue;

  /** The model that answers with one word; a small one is enough for most questions. */
  readonly model: FlowModel;

  /**
   * The values of the `{{variables}}` in the question, by name.
   *
   * @default - the question has no variables; `text` is added after it
   */
  readonly inputs?: { [variable: string]: FlowValue };

  /**
   * The inference parameters of the model.
   *
   * @default - temperature 0, and as many tokens as the longest word has characters, 5 at least
   */
  readonly inference?: FlowInference;

  /**
   * The guardrail that is applied to question and answer.
   *
   * @default - the flow's
   */
  readonly guardrail?: FlowGuardrail;

  /**
   * The branch of a Condition node in which this runs.
   *
   * @default - runs as soon as its values are there
   */
  readonly runWhen?: FlowBranch;
}

const SHORTEST_ANSWER = 5;
const TEXT_VARIABLE = 'text';

/** Refuses what says nothing: the model would answer something, and nobody would know why. */
export function checkSentence(place: string, member: string, sentence: string): void {
  if (Token.isUnresolved(sentence) || sentence.trim() !== '') { return; }
  throw new FlowError(place, `'${member}' is empty, so the model would not know what to do; write a sentence`,
    'IllegalValue');
}

/** Refuses an input that the text itself would replace. */
function checkInputs(place: string, { inputs = {} }: WordQuestionProps): void {
  if (!(TEXT_VARIABLE in inputs)) { return; }
  throw new FlowError(place, `'inputs' has '${TEXT_VARIABLE}', but the prompt has the text itself under that name; `
    + 'rename the variable', 'DuplicateName');
}

/** Asks for one of these words. The text comes last, so that what it says is read after what is asked. */
export function askForWord(
  scope: Construct, id: string, props: WordQuestionProps, words: readonly string[], question: string,
): PromptNode {
  const {
    inference = {
      maxTokens: Math.max(SHORTEST_ANSWER, ...words.map(({ length }) => length)), temperature: 0,
    },
  } = props;
  checkInputs(placeOf(scope), props);
  const last = promptVariables(question).includes(TEXT_VARIABLE) ? '' : ` {{${TEXT_VARIABLE}}}`;
  return new PromptNode(scope, id, {
    runWhen: props.runWhen,
    model: props.model,
    guardrail: props.guardrail,
    prompt: FlowPrompt.inline(`Answer with one word, ${anyOf(words)}. ${question}${last}`, { inference }),
    inputs: { ...props.inputs, [TEXT_VARIABLE]: props.text },
  });
}

/** The branch of one of the words, by its name. */
export function branchOf(
  place: string, what: string, branches: ReadonlyMap<string, FlowBranch>, name: string,
): FlowBranch {
  const branch = branches.get(name);
  if (branch) { return branch; }
  const names = [...branches.keys()];
  throw new FlowError(place, `there is no ${what} '${name}', there are only ${listed(names)}; `
    + suggestion(nearest(name, names), 'use one of those'), 'UnknownConnectionCondition');
}
