import { Construct } from 'constructs';
import { isOneOf, WORD } from './spellings';
import { askForWord, branchOf, checkSentence, type WordQuestionProps } from './word-question';
import { checkAmong, checkWords, conditionNames } from './words';
import { placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import { NUMBER } from '../core/constraints';
import type { FlowBranch } from '../graph/flow-branch';
import type { FlowValue } from '../graph/flow-value';
import { ConditionNode } from '../nodes/condition-node';

/** Properties for `Classifier`. */
export interface ClassifierProps extends WordQuestionProps {
  /**
   * The labels that the model chooses from, 2 or more, in the order they are tested: letters and digits, with single
   * blanks, `_` or `-` between.
   */
  readonly labels: string[];

  /**
   * The label that every other answer counts as.
   *
   * @default - other answers take the separate branch `otherwise`
   */
  readonly fallback?: string;

  /**
   * Other spellings that count as a label, by label, for example `{ refund: ['money back'] }`. Label and spellings
   * share the 64 characters of one condition.
   *
   * @default - the label, with a capital letter, a full stop or both, as far as the condition has room
   */
  readonly spellings?: { [label: string]: string[] };

  /**
   * The question about the text; can have `{{variables}}`, which `inputs` sets.
   *
   * @default What is this?
   */
  readonly question?: string;
}

/**
 * Classifies a text by a word that a model chooses: a `PromptNode`, and a `ConditionNode` with a branch for each label.
 *
 * A model may add a blank or a sentence, and conditions compare whole texts. So several spellings of a label are
 * tested, and any other answer takes `otherwise`: handle texts there that could not be classified. Branches can't be
 * joined; give each its own `OutputNode`. Four labels take one condition node, of which a flow has 5. Not in a loop.
 *
 * @example
 * declare const flow: Flow;
 * declare const model: FlowModel;
 * const tone = new Classifier(flow, 'Tone', {
 *   text: flow.input, model, labels: ['angry', 'question', 'other'], fallback: 'other',
 * });
 * new OutputNode(flow, 'Complaint', { document: flow.input, runWhen: tone.label('angry') });
 */
export class Classifier extends Construct {
  /** The answer of the model: a String, with whatever it adds to the label. */
  public readonly answer: FlowValue;

  /** The branch of answers that are no label; with a `fallback`, the branch of that label. */
  public readonly otherwise: FlowBranch;

  private readonly branches = new Map<string, FlowBranch>();

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, with which the names of the nodes begin
   * @param props the text and the labels
   * @throws if conditions can't distinguish the labels or spellings
   */
  constructor(scope: Construct, id: string, props: ClassifierProps) {
    const place = placeOf(scope, id);
    if (new.target === Classifier) { checkStruct(place, 'ClassifierProps', props); }
    const { labels, fallback, spellings = {}, question = 'What is this?' } = props;
    checkWords(place, 'labels', labels, 2);
    if (fallback !== undefined) { checkAmong(place, '\'fallback\'', fallback, labels, 'labels'); }
    for (const key of Object.keys(spellings)) { checkAmong(place, 'a key of \'spellings\'', key, labels, 'labels'); }
    checkWords(place, 'labels and spellings', labels.flatMap((label) => [label, ...spellings[label] ?? []]), 2);
    checkSentence(place, 'question', question);
    super(scope, id);
    this.answer = askForWord(this, 'Classify', props, labels, question).modelCompletion;
    const tested = labels.filter((label) => label !== fallback);
    const names = conditionNames(labels);
    const perNode = NUMBER.conditionsPerNode.max - 1;
    let runWhen: FlowBranch | undefined;
    for (let from = 0; from < tested.length; from += perNode) {
      const route = new ConditionNode(this, `Route${from > 0 ? from / perNode + 1 : ''}`,
        { inputs: { [WORD]: this.answer }, runWhen });
      for (const label of tested.slice(from, from + perNode)) {
        const expression = isOneOf([label, ...spellings[label] ?? []]);
        this.branches.set(label, route.when(names[labels.indexOf(label)], expression));
      }
      runWhen = route.otherwise();
    }
    this.otherwise = runWhen!;
    if (fallback !== undefined) { this.branches.set(fallback, this.otherwise); }
  }

  /**
   * The branch of a label.
   *
   * @param name the label
   * @throws if there is no such label
   */
  public label(name: string): FlowBranch {
    return this._branch(placeOf(this), 'label', name);
  }

  /** @internal A branch, in the words of the construct that users made. */
  public _branch(place: string, what: string, name: string): FlowBranch {
    return branchOf(place, what, this.branches, name);
  }
}
