import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import {
  BedrockInvokeFlow, Classifier, Flow, FlowAlias, FlowDataType, FlowModel, FlowPrompt, HumanApproval, OutputNode,
  PromptNode,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/** A flow assesses a loan application; a state machine decides the clear ones, and asks a person about the others. */
export class LoanDecisionStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // ---- the flow: a summary for the officer, and one of two outputs ------------------
    const model = FlowModel.foundationModel('amazon.nova-lite-v1:0');
    this.flow = new Flow(this, 'Assess', { inputType: FlowDataType.OBJECT });
    const application = this.flow.input;
    const summary = new PromptNode(this.flow, 'Summarise', {
      model,
      prompt: FlowPrompt.inline('Summarise this loan application for a credit officer, in five sentences, with what '
        + 'speaks for it and against it. Income a year: {{income}}. Sum: {{sum}}. Purpose: {{purpose}}',
      { inference: { maxTokens: 500, temperature: 0 } }),
      inputs: {
        income: application.numberAt('income'),
        sum: application.numberAt('sum'),
        purpose: application.stringAt('purpose'),
      },
    }).modelCompletion;
    const risk = new Classifier(this.flow, 'Risk', {
      text: summary,
      model,
      question: 'How high is the risk that this loan is not paid back?',
      labels: ['low', 'high'],
      fallback: 'high', // whatever else the model says goes to a person
    });
    new OutputNode(this.flow, 'Clear', { document: summary, runWhen: risk.label('low') });
    new OutputNode(this.flow, 'Doubtful', { document: summary, runWhen: risk.label('high') });
    const live = new FlowAlias(this, 'Live', { flow: this.flow, aliasName: 'live' });

    // ---- the state machine: the flow, then a person where it is in doubt ---------------
    const assess = BedrockInvokeFlow.jsonata(this, 'Assess it', {
      alias: live,
      outputs: { application: '{% $states.input %}', found: '{% $states.result.outputs %}' },
    });
    const approval = new HumanApproval(this, 'Officers', { timeout: Duration.days(3), remindEvery: Duration.days(1) });
    const ask = approval.askFor('Loan', { subject: '{% \'Loan of \' & $string($states.input.application.sum) %}' });
    const grant = sfn.Pass.jsonata(this, 'Grant', { outputs: { decision: 'granted' } });
    const refuse = sfn.Pass.jsonata(this, 'Refuse', {
      outputs: { decision: 'refused', reason: '{% $states.input.comment %}' },
    });
    const decided = sfn.Choice.jsonata(this, 'Approved?').when(approval.isApproved(), grant).otherwise(refuse);
    const machine = new sfn.StateMachine(this, 'Decision', {
      queryLanguage: sfn.QueryLanguage.JSONATA,
      definitionBody: sfn.DefinitionBody.fromChainable(assess.next(sfn.Choice.jsonata(this, 'Clear?')
        .when(sfn.Condition.jsonata('{% $exists($states.input.found.Clear) %}'), grant)
        .otherwise(ask.next(decided)))),
      tracingEnabled: true,
      logs: {
        destination: new logs.LogGroup(this, 'Executions', { retention: logs.RetentionDays.ONE_MONTH }),
        level: sfn.LogLevel.ERROR, // no application is in the log
      },
    });

    new CfnOutput(this, 'StateMachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'QueueUrl', { value: approval.queue.queueUrl });
  }
}
