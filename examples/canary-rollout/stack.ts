import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import {
  CanaryFlowAlias, Flow, FlowAlias, FlowDataType, FlowModel, FlowPrompt, FlowSmokeTest, OutputNode, PromptNode,
  TrafficShift,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/** Ten of a hundred calls for ten minutes, then all of them; back at once when too many fail or take too long. */
export class CanaryRolloutStack extends Stack {
  public readonly flow: Flow;
  public readonly canary: CanaryFlowAlias;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.flow = new Flow(this, 'Reply', { inputType: FlowDataType.OBJECT });
    const reply = new PromptNode(this.flow, 'Write', {
      model: FlowModel.fromModelId('eu.amazon.nova-pro-v1:0'),
      prompt: FlowPrompt.inline('Answer {{customer}} in three sentences: {{message}}',
        { inference: { maxTokens: 400 } }),
      inputs: { customer: this.flow.input.stringAt('customer'), message: this.flow.input.stringAt('message') },
    });
    new OutputNode(this.flow, 'Answer', { document: reply.modelCompletion });

    this.canary = new CanaryFlowAlias(this, 'Canary', {
      flow: this.flow,
      shift: TrafficShift.canary(10, Duration.minutes(10)),
      smokeTests: [FlowSmokeTest.of({ customer: 'Ada', message: 'Where is my order?' }, { expectPattern: 'Ada' })],
      errorAlarm: { maxFaultPercent: 5, minSamples: 10 },
      latencyAlarm: { p90: Duration.seconds(20) },
      promotedAliasName: 'live',
      functionUrl: true,
    });
    // an alias of the service itself, beside: it leads to one version and moves at once
    new FlowAlias(this, 'Preview', { flow: this.flow, aliasName: 'preview' });

    new CfnOutput(this, 'RouterUrl', { value: this.canary.functionUrl!.url });
    new CfnOutput(this, 'RouterFunction', { value: this.canary.routerAlias.functionArn });
    new CfnOutput(this, 'PromotedAliasId', { value: this.canary.promotedAlias.flowAliasId });
  }
}
