import { Stack, StackProps } from 'aws-cdk-lib';
import {
  Flow, FlowDataType, FlowModel, FlowPrompt, KnowledgeBaseRetrieveNode, MapCollect, OutputNode, PromptNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface BatchExtractionStackProps extends StackProps {
  /**
   * The knowledge base to extract from.
   *
   * @default - a placeholder, with which the app synthesizes but does not deploy
   */
  readonly knowledgeBaseId?: string;
}

/** Takes an array of questions, and answers with the array of what was extracted for each. */
export class BatchExtractionStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props: BatchExtractionStackProps = {}) {
    super(scope, id, props);

    this.flow = new Flow(this, 'Extraction', {
      description: 'Extracts a fact from a knowledge base for each question',
      inputType: FlowDataType.ARRAY,
    });
    const each = new MapCollect(this.flow, 'EachQuestion', { array: this.flow.input });

    const search = new KnowledgeBaseRetrieveNode(this.flow, 'Search', {
      knowledgeBaseId: props.knowledgeBaseId ?? 'KB12345678',
      retrievalQuery: each.item,
      numberOfResults: 5,
    });
    const extract = new PromptNode(this.flow, 'Extract', {
      model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Answer {{question}} in one line, or say unknown. Passages: {{passages}}', {
        inference: { maxTokens: 100, temperature: 0 },
      }),
      inputs: { question: each.item, passages: search.retrievalResults },
    });

    new OutputNode(this.flow, 'Facts', { document: each.collect(extract.modelCompletion) });
  }
}
