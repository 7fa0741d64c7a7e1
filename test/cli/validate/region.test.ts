/** Where flows are: by the manifest of cdk.out, by the ARN of an export, by --region. */
import { join } from 'node:path';
import { flow, folder, pascal, validate } from '../support';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';

function asking(modelId: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(flow()).replace('amazon.nova-lite-v1:0', modelId)) as Record<string, unknown>;
}

const template = (modelId = HAIKU) => JSON.stringify({
  Resources: { Triage: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: pascal(asking(modelId)) } } },
});
const manifest = (environment: string) => JSON.stringify({
  artifacts: { S: { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'S.template.json' } } },
});

async function codes(...argv: string[]): Promise<unknown[]> {
  const { out, err } = await validate(['--json', ...argv]);
  expect(err).toBe('');
  return out.trim().split('\n')
    .flatMap((line) => (JSON.parse(line) as { findings: { code: string }[] }).findings.map(({ code }) => code));
}

test('a template in cdk.out, by folder or file', async () => {
  const root = folder({ 'S.template.json': template(), 'manifest.json': manifest('aws://111122223333/eu-central-1') });
  expect(await codes(root)).toEqual(['UnavailableModel']);
  expect(await codes(join(root, 'S.template.json'))).toEqual(['UnavailableModel']);
  // what the file says counts
  expect(await codes('--region', 'us-gov-west-1', root)).toEqual(['UnavailableModel']);
});

test('one of which CDK does not know, or without a manifest that can be read: --region', async () => {
  for (const file of [manifest('aws://unknown-account/unknown-region'), '{', 'null']) {
    const root = folder({ 'S.template.json': template(), 'manifest.json': file });
    expect(await codes(join(root, 'S.template.json'))).toEqual([]);
    expect(await codes('--region', 'eu-central-1', join(root, 'S.template.json'))).toEqual(['UnavailableModel']);
  }
});

test('an answer of GetFlow: its ARN', async () => {
  const answer = (region: string) => JSON.stringify({
    name: 'triage', arn: `arn:aws:bedrock:${region}:111122223333:flow/FLOW000001`, definition: asking(`us.${HAIKU}`),
  });
  const root = folder({ 'here.json': answer('us-east-1'), 'there.json': answer('eu-central-1') });
  expect(await codes(join(root, 'here.json'))).toEqual([]);
  expect(await codes(join(root, 'there.json'))).toEqual(['UnavailableModel']);
});

test('a definition, also from standard input: --region', async () => {
  const root = folder({ 'flow.json': JSON.stringify(asking(`us.${HAIKU}`)) });
  expect(await codes(join(root, 'flow.json'))).toEqual([]);
  expect(await codes('--region', 'us-east-1', join(root, 'flow.json'))).toEqual([]);
  expect(await codes('--region', 'eu-central-1', join(root, 'flow.json'))).toEqual(['UnavailableModel']);
  const { out } = await validate(['--region', 'eu-central-1', '-'], { stdin: JSON.stringify(asking(HAIKU)) });
  expect(out).toContain(`use 'eu.${HAIKU}' or 'global.${HAIKU}' [UnavailableModel]`);
});

test('what no Region is', async () => {
  for (const region of ['Frankfurt', '', 'eu-central-1; rm', 'eu-central']) {
    const { code, err } = await validate(['--region', region, 'flow.json']);
    expect([code, err]).toEqual([2, expect.stringContaining('it must be a Region, such as eu-west-1')]);
  }
});
