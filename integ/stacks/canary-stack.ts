import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { failAfter } from './late';
import type { CanaryVariant } from './variant';
import { workFunction } from './work';
import { CanaryFlowAlias, Flow, FlowSmokeTest, LambdaNode, OutputNode, TrafficShift } from 'cdk-bedrock-flows';

/**
 * A flow behind a canary. It says its input at once, and again when the work is done, from a node whose name tells the
 * program.
 */
export class CanaryStack extends Stack {
  constructor(scope: Construct, id: string, { program, percent, minutes, isLate }: CanaryVariant) {
    super(scope, id);
    const flow = new Flow(this, 'Flow');
    const work = new LambdaNode(flow, 'Work',
      { lambdaFunction: workFunction(this).currentVersion, inputs: { text: flow.input } });
    new OutputNode(flow, 'Echo', { document: flow.input });
    new OutputNode(flow, `Answer${program}`, { document: work.functionResponse });

    const canary = new CanaryFlowAlias(this, 'Canary', {
      flow,
      shift: percent !== undefined
        && minutes !== undefined ? TrafficShift.canary(percent, Duration.minutes(minutes)) : TrafficShift.allAtOnce(),
      smokeTests: [FlowSmokeTest.of('hello', { expectPattern: 'hello' })],
      functionUrl: true,
      errorAlarm: { minSamples: 1 }, // there is little traffic but that of the checks
    });

    if (isLate) { failAfter(this, canary, flow); }

    const { application, deploymentGroupName } = canary.deploymentGroup;
    for (const [name, value] of Object.entries({
      FlowId: flow.flowId,
      FlowRole: flow.role.roleName,
      PromotedAliasId: canary.promotedAlias.flowAliasId,
      RouterFunction: canary.routerAlias.lambda.functionName,
      RouterAlias: canary.routerAlias.aliasName,
      RouterUrl: canary.functionUrl!.url,
      Application: application.applicationName,
      DeploymentGroup: deploymentGroupName,
    })) { new CfnOutput(this, name, { value }); }
  }
}
