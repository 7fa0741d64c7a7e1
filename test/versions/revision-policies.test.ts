/** The managed policies of a published flow: their parts, what waits for them, and when there would be too many. */
import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { Flow } from '../../src';
import { joined } from '../../src/core/joined';
import { fixedStack, resourcesOf, templateOf, testApp, testFlow, warningsOf } from '../support';

const RETAINED = { currentVersionOptions: { retainedVersions: 3 } };
const statement = (...resources: string[]) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources });
const long = (letter: string, length = 5000) => `arn:aws:s3:::${letter.repeat(length)}`;
const policiesOf = (flow: Flow): [string, any][] => Object.entries<any>(templateOf(flow).Resources)
  .filter(([, { Type }]) => Type === 'AWS::IAM::ManagedPolicy');
const pruningOf = (flow: Flow): any => Object.values(resourcesOf(flow, 'Custom::BedrockFlowRevisionPruning'))[0];

function published(...resources: string[]): Flow {
  const flow = testFlow(fixedStack(), RETAINED);
  // versions first: the permissions come as the program goes on
  flow.currentVersion;
  if (resources.length > 0) { flow.addToRolePolicy(statement(...resources)); }
  return flow;
}

/** What a synth says of policies: errors, and warnings. */
function quotaFindings(flow: Flow): { errors: string; warnings: readonly string[] } {
  let errors = '';
  try {
    (flow.node.root as ReturnType<typeof testApp>).synth({ force: true });
  } catch (error) { errors = (error as Error).message; }
  return { errors, warnings: warningsOf(flow).filter((line) => line.includes('managed polic')) };
}

const WARNING = (all: number, times: string, beside = '') => `[S/F] the role would have up to ${all} managed policies `
  + `(${times}, for each version that is kept and one on the way${beside}), and IAM allows 10 unless the quota is `
  + 'raised; keep fewer versions, or import a role with mutable: false that has the permissions that the flow needs '
  + '[QuotaExceeded]';

test('a flow that needs nothing has none, and nothing refers to one', () => {
  const flow = published();
  expect(policiesOf(flow)).toEqual([]);
  expect(pruningOf(flow).Properties).not.toHaveProperty('CurrentPolicies');
  expect(Object.values(resourcesOf(flow, 'AWS::Bedrock::Flow'))[0]).not.toHaveProperty('DependsOn');
});

test('the flow waits for its policies, also when its version is asked for before there is anything to allow', () => {
  const flow = published('arn:aws:s3:::b');
  const [[id]] = policiesOf(flow);
  expect(Object.values(resourcesOf(flow, 'AWS::Bedrock::Flow'))[0].DependsOn).toEqual([id]);
  expect(pruningOf(flow).Properties).toMatchObject({
    CurrentPolicies: [expect.stringMatching(/^\$\{FRevisionPolicy/)],
    PolicyPath: expect.stringMatching(/^\/cdk-bedrock-flows\/us-east-1\/S-F-\w+\/$/),
  });
});

test('permissions that are too long for one policy go into several, which belong together by their paths', () => {
  const flow = published(long('x'), long('y'), long('z'));
  const policies = policiesOf(flow);
  expect(policies.map(([, { Properties }]) => Properties.PolicyDocument.Statement))
    .toEqual(['x', 'y', 'z'].map((letter) => [
      { Action: 's3:GetObject', Effect: 'Allow', Resource: long(letter) },
    ]));
  const [[first, { Properties: { Path: path } }], ...others] = policies;
  for (const [, { Properties }] of others) {
    expect(Properties.Path)
      .toEqual({ 'Fn::Join': ['', [path, { 'Fn::Select': [5, { 'Fn::Split': ['/', { Ref: first }] }] }, '/']] });
  }
  const ids = policies.map(([id]) => id);
  const [{ DependsOn }] = Object.values<any>(templateOf(flow).Resources)
    .filter(({ Type }) => Type === 'AWS::Bedrock::Flow');
  expect([...DependsOn].sort()).toEqual([...ids].sort());
  expect(pruningOf(flow).Properties.CurrentPolicies).toHaveLength(3);
  for (const [, resource] of policies) {
    expect(resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  }
});

test('what is added after somebody has looked is there, too', () => {
  const flow = published();
  expect(policiesOf(flow)).toEqual([]);
  flow.addToRolePolicy(statement(long('x')));
  expect(policiesOf(flow)).toHaveLength(1);
  const late = statement('arn:aws:s3:::b');
  flow.addToRolePolicy(late);
  expect(policiesOf(flow)).toHaveLength(1);
  late.addResources(long('y'));
  expect(policiesOf(flow).flatMap(
    ([, { Properties }]) => Properties.PolicyDocument.Statement.flatMap(({ Resource }: any) => Resource),
  ).sort())
    .toEqual(['arn:aws:s3:::b', long('x'), long('y')]);
});

test('the parts are the same in whatever order the permissions are added', () => {
  const one = published();
  const other = published();
  const letters = ['u', 'v', 'w', 'x', 'y'];
  for (const letter of letters) { one.addToRolePolicy(statement(long(letter, 3000))); }
  for (const letter of letters.reverse()) { other.addToRolePolicy(statement(long(letter, 3000))); }
  expect(policiesOf(one)).toHaveLength(3);
  expect(templateOf(other)).toEqual(templateOf(one));
});

test('the path tells Regions apart: IAM does not', () => {
  const flow = testFlow(new Stack(testApp(), 'S'), RETAINED);
  flow.currentVersion;
  flow.addToRolePolicy(statement('arn:aws:s3:::b'));
  const [[, { Properties }]] = policiesOf(flow);
  expect(Properties.Path['Fn::Join'][1]).toEqual([
    '/cdk-bedrock-flows/', { Ref: 'AWS::Region' }, expect.stringMatching(/^\/S-F-[0-9A-F]{8}\/[0-9a-f]{16}\/$/),
  ]);
});

describe('too many for a role', () => {
  test('not those of a flow of some size that keeps what it keeps', () => {
    expect(quotaFindings(published(long('x'), long('y')))).toEqual({ errors: '', warnings: [] });
  });

  test('those of several policies for each version', () => {
    expect(quotaFindings(published(long('x'), long('y'), long('z'))))
      .toEqual({ errors: '', warnings: [WARNING(12, '4 times 3')] });
  });

  test('with those that the app attaches to the role beside', () => {
    const flow = testFlow(fixedStack(), { currentVersionOptions: { retainedVersions: 7 } });
    flow.addToRolePolicy(statement('arn:aws:s3:::b'));
    flow.currentVersion;
    expect(quotaFindings(flow).warnings).toEqual([]);
    (flow.role as iam.Role).addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
    new iam.ManagedPolicy(Stack.of(flow), 'Own', { roles: [flow.role], statements: [statement('*')] });
    expect(quotaFindings(flow).warnings).toEqual([]);
    new iam.ManagedPolicy(Stack.of(flow), 'Another', { roles: [flow.role], statements: [statement('*')] });
    new iam.ManagedPolicy(Stack.of(flow), 'Elsewhere', { statements: [statement('*')] });
    expect(quotaFindings(flow).warnings).toEqual([WARNING(11, '8 times 1', ', and 3 others')]);
  });

  test('with those of other flows that share the role', () => {
    const stack = fixedStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
    const flows = ['F', 'G', 'H'].map((id) => testFlow(stack, { role, ...RETAINED }, id));
    for (const flow of flows) {
      flow.currentVersion;
      flow.addToRolePolicy(statement(`arn:aws:s3:::${flow.node.id}`));
    }
    expect(quotaFindings(flows[0]).warnings).toEqual([WARNING(12, '4 times 1', ', and 8 others')]);
  });
});

describe('refused', () => {
  test('a statement that no policy can hold', () => {
    expect(quotaFindings(published(long('x', 6200))).errors).toMatch(
      joined(
        /\[S\/F\] a statement of the role's policies has about 6308 characters, IAM allows 6144 in a managed policy; /,
        /grant fewer permissions, or import a role with mutable: false .* \[QuotaExceeded\]/,
      ));
  });

  test('more policies than a version can have; none is dropped where nobody looks', () => {
    const letters = ['u', 'v', 'w', 'x', 'y', 'z'];
    const flow = published(...letters.map((letter) => long(letter)));
    expect(quotaFindings(flow).errors).toMatch(
      joined(
        /\[S\/F\] the permissions of the flow take 6 managed policies of 6144 characters, and a flow has at most 5; /,
        /grant fewer permissions, .* \[QuotaExceeded\]/,
      ));
    const allowed = policiesOf(flow)
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement.flatMap(({ Resource }: any) => Resource));
    expect(allowed.sort()).toEqual(letters.map((letter) => long(letter)));
  });
});
