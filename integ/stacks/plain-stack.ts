import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { failAfter } from './late';
import type { PlainVariant } from './variant';
import { workFunction } from './work';
import { Flow, FlowAlias, LambdaNode, OutputNode } from 'cdk-bedrock-flows';

/**
 * A flow with an alias and nothing else of the library's. Each program may call its own function only: its version
 * needs its own policy.
 */
export class PlainStack extends Stack {
  constructor(scope: Construct, id: string, { program, isLate }: PlainVariant) {
    super(scope, id);
    const flow = new Flow(this, 'Flow');
    const work = new LambdaNode(flow, 'Work',
      { lambdaFunction: workFunction(this, `Work${program}`), inputs: { text: flow.input } });
    new OutputNode(flow, `Answer${program}`, { document: work.functionResponse });
    const alias = new FlowAlias(this, 'Live', { flow, aliasName: 'live' });
    if (isLate) { failAfter(this, alias, flow); }
    for (const [name, value] of Object.entries({
      FlowId: flow.flowId, FlowRole: flow.role.roleName, AliasId: alias.flowAliasId,
    })) {
      new CfnOutput(this, name, { value });
    }
  }
}
