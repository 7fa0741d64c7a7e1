/** What stands around a flow: patterns in it, and state machines, events, queues, people and metrics that call it. */
import {
  Duration, Stack, aws_events as events, aws_s3 as s3, aws_sqs as sqs, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  BedrockFlowDocuments, BedrockFlowExecution, BedrockFlowTarget, BedrockInvokeFlow, Classifier, DifficultyRouter, Flow,
  FlowAlarms, FlowAlias, FlowDashboard, FlowErrors, FlowEvents, FlowInferenceProfile, FlowInvoker, FlowModel,
  FlowPrompt, FlowQueueWorker, HumanApproval, OutputNode, PromptNode, QualityGate,
} from 'cdk-bedrock-flows';

export class AroundStack extends Stack {
  private readonly flow: Flow;
  private readonly alias: FlowAlias;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.flow = new Flow(this, 'Support');
    this.answers();
    this.alias = new FlowAlias(this, 'Live', { flow: this.flow, aliasName: 'live' });
    this.stateMachines();
    this.callers();
  }

  private answers(): void {
    const question = this.flow.input;
    const small = FlowModel.fromModelId('amazon.nova-micro-v1:0');
    const profile = new FlowInferenceProfile(this, 'Answers', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), tags: { team: 'web', step: 'answer' },
    });
    const prompt = FlowPrompt.inline('Answer: {{question}}', { inference: { maxTokens: 300 } });
    const route = new DifficultyRouter(this.flow, 'Route', { text: question, model: small });
    const quick = new PromptNode(this.flow, 'Quick', {
      model: small, prompt, inputs: { question }, runWhen: route.level('easy'),
    });
    new OutputNode(this.flow, 'QuickAnswer', { document: quick.modelCompletion });
    const careful = new PromptNode(this.flow, 'Careful', {
      model: profile.model, prompt, inputs: { question }, runWhen: route.level('hard'),
    });
    const gate = new QualityGate(this.flow, 'Gate', {
      text: careful.modelCompletion, criteria: 'Is every figure sourced?', model: small,
    });
    new OutputNode(this.flow, 'Answer', { document: careful.modelCompletion, runWhen: gate.passed });
    const kind = new Classifier(this.flow, 'Kind', { text: question, model: small, labels: ['refund', 'order'] });
    new OutputNode(this.flow, 'Refund', { document: kind.answer, runWhen: kind.label('refund') });
  }

  private stateMachines(): void {
    const fallback = new sfn.Pass(this, 'Fallback');
    const ask = BedrockInvokeFlow.jsonata(this, 'Ask', {
      alias: this.alias,
      document: sfn.TaskInput.fromText('{% $states.input.question %}'),
      outputs: '{% $states.result.outputs %}',
    });
    ask.addCatch(fallback, { errors: [FlowErrors.QUOTA_EXCEEDED] });
    const approval = new HumanApproval(this, 'Approval', {
      timeout: Duration.days(3), remindEvery: Duration.days(1),
    });
    const request = approval.askFor('Reply', { subject: '{% $states.input.title %}' });
    new sfn.StateMachine(this, 'Asked', { definitionBody: sfn.DefinitionBody.fromChainable(ask.next(request)) });

    const long = new BedrockFlowExecution(this, 'Long', {
      alias: this.alias,
      document: sfn.TaskInput.fromText('{% $states.input.question %}'),
      pollInterval: Duration.minutes(1),
    });
    new sfn.StateMachine(this, 'Slow', {
      definitionBody: sfn.DefinitionBody.fromChainable(long), queryLanguage: sfn.QueryLanguage.JSONATA,
    });

    const documents = new BedrockFlowDocuments(this, 'Nightly', {
      alias: this.alias,
      bucket: new s3.Bucket(this, 'Questions'),
      prefix: 'in/',
      resultBucket: new s3.Bucket(this, 'Results'),
      maxConcurrency: 5,
      toleratedFailurePercentage: 5,
    });
    new sfn.StateMachine(this, 'Batch', { definitionBody: sfn.DefinitionBody.fromChainable(documents) });
  }

  private callers(): void {
    const missed = new sqs.Queue(this, 'Missed');
    const bucket = new s3.Bucket(this, 'Arrivals', { eventBridgeEnabled: true });
    new events.Rule(this, 'Arrived', {
      eventPattern: FlowEvents.objectCreated(bucket, { prefix: 'in/', suffix: '.txt' }),
      targets: [new BedrockFlowTarget({
        alias: this.alias,
        deadLetterQueue: missed,
        document: events.EventField.fromPath('$.detail.object.key'),
      })],
    });
    const queue = new sqs.Queue(this, 'Waiting', {
      visibilityTimeout: Duration.hours(2), deadLetterQueue: { queue: missed, maxReceiveCount: 3 },
    });
    const worker = new FlowQueueWorker(this, 'Worker', { alias: this.alias, queue, maxConcurrency: 4 });
    const invoker = new FlowInvoker(this, 'Invoker', { alias: this.alias, nodeMetrics: true });
    const alarms = new FlowAlarms(this, 'Alarms', {
      source: invoker, maxLatency: Duration.seconds(20), deadLetterQueues: [missed],
    });
    new FlowDashboard(this, 'Board', {
      rows: [
        { title: 'Replies', source: invoker, flow: this.flow, nodeNames: ['Careful'], alarms },
        { title: 'Queue', source: worker },
      ],
    });
  }
}
