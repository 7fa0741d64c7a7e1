import { join } from 'path';
import { Stack, StackProps } from 'aws-cdk-lib';
import { Flow, FlowDefinition, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface ExportedFlowStackProps extends StackProps {
  /**
   * The knowledge base to put in place of the one that the flow was exported with.
   *
   * @default - a placeholder, with which the app synthesizes but does not deploy
   */
  readonly knowledgeBaseId?: string;
}

/** A flow that was drawn in the console and exported, with a translation of its answer added in code. */
export class ExportedFlowStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props: ExportedFlowStackProps = {}) {
    super(scope, id, props);

    const model = FlowModel.foundationModel('amazon.nova-lite-v1:0');
    this.flow = new Flow(this, 'Answers', {
      description: 'Answers questions of customers',
      definition: FlowDefinition.fromFile(join(__dirname, 'support-answers.json'), {
        substitutions: {
          KnowledgeBaseId: props.knowledgeBaseId ?? 'KB12345678',
          ModelId: model.modelId,
        },
      }),
    });

    const answer = this.flow.findNode('Prompt_1').output('modelCompletion');
    const translate = new PromptNode(this.flow, 'Translate', {
      model,
      prompt: FlowPrompt.inline('Translate into German, and leave names of products as they are: {{answer}}'),
      inputs: { answer },
    });
    new OutputNode(this.flow, 'GermanAnswer', { document: translate.modelCompletion });
  }
}
