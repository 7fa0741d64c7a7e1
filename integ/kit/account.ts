/** The world of a real account. */
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Unusable } from './arguments';
import { deploy } from './cdk';
import { sayingOf } from './saying';
import { signedPost } from './signed-post';
import { FlowClients, World } from './world';

/** Throttled calls are tried again by the SDK. */
const ATTEMPTS = 6;

export async function openAccount(region: string): Promise<World> {
  const common = { region, maxAttempts: ATTEMPTS };
  const sts = new STSClient(common);
  const account = await accountOf(sts);
  const run = Date.now().toString(36);
  const clients = {
    ...flowClients(common),
    cloudFormation: new CloudFormationClient(common),
    cloudWatch: new CloudWatchClient(common),
    codeDeploy: new CodeDeployClient(common),
    iam: new IAMClient(common),
    lambda: new LambdaClient(common),
    stepFunctions: new SFNClient(common),
    sts,
  };
  return {
    account,
    region,
    run,
    clients,
    clientsOf: (credentials) => flowClients({ ...common, credentials }),
    deploy: (stack, variant, signal) => deploy(region, run, stack, variant, signal),
    post: (url, body) => signedPost(url, body, region, sts.config.credentials),
    now: Date.now,
    wait: (ms) => new Promise((done) => { setTimeout(done, ms); }),
  };
}

async function accountOf(sts: STSClient): Promise<string> {
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Account!;
  } catch (error) {
    const why = sayingOf(error).replace(/[.\s]+$/, '');
    throw new Unusable(`[integ] the account can't be reached: ${why}; sign in to AWS, for example with 'aws sso login' [NoAccount]`);
  }
}

function flowClients(common: ConstructorParameters<typeof BedrockAgentClient>[0]): FlowClients {
  return { bedrock: new BedrockAgentClient(common!), runtime: new BedrockAgentRuntimeClient(common as object) };
}
