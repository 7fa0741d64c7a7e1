/**
 * The custom resources that keep the versions of a flow within the quota. Nothing here fails a deployment: what goes
 * wrong is logged.
 */
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { assumed } from './assumed-role';
import { prune } from './prune';
import { tearDown } from './tear-down';
import { type PruningProperties, TEARDOWN, type TeardownProperties } from '../../src/core/contract';
import { type CustomResourceEvent, responding, type Result } from '../custom-resource/respond';

export type Pruning = PruningProperties<string, readonly string[]>;
export type Teardown = TeardownProperties<string, readonly string[]>;
export type RevisionEvent = CustomResourceEvent<Teardown & Partial<Pruning>>;

export interface Clients {
  readonly bedrock: BedrockAgentClient;
  readonly iam: IAMClient;
  readonly cloudFormation: CloudFormationClient;
  readonly wait: (ms: number) => Promise<void>;
}

/** The handler over these clients. */
export function handlerWith(clients: Clients) {
  return async (event: RevisionEvent): Promise<Result> => {
    const { FlowId, RoleName } = event.ResourceProperties;
    const isTeardown = event.ResourceType === TEARDOWN;
    try {
      if (isTeardown && event.RequestType === 'Delete') { await tearDown(event, clients); }
      if (!isTeardown && event.RequestType === 'Update') { await prune(event, clients); }
    } catch (error) {
      console.error(`flow ${FlowId}: old versions are left as they `
        + `are: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    }
    // with another role, CloudFormation deletes the teardown of the one before, when all went well
    return {
      PhysicalResourceId: isTeardown ? [FlowId, RoleName ?? []].flat().join('/') : event.PhysicalResourceId
        ?? `${FlowId}-pruning`,
    };
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

export const handler = responding(async (event: RevisionEvent) => {
  const config = { credentials: assumed(event.ResourceProperties.PruningRoleArn, wait) };
  return handlerWith({
    bedrock: new BedrockAgentClient(config),
    iam: new IAMClient(config),
    cloudFormation:
      new CloudFormationClient({}),
    wait,
  })(event);
});
