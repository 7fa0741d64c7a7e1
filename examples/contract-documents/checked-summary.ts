import {
  FlowBranch, FlowModel, FlowPrompt, FlowValue, OutputNode, PromptNode, QualityGate,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface CheckedSummaryProps {
  /** The contract, in English. */
  readonly text: FlowValue;

  /** What kind of contract it is. */
  readonly kind: FlowValue;

  /** The branch to run in. Behind a node of a branch there is no need to say it again. */
  readonly runWhen?: FlowBranch;
}

/**
 * A part of a flow as a construct: summarises, checks, and gives the summary at one of two outputs. Its nodes carry the
 * id of the construct in their names, so that a flow can have several.
 */
export class CheckedSummary extends Construct {
  constructor(scope: Construct, id: string, props: CheckedSummaryProps) {
    super(scope, id);
    const { text, kind, runWhen } = props;

    const summarise = new PromptNode(this, 'Summarise', {
      runWhen,
      model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('List parties, dates, amounts and duties of this {{kind}} contract: {{text}}',
        { inference: { maxTokens: 1000, temperature: 0 } }),
      inputs: { text, kind },
    });
    const summary = summarise.modelCompletion;
    const gate = new QualityGate(this, 'Gate', {
      text: summary,
      model: FlowModel.foundationModel('amazon.nova-pro-v1:0'),
      criteria: 'Is every statement of the summary in the contract? Summary: {{text}} Contract: {{contract}}',
      inputs: { contract: text },
    });

    new OutputNode(this, 'Summary', { document: summary, runWhen: gate.passed });
    new OutputNode(this, 'Doubtful', { document: summary, runWhen: gate.failed });
  }
}
