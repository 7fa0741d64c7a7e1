/** Calls of services that the project has no client of. The key of the emulator's root needs no signature. */
import { REGION } from './emulator';

export class RawCalls {
  public constructor(private readonly url: string) {}

  public async logGroups(): Promise<readonly string[]> {
    const answer = await this.called('logs',
      { 'x-amz-target': 'Logs_20140328.DescribeLogGroups', 'content-type': 'application/x-amz-json-1.1' }, '{}');
    const { logGroups } = JSON.parse(answer) as { logGroups: readonly { logGroupName: string }[] };
    return logGroups.map(({ logGroupName }) => logGroupName).sort();
  }

  public async queues(): Promise<readonly string[]> {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await this.called('sqs', form, 'Action=ListQueues&Version=2012-11-05');
    return [...answer.matchAll(/<QueueUrl>([^<]+)</g)].map(([, url]) => url).sort();
  }

  public async guardrails(): Promise<readonly string[]> {
    const { guardrails } = JSON.parse(await this.called('bedrock', {}, undefined, '/guardrails')) as {
      guardrails: readonly { name: string }[];
    };
    return guardrails.map(({ name }) => name).sort();
  }

  /** Those of the account, not those of the system. */
  public async inferenceProfiles(): Promise<readonly string[]> {
    const answer = await this.called('bedrock', {}, undefined, '/inference-profiles');
    const { inferenceProfileSummaries: summaries } = JSON.parse(answer) as {
      inferenceProfileSummaries: readonly { inferenceProfileArn: string }[];
    };
    return summaries.map(({ inferenceProfileArn }) => inferenceProfileArn).sort();
  }

  private async called(service: string, headers: Record<string, string>, body?: string, path = '/'): Promise<string> {
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, `
      + 'SignedHeaders=host, Signature=0';
    const answer = await fetch(this.url + path,
      { method: body === undefined ? 'GET' : 'POST', headers: { authorization, ...headers }, body });
    const text = await answer.text();
    if (!answer.ok) { throw new Error(`${service} answers ${answer.status}: ${text}`); }
    return text;
  }
}
