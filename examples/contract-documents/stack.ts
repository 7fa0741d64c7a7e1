import { join } from 'path';
import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  ConditionNode, Flow, FlowDataType, FlowModel, FlowPrompt, LambdaNode, PromptNode, S3RetrievalNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';
import { ReviewedSummary } from './reviewed-summary';

/** Takes the key of a contract in S3, and answers with its summary, or with the ticket of a manual review. */
export class ContractDocumentsStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const secure = {
      encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
    };
    const contracts = new s3.Bucket(this, 'Contracts', {
      ...secure,
      versioned: true,
      serverAccessLogsBucket: new s3.Bucket(this, 'AccessLogs', secure),
    });
    const reviews = new sqs.Queue(this, 'Reviews', {
      enforceSSL: true,
      deadLetterQueue: { queue: new sqs.Queue(this, 'MissedReviews', { enforceSSL: true }), maxReceiveCount: 3 },
    });
    const extractFunction = this.pythonFunction('Extract', 'extract');
    const reviewFunction = this.pythonFunction('Review', 'review', { QUEUE_URL: reviews.queueUrl });
    reviews.grantSendMessages(reviewFunction);

    this.flow = new Flow(this, 'Digest', { description: 'Summarises a contract, or has it reviewed' });
    const model = FlowModel.foundationModel('amazon.nova-lite-v1:0');

    const read = new S3RetrievalNode(this.flow, 'Read', { bucket: contracts, objectKey: this.flow.input });
    const extract = new LambdaNode(this.flow, 'Extract', {
      lambdaFunction: extractFunction,
      inputs: { document: read.s3Content },
      responseType: FlowDataType.OBJECT,
    });
    const text = extract.functionResponse.stringAt('text');
    const language = extract.functionResponse.stringAt('language');

    const classify = new PromptNode(this.flow, 'Classify', {
      model,
      prompt: FlowPrompt.inline('Answer with one word, lease, sales, employment or other. What contract is this? '
        + '{{text}}', {
        inference: { maxTokens: 5, temperature: 0 },
      }),
      inputs: { text },
    });
    const kind = classify.modelCompletion;

    const route = new ConditionNode(this.flow, 'Language', { inputs: { language } });
    new ReviewedSummary(this.flow, 'English',
      { runWhen: route.when('isEnglish', 'language == "en"'), text, kind, reviewFunction });

    const translate = new PromptNode(this.flow, 'Translate', {
      runWhen: route.otherwise(),
      model,
      prompt: FlowPrompt.inline('Translate this contract into English, clause by clause: {{text}}',
        { inference: { maxTokens: 4000, temperature: 0 } }),
      inputs: { text },
    });
    new ReviewedSummary(this.flow, 'Translated', { text: translate.modelCompletion, kind, reviewFunction });
  }

  /** A function with a role that may write its own log, and nothing else unless granted. */
  private pythonFunction(id: string, name: string, environment?: { [key: string]: string }) {
    const logGroup = new logs.LogGroup(this, `${id}Log`, { retention: logs.RetentionDays.THREE_MONTHS });
    const role = new iam.Role(this, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return new lambda.Function(this, id, {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: `${name}.handler`,
      code: lambda.Code.fromAsset(join(__dirname, name)),
      timeout: Duration.seconds(30),
      environment,
      logGroup,
      role,
    });
  }
}
