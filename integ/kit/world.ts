/** What a check can reach: an account of AWS, the CDK command line, and a clock. Tests put others in their place. */
import type { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import type { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Variant } from '../stacks/variant';

export interface FlowClients {
  readonly bedrock: BedrockAgentClient;
  readonly runtime: BedrockAgentRuntimeClient;
}

export interface Clients extends FlowClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly codeDeploy: CodeDeployClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly stepFunctions: SFNClient;
  readonly sts: STSClient;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface Deployment {
  readonly isOk: boolean;
  /** Why it failed, in one line. */
  readonly message: string;
}

export interface World {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`: how ARNs begin there. */
  readonly partition: string;
  /** Whose credentials these are, as an ARN. */
  readonly caller: string;
  readonly region: string;
  /** Tells apart what different runs make: small letters and digits. */
  readonly run: string;
  readonly clients: Clients;
  /** The same service for someone else. */
  readonly clientsOf: (credentials: Credentials) => FlowClients;
  /**
   * Deploys a stack of `integ/app.ts`, and waits for the end; the signal ends the command line, not what CloudFormation
   * does.
   */
  readonly deploy: (stack: string, variant: Variant, signal?: AbortSignal) => Promise<Deployment>;
  /** Sends a signed request to a Function URL, and gives the lines of the answer as they come. */
  readonly post: (url: string, body: string) => AsyncIterable<string>;
  /** Milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The tag of all that a run makes; its value is the run. */
export const TAG = 'cdk-bedrock-flows-integ';

export function nameOf(world: World, what: string): string {
  return `${TAG}-${world.run}-${what}`;
}
