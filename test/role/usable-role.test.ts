/** What is said of roles that a flow is given and Bedrock can't use, and of those that stand outside the app. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Aws, aws_iam as iam, aws_kms as kms, aws_s3 as s3, CfnParameter, Stack } from 'aws-cdk-lib';
import { FlowPrompt, PromptNode } from '../../src';
import { warningsOf } from '../small-flows';
import {
  ACCOUNT, agnosticStack, fixedStack, flowResource, MODEL, MODEL_ARN, resourcesOf, testApp, testFlow,
} from '../support';
import { FORMS } from './published-forms';

const bedrock = () => new iam.ServicePrincipal('bedrock.amazonaws.com');
const lambda = () => new iam.ServicePrincipal('lambda.amazonaws.com');
const saidOf = (stack: Stack) => warningsOf(stack).filter(({ id }) => ['ImmutableRole', 'UnusableRole'].includes(id))
  .map(({ message }) => message);
const roleWith = (assumedBy: iam.IPrincipal, change: (role: iam.CfnRole) => void = () =>
  undefined) => (stack: Stack) => {
  const role = new iam.Role(stack, 'Role', { assumedBy });
  change(role.node.defaultChild as iam.CfnRole);
  return role;
};
const REFUSED = '[S/F] the trust policy of the role does not let bedrock.amazonaws.com assume it; create it with '
  + 'assumedBy: new iam.ServicePrincipal(\'bedrock.amazonaws.com\') [UnusableRole]';
const trust = (Statement: unknown) => ({ Version: '2012-10-17', Statement });

describe.each(FORMS)('the trust policy of a role of the app, %s', (_form, publish) => {
  test.each<[string, (stack: Stack) => iam.IRole, boolean]>([
    ['names Bedrock', roleWith(bedrock()), true],
    ['names it among others', roleWith(new iam.CompositePrincipal(lambda(), bedrock())), true],
    ['names it for flows of '
      + 'this account', roleWith(bedrock().withConditions({ StringEquals: { 'aws:SourceAccount': ACCOUNT } })), true],
    ['names it afterwards', (stack) => {
      const role = roleWith(lambda())(stack);
      role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
        actions: ['sts:AssumeRole'], principals: [bedrock()],
      }));
      return role;
    }, true],
    ['names it by an override', roleWith(lambda(), (role) => role.addPropertyOverride(
      'AssumeRolePolicyDocument.Statement.0.Principal.Service', 'bedrock.amazonaws.com',
    )), true],
    ['names a service that the deployment knows', (stack) => roleWith(lambda(), (role) => {
      role.assumeRolePolicyDocument = trust([{
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: new CfnParameter(stack, 'Service').valueAsString },
      }]);
    })(stack), true],
    ['names everybody', roleWith(lambda(), (role) => {
      role.assumeRolePolicyDocument = trust({ Effect: 'Allow', Action: 'sts:*', Principal: '*' });
    }), true],
    ['names another service', roleWith(lambda()), false],
    ['names an account', roleWith(new iam.AccountPrincipal(ACCOUNT)), false],
    ['names Bedrock for something else', roleWith(lambda(), (role) => {
      role.assumeRolePolicyDocument =
        trust([{ Effect: 'Allow', Action: 'sts:TagSession', Principal: { Service: 'bedrock.amazonaws.com' } }]);
    }), false],
    ['keeps Bedrock out', roleWith(lambda(), (role) => {
      role.assumeRolePolicyDocument =
        trust([{ Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { Service: 'bedrock.amazonaws.com' } }]);
    }), false],
    ['names another service, of an immutable view', (stack) => (roleWith(lambda())(stack) as iam.Role)
      .withoutPolicyUpdates(), false],
    ['names another service, of a '
      + 'lazy role', (stack) => new iam.LazyRole(stack, 'Role', { assumedBy: lambda() }), false],
  ])('%s', (_, roleOf, isFine) => {
    const stack = fixedStack();
    const flow = testFlow(stack, { role: roleOf(stack) });
    publish(stack, flow);
    expect(saidOf(stack).filter((message) => message.includes('UnusableRole'))).toEqual(isFine ? [] : [REFUSED]);
  });
});

describe('a condition of the trust policy', () => {
  const saidWith = (conditions: object, ...more: iam.IPrincipal[]) => {
    const stack = fixedStack();
    const principals = [bedrock().withConditions(conditions as iam.Conditions), ...more];
    testFlow(stack, { role: roleWith(new iam.CompositePrincipal(...principals as iam.PrincipalBase[]))(stack) });
    return saidOf(stack);
  };
  const other = '444455556666';
  const flow = (region: string, account: string) => `arn:aws:bedrock:${region}:${account}:flow/*`;

  test.each<[string, object]>([
    [other, { StringEquals: { 'aws:SourceAccount': other } }],
    [other, { StringLike: { 'AWS:sourceaccount': [other, '555566667777'] } }],
    [flow('us-east-1', other), { ArnLike: { 'aws:SourceArn': flow('us-east-1', other) } }],
    [flow('eu-west-1', ACCOUNT), { ArnLikeIfExists: { 'aws:SourceArn': [flow('eu-west-1', ACCOUNT)] } }],
  ])('that asks for %s', (asked, conditions) => {
    expect(saidWith(conditions)).toEqual([
      `[S/F] the trust policy of the role lets bedrock.amazonaws.com assume it only for '${asked}', and the flow is in `
        + `account ${ACCOUNT} and Region us-east-1; correct the condition of the trust policy [UnusableRole]`,
    ]);
    expect(saidWith(conditions, bedrock())).toEqual([]);
  });

  test.each<[string, object]>([
    ['its account among others', { StringEquals: { 'aws:SourceAccount': [other, ACCOUNT] } }],
    ['its flows', { ArnLike: { 'aws:SourceArn': flow('us-east-1', ACCOUNT) } }],
    ['flows of any Region', { ArnLike: { 'aws:SourceArn': flow('*', ACCOUNT) } }],
    ['what is not another account', { StringNotEquals: { 'aws:SourceAccount': other } }],
    ['what the deployment knows', { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }],
    ['something else', { StringEquals: { 'aws:PrincipalTag/team': other }, Bool: { 'aws:SecureTransport': 'true' } }],
    ['no ARN', { ArnLike: { 'aws:SourceArn': '*' } }],
  ])('that asks for %s', (_, conditions) => { expect(saidWith(conditions)).toEqual([]); });
});

describe('the account of a role', () => {
  const foreign = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::444455556666:role/r');

  test('is not the one of the flow', () => {
    const stack = fixedStack();
    testFlow(stack, { role: foreign(stack) });
    expect(saidOf(stack)).toEqual([
      '[S/F] the role is of account 444455556666, but the service accepts only roles of its own account, here '
        + `${ACCOUNT}; pass a role of account ${ACCOUNT} [UnusableRole]`,
    ]);
  });

  test('is not the one of the flow, for a role of another stack', () => {
    const app = testApp();
    const other = new Stack(app, 'Other', { env: { account: '444455556666', region: 'us-east-1' } });
    const role = new iam.Role(other, 'Role', { roleName: 'r', assumedBy: bedrock() });
    const stack = fixedStack('S', app);
    testFlow(stack, { role });
    expect(saidOf(stack)).toEqual([expect.stringContaining('the role is of account 444455556666')]);
  });

  test.each<[string, () => Stack, (stack: Stack) => iam.IRole]>([
    ['is the one of the flow', fixedStack, (stack) => iam.Role.fromRoleArn(stack, 'Role',
      `arn:aws:iam::${ACCOUNT}:role/r`)],
    ['is known at deployment', fixedStack, (stack) => iam.Role.fromRoleArn(stack, 'Role',
      new CfnParameter(stack, 'Arn').valueAsString)],
    ['is one of many, as that of the flow is not known', agnosticStack, foreign],
  ])('%s: nothing is said', (_, stackOf, roleOf) => {
    const stack = stackOf();
    testFlow(stack, { role: roleOf(stack) });
    expect(saidOf(stack)).toEqual([]);
  });
});

describe('iam.Role.customizeRoles', () => {
  const KEPT = '[S/F] the policies of the role are managed outside the app (iam.Role.customizeRoles), so nothing was '
    + 'added to it; add the permissions that iam-policy-report.txt lists for it [ImmutableRole]';

  function customized(roleOf: (stack: Stack) => iam.IRole | undefined, publish: typeof FORMS[0][1]) {
    const stack = fixedStack('S', new App());
    const usePrecreatedRoles =
      { 'S/F/ExecutionRole': 'flows', 'S/F/RevisionRole': 'pruner', 'S/BedrockFlowRevisions/Role': 'pruning' };
    iam.Role.customizeRoles(stack, { usePrecreatedRoles });
    const flow = testFlow(stack, { role: roleOf(stack), encryptionKey: new kms.Key(stack, 'Key') });
    new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi') });
    new s3.Bucket(stack, 'Bucket').grantRead(flow);
    publish(stack, flow);
    const said = saidOf(stack);
    const { directory } = (stack.node.root as App).synth({ skipValidation: true });
    const { roles } =
      JSON.parse(readFileSync(join(directory, 'iam-policy-report.json'), 'utf8')) as { readonly roles: readonly any[] };
    return { stack, flow, said, roles };
  }

  describe.each(FORMS)('%s', (_form, publish) => {
    test.each<[string, (stack: Stack) => iam.IRole | undefined, string]>([
      ['the role of the flow', () => undefined, 'S/F/ExecutionRole'],
      ['an imported one', (stack) => iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/r`), 'S/Role'],
    ])('%s: what it must allow is in the report, each once', (_, roleOf, path) => {
      const { flow, said, roles } = customized(roleOf, publish);
      expect(said).toEqual([KEPT]);
      expect(resourcesOf(flow, 'AWS::IAM::Policy')).toEqual({});
      const { identityPolicyStatements: statements } =
        roles.find(({ roleConstructPath }) => roleConstructPath === path);
      expect(statements.map(({ Action }: any) => [Action].flat()[0]).sort())
        .toEqual(['bedrock:InvokeModel', 'kms:Decrypt', 's3:GetObject*']);
      expect(JSON.stringify(statements)).toContain(MODEL_ARN.replace('aws', '(PARTITION)'));
    });
  });

  test('the flow names the role that is there', () => {
    const { flow } = customized(() => undefined, () => undefined);
    expect(JSON.stringify(flowResource(flow).Properties.ExecutionRoleArn)).toContain(':role/flows');
  });
});
