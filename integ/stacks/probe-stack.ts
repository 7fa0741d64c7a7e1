import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { crashingFunction, workFunction } from './work';
import { Flow, LambdaNode, OutputNode } from 'cdk-bedrock-flows';

/**
 * A flow that takes as long as it is told, without versions: the checks make those. And a function that crashes while
 * it streams.
 */
export class ProbeStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const work = workFunction(this);
    const flow = new Flow(this, 'Flow');
    const node = new LambdaNode(flow, 'Work', { lambdaFunction: work, inputs: { text: flow.input } });
    new OutputNode(flow, 'Answer', { document: node.functionResponse });
    for (const [name, value] of Object.entries({
      FlowId: flow.flowId, WorkFunction: work.functionName, CrashingFunction: crashingFunction(this).functionName,
    })) { new CfnOutput(this, name, { value }); }
  }
}
