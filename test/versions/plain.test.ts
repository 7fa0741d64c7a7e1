/** A published flow that keeps no old versions: plain CloudFormation, and what each deployment makes and deletes. */
import { aws_bedrock as bedrock, aws_iam as iam, aws_s3 as s3, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import {
  CanaryFlowAlias, Flow, FlowAlias, FlowGuardrail, FlowPrompt, FlowVersion, OutputNode, PromptNode,
} from '../../src';
import { fixedStack, MODEL, resourcesOf, templateOf as render, testApp, testFlow, warningsOf } from '../support';
import { type Program, templateOf } from '../support/flow-programs';
import type { CfnTemplate } from '../support/intrinsics';

const PLAIN: Program = { keep: false, isPinned: false };
const typesOf = (template: CfnTemplate) => Object.values(template.Resources).map(({ Type }) => Type).sort();
const idsOf = (template: CfnTemplate, type: string) => Object.keys(template.Resources)
  .filter((id) => template.Resources[id].Type === type);

function changes(from: Program, to: Program) {
  const [before, after] = [templateOf({ ...PLAIN, ...from }), templateOf({ ...PLAIN, ...to })];
  const types =
    (template: CfnTemplate, ids: string[]) => ids.map((id) => template.Resources[id].Type.replace('AWS::', '')).sort();
  const [old, now] = [Object.keys(before.Resources), Object.keys(after.Resources)];
  return {
    created: types(after, now.filter((id) => !old.includes(id))),
    deleted: types(before, old.filter((id) => !now.includes(id))),
  };
}

test('the flow, its role and policy, the version and the alias, and nothing else', () => {
  const template = templateOf(PLAIN);
  expect(typesOf(template)).toEqual([
    'AWS::Bedrock::Flow', 'AWS::Bedrock::FlowAlias', 'AWS::Bedrock::FlowVersion', 'AWS::IAM::Policy', 'AWS::IAM::Role',
  ]);
  expect(JSON.stringify(template)).not.toMatch(/Retain|AssetParameters/);
});

test('no asset: a stack without a bootstrapped account will do', () => {
  const stack = new Stack(testApp(), 'S', { synthesizer: new BootstraplessSynthesizer() });
  new FlowAlias(stack, 'Live', { flow: testFlow(stack), aliasName: 'live' });
  expect(() => render(stack)).not.toThrow();
});

describe('a deployment', () => {
  test.each<[string, Program, Program, string[]]>([
    ['of another prompt: a version', {}, { text: 'Reply to {{topic}}' }, ['Bedrock::FlowVersion']],
    ['of another model: a version and its policy', {}, { model: 'amazon.nova-pro-v1:0' }, [
      'Bedrock::FlowVersion', 'IAM::Policy',
    ]],
    ['of other permissions alone: a policy', { functions: 1 }, { functions: 2 }, ['IAM::Policy']],
    ['of another concurrency: a version', { concurrency: 1 }, { concurrency: 2 }, ['Bedrock::FlowVersion']],
    ['of another prompt of its own: that too', {
      isManaged: true, text: 'A {{topic}}',
    }, { isManaged: true, text: 'B {{topic}}' }, ['Bedrock::FlowVersion', 'Bedrock::PromptVersion', 'IAM::Policy']],
    ['of tags: nothing', {}, { tag: 'green' }, []],
  ])('%s', (_, from, to, made) => expect(changes(from, to)).toEqual({ created: made, deleted: made }));

  test('of another role: what the one before had goes with it', () => {
    const made = ['Bedrock::FlowVersion', 'IAM::Policy', 'IAM::Role'];
    expect(changes({ role: 'One' }, { role: 'Two' })).toEqual({ created: made, deleted: made });
  });

  test('makes the policy before it changes the flow', () => {
    const template = templateOf(PLAIN);
    const [flow] = idsOf(template, 'AWS::Bedrock::Flow');
    expect(template.Resources[flow].DependsOn).toEqual(idsOf(template, 'AWS::IAM::Policy'));
  });

  test('of a published flow leaves that of an unpublished one as it was', () => {
    const flow = testFlow();
    flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['x:One'], resources: ['a'] }));
    expect(Object.keys(resourcesOf(flow, 'AWS::IAM::Policy'))).toEqual(['FExecutionPolicy']);
    const [id] = Object.keys(render(flow).Resources).filter((one) => one.startsWith('FExecutionPolicy'));
    flow.currentVersion;
    const [published] = Object.keys(render(flow).Resources).filter((one) => one.startsWith('FExecutionPolicy'));
    expect(published).toMatch(new RegExp(`^${id}[0-9a-f]{16}$`));
  });
});

describe('grants beside the nodes\' needs', () => {
  const programs: [string, (stack: Stack) => Flow][] = [
    [
      'to the flow',
      (stack) => { const flow = testFlow(stack); new s3.Bucket(stack, 'B').grantRead(flow); return flow; },
    ],
    [
      'to its role',
      (stack) => { const flow = testFlow(stack); new s3.Bucket(stack, 'B').grantRead(flow.role); return flow; },
    ],
    ['to a role of one\'s own, before', (stack) => {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
      new s3.Bucket(stack, 'B').grantRead(role);
      return testFlow(stack, { role });
    }],
    ['to a role that two flows share, of which one is published', (stack) => {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
      testFlow(stack, { role }, 'G');
      return testFlow(stack, { role });
    }],
  ];
  test.each(programs)('%s', (_, make) => {
    for (const retainedVersions of [undefined, 3]) {
      const stack = fixedStack();
      const flow = make(stack);
      new FlowVersion(stack, 'V', { flow, retainedVersions });
      expect(() => (stack.node.root as ReturnType<typeof testApp>).synth()).not.toThrow();
    }
  });
});

describe('the size of policies', () => {
  const statement = (at: number, length = 60) =>
    new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${at}${'x'.repeat(length)}`] });

  test('managed policies beyond what a role takes are a warning', () => {
    const flow = testFlow();
    flow.currentVersion;
    for (let at = 0; at < 5; at++) { flow.addToRolePolicy(statement(at, 5000)); }
    (flow.role as iam.Role).addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
    (flow.node.root as ReturnType<typeof testApp>).synth();
    expect(warningsOf(flow).filter((line) => line.endsWith('[QuotaExceeded]'))).toEqual([
      '[S/F] the role would have up to 11 managed policies (5 for the flow, as many for its next deployment, and 1 '
        + 'others), and IAM allows 10 unless the quota is raised; give the flow its own role, or grant fewer '
        + 'permissions [QuotaExceeded]',
    ]);
  });
});

test('two stacks that share an imported role name their policies differently', () => {
  const app = testApp();
  const names = ['S', 'T'].map((id) => {
    const stack = fixedStack(id, app);
    const flow = testFlow(stack,
      { role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/shared') });
    flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['x:One'], resources: ['a'] }));
    return flow;
  }).map((flow) => Object.values(resourcesOf(flow, 'AWS::IAM::Policy'))[0].Properties.PolicyName);
  expect(new Set(names).size).toBe(2);
});

test('a pinned alias goes with its version, and is not for other stacks', () => {
  const app = testApp();
  const stack = fixedStack('S', app);
  const flow = testFlow(stack);
  const alias = flow.currentVersion.pinnedAlias;
  expect(Object.values(resourcesOf(flow, 'AWS::Bedrock::FlowAlias'))[0]).not.toHaveProperty('DeletionPolicy');
  const role = new iam.Role(fixedStack('T', app), 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
  alias.grants.invoke(role);
  expect(() => app.synth({ force: true }))
    .toThrow(/\[S\/F\/CurrentVersion\/PinnedAlias\] the pinned alias is used in another stack, .* \[ForeignValue\]/);
});

test('a canary keeps 3 versions unless the flow says how many', () => {
  const kept = (retainedVersions?: number) => {
    const stack = fixedStack();
    const flow = testFlow(stack, { currentVersionOptions: { retainedVersions } });
    new CanaryFlowAlias(stack, 'Canary', { flow });
    return Object.values(resourcesOf(flow, 'Custom::BedrockFlowRevisionPruning'))[0].Properties.Keep;
  };
  expect([kept(), kept(2), kept(5)]).toEqual([3, 2, 5]);
});

test('what a synth says of a number without retention names the way', () => {
  const stack = fixedStack();
  const flow = testFlow(stack);
  new FlowAlias(stack, 'Old',
    { flow, aliasName: 'old', version: FlowVersion.fromVersionNumber(stack, 'V', flow, '3') });
  new FlowVersion(stack, 'Kept', { flow, retainedVersions: 3 });
  render(stack);
  expect(warningsOf(flow).filter((line) => line.endsWith('[VersionNotRetained]'))).toEqual([]);
});

test('a guardrail of another stack is published where the flow is: no export carries a hash', () => {
  const app = testApp();
  const security = fixedStack('Security', app);
  const guardrail = new bedrock.CfnGuardrail(security, 'G',
    { name: 'g', blockedInputMessaging: 'no', blockedOutputsMessaging: 'no' });
  const stack = fixedStack('S', app);
  const flow = new Flow(stack, 'F', { guardrail: FlowGuardrail.fromPublished(guardrail) });
  for (const id of ['Ask', 'Tell']) {
    const ask = new PromptNode(flow, id,
      { model: MODEL, prompt: FlowPrompt.inline('Hi {{name}}'), inputs: { name: flow.input } });
    new OutputNode(flow, `${id}Out`, { document: ask.modelCompletion });
  }
  new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  const id = () => Object.keys(render(stack).Resources).filter((one) => one.startsWith('PublishedVersion'));
  expect(Object.values(render(security).Resources).map((one: any) => one.Type)).toEqual(['AWS::Bedrock::Guardrail']);
  const [before, ...others] = id();
  expect(others).toEqual([]);
  expect(Object.values<any>(render(security).Outputs).map(({ Export }) => Export.Name).join()).not
    .toMatch(/[0-9a-f]{16}/);
  guardrail.blockedInputMessaging = 'no, sorry';
  expect(id()).not.toEqual([before]);
});
