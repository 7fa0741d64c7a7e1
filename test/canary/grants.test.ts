/** Who may call a canary, and how. */
import { aws_iam as iam, BootstraplessSynthesizer, CfnParameter, PhysicalName, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Json, program, statementsOf } from './program';
import { joined } from '../../src/core/joined';

type Grantee = (stack: Stack) => iam.IGrantable;

function granted(grantee: Grantee, functionUrl = false): { readonly permissions: Json[]; readonly resources: Json } {
  const { stack, alias } = program({ canary: () => ({ functionUrl }) });
  expect(alias.grantInvoke(grantee(stack)).success).toBe(true);
  const resources = Template.fromStack(stack).toJSON().Resources as Json;
  const permissions = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Permission')
    .map(({ Properties }) => Properties as Json);
  return { permissions, resources };
}

const FOREIGN: { readonly [who: string]: readonly [Grantee, Json] } = {
  'an account': [() => new iam.AccountPrincipal('999988887777'), { Principal: '999988887777' }],
  'a service': [() => new iam.ServicePrincipal('apigateway.amazonaws.com'), { Principal: 'apigateway.amazonaws.com' }],
  'an organization':
    [() => new iam.OrganizationPrincipal('o-1234567890'), { Principal: '*', PrincipalOrgID: 'o-1234567890' }],
  'an ARN': [() => new iam.ArnPrincipal('arn:aws:iam::999988887777:user/ada'), {
    Principal: 'arn:aws:iam::999988887777:user/ada',
  }],
  'a role of another account': [
    (stack) => iam.Role.fromRoleArn(stack, 'Theirs', 'arn:aws:iam::999988887777:role/theirs'),
    { Principal: 'arn:aws:iam::999988887777:role/theirs' },
  ],
};

test.each(Object.entries(FOREIGN))('%s gets a permission on the alias', (_, [grantee, expected]) => {
  const FunctionName = { Ref: expect.stringMatching(/^CanaryAlias/) as string };
  expect(granted(grantee).permissions)
    .toEqual([expect.objectContaining({ Action: 'lambda:InvokeFunction', FunctionName, ...expected })]);
  expect(granted(grantee, true).permissions).toEqual(expect.arrayContaining([
    expect.objectContaining({ Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'AWS_IAM', ...expected }),
    expect.objectContaining({ Action: 'lambda:InvokeFunction', ...expected }),
  ]));
});

test.each<[string, (account: string) => iam.IPrincipal]>([
  ['an account', (account) => new iam.AccountPrincipal(account)],
  ['an ARN', (account) => new iam.ArnPrincipal(account)],
  ['an organization', (account) => new iam.OrganizationPrincipal(account)],
  ['an organization behind conditions', (organization) => new iam.PrincipalWithConditions(
    new iam.AccountPrincipal('999988887777'), { StringEquals: { 'aws:PrincipalOrgID': organization } })],
])('%s that is known only at deployment: the same permissions, whatever else is in the app', (_, principal) => {
  const made = (others: number) => granted((stack) => {
    for (let more = 0; more < others; more++) { Token.asString({ resolve: () => more }); }
    const parameters = ['One', 'Two'].map((id) => principal(new CfnParameter(stack, id).valueAsString));
    return new iam.CompositePrincipal(...parameters as [iam.PrincipalBase, iam.PrincipalBase]);
  }, true);
  const { permissions, resources } = made(0);
  expect(permissions).toHaveLength(6);
  expect(Object.keys(made(3).resources)).toEqual(Object.keys(resources));
  expect(JSON.stringify(permissions)).toContain('{"Ref":"Two"}');
});

const caller: Grantee = (stack) => new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });

test('a role of the app gets the alias in its policy, and its URL where there is one; and nothing of the flow', () => {
  const Resource = expect.stringMatching(/^\$\{CanaryAlias\w+\}$/) as string;
  const plainly = granted(caller);
  expect(plainly.permissions).toEqual([]);
  expect(statementsOf(plainly.resources, 'CallerDefaultPolicy'))
    .toEqual([{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }]);
  const statements = statementsOf(granted(caller, true).resources, 'CallerDefaultPolicy');
  expect(statements.map(({ Action }) => Action))
    .toEqual(expect.arrayContaining(['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl']));
  for (const { Resource: resource } of statements) { expect(resource).toEqual(Resource); }
});

test('principals that differ in conditions alone each get theirs', () => {
  const inOrganization = (id: string) => new iam.PrincipalWithConditions(new iam.AccountPrincipal('999988887777'),
    { StringEquals: { 'aws:PrincipalOrgID': id } });
  const { permissions } = granted(() => new iam.CompositePrincipal(inOrganization('o-1'), inOrganization('o-2')), true);
  expect(permissions.filter(({ Action }) => Action === 'lambda:InvokeFunctionUrl')
    .map(({ PrincipalOrgID }) => PrincipalOrgID as string)).toEqual(['o-1', 'o-2']);
});

test('several at once each get theirs', () => {
  const both: Grantee = () => new iam.CompositePrincipal(new iam.AccountPrincipal('999988887777'),
    new iam.ServicePrincipal('events.amazonaws.com'));
  const principals = granted(both).permissions.map(({ Principal }) => Principal as string).sort();
  expect(principals).toEqual(['999988887777', 'events.amazonaws.com']);
});

test('who can have neither is refused', () => {
  const { alias } = program();
  for (const principal of [new iam.StarPrincipal(), new iam.FederatedPrincipal('cognito-identity.amazonaws.com')]) {
    expect(() => alias.grantInvoke(principal)).toThrow(
      joined(
        /^\[Shop\/Canary\] .+ can't be granted access: .+; grant it to a role, an account, a service or /,
        /an organization \[IllegalValue\]$/,
      ));
  }
});

describe('a role that another stack makes in another account', () => {
  const env = { account: '111122223333', region: 'us-east-1' };
  const granting = (roleName?: string) => {
    const { app, stack, alias } = program({ stack: { env } });
    const theirs = new Stack(app, 'Theirs', { env: { ...env, account: '999988887777' } });
    alias.grantInvoke(new iam.Role(theirs, 'Caller', { roleName, assumedBy: new iam.AccountRootPrincipal() }));
    return { stack, theirs };
  };

  test.each(['caller', PhysicalName.GENERATE_IF_NEEDED])('named %p names the function in its policy', (roleName) => {
    const { stack, theirs } = granting(roleName);
    const [{ Resource }] = statementsOf(Template.fromStack(theirs).toJSON().Resources as Json, 'CallerDefaultPolicy');
    const functions = Template.fromStack(stack).findResources('AWS::Lambda::Function');
    const names = Object.values(functions).flatMap(({ Properties }) => (Properties as Json).FunctionName ?? []);
    expect(names).toHaveLength(1);
    expect(Resource).toContain(`:function:${String(names[0])}:`);
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Permission', 1);
  });

  test('without a name is refused', () => {
    expect(() => granting()).toThrow(joined(
      /^\[Shop\/Canary\] 'Theirs\/Caller' can't be granted access: it is made in another account or Region, /,
      /.+ \[IllegalValue\]$/));
  });
});

test('a stack whose synthesizer takes no assets is refused, with the way out', () => {
  expect(() => program({ stack: { synthesizer: new BootstraplessSynthesizer() } })).toThrow(joined(
    /^\[Shop\/.+\] stack 'Shop' uses the BootstraplessSynthesizer, which supports no assets, /,
    /.+use another synthesizer, or a FlowAlias .+ \[IllegalValue\]$/));
});
