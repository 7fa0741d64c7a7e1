import { aws_iam as iam, CustomResource, type IResolvable, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FlowSmokeTest } from '../canary/flow-smoke-test';
import { testsAsJson } from '../canary/smoke-tests';
import { ALIAS_TESTS, type AliasTestProperties, DRAFT_ALIAS_ID } from '../core/contract';
import type { Flow } from '../flow/flow';
import { StackFunction } from '../functions/stack-function';
import { flowKeyUse } from '../role/key-needs';

/**
 * Tests the working draft of a flow, which CloudFormation has prepared, before a version is made of it: with each
 * change of what a version freezes, and of the tests. When a test fails, the deployment fails, and CloudFormation goes
 * back; no version was made, and no alias moved.
 */
export class AliasSmokeTests extends Construct {
  public constructor(scope: Construct, id: string, flow: Flow, tests: readonly FlowSmokeTest[]) {
    super(scope, id);
    const tester = StackFunction.of(flow, {
      id: 'BedrockFlowSmokeTests',
      handler: 'draft-test',
      description: 'Tests the working drafts of Bedrock flows '
        + 'before versions are made of them',
    });
    const { lambdaFunction } = tester;
    lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      actions: ['bedrock:InvokeFlow'], resources: [`${flow.flowArn}/alias/${DRAFT_ALIAS_ID}`],
    }));
    lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
      actions: ['cloudformation:DescribeStacks'], resources: [flow.stack.stackId],
    }));
    const { encryptionKey } = flow;
    if (encryptionKey) {
      lambdaFunction.addToRolePolicy(new iam.PolicyStatement(flowKeyUse(flow, flow.flowArn, encryptionKey)));
    }
    const properties: AliasTestProperties<string | IResolvable> = {
      FlowId: flow.flowId,
      Tests: testsAsJson(this, flow.input.node.nodeName, tests),
      Revision: Lazy.uncachedString({ produce: () => flow._revisions().hash() }),
    };
    const resource = new CustomResource(this, 'Resource',
      { resourceType: ALIAS_TESTS, ...tester.service, properties: { ...properties } });
    // the draft is prepared when the flow is made or changed
    resource.node.addDependency(flow.node.defaultChild!);
  }
}
