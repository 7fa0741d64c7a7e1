import { Stack, StackProps } from 'aws-cdk-lib';
import { Flow, FlowModel, FlowPrompt, OutputNode, PromptNode, RefineLoop } from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/** Takes a brief, drafts a text, and refines it until a stronger model is content, four times at most. */
export class RefineLoopStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.flow = new Flow(this, 'Writer', { description: 'Drafts a text and refines it' });
    const quick = FlowModel.foundationModel('amazon.nova-lite-v1:0');
    const strong = FlowModel.foundationModel('amazon.nova-pro-v1:0');

    const draft = new PromptNode(this.flow, 'Draft', {
      model: quick,
      prompt: FlowPrompt.inline('Write a product text for this brief: {{brief}}'),
      inputs: { brief: this.flow.input },
    });

    const refined = new RefineLoop(this.flow, 'Refine', {
      text: draft.modelCompletion,
      model: quick,
      judge: strong,
      instruction: 'Make this text shorter and clearer, and keep every fact:',
      criteria: 'Is this text ready to print?',
      maxRounds: 4,
      // each round reserves as much of the quota of the model as its answer could take
      inference: { maxTokens: 500 },
    });

    new OutputNode(this.flow, 'Text', { document: refined.text });
  }
}
