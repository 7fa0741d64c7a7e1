import type { aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isOneOf, WORD } from './spellings';
import { askForWord, checkSentence, type WordQuestionProps } from './word-question';
import { placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import type { FlowBranch } from '../graph/flow-branch';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { ConditionNode } from '../nodes/condition-node';
import { LambdaNode } from '../nodes/lambda-node';

/** Properties for `QualityGate`. */
export interface QualityGateProps extends WordQuestionProps {
  /**
   * The criteria of a text, as a question that passes when the answer is yes, for example `Is every figure sourced?`;
   * can have `{{variables}}`, which `inputs` sets.
   */
  readonly criteria: string;
}

/**
 * Lets a model judge a text, with one branch for texts that pass and one for those that don't. An answer that is
 * neither counts as not passed.
 *
 * The judge answers in words, because an answer is a String and the service converts nothing: a condition can't compare
 * it with a number. Not in a loop; branches can't be joined, so give each its own `OutputNode`.
 *
 * @example
 * declare const flow: Flow;
 * declare const model: FlowModel;
 * declare const review: lambda.Function;
 * const gate = new QualityGate(flow, 'Gate', { text: flow.input, criteria: 'Is every figure sourced?', model });
 * new OutputNode(flow, 'Answer', { document: flow.input, runWhen: gate.passed });
 * new OutputNode(flow, 'Ticket', { document: gate.review(review, { text: flow.input }) });
 */
export class QualityGate extends Construct {
  /** The answer of the judge: a String. */
  public readonly verdict: FlowValue;

  /** The branch of a text that meets the criteria. */
  public readonly passed: FlowBranch;

  /** The branch of a text that does not meet the criteria. */
  public readonly failed: FlowBranch;

  /**
   * @param scope the flow, or a construct inside it; not a loop
   * @param id the id, with which the names of the nodes begin
   * @param props the text to judge and the model
   */
  constructor(scope: Construct, id: string, props: QualityGateProps) {
    const place = placeOf(scope, id);
    if (new.target === QualityGate) { checkStruct(place, 'QualityGateProps', props); }
    checkSentence(place, 'criteria', props.criteria);
    super(scope, id);
    this.verdict = askForWord(this, 'Judge', props, ['pass', 'fail'], props.criteria).modelCompletion;
    const gate = new ConditionNode(this, 'Verdict', { inputs: { [WORD]: this.verdict } });
    this.passed = gate.when('hasPassed', isOneOf(['pass']));
    this.failed = gate.otherwise();
  }

  /**
   * Calls a function that requests a review of an answer that did not pass: a `LambdaNode` in the branch `failed`. A
   * flow can't wait for a person, so the function stores the case, and returns a value for the caller.
   *
   * @param reviewFunction the function
   * @param inputs the inputs of the function, by name
   * @returns the result of the function: an Object, for example with the number of a ticket
   */
  public review(reviewFunction: lambda.IFunction, inputs: { [name: string]: FlowValue }): FlowValue {
    return new LambdaNode(this, 'Review', {
      runWhen: this.failed, lambdaFunction: reviewFunction, inputs, responseType: FlowDataType.OBJECT,
    }).functionResponse;
  }
}
