import {
  App, aws_bedrock as bedrock, aws_iam as iam, aws_kms as kms, CfnParameter, type IPolicyValidationContextBeta1, Stack,
} from 'aws-cdk-lib';
import {
  ChatMessage, Flow, FlowAlias, type FlowInference, FlowGuardrail, FlowModel, FlowPolicyPlugin, type FlowPolicyProps,
  FlowPrompt, type FlowProps, LoopNode, OutputNode, PromptNode, type PromptNodeProps,
} from '../../src';

interface Asked extends FlowProps {
  readonly node?: Partial<PromptNodeProps>;
  readonly modelId?: string;
  readonly inference?: FlowInference;
}

function stackOf(app: App, id = 'S', region = 'eu-central-1'): Stack {
  return new Stack(app, id, { env: { account: '111122223333', region } });
}

function flowIn(stack: Stack, id = 'F', asked: Asked = {}) {
  const { node, modelId = 'eu.amazon.nova-lite-v1:0', inference, ...props } = asked;
  const flow = new Flow(stack, id, props);
  const reply = new PromptNode(flow, 'Reply', {
    model: FlowModel.fromModelId(modelId),
    prompt: FlowPrompt.inline('{{text}}', { inference }),
    ...node,
    inputs: { text: flow.input },
  });
  new OutputNode(flow, 'Answer', { document: reply.modelCompletion });
  return flow;
}

/** What the plugin says of an app, one line each. */
function judged(app: App, policy: FlowPolicyProps): readonly string[] {
  const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
  const context = { templatePaths } as unknown as IPolicyValidationContextBeta1;
  const { success, violations } = new FlowPolicyPlugin(policy).validate(context);
  expect(success).toBe(violations.every(({ severity }) => severity !== 'error'));
  return violations.map(({ ruleName, severity, description, fix, violatingResources: [{ locations: [location] }] }) => (
    `${severity === 'warning' ? 'warning: ' : ''}${location.replace('Properties/Definition ', '')} ${description}; `
      + `${fix} [${ruleName}]`));
}

function judge(make: (stack: Stack) => void, policy: FlowPolicyProps, region?: string): readonly string[] {
  const app = new App();
  make(stackOf(app, 'S', region));
  return judged(app, policy);
}

const INLINE = 'nodes[1].configuration.prompt.sourceConfiguration.inline';

describe('models', () => {
  test.each([
    ['eu.amazon.nova-*', []],
    ['eu.amazon.nova-lite-v1:0', []],
    ['*', []],
    ['*.nova-lite*', []],
    ['amazon.nova-*', [`${INLINE}.modelId node 'Reply': the policy does not allow the model `
      + '\'eu.amazon.nova-lite-v1:0\'; use \'amazon.nova-*\' [ForbiddenModel]']],
    ['eu.amazon.nova-lite', [`${INLINE}.modelId node 'Reply': the policy does not allow the model `
      + '\'eu.amazon.nova-lite-v1:0\'; use \'eu.amazon.nova-lite\' [ForbiddenModel]']],
    // a dot is a dot
    ['eu?amazon.nova-lite-v1:0', [expect.stringContaining('[ForbiddenModel]')]],
  ])('%s', (pattern, expected) => {
    expect(judge((stack) => flowIn(stack), { allowedModels: [pattern] })).toEqual(expected);
  });

  test('of an ARN the last part counts, whatever its partition and account', () => {
    const modelId = 'arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0';
    expect(judge((stack) => flowIn(stack, 'F', { modelId }), { allowedModels: ['amazon.nova-lite-v1:0'] })).toEqual([]);
  });

  test('the prompt of the template is looked into', () => {
    const ask = (stack: Stack) => flowIn(stack, 'F', {
      node: { prompt: FlowPrompt.chat({ messages: [ChatMessage.user('{{text}}')] }) },
    });
    expect(judge(ask, { allowedModels: ['eu.amazon.nova-lite-v1:0'] })).toEqual([]);
    expect(judge(ask, { allowedModels: ['x.*'] })).toEqual([expect.stringContaining(
      'the policy does not allow the model \'eu.amazon.nova-lite-v1:0\'')]);
  });

  test('what can not be seen is a warning', () => {
    const token = (stack: Stack) => flowIn(stack, 'F', {
      node: { model: FlowModel.inferenceProfile(new CfnParameter(stack, 'Profile').valueAsString) },
    });
    expect(judge(token, { allowedModels: ['*'] })).toEqual([`warning: ${INLINE}.modelId node 'Reply': the model is `
      + 'known only at deployment, so the policy can\'t be checked; name it in the template [ForbiddenModel]']);
    const prompt = FlowPrompt.fromPromptArn('arn:aws:bedrock:eu-central-1:111122223333:prompt/PROMPTAAAA:1',
      { variables: ['text'] });
    expect(judge((stack) => flowIn(stack, 'F', { node: { prompt, model: undefined } }), { allowedModels: ['*'] }))
      .toEqual([expect.stringMatching(/^warning: .*prompt '.*PROMPTAAAA:1', which is not in the template.*Model\]$/)]);
  });
});

describe('Regions', () => {
  const EU = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'];

  test('a geographic profile needs all of its Regions', () => {
    expect(judge((stack) => flowIn(stack), { allowedRegions: EU })).toEqual([]);
    expect(judge((stack) => flowIn(stack), { allowedRegions: EU.slice(0, 5) })).toEqual([
      `${INLINE}.modelId node 'Reply': the model 'eu.amazon.nova-lite-v1:0' may process data in 'eu-west-3', which `
      + `the policy does not allow; use one that stays in ${EU.slice(0, 4).map((one) => `'${one}'`).join(', ')} and `
      + '\'eu-west-1\' [ForbiddenRegion]',
    ]);
  });

  test('a global profile is never within them, and neither is a flow in another Region', () => {
    const modelId = 'global.anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(judge((stack) => flowIn(stack, 'F', { modelId }), { allowedRegions: EU })).toEqual([
      expect.stringContaining('may process data in any Region'),
    ]);
    expect(judge((stack) => flowIn(stack, 'F', { modelId: 'amazon.nova-lite-v1:0' }), { allowedRegions: EU },
      'us-east-1')).toEqual([' the flow is in us-east-1, which the policy does not allow; deploy it to '
      + '\'eu-central-1\', \'eu-north-1\', \'eu-south-1\', \'eu-south-2\', \'eu-west-1\' or \'eu-west-3\' '
      + '[ForbiddenRegion]']);
  });
});

test('guardrails', () => {
  const guardrail = FlowGuardrail.fromId('abcdefgh1234', '1');
  expect(judge((stack) => flowIn(stack), { requireGuardrail: true })).toEqual([
    'nodes[1] node \'Reply\': the policy requires a guardrail for generated text, but the node has none; give the node '
    + 'a guardrail, or the flow a default one [RequiredGuardrail]',
  ]);
  expect(judge((stack) => flowIn(stack, 'F', { guardrail }), { requireGuardrail: true })).toEqual([]);
  expect(judge((stack) => flowIn(stack, 'F', { node: { guardrail } }), { requireGuardrail: true })).toEqual([]);
  expect(judge((stack) => flowIn(stack), { requireGuardrail: false, maxLoopRounds: 1 })).toEqual([]);
});

test('drafts', () => {
  const guardrail = FlowGuardrail.fromId('abcdefgh1234', 'DRAFT');
  const make = (stack: Stack) => flowIn(stack, 'F', { guardrail }).acknowledge('DraftReference', 'not yet');
  expect(judge(make, { forbidDrafts: true })).toEqual([
    'nodes[1].configuration.prompt.guardrailConfiguration.guardrailVersion node \'Reply\': the guardrail is a working '
    + 'draft, which the policy forbids; name a version [ForbiddenDraft]',
  ]);
  const app = new App();
  const latest = 'arn:aws:lambda:eu-central-1:111122223333:function:fn:$LATEST';
  new bedrock.CfnFlow(stackOf(app), 'Raw', {
    name: 'raw',
    executionRoleArn: 'arn:aws:iam::111122223333:role/x',
    definition: {
      nodes: [{ name: 'Call', type: 'LambdaFunction', configuration: { lambdaFunction: { lambdaArn: latest } } }],
    },
  });
  expect(judged(app, { forbidDrafts: true })).toEqual([expect.stringContaining('the function is a working draft')]);
});

test.each<[FlowInference | undefined, readonly unknown[]]>([
  [{ maxTokens: 500 }, []],
  [{ maxTokens: 501 }, [`${INLINE}.inferenceConfiguration.text.maxTokens node 'Reply': maxTokens is 501, but the `
    + 'policy allows 500; lower it to 500 [RequiredMaxTokens]']],
  [undefined, [`${INLINE}.inferenceConfiguration.text.maxTokens node 'Reply': the policy allows at most 500 tokens, `
    + 'but the node has no maxTokens; set maxTokens in its inference configuration [RequiredMaxTokens]']],
])('tokens of %j', (inference, expected) => {
  expect(judge((stack) => flowIn(stack, 'F', { inference }), { maxTokens: 500 })).toEqual(expected);
});

test.each([[undefined, 10], [3, 3]])('rounds of a loop with %s', (maxIterations, rounds) => {
  const make = (stack: Stack) => {
    const flow = new Flow(stack, 'F');
    const refine = new LoopNode(flow, 'Refine', { inputs: { loopInput: flow.input }, maxIterations });
    const text = refine.value('loopInput');
    refine.continueWhile('again', 'text == ""', { inputs: { text }, outputs: { loopOutput: text } });
    new OutputNode(flow, 'Out', { document: refine.output('loopOutput') });
    flow.acknowledge('LoopPolarity', 'tried');
  };
  expect(judge(make, { maxLoopRounds: rounds })).toEqual([]);
  expect(judge(make, { maxLoopRounds: rounds - 1 })).toEqual([expect.stringMatching(
    new RegExp(`the loop may take ${rounds} iterations.* but the policy allows ${rounds - 1};`
      + ' .*\\[TooManyRounds\\]$'))]);
});

test('keys', () => {
  expect(judge((stack) => flowIn(stack), { requireEncryptionKey: true })).toEqual([
    ' the policy requires an encryption key, but the flow has none; give the flow an encryption key '
    + '[RequiredEncryptionKey]',
  ]);
  expect(judge((stack) => flowIn(stack, 'F', { encryptionKey: new kms.Key(stack, 'Key') }),
    { requireEncryptionKey: true })).toEqual([]);
});

test('roles', () => {
  const assumedBy = new iam.ServicePrincipal('bedrock.amazonaws.com');
  const role = (stack: Stack) => new iam.Role(stack, 'R', { assumedBy });
  expect(judge((stack) => { flowIn(stack, 'One'); flowIn(stack, 'Two'); }, { requireOwnRole: true })).toEqual([]);
  expect(judge((stack) => {
    const shared = role(stack);
    flowIn(stack, 'One', { role: shared });
    flowIn(stack, 'Two', { role: shared });
  }, { requireOwnRole: true })).toEqual([
    expect.stringMatching(/shares the execution role of 'Two.*requires a separate role.*\[SharedRole\]$/),
    expect.stringMatching(/shares the execution role of 'One/),
  ]);
});

test('versions that are kept', () => {
  const publish = (retainedVersions?: number) => (stack: Stack) => {
    const flow = flowIn(stack, 'F', { ...retainedVersions && { currentVersionOptions: { retainedVersions } } });
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  };
  expect(judge((stack) => flowIn(stack), { minRetainedVersions: 2 })).toEqual([]);
  expect(judge(publish(), { minRetainedVersions: 2 })).toEqual([
    ' the flow keeps no replaced version, but the policy requires 2; set retainedVersions in currentVersionOptions of '
    + 'the flow [TooFewVersions]',
  ]);
  expect(judge(publish(3), { minRetainedVersions: 3 })).toEqual([]);
  expect(judge(publish(3), { minRetainedVersions: 4 })).toEqual([expect.stringContaining('keeps 3, but the policy')]);
});

test('an acknowledged demand is not made', () => {
  const policy = { requireGuardrail: true, maxTokens: 5, acknowledged: { RequiredGuardrail: 'internal texts only' } };
  expect(judge((stack) => flowIn(stack), policy)).toEqual([expect.stringContaining('[RequiredMaxTokens]')]);
});

test('stops the synth of an app that has it', () => {
  const app = new App();
  flowIn(stackOf(app));
  new FlowPolicyPlugin({ requireGuardrail: true }).addTo(app);
  const { exitCode } = process;
  const printed = [jest.spyOn(console, 'log').mockImplementation(), jest.spyOn(console, 'error').mockImplementation()];
  let failure = '';
  try { app.synth(); } catch (error) { failure = (error as Error).message; }
  // which of the two, and where it is told, is up to the version of aws-cdk-lib
  const told = failure + JSON.stringify(printed.map(({ mock }) => mock.calls));
  printed.forEach((spy) => spy.mockRestore());
  expect(failure !== '' || process.exitCode === 1).toBe(true);
  process.exitCode = exitCode;
  expect(told).toMatch(/Validation failed|RequiredGuardrail/);
});

test('is added to apps and stages, and to nothing else', () => {
  expect(() => new FlowPolicyPlugin({ requireGuardrail: true }).addTo(new Stack() as any))
    .toThrow('[FlowPolicyPlugin.addTo]');
});

test.each<[object, string]>([
  [{}, 'the policy is empty; give it \'allowedModels\''],
  [{ alowedModels: ['*'] }, 'allowedModels'],
  [{ allowedModels: [] }, '\'allowedModels\' is [], but must be a list of one string or more; correct it'],
  [{ allowedRegions: ['eu-central-1', 'Frankfurt'] }, '\'allowedRegions\' is ["eu-central-1","Frankfurt"], but must be '
    + 'a list of one Region or more, such as eu-central-1; correct it'],
  [{ maxTokens: 0 }, '\'maxTokens\' is 0, but must be a whole number from 1; correct it'],
  [{ requireGuardrail: 'yes' }, '\'requireGuardrail\' is "yes", but must be true or false'],
  [{ requireGuardrail: true, acknowledged: { RequiredGuardrails: 'x' } }, 'RequiredGuardrail'],
  [{ requireGuardrail: true, acknowledged: { RequiredGuardrail: ' ' } }, 'without a reason'],
])('%j is refused', (props, said) => {
  const make = () => new FlowPolicyPlugin(props as FlowPolicyProps);
  expect(make).toThrow(/^\[FlowPolicyPlugin\] .* \[IllegalValue\]$/);
  expect(make).toThrow(said);
});
