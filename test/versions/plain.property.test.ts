/** The size of policies. */
import { aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { type Flow } from '../../src';
import { lengthOf } from '../../src/role/policy-parts';
import { fixedStack, resourcesOf, testFlow } from '../support';

const statement = (at: number, length = 60) =>
  new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${at}${'x'.repeat(length)}`] });
const sizes = (construct: Flow, type: string) => (
  Object.values(resourcesOf(construct, type)).map(({ Properties }) => lengthOf(Properties.PolicyDocument)));

test.each([false, true])('what is too long for an inline policy goes into managed ones; '
  + 'published: %s', (isPublished) => {
  const flow = testFlow();
  if (isPublished) { flow.currentVersion; }
  for (let at = 100; at < 230; at++) { flow.addToRolePolicy(statement(at)); }
  expect(resourcesOf(flow, 'AWS::IAM::Policy')).toEqual({});
  const managed = sizes(flow, 'AWS::IAM::ManagedPolicy');
  expect(managed.length).toBeGreaterThan(1);
  expect(Math.max(...managed)).toBeLessThanOrEqual(6144);
  const resources = Object.values(resourcesOf(flow, 'AWS::IAM::ManagedPolicy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement.flatMap((one: any) => one.Resource));
  expect(new Set(resources).size).toBe(130);
  for (const { Properties } of Object.values(resourcesOf(flow, 'AWS::IAM::ManagedPolicy'))) {
    expect(Properties).not.toHaveProperty('ManagedPolicyName');
  }
});

test('flows that share a role fit into it twice, while one is replaced', () => {
  const stack = fixedStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
  new s3.Bucket(stack, 'B').grantReadWrite(role);
  const flows = Array.from({ length: 6 }, (_, at) => testFlow(stack, { role }, `F${at}`));
  for (const [at, flow] of flows.entries()) { flow.currentVersion; flow.addToRolePolicy(statement(at, 1500)); }
  const inline = sizes(flows[0], 'AWS::IAM::Policy').reduce((sum, one) => sum + one, 0);
  expect(2 * inline).toBeLessThanOrEqual(2 * 10_240);
  const own = Object.entries(resourcesOf(flows[0], 'AWS::IAM::Policy')).filter(([id]) => !id.startsWith('Role'));
  const foreign = Object.entries(resourcesOf(flows[0], 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('Role'));
  const total =
    (of: [string, any][]) => of.reduce((sum, [, { Properties }]) => sum + lengthOf(Properties.PolicyDocument), 0);
  expect(2 * total(own) + total(foreign)).toBeLessThanOrEqual(10_240);
  expect(own.length + Object.keys(resourcesOf(flows[0], 'AWS::IAM::ManagedPolicy')).length).toBe(6);
});
