/** The app that the checks deploy: each variant synthesizes, and is what its check needs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { templateOf } from './support/in-memory-deployments';
import { permissions, statementsFor } from '../../integ/checks/permissions';
import { runtimeNeeds } from '../../integ/kit/runtime-needs';
import { TAG } from '../../integ/kit/world';
import { type CanaryVariant, contextOf, type Variant, variantOf } from '../../integ/stacks/variant';
import { joined } from '../../src/core/joined';

const FIRST: CanaryVariant = { kind: 'canary', program: 1 };
const VARIANTS: readonly Variant[] = [
  FIRST,
  { ...FIRST, program: 2 },
  { ...FIRST, program: 3 },
  { ...FIRST, program: 2, percent: 10, minutes: 60 },
  { ...FIRST, program: 2, percent: 50, minutes: 1, isLate: true },
  { kind: 'draft', colour: 'blue' },
  { kind: 'draft', colour: 'green' },
  { kind: 'plain', program: 1 },
  { kind: 'plain', program: 2, isLate: true },
  { kind: 'probe' },
  { kind: 'keys' },
];

type Resource = { readonly Type: string; readonly Properties: any; readonly DependsOn?: readonly string[] };
const resourcesOf = (variant: Variant, type: string) =>
  Object.entries(templateOf(variant).Resources as Record<string, Resource>).filter(([, { Type }]) => Type === type);
const idsOf = (variant: Variant, type: string) => resourcesOf(variant, type).map(([id]) => id);

test.each(VARIANTS)('%j synthesizes, and comes through the command line as it is', (variant) => {
  expect(Object.keys(templateOf(variant).Resources).length).toBeGreaterThan(1);
  const context = contextOf(variant);
  const absent = {
    canary: { isLate: false, percent: undefined, minutes: undefined },
    plain: { isLate: false },
    draft: {},
    keys: {},
    probe: {},
  }[variant.kind];
  expect(variantOf((name) => context[name])).toEqual({ ...absent, ...variant });
});

test('a context that is not complete is one line', () => {
  expect(() => variantOf(() => undefined)).toThrow('[integ/app.ts] there is no context value \'kind\'; this app is '
    + 'deployed by integ/run.ts');
  expect(() => variantOf(() => 'other')).toThrow('[integ/app.ts] there is no kind \'other\' of stack; use canary, '
    + 'draft, keys, plain or probe');
});

test('the app itself, as the CDK command line runs it', () => {
  const output = mkdtempSync(join(tmpdir(), 'integ-test-'));
  try {
    execFileSync('npx', ['tsx', '--tsconfig', 'examples/tsconfig.json', 'integ/app.ts'], {
      cwd: join(__dirname, '../..'),
      env: {
        ...process.env,
        CDK_OUTDIR: output,
        CDK_CONTEXT_JSON: JSON.stringify({ stack: 'Mine', run: 'r1', ...contextOf({ kind: 'draft', colour: 'blue' }) }),
      },
      stdio: 'pipe',
    });
    const { Resources } = JSON.parse(readFileSync(join(output, 'Mine.template.json'), 'utf8'));
    const [flow] = Object.values<Resource>(Resources).filter(({ Type }) => Type === 'AWS::Bedrock::Flow');
    expect(flow.Properties.Tags).toEqual({ colour: 'blue', [TAG]: 'r1' });
  } finally {
    rmSync(output, { recursive: true });
  }
});

test('each program is another version of the flow; a revert is the first one again; no model is needed', () => {
  const [one, two, three] = [1, 2, 3].map((program) => idsOf({ ...FIRST, program }, 'AWS::Bedrock::FlowVersion')[0]);
  expect(new Set([one, two, three]).size).toBe(3);
  expect(idsOf({ ...FIRST, percent: 10, minutes: 60 }, 'AWS::Bedrock::FlowVersion')).toEqual([one]);
  for (const variant of VARIANTS) { expect(JSON.stringify(templateOf(variant))).not.toContain('bedrock:InvokeModel'); }
});

test('traffic shifts as the variant says', () => {
  const [[, { Properties }]] = resourcesOf({ ...FIRST, percent: 10, minutes: 60 }, 'AWS::CodeDeploy::DeploymentConfig');
  expect(Properties.TrafficRoutingConfig.TimeBasedCanary).toEqual({ CanaryInterval: 60, CanaryPercentage: 10 });
  expect(resourcesOf(FIRST, 'AWS::CodeDeploy::DeploymentGroup')[0][1].Properties.DeploymentConfigName)
    .toBe('CodeDeployDefault.LambdaAllAtOnce');
});

test('what fails late comes after everything', () => {
  const late: Variant = { ...FIRST, percent: 50, minutes: 1, isLate: true };
  const [[, { DependsOn = [], Properties }]] = resourcesOf(late, 'AWS::CloudFormation::WaitCondition');
  expect(Properties).toMatchObject({ Count: 1, Timeout: '1' });
  const after = [
    'AWS::Lambda::Alias', 'AWS::Bedrock::FlowAlias', 'Custom::BedrockFlowRevisionPruning', 'Custom::Trigger',
  ].flatMap((type) => idsOf(late, type));
  expect(after.length).toBeGreaterThanOrEqual(5);
  expect(DependsOn).toEqual(expect.arrayContaining(after));
  expect(idsOf(FIRST, 'AWS::CloudFormation::WaitCondition')).toEqual([]);
});

test('plain programs bring each a version and a policy, and nothing else of the library', () => {
  const [one, two] = [1, 2].map((program): Variant => ({ kind: 'plain', program }));
  for (const type of ['AWS::Bedrock::FlowVersion', 'AWS::IAM::Policy']) {
    expect(idsOf(one, type)).toHaveLength(1);
    expect(idsOf(two, type)).not.toEqual(idsOf(one, type));
  }
  expect(JSON.stringify(templateOf(one))).not.toContain('Custom::');
  const [[, { DependsOn = [] }]] = resourcesOf({ kind: 'plain', program: 1, isLate: true },
    'AWS::CloudFormation::WaitCondition');
  expect(DependsOn).toEqual(expect.arrayContaining(idsOf(one, 'AWS::Bedrock::FlowAlias')));
});

test('tags alone make the two drafts differ', () => {
  const text = (colour: string) => JSON.stringify(templateOf({ kind: 'draft', colour })).replaceAll(colour, '');
  expect(text('blue')).toBe(text('green'));
  expect(JSON.stringify(templateOf({ kind: 'draft', colour: 'blue' }))).toContain('blue');
});

test(`${permissions.name} tries what the library gives`, () => {
  const flow = { 'Fn::GetAtt': [idsOf(FIRST, 'AWS::Bedrock::Flow')[0], 'Arn'] };
  const given = Object.values(
    templateOf(FIRST).Resources as Record<string, Resource>,
  ).flatMap(({ Type, Properties }) => (
    Type === 'AWS::IAM::Policy' ? Properties.PolicyDocument.Statement
      : Type === 'AWS::IAM::Role'
        ? (Properties.Policies ?? []).flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement) : []));
  const onFlows = given.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('bedrock:')));
  const plain = onFlows.map(({ Effect, Action, Resource, Condition }) => (
    {
      Effect,
      Action: [Action].flat(),
      Resource: [Resource].flat().map((one) => arnOf(one, flow)),
      ...Condition && { Condition },
    }));
  expect(plain).toHaveLength(4);
  expect(plain).toEqual(expect.arrayContaining([...statementsFor('FLOW')]));
});

/** The ARN of the flow, however it is put together, is FLOW. */
function arnOf(resource: any, flow: object): string {
  const parts: unknown[] = resource['Fn::Join'] ? resource['Fn::Join'][1] : [resource];
  const text = parts.map((part) => typeof part === 'string' ? part : JSON.stringify(part) === JSON.stringify(flow)
    ? 'FLOW' : JSON.stringify(part)).join('');
  return text.replace(
    joined(
      /^arn:\{"Ref":"AWS::Partition"\}:bedrock:\{"Ref":"AWS::Region"\}:\{"Ref":"AWS::AccountId"\}/,
      /:flow\/\{"Fn::GetAtt":\["[^"]+","Id"\]\}/,
    ),
    'FLOW',
  );
}

describe('what the functions of the stacks do', () => {
  const work = () => {
    const [, { Properties }] = resourcesOf({ kind: 'probe' }, 'AWS::Lambda::Function')
      .find(([id]) => id.startsWith('Work'))!;
    const exports: { handler?: (event: object) => Promise<unknown> } = {};
    runInNewContext(Properties.Code.ZipFile, { exports, require, process, setTimeout });
    return exports.handler!;
  };

  test('they hand the text back, from a node and called directly', async () => {
    expect(await work()({ node: { inputs: [{ name: 'text', value: 'hello' }] } })).toBe('hello');
    expect(await work()({ document: 'hello' })).toBe('hello');
  });

  test('they wait and fail as they are told', async () => {
    const start = Date.now();
    expect(await work()({ document: 'wait 0.3' })).toBe('wait 0.3');
    expect(Date.now() - start).toBeGreaterThanOrEqual(290);
    await expect(work()({ document: 'fail' })).rejects.toThrow('asked to fail');
  });

  test('they tell what they do not find in the run time', async () => {
    const { version } = jest.requireActual('@aws-sdk/client-bedrock-agent-runtime/package.json');
    const runtime = async (needs: object) => work()({ document: `runtime ${JSON.stringify(needs)}` });
    const about = { node: process.version, sdk: version };
    expect(await runtime(runtimeNeeds())).toEqual({ ...about, missing: [] });
    expect(await runtime({ '@aws-sdk/client-sts': ['STSClient', 'GuessCommand'], '@aws-sdk/client-none': ['Any'] }))
      .toEqual({ ...about, missing: ['@aws-sdk/client-sts GuessCommand', '@aws-sdk/client-none'] });
  });
});
