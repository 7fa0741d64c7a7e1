import { Stack, StackProps } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  Classifier, Flow, FlowBranch, FlowDataType, FlowModel, FlowPrompt, FlowValue, KnowledgeBaseRetrieveNode,
  OutputNode, PromptNode, S3StorageNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

export interface ArticlePipelineStackProps extends StackProps {
  /**
   * The knowledge base with the sources of the articles.
   *
   * @default - a placeholder, with which the app synthesizes but does not deploy
   */
  readonly knowledgeBaseId?: string;
}

/** Takes `{ "topic": "…", "objectKey": "…" }`, writes an article from what a knowledge base has, and stores it. */
export class ArticlePipelineStack extends Stack {
  public readonly flow: Flow;
  private readonly articles: s3.Bucket;

  constructor(scope: Construct, id: string, props: ArticlePipelineStackProps = {}) {
    super(scope, id, props);

    const secure = {
      encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
    };
    this.articles = new s3.Bucket(this, 'Articles', {
      ...secure,
      versioned: true,
      serverAccessLogsBucket: new s3.Bucket(this, 'AccessLogs', secure),
    });

    this.flow = new Flow(this, 'Article', {
      description: 'Drafts, judges and stores an article',
      inputType: FlowDataType.OBJECT,
    });
    const topic = this.flow.input.stringAt('topic');
    const quick = FlowModel.foundationModel('amazon.nova-lite-v1:0');
    const strong = FlowModel.foundationModel('amazon.nova-pro-v1:0');

    const search = new KnowledgeBaseRetrieveNode(this.flow, 'Search', {
      knowledgeBaseId: props.knowledgeBaseId ?? 'KB12345678',
      retrievalQuery: topic,
      numberOfResults: 8,
    });
    const sources = search.retrievalResults;
    const draft = new PromptNode(this.flow, 'Draft', {
      model: quick,
      prompt: FlowPrompt.inline('Write an article about {{topic}}. Use these sources only: {{sources}}',
        { inference: { maxTokens: 2000 } }),
      inputs: { topic, sources },
    });

    // a completion is a String, so the gate compares words: a score such as 7 would never be a Number
    const gate = new Classifier(this.flow, 'Gate', {
      text: draft.modelCompletion,
      model: strong,
      labels: ['good', 'close', 'poor'],
      fallback: 'poor',
      question: 'How well does this article use its sources? {{text}} Sources: {{sources}}',
      inputs: { sources },
    });

    this.store('Good', draft.modelCompletion, gate.label('good'));

    const refine = new PromptNode(this.flow, 'Refine', {
      runWhen: gate.label('close'),
      model: quick,
      prompt: FlowPrompt.inline('Improve this article, and keep to its facts: {{draft}}',
        { inference: { maxTokens: 2000 } }),
      inputs: { draft: draft.modelCompletion },
    });
    this.store('Refined', refine.modelCompletion);

    const rewrite = new PromptNode(this.flow, 'Rewrite', {
      runWhen: gate.label('poor'),
      model: strong,
      prompt: FlowPrompt.inline('Write an article about {{topic}}. Use these sources only: {{sources}}',
        { inference: { maxTokens: 4000 } }),
      inputs: { topic, sources },
    });
    this.store('Rewritten', rewrite.modelCompletion);
  }

  /** Each branch stores its own article: branches can't be joined again. */
  private store(name: string, article: FlowValue, runWhen?: FlowBranch) {
    const stored = new S3StorageNode(this.flow, `Store${name}`, {
      runWhen,
      bucket: this.articles,
      objectKey: this.flow.input.stringAt('objectKey'),
      content: article,
    });
    new OutputNode(this.flow, `${name}Article`, { document: stored.s3Uri });
  }
}
