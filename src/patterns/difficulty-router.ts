import { Construct } from 'constructs';
import { Classifier } from './classifier';
import { checkSentence, type WordQuestionProps } from './word-question';
import { checkWords } from './words';
import { placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import type { FlowBranch } from '../graph/flow-branch';
import type { FlowValue } from '../graph/flow-value';

/** Properties for `DifficultyRouter`. */
export interface DifficultyRouterProps extends WordQuestionProps {
  /**
   * The levels of difficulty, from the easiest to the hardest. An answer that is no level counts as the last one: a
   * strong model on an easy text costs more, a weak one on a hard text is wrong.
   *
   * @default ['easy', 'hard']
   */
  readonly levels?: string[];

  /**
   * The question of what makes a text easy or hard; can have `{{variables}}`, which `inputs` sets.
   *
   * @default How hard is it to answer this well?
   */
  readonly question?: string;
}

/**
 * Lets a small model decide which model a text needs, with a branch for each level of difficulty.
 *
 * Not in a loop; branches can't be joined, so give each level its own `OutputNode`.
 *
 * @example
 * declare const flow: Flow;
 * declare const small: FlowModel;
 * declare const large: FlowModel;
 * const route = new DifficultyRouter(flow, 'Route', { text: flow.input, model: small });
 * const reply = FlowPrompt.inline('Answer: {{question}}');
 * new PromptNode(flow, 'Quick', {
 *   prompt: reply, model: small, inputs: { question: flow.input }, runWhen: route.level('easy'),
 * });
 * new PromptNode(flow, 'Careful', {
 *   prompt: reply, model: large, inputs: { question: flow.input }, runWhen: route.level('hard'),
 * });
 */
export class DifficultyRouter extends Construct {
  /** The answer of the model: a String, with whatever it adds to the level. */
  public readonly answer: FlowValue;

  private readonly classifier: Classifier;

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, with which the names of the nodes begin
   * @param props the text to judge and the model
   * @throws if conditions can't distinguish the levels
   */
  constructor(scope: Construct, id: string, props: DifficultyRouterProps) {
    const place = placeOf(scope, id);
    if (new.target === DifficultyRouter) { checkStruct(place, 'DifficultyRouterProps', props); }
    const { levels = ['easy', 'hard'], question = 'How hard is it to answer this well?', ...asked } = props;
    checkWords(place, 'levels', levels, 2);
    checkSentence(place, 'question', question);
    super(scope, id);
    // 'Default' does not show in the names of nodes
    this.classifier = new Classifier(this, 'Default', {
      ...asked, labels: levels, fallback: levels[levels.length - 1], question,
    });
    this.answer = this.classifier.answer;
  }

  /**
   * The branch of a level; the branch of the last level is also taken for every other answer.
   *
   * @param name the level
   * @throws if there is no such level
   */
  public level(name: string): FlowBranch {
    return this.classifier._branch(placeOf(this), 'level', name);
  }
}
