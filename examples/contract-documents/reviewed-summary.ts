import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import {
  ConditionNode, FlowBranch, FlowDataType, FlowModel, FlowPrompt, FlowValue, LambdaNode, OutputNode, PromptNode,
} from 'cdk-bedrock-flows';

export interface ReviewedSummaryProps {
  /** The contract, in English. */
  readonly text: FlowValue;

  /** What kind of contract it is. */
  readonly kind: FlowValue;

  /** Who is asked when the summary fails the check. */
  readonly reviewFunction: lambda.IFunction;

  /** The branch to run in. Behind a node of a branch there is no need to say it again. */
  readonly runWhen?: FlowBranch;
}

/**
 * A part of a flow as a construct: summarises, checks, and gives the summary or a ticket of the manual review. Its
 * nodes carry the id of the construct in their names, so that a flow can have several.
 */
export class ReviewedSummary extends Construct {
  constructor(scope: Construct, id: string, props: ReviewedSummaryProps) {
    super(scope, id);
    const { text, kind, runWhen } = props;

    const summarise = new PromptNode(this, 'Summarise', {
      runWhen,
      model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('List parties, dates, amounts and duties of this {{kind}} contract: {{text}}',
        { inference: { maxTokens: 1000, temperature: 0 } }),
      inputs: { text, kind },
    });
    const check = new PromptNode(this, 'Check', {
      model: FlowModel.foundationModel('amazon.nova-pro-v1:0'),
      prompt: FlowPrompt.inline('Answer with one word, pass or fail. Is every statement of the summary in the '
        + 'contract? Summary: {{summary}} Contract: {{text}}', {
        inference: { maxTokens: 5, temperature: 0 },
      }),
      inputs: { text, summary: summarise.modelCompletion },
    });
    const gate = new ConditionNode(this, 'Gate', { inputs: { verdict: check.modelCompletion } });

    new OutputNode(this, 'Summary',
      { document: summarise.modelCompletion, runWhen: gate.when('hasPassed', 'verdict == "pass"') });

    const review = new LambdaNode(this, 'AskReviewer', {
      runWhen: gate.otherwise(),
      lambdaFunction: props.reviewFunction,
      inputs: { text, kind, summary: summarise.modelCompletion },
      responseType: FlowDataType.OBJECT,
    });
    new OutputNode(this, 'Ticket', { document: review.functionResponse });
  }
}
