import { join } from 'node:path';
import { sampleFlow } from '../../../cli/explain/sample-flows';
import { folder, validate } from '../support';

const TEMPLATE = {
  Resources: {
    Triage: {
      Type: 'AWS::Bedrock::Flow',
      Properties: {
        Name: 'triage',
        ExecutionRoleArn: 'arn:aws:iam::111122223333:role/x',
        DefinitionString: JSON.stringify(sampleFlow('triage')),
      },
    },
  },
};

async function judged(policy: unknown, flow: unknown = sampleFlow('triage'), ...more: readonly string[]) {
  const files = folder({
    'policy.json': typeof policy === 'string' ? policy : JSON.stringify(policy),
    'flow.json': JSON.stringify(flow),
  });
  const [asked, checked] = [join(files, 'policy.json'), join(files, 'flow.json')];
  const { code, out, err } = await validate([...more, '--policy', asked, checked]);
  const plain = (text: string) => text.split(files).join('');
  return { code, out: plain(out), err: plain(err) };
}

test('a flow that a policy allows', async () => {
  expect(await judged({ allowedModels: ['*'], maxLoopRounds: 100 })).toMatchObject({ code: 0, err: '' });
});

test('what a policy forbids is an error at its place', async () => {
  const { code, out } = await judged({ requireGuardrail: true, allowedModels: ['nothing'] });
  expect(code).toBe(1);
  expect(out).toMatch(/flow\.json:\d+:\d+.*the policy does not allow the model/s);
  expect(out).toMatch(/'; use 'nothing' \[ForbiddenModel\]/);
  expect(out).toMatch(/the node has none; give the node a guardrail, or the flow a default one \[RequiredGuardrail\]/);
});

test('in JSON and in SARIF', async () => {
  const json = await judged({ requireEncryptionKey: true }, TEMPLATE, '--json');
  const { flow, findings } = JSON.parse(json.out) as { flow: string; findings: { code: string; severity: string }[] };
  expect(flow).toBe('Triage');
  expect(findings).toEqual([expect.objectContaining({ code: 'RequiredEncryptionKey', severity: 'error' })]);
  const sarif = await judged({ requireEncryptionKey: true }, TEMPLATE, '--sarif');
  expect(sarif.out).toMatch(/"ruleId": ?"RequiredEncryptionKey"/);
});

test.each<[unknown, string]>([
  ['{', '/policy.json: error: is not JSON'],
  [[], '/policy.json: error: a policy must be an object'],
  [{ alowedModels: ['x'] }, '/policy.json: error: a policy has no \'alowedModels\'; did you mean \'allowedModels\'?'],
  [{}, '/policy.json: error: the policy is empty; give it'],
])('the policy %j is refused in one line', async (policy, said) => {
  const { code, err } = await judged(policy);
  expect(code).toBe(2);
  expect(err).toContain(said);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a policy that is not there is refused in one line', async () => {
  const { code, err } = await validate(['--policy', '/nowhere/policy.json', 'flow.json']);
  expect(code).toBe(2);
  expect(err.trim().split('\n')).toHaveLength(1);
});
