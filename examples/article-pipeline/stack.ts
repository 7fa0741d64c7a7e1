import { CfnOutput, Duration, Stack, StackProps, Tags } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import {
  BedrockInvokeFlow, Classifier, DifficultyRouter, Flow, FlowAlias, FlowBranch, FlowDataType, FlowErrors,
  FlowInferenceProfile, FlowModel, FlowPrompt, FlowValue, KnowledgeBaseRetrieveNode, OutputNode, PromptNode,
  S3StorageNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/** The tiers of models, from the cheapest to the dearest. */
const TINY = 'amazon.nova-micro-v1:0';
const QUICK = 'amazon.nova-lite-v1:0';
const STRONG = 'amazon.nova-pro-v1:0';

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
    Tags.of(this.flow).add('app', 'articles');

    const search = new KnowledgeBaseRetrieveNode(this.flow, 'Search', {
      knowledgeBaseId: props.knowledgeBaseId ?? 'KB12345678',
      retrievalQuery: topic,
      numberOfResults: 8,
    });
    const sources = search.retrievalResults;
    const prompt = (maxTokens: number) => FlowPrompt.inline('Write an article about {{topic}}. '
      + 'Use these sources only: {{sources}}', { inference: { maxTokens } });

    // an easy topic begins with the cheap model, a hard one goes to the strong model at once
    const route = new DifficultyRouter(this.flow, 'Route', {
      text: topic, model: this.costOf('Route', TINY), question: 'How hard is it to write a good article about this?',
    });
    const compose = new PromptNode(this.flow, 'Compose', {
      runWhen: route.level('hard'),
      model: this.costOf('Compose', STRONG),
      prompt: prompt(4000),
      inputs: { topic, sources },
    });
    this.store('Composed', compose.modelCompletion);

    const draft = new PromptNode(this.flow, 'Draft', {
      runWhen: route.level('easy'),
      model: this.costOf('Draft', QUICK),
      prompt: prompt(2000),
      inputs: { topic, sources },
    });

    // a completion is a String, so the gate compares words: a score such as 7 would never be a Number
    const gate = new Classifier(this.flow, 'Gate', {
      text: draft.modelCompletion,
      model: this.costOf('Judge', STRONG),
      labels: ['good', 'close', 'poor'],
      fallback: 'poor',
      question: 'How well does this article use its sources? {{text}} Sources: {{sources}}',
      inputs: { sources },
    });

    this.store('Good', draft.modelCompletion, gate.label('good'));

    const refine = new PromptNode(this.flow, 'Refine', {
      runWhen: gate.label('close'),
      model: this.costOf('Refine', QUICK),
      prompt: FlowPrompt.inline('Improve this article, and keep to its facts: {{draft}}',
        { inference: { maxTokens: 2000 } }),
      inputs: { draft: draft.modelCompletion },
    });
    this.store('Refined', refine.modelCompletion);

    const rewrite = new PromptNode(this.flow, 'Rewrite', {
      runWhen: gate.label('poor'),
      model: this.costOf('Rewrite', STRONG),
      prompt: prompt(4000),
      inputs: { topic, sources },
    });
    this.store('Rewritten', rewrite.modelCompletion);

    this.stateMachine();
  }

  /** The model of a step, with a line of its own on the bill: by the tags `app` and `step`. */
  private costOf(step: string, modelId: string): FlowModel {
    return new FlowInferenceProfile(this, `${step}Cost`, {
      model: FlowModel.foundationModel(modelId), tags: { app: 'articles', step },
    }).model;
  }

  /** Writes an article, or puts the request aside when the quota of the day is used up. */
  private stateMachine(): void {
    const live = new FlowAlias(this, 'Live', { flow: this.flow, aliasName: 'live' });
    const outputs = '$states.result.outputs';
    const write = BedrockInvokeFlow.jsonata(this, 'Write it', {
      alias: live, outputs: { article: `{% $lookup(${outputs}, $keys(${outputs})[0]) %}` },
    });
    const later = new sqs.Queue(this, 'Later', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    write.addCatch(tasks.SqsSendMessage.jsonata(this, 'Put aside', {
      queue: later,
      messageBody: sfn.TaskInput.fromText('{% $states.input %}'),
      outputs: { article: null },
    }), { errors: [FlowErrors.QUOTA_EXCEEDED], outputs: '{% $states.input %}' });
    const machine = new sfn.StateMachine(this, 'Writing', {
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(write),
      tracingEnabled: true,
      logs: {
        destination: new logs.LogGroup(this, 'Executions', { retention: logs.RetentionDays.ONE_MONTH }),
        level: sfn.LogLevel.ERROR,
      },
    });
    new CfnOutput(this, 'StateMachineArn', { value: machine.stateMachineArn });
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
