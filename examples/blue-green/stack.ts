import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import {
  CanaryFlowAlias, Flow, FlowModel, FlowPrompt, FlowSmokeTest, OutputNode, PromptNode, TrafficShift,
} from 'cdk-bedrock-flows';
import { Construct } from 'constructs';

/**
 * All or nothing: a new version takes over in one step, after it has answered the smoke tests. Callers use the flow's
 * own alias, as ever.
 */
export class BlueGreenStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    this.flow = new Flow(this, 'Classify');
    const classify = new PromptNode(this.flow, 'Classify', {
      model: FlowModel.foundationModel('amazon.nova-micro-v1:0'),
      prompt: FlowPrompt.inline('Is this an order, a question or something else? Answer with one word: {{message}}', {
        inference: { temperature: 0, maxTokens: 5 },
      }),
      inputs: { message: this.flow.input },
    });
    new OutputNode(this.flow, 'Kind', { document: classify.modelCompletion });

    const release = new CanaryFlowAlias(this, 'Release', {
      flow: this.flow,
      shift: TrafficShift.allAtOnce(),
      promotedAliasName: 'live',
      smokeTests: [
        FlowSmokeTest.of('I would like two of the blue ones.', { expectPattern: '[Oo]rder' }),
        FlowSmokeTest.of('When do you open?', { expectPattern: '[Qq]uestion' }),
      ],
    });

    new CfnOutput(this, 'FlowId', { value: this.flow.flowId });
    new CfnOutput(this, 'AliasId', { value: release.promotedAlias.flowAliasId });
  }
}
