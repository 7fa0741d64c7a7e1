import { CfnOutput, Duration, Stack, StackProps, TimeZone } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as targets from 'aws-cdk-lib/aws-scheduler-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import {
  BedrockFlowDocuments, Classifier, Flow, FlowAlias, FlowModel, FlowPrompt, FlowThroughput, OutputNode, PromptNode,
  S3RetrievalNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/** Each night, a flow reads the calls of the day before, `calls/2026-11-29/17.txt`, and finds the complaints. */
export class NightlyBatchStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const secure = {
      encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true,
    };
    const serverAccessLogsBucket = new s3.Bucket(this, 'AccessLogs', secure);
    const calls = new s3.Bucket(this, 'Calls', { ...secure, serverAccessLogsBucket });
    const results = new s3.Bucket(this, 'Results', {
      ...secure, serverAccessLogsBucket, lifecycleRules: [{ expiration: Duration.days(90) }],
    });

    // ---- the flow: one call ----------------------------------------------------------
    const small = FlowModel.foundationModel('amazon.nova-micro-v1:0');
    this.flow = new Flow(this, 'Call', { description: 'Summarises a call that is a complaint' });
    const text = new S3RetrievalNode(this.flow, 'Read', { bucket: calls, objectKey: this.flow.input }).s3Content;
    const kind = new Classifier(this.flow, 'Kind', {
      text,
      model: small,
      question: 'Does the customer complain in this call?',
      labels: ['complaint', 'other'],
      fallback: 'complaint', // one summary too many is better than one complaint that nobody reads
    });
    const summary = new PromptNode(this.flow, 'Summarise', {
      runWhen: kind.label('complaint'),
      model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('In two sentences: what went wrong for the customer, and what was promised? {{text}}',
        { inference: { maxTokens: 200, temperature: 0 } }),
      inputs: { text },
    });
    new OutputNode(this.flow, 'Complaint', { document: summary.modelCompletion });
    new OutputNode(this.flow, 'Other', { document: kind.answer, runWhen: kind.label('other') });
    const live = new FlowAlias(this, 'Live', { flow: this.flow, aliasName: 'live' });

    // ---- the night: all calls of a day, as many at a time as the model allows ----------
    const day = sfn.Pass.jsonata(this, 'Which day', {
      outputs: {
        day: '{% $exists($states.input.day) ? $states.input.day : $substring($fromMillis('
          + '$toMillis($states.input.scheduledTime) - 86400000), 0, 10) %}',
      },
    });
    const night = new BedrockFlowDocuments(this, 'Night', {
      alias: live,
      bucket: calls,
      prefix: '{% \'calls/\' & $states.input.day & \'/\' %}',
      resultBucket: results,
      maxConcurrency: FlowThroughput.maxConcurrency({
        tokensPerMinute: 200_000, tokensPerRun: 4000, runTime: Duration.seconds(10),
      }),
      toleratedFailurePercentage: 5,
    });
    const topic = new sns.Topic(this, 'Trouble', { enforceSSL: true });
    const tell = tasks.SnsPublish.jsonata(this, 'Tell', {
      topic,
      subject: 'The calls of last night were not all read',
      // the cause may quote a call, so people get the name of the error and the place to look
      message: sfn.TaskInput.fromText('{% $states.input.Error & \' in \' & $states.context.Execution.Id %}'),
    });
    tell.next(sfn.Fail.jsonata(this, 'Not all read', { error: 'NightFailed', cause: 'the topic was told' }));
    const machine = new sfn.StateMachine(this, 'Nights', {
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(day.next(night.toSingleState().addCatch(tell))),
      timeout: Duration.hours(6),
      tracingEnabled: true,
      logs: {
        destination: new logs.LogGroup(this, 'Executions', { retention: logs.RetentionDays.ONE_MONTH }),
        level: sfn.LogLevel.ERROR,
      },
    });

    // ---- the clock ------------------------------------------------------------------
    const missed = new sqs.Queue(this, 'MissedNights', { enforceSSL: true });
    new scheduler.Schedule(this, 'AtTwo', {
      schedule: scheduler.ScheduleExpression.cron({ hour: '2', minute: '0', timeZone: TimeZone.ETC_UTC }),
      target: new targets.StepFunctionsStartExecution(machine, {
        input: scheduler.ScheduleTargetInput.fromObject({ scheduledTime: scheduler.ContextAttribute.scheduledTime }),
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
        deadLetterQueue: missed,
      }),
    });

    new CfnOutput(this, 'StateMachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'ResultsBucket', { value: results.bucketName });
  }
}
