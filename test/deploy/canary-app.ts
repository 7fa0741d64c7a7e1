/** An app whose new versions get a part of the traffic first. */
import { type App, aws_ssm as ssm, Duration, Stack } from 'aws-cdk-lib';
import type { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import {
  CanaryFlowAlias, FlowSmokeTest, Flow, FlowModel, FlowPrompt, OutputNode, PromptNode, TrafficShift,
} from 'cdk-bedrock-flows';

export interface CanaryMoment {
  readonly prompt: string;
  readonly model: string;
  readonly isReleased: boolean;
  /** Something fails after all the traffic has moved. */
  readonly isLateFailure: boolean;
}

export const STACK = 'Canary';

export function canaryApp({ prompt, model, isReleased, isLateFailure }: CanaryMoment): (app: App) => void {
  return (app) => {
    const stack = new Stack(app, STACK);
    const flow = new Flow(stack, 'Greeter');
    const greet = new PromptNode(flow, 'Greet', {
      model: FlowModel.foundationModel(model),
      prompt: FlowPrompt.inline(`${prompt} {{name}}`),
      inputs: { name: flow.input },
    });
    new OutputNode(flow, 'Greeting', { document: greet.modelCompletion });
    if (!isReleased) { return; }
    const canary = new CanaryFlowAlias(stack, 'Release', {
      flow,
      shift: TrafficShift.canary(10, Duration.minutes(10)),
      smokeTests: [FlowSmokeTest.of('Ada', { expectPattern: 'Ada' })],
    });
    if (!isLateFailure) { return; }
    const after = new ssm.StringParameter(stack, 'After', { stringValue: prompt });
    after.node.addDependency(canary);
    // CloudFormation makes no parameters of this type
    (after.node.defaultChild as CfnParameter).type = 'SecureString';
  };
}
