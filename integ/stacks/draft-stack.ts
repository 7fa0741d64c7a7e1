import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DraftVariant } from './variant';
import { Flow, OutputNode } from 'cdk-bedrock-flows';

/** A flow that hands its input on, with a tag. */
export class DraftStack extends Stack {
  constructor(scope: Construct, id: string, { colour }: DraftVariant) {
    super(scope, id);
    const flow = new Flow(this, 'Flow');
    new OutputNode(flow, 'Echo', { document: flow.input });
    Tags.of(flow).add('colour', colour);
    new CfnOutput(this, 'FlowId', { value: flow.flowId });
    new CfnOutput(this, 'FlowArn', { value: flow.flowArn });
  }
}
