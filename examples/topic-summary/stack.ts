import { Stack, StackProps } from 'aws-cdk-lib';
import { Flow, FlowDataType, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/** One prompt: takes `{ "topic": "…", "audience": "…" }` and answers with a summary. */
export class TopicSummaryStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.flow = new Flow(this, 'Summary', {
      description: 'Summarises a topic for an audience',
      inputType: FlowDataType.OBJECT,
    });
    const summarise = new PromptNode(this.flow, 'Summarise', {
      model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Summarise what {{audience}} should know about {{topic}}, in three sentences.', {
        inference: { maxTokens: 300, temperature: 0.2 },
      }),
      inputs: {
        topic: this.flow.input.stringAt('topic'),
        audience: this.flow.input.stringAt('audience'),
      },
    });
    new OutputNode(this.flow, 'Answer', { document: summarise.modelCompletion });
  }
}
