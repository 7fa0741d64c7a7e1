import {
  type CloudFormationClient, GetTemplateCommand, paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { RevisionEvent } from './index';
import { stackStatus } from '../custom-resource/stack-status';

/** What a stack still has when the deployment is over. */
export interface StackView {
  /** The numbers of the flow's versions. */
  readonly versions: ReadonlySet<string>;
  /** The ARNs of managed policies. */
  readonly policies: ReadonlySet<string>;
  /** The ARNs of versions of prompts: the working draft may name them. */
  readonly promptVersions: ReadonlySet<string>;
  /** Whether the flow and what tears it down stay: then it has got another role. */
  readonly isRoleChange: boolean;
}

const NOTHING: StackView = { versions: new Set(), policies: new Set(), promptVersions: new Set(), isRoleChange: false };

/** CloudFormation deletes what a deployment replaced or removed when all else went well. */
const CLEANUP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

/** What the stack keeps; `undefined` if it goes back to what it was, so that nothing may be deleted. */
export async function readStack(client: CloudFormationClient, event: RevisionEvent): Promise<StackView | undefined> {
  const { StackId, LogicalResourceId = '', ResourceProperties: { FlowId, FlowLogicalId } } = event;
  const status = await stackStatus(client, StackId);
  if (status?.startsWith('DELETE_')) { return NOTHING; }
  if (status !== CLEANUP) { return undefined; }
  const { TemplateBody = '' } =
    await client.send(new GetTemplateCommand({ StackName: StackId, TemplateStage: 'Processed' }));
  const { Resources: resources } =
    JSON.parse(TemplateBody) as { readonly Resources: { readonly [id: string]: unknown } };
  if (!(FlowLogicalId in resources)) { return NOTHING; }
  const versions = new Set<string>();
  const policies = new Set<string>();
  const promptVersions = new Set<string>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: StackId })) {
    for (const {
      LogicalResourceId: id = '', ResourceType: type, PhysicalResourceId: physical = '',
    } of StackResourceSummaries) {
      if (!(id in resources)) { continue; }
      // its primary identifier: the ARN of the flow, and the number
      const [, version] = physical.split(`flow/${FlowId}|`);
      if (type === 'AWS::Bedrock::FlowVersion' && version) { versions.add(version); }
      if (type === 'AWS::Bedrock::PromptVersion') { promptVersions.add(physical); }
      if (type === 'AWS::IAM::ManagedPolicy') { policies.add(physical); }
    }
  }
  return { versions, policies, promptVersions, isRoleChange: LogicalResourceId in resources };
}
