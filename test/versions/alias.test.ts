import { App, aws_iam as iam, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { program } from './program';
import { Flow, FlowAlias, FlowConcurrency, FlowVersion, LambdaNode, OutputNode } from '../../src';
import { statementsOf } from '../canary/program';

const CONTEXT = { 'aws:cdk:disable-asset-staging': true };

function small(id = 'Small', stack = new Stack(new App({ context: CONTEXT }), 'S')) {
  const flow = new Flow(stack, id);
  new OutputNode(flow, 'Out', { document: flow.input });
  return { stack, flow };
}

function statementsFor(grant: (alias: FlowAlias, role: iam.Role) => void) {
  const { stack, flow } = small();
  grant(new FlowAlias(stack, 'Live', { flow, aliasName: 'live' }),
    new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
  const resources = Template.fromStack(stack).toJSON().Resources;
  const name = (type: string) => Object.keys(resources).find((id) => resources[id].Type === type);
  return {
    statements: statementsOf(resources, 'CallerDefaultPolicy'),
    flow: `\${${name('AWS::Bedrock::Flow')}.Arn}`,
    alias: `\${${name('AWS::Bedrock::FlowAlias')}.Arn}`,
  };
}

test('to invoke it, the alias is enough', () => {
  const { statements, alias } = statementsFor((live, role) => live.grants.invoke(role));
  expect(statements).toEqual([{ Effect: 'Allow', Action: 'bedrock:InvokeFlow', Resource: alias }]);
});

test('to start an execution, IAM asks for the flow too', () => {
  const { statements, flow, alias } = statementsFor((live, role) => live.grants.startExecution(role));
  expect(statements).toEqual([{ Effect: 'Allow', Action: 'bedrock:StartFlowExecution', Resource: [flow, alias] }]);
});

test('to read and stop executions, for the executions too', () => {
  const { statements, flow, alias } =
    statementsFor((live, role) => { live.grants.readExecutions(role); live.grants.stopExecutions(role); });
  const Resource = [flow, alias, `${alias}/execution/*`];
  expect(statements).toEqual([
    {
      Effect: 'Allow',
      Resource,
      Action: [
        'bedrock:GetExecutionFlowSnapshot', 'bedrock:GetFlowExecution', 'bedrock:ListFlowExecutionEvents',
        'bedrock:ListFlowExecutions',
      ],
    },
    { Effect: 'Allow', Resource, Action: 'bedrock:StopFlowExecution' },
  ]);
});

test('an alias with all that it can have', () => {
  const { stack, flow } = small();
  new FlowAlias(stack, 'Live', {
    flow,
    aliasName: 'live',
    description: 'for callers',
    tags: { team: 'blue' },
    concurrency: FlowConcurrency.manual(4),
    version: FlowVersion.fromVersionNumber(stack, 'Three', flow, '3'),
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Bedrock::FlowAlias', {
    Name: 'live',
    Description: 'for callers',
    Tags: { team: 'blue' },
    ConcurrencyConfiguration: { Type: 'Manual', MaxConcurrency: 4 },
    RoutingConfiguration: [{ FlowVersion: '3' }],
  });
  // nothing follows the flow, so nothing is published
  Template.fromStack(stack).resourceCountIs('AWS::Bedrock::FlowVersion', 0);
});

test('an alias of a flow that exists elsewhere', () => {
  const stack = new Stack(new App(), 'S');
  const flow = Flow.fromFlowArn(stack, 'Flow', 'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ');
  new FlowAlias(stack, 'Live',
    { flow, aliasName: 'live', version: FlowVersion.fromVersionNumber(stack, 'One', flow, '1') });
  Template.fromStack(stack).hasResourceProperties('AWS::Bedrock::FlowAlias',
    { FlowArn: 'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ' });
  expect(() => new FlowAlias(stack, 'Other', { flow, aliasName: 'other' })).toThrow(
    '[S/Other] flow \'S/Flow\' is not created in this app, so it has no current version here; pass \'version\': '
      + 'FlowVersion.fromVersionNumber() [IllegalValue]',
  );
});

test('an alias by its ARN', () => {
  const stack = new Stack(new App(), 'S');
  const alias = FlowAlias.fromFlowAliasArn(stack, 'Alias',
    'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ/alias/KLMNOPQRST');
  expect([alias.flowAliasId, alias.flow.flowId, alias.flow.flowArn])
    .toEqual(['KLMNOPQRST', 'ABCDEFGHIJ', 'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ']);
  const token = FlowAlias.fromFlowAliasArn(stack, 'Token',
    stack.formatArn({ service: 'bedrock', resource: 'flow', resourceName: 'FLOW000001/alias/ALIAS00001' }));
  expect(stack.resolve(token.flowAliasId))
    .toEqual({ 'Fn::Select': [1, { 'Fn::Split': ['/alias/', expect.anything()] }] });
  expect(() => FlowAlias.fromFlowAliasArn(stack, 'Wrong', 'live')).toThrow('[S/Wrong] \'live\' is not the ARN of a '
    + 'flow alias; write arn:aws:bedrock:');
});

test('the alias of the draft', () => {
  const { stack, flow } = small();
  const role = new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
  flow.draftAlias.grants.invoke(role);
  expect(flow.draftAlias).toBe(flow.draftAlias);
  expect(flow.draftAlias.flowAliasId).toBe('TSTALIASID');
  const resources = Template.fromStack(stack).toJSON().Resources;
  expect(statementsOf(resources, 'CallerDefaultPolicy')[0].Resource)
    .toMatch(/^\$\{Small\w+\.Arn\}\/alias\/TSTALIASID$/);
});

describe('mistakes', () => {
  const wrong = (props: object) => () => {
    const { stack, flow } = small();
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live', ...props });
  };

  test.each<[string, () => void, string]>([
    ['a name', wrong({ aliasName: 'live!' }), '[S/Live] \'aliasName\' is \'live!\', but must have 1 to 100 letters or '
      + 'digits, with single \'_\' or \'-\' between; correct it [IllegalValue]'],
    ['a name of pinned aliases', wrong({ aliasName: 'pinned-3' }), '[S/Live] \'aliasName\' is \'pinned-3\', but names '
      + 'that begin with \'pinned-\' are reserved for pinned aliases; choose another [IllegalName]'],
    ['too much concurrency', () => { FlowConcurrency.manual(101); }, '[FlowConcurrency.manual] \'maxConcurrency\' is '
      + '101, but must be 1 to 100; choose a value in that range [IllegalValue]'],
    ['too many kept versions', () => {
      const { stack, flow } = small();
      new FlowVersion(stack, 'V', { flow, retainedVersions: 8 });
    }, '[S/V] \'retainedVersions\' is 8, but must be 2 to 7; choose a value in that range [IllegalValue]'],
    ['a version that is none', () => {
      const { stack, flow } = small();
      FlowVersion.fromVersionNumber(stack, 'V', flow, 'DRAFT');
    }, '[S/V] \'versionNumber\' is \'DRAFT\', but must be the number of a version, from 1; correct it [IllegalValue]'],
  ])('%s', (_, act, message) => { expect(act).toThrow(new Error(message)); });

  test('a name that is taken', () => {
    const { stack, flow } = small();
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    expect(() => new FlowAlias(stack, 'Again', { flow, aliasName: 'live' })).toThrow('[S/Again] the flow has an alias '
      + '\'live\' already, at \'S/Live\'; choose another name [DuplicateName]');
  });

  test('a version of another flow', () => {
    const { stack, flow } = small();
    const { flow: other } = small('Other', stack);
    expect(() => new FlowAlias(stack, 'Live', { flow, aliasName: 'live', version: other.currentVersion }))
      .toThrow('pass a version of \'S/Small\' [ForeignValue]');
  });

  test('another stack', () => {
    const { stack, flow } = small();
    const elsewhere = new Stack(stack.node.root as App, 'T');
    const line = 'flow \'S/Small\' is in another stack, and its versions can\'t be exported';
    expect(() => new FlowVersion(elsewhere, 'V', { flow })).toThrow(line);
    expect(() => new FlowAlias(elsewhere, 'A', { flow, aliasName: 'live' })).toThrow(line);
    expect(() => new FlowAlias(elsewhere, 'B', { flow, aliasName: 'live', version: flow.currentVersion }))
      .toThrow(line);
  });

  test.each([
    ['two routes', [{ FlowVersion: '1' }, { FlowVersion: '2' }], 'the alias has 2 routes'],
    ['a weight', [{ FlowVersion: '1', FlowVersionWeight: 10 }], 'the alias has a route with \'FlowVersionWeight\''],
  ])('%s', (_, routes, what) => {
    const { stack, flow } = small();
    const alias = new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    (alias.node.defaultChild as import('aws-cdk-lib').CfnResource).addPropertyOverride('RoutingConfiguration', routes);
    expect(() => Template.fromStack(stack)).toThrow(`${what}, but an alias points to exactly one version and has no `
      + 'weights; use a CanaryFlowAlias [IllegalValue]');
  });

  test('the eleventh alias', () => {
    const { stack, flow } = small();
    for (let at = 0; at < 9; at++) { new FlowAlias(stack, `Alias${at}`, { flow, aliasName: `alias${at}` }); }
    expect(() => Template.fromStack(stack)).not.toThrow();
    const more = small();
    for (let at = 0; at < 10; at++) {
      new FlowAlias(more.stack, `Alias${at}`, { flow: more.flow, aliasName: `alias${at}` });
    }
    expect(() => Template.fromStack(more.stack)).toThrow('the flow would have 11 aliases (10 of your own, '
      + 'TSTALIASID), but the service allows 10; remove some [QuotaExceeded]');
  });
});

describe('what a version does not freeze', () => {
  test('a function of the app, and an ARN without a version', () => {
    const { stack, flow } = small();
    const fn = new lambda.Function(stack, 'Fn',
      { code: lambda.Code.fromInline('1'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
    new OutputNode(flow, 'OutA', {
      document: new LambdaNode(flow, 'InApp', { lambdaFunction: fn, inputs: { text: flow.input } }).functionResponse,
    });
    const lambdaArn = 'arn:aws:lambda:eu-west-1:111122223333:function:other';
    new OutputNode(flow, 'OutB',
      { document: new LambdaNode(flow, 'Other', { lambdaArn, inputs: { text: flow.input } }).functionResponse });
    new OutputNode(flow, 'OutC', {
      document:
        new LambdaNode(flow, 'Fixed', { lambdaArn: `${lambdaArn}:7`, inputs: { text: flow.input } }).functionResponse,
    });
    new OutputNode(flow, 'OutD', {
      document: new LambdaNode(flow, 'Alias',
        { lambdaArn: `${lambdaArn}:live`, inputs: { text: flow.input } }).functionResponse,
    });
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    const messages = Annotations.fromStack(stack).findWarning('/S/Small', Match.stringLikeRegexp('NotFrozen'))
      .map(({ entry }) => String(entry.data));
    expect(messages.map((message) => /use (the .*), which/.exec(message)![1])).toEqual([
      expect.stringMatching(/^the function 'Fn\w+'$/), `the function '${lambdaArn}'`, 'the function alias '
        + `'${lambdaArn}:live'`,
    ]);
    Annotations.fromStack(stack).findWarning('/S/Small', Match.anyValue());
  });

  test('nothing is said while nothing is published', () => {
    const { stack, flow } = small();
    new OutputNode(flow, 'OutB', {
      document: new LambdaNode(flow, 'Other', {
        lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:other', inputs: { text: flow.input },
      }).functionResponse,
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('NotFrozen'));
  });
});

test('what versions of guardrails and prompts they name is kept where versions are', () => {
  const { Resources } =
    Template.fromStack(program({ flow: () => ({ currentVersionOptions: { retainedVersions: 2 } }) })).toJSON();
  const version: any = Object.values(Resources).find(({ Type }: any) => Type === 'AWS::Bedrock::GuardrailVersion');
  expect([version.DeletionPolicy, version.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
});
