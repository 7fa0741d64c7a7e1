/** The world of a real account. */
import { randomBytes } from 'node:crypto';
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { unusable } from './arguments';
import { deploy } from './cdk';
import { sayingOf } from './saying';
import { signedPost } from './signed-post';
import type { FlowClients, World } from './world';

/** Throttled calls are tried again by the SDK. */
const ATTEMPTS = 6;

/** @param run that of an earlier one; a new one without */
export async function openAccount(region: string, run = newRun()): Promise<World> {
  const common = { region, maxAttempts: ATTEMPTS };
  const sts = new STSClient(common);
  const caller = await callerOf(sts);
  const [, partition, , , account] = caller.split(':');
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
    partition,
    caller,
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

/** Small letters and digits; two runs of the same moment differ. */
function newRun(): string {
  return `${Date.now().toString(36)}${randomBytes(2).toString('hex')}`;
}

/** How many minutes the credentials of a world live; `undefined` if they have no end. */
export async function lifeOfCredentials({ clients, now }: World): Promise<number | undefined> {
  const { expiration } = await clients.sts.config.credentials();
  return expiration && Math.floor((expiration.getTime() - now()) / 60_000);
}

/** The ARN of whoever's credentials these are: it has the partition and the account. */
async function callerOf(sts: STSClient): Promise<string> {
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn!;
  } catch (error) {
    const why = sayingOf(error).replace(/[.\s]+$/, '');
    throw unusable(`the account can't be reached: ${why}; sign in to AWS, for example with 'aws sso login'`,
      'NoAccount');
  }
}

function flowClients(common: ConstructorParameters<typeof BedrockAgentClient>[0]): FlowClients {
  return { bedrock: new BedrockAgentClient(common!), runtime: new BedrockAgentRuntimeClient(common as object) };
}
