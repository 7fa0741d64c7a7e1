import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** A role that was just made may not be known everywhere (IAM User Guide, troubleshoot, eventual consistency). */
const TRIES = 6;
const PAUSE_MS = 5000;

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration?: Date;
}

/** Gets credentials of a role when they are first needed; a function lives no longer than they do. */
export function assumed(RoleArn: string, wait: (ms: number) => Promise<void>): () => Promise<Credentials> {
  let credentials: Promise<Credentials> | undefined;
  return () => { credentials ??= assume(new STSClient({}), RoleArn, wait); return credentials; };
}

async function assume(client: STSClient, RoleArn: string, wait: (ms: number) => Promise<void>): Promise<Credentials> {
  for (let left = TRIES; ; left--) {
    try {
      const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = {} } =
        await client.send(
          new AssumeRoleCommand({ RoleArn, RoleSessionName: 'flow-revisions' }));
      return {
        accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration: Expiration,
      };
    } catch (error) {
      if (left === 1 || (error as Error).name !== 'AccessDenied') { throw error; }
      await wait(PAUSE_MS);
    }
  }
}
