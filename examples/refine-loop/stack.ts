import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Flow, FlowModel, FlowPrompt, LoopNode, OutputNode, PromptNode } from 'cdk-bedrock-flows';

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

    const refine = new LoopNode(this.flow, 'Refine',
      { inputs: { loopInput: draft.modelCompletion }, maxIterations: 4 });
    const improve = new PromptNode(refine, 'Improve', {
      model: quick,
      prompt: FlowPrompt.inline('Make this text shorter and clearer, and keep every fact: {{text}}'),
      inputs: { text: refine.value('loopInput') },
    });
    const judge = new PromptNode(refine, 'Judge', {
      model: strong,
      prompt: FlowPrompt.inline('Answer with one word, done or revise. Is this text ready to print? {{text}}', {
        inference: { maxTokens: 5, temperature: 0 },
      }),
      inputs: { text: improve.modelCompletion },
    });
    refine.continueWhile('needsWork', 'verdict == "revise"', {
      inputs: { verdict: judge.modelCompletion },
      nextInputs: { loopInput: improve.modelCompletion },
      outputs: { loopOutput: improve.modelCompletion },
    });

    new OutputNode(this.flow, 'Text', { document: refine.output('loopOutput') });
  }
}
