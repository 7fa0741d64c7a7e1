import { join } from 'path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import {
  BedrockInvokeFlow, ConditionNode, Flow, FlowAlias, FlowDataType, FlowEvents, FlowModel, FlowPrompt, HumanApproval,
  LambdaNode, PromptNode, S3RetrievalNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';
import { CheckedSummary } from './checked-summary';

/** A contract that arrives in S3 is summarised; a person looks at a summary that fails the check. */
export class ContractDocumentsStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const secure = {
      encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
    };
    const serverAccessLogsBucket = new s3.Bucket(this, 'AccessLogs', secure);
    const contracts = new s3.Bucket(this, 'Contracts', { ...secure, serverAccessLogsBucket, versioned: true });
    // as `eventBridgeEnabled: true`, which has a function set it, with a policy of AWS
    (contracts.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    const summaries = new s3.Bucket(this, 'Summaries', { ...secure, serverAccessLogsBucket });

    // ---- the flow: a summary, at an output that says whether it passed the check -------
    this.flow = new Flow(this, 'Digest', { description: 'Summarises a contract, and checks the summary' });
    const model = FlowModel.foundationModel('amazon.nova-lite-v1:0');

    const read = new S3RetrievalNode(this.flow, 'Read', { bucket: contracts, objectKey: this.flow.input });
    const extract = new LambdaNode(this.flow, 'Extract', {
      lambdaFunction: this.pythonFunction('Extract', 'extract'),
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
    new CheckedSummary(this.flow, 'English', { runWhen: route.when('isEnglish', 'language == "en"'), text, kind });

    const translate = new PromptNode(this.flow, 'Translate', {
      runWhen: route.otherwise(),
      model,
      prompt: FlowPrompt.inline('Translate this contract into English, clause by clause: {{text}}',
        { inference: { maxTokens: 4000, temperature: 0 } }),
      inputs: { text },
    });
    new CheckedSummary(this.flow, 'Translated', { text: translate.modelCompletion, kind });
    const live = new FlowAlias(this, 'Live', { flow: this.flow, aliasName: 'live' });

    // ---- the state machine: the flow, a person where it is in doubt, and the bucket -----
    const outputs = '$states.result.outputs';
    const digest = BedrockInvokeFlow.jsonata(this, 'Digest it', {
      alias: live,
      document: sfn.TaskInput.fromText('{% $states.input.key %}'),
      outputs: {
        key: '{% $states.input.key %}',
        isDoubtful: `{% $exists(${outputs}.English_Doubtful) or $exists(${outputs}.Translated_Doubtful) %}`,
        summary: `{% $lookup(${outputs}, $keys(${outputs})[0]) %}`, // one way through the flow, so one output
      },
    });
    const missed = new sqs.Queue(this, 'Missed', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    digest.addCatch(tasks.SqsSendMessage.jsonata(this, 'Missed it', {
      queue: missed,
      messageBody: sfn.TaskInput.fromObject({ key: '{% $states.input.key %}', error: '{% $states.input.error %}' }),
      outputs: { key: '{% $states.input.key %}', status: 'missed' },
    }), { outputs: { key: '{% $states.input.key %}', error: '{% $states.errorOutput.Error %}' } });
    const approval = new HumanApproval(this, 'Lawyers', { timeout: Duration.days(14), remindEvery: Duration.days(2) });
    const store = tasks.CallAwsService.jsonata(this, 'Store', {
      service: 's3',
      action: 'putObject',
      parameters: {
        Bucket: summaries.bucketName, Key: '{% $states.input.key %}', Body: '{% $states.input.summary %}',
      },
      iamResources: [summaries.arnForObjects('*')],
      outputs: { key: '{% $states.input.key %}', status: 'stored' },
    });
    const decided = sfn.Choice.jsonata(this, 'Approved?')
      .when(approval.isApproved(), sfn.Pass.jsonata(this, 'As approved', {
        outputs: '{% $states.input.document %}',
      }).next(store))
      .otherwise(sfn.Pass.jsonata(this, 'Reject', {
        outputs: { key: '{% $states.input.document.key %}', status: 'rejected', reason: '{% $states.input.comment %}' },
      }));
    const ask = approval.askFor('Summary', { subject: '{% \'Summary of \' & $states.input.key %}' });
    const machine = new sfn.StateMachine(this, 'Contract', {
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(digest.next(sfn.Choice.jsonata(this, 'Doubtful?')
        .when(sfn.Condition.jsonata('{% $states.input.isDoubtful %}'), ask.next(decided))
        .otherwise(store))),
      tracingEnabled: true,
      logs: {
        destination: new logs.LogGroup(this, 'Executions', { retention: logs.RetentionDays.ONE_MONTH }),
        level: sfn.LogLevel.ERROR, // no contract is in the log
      },
    });

    // ---- a contract arrives -------------------------------------------------------------
    new events.Rule(this, 'Arrived', {
      eventPattern: FlowEvents.objectCreated(contracts, { prefix: 'contracts/', suffix: '.txt' }),
      targets: [new targets.SfnStateMachine(machine, {
        input: events.RuleTargetInput.fromObject({ key: events.EventField.fromPath('$.detail.object.key') }),
        deadLetterQueue: missed,
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
      })],
    });

    new CfnOutput(this, 'ContractsBucket', { value: contracts.bucketName });
    new CfnOutput(this, 'QueueUrl', { value: approval.queue.queueUrl });
  }

  /** A function with a role that may write its own log, and nothing else unless granted. */
  private pythonFunction(id: string, name: string): lambda.Function {
    const logGroup = new logs.LogGroup(this, `${id}Log`, { retention: logs.RetentionDays.THREE_MONTHS });
    const role = new iam.Role(this, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return new lambda.Function(this, id, {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: `${name}.handler`,
      code: lambda.Code.fromAsset(join(__dirname, name)),
      timeout: Duration.seconds(30),
      logGroup,
      role,
    });
  }
}
