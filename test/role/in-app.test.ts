/** What resources of the app say of themselves reaches the role, however a flow names them and whenever it is set. */
import { aws_bedrock as bedrock, aws_kms as kms, aws_s3 as s3, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import {
  AgentNode, Flow, FlowDefinition, FlowGuardrail, FlowModel, FlowPrompt, PromptNode, S3StorageNode,
} from '../../src';
import { asText, namedDirectly, propertyOf, targetOf } from '../../src/role/in-app';
import { warningsOf } from '../small-flows';
import {
  ACCOUNT, agnosticStack, fixedStack, MODEL, MODEL_ARN, MODEL_ID, readable, testApp, testFlow,
} from '../support';
import { FORMS, keyPermissionsOf, permissionsOf } from './published-forms';

const US = (region: string) => `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail-profile/us.guardrail.v1:0`;
const READ = 'kms:Decrypt';
const WRITE = ['kms:Decrypt', 'kms:GenerateDataKey'];
const useKey = (Action: unknown, Resource = '${Key.Arn}', account = ACCOUNT) => (
  { Action, Condition: { StringEquals: { 'aws:ResourceAccount': account } }, Effect: 'Allow', Resource });
const keyIn = (stack: Stack) => new kms.Key(stack, 'Key').keyArn;

describe('a guardrail', () => {
  const plain = (stack: Stack, props: Partial<bedrock.CfnGuardrailProps> = {}) => (
    new bedrock.CfnGuardrail(stack, 'Guardrail',
      { name: 'g', blockedInputMessaging: 'no', blockedOutputsMessaging: 'no', ...props }));
  const crossRegionConfig = { guardrailProfileArn: US('us-east-1') };

  const versionOf = (stack: Stack, guardrailIdentifier: string) => (
    FlowGuardrail.fromVersion(new bedrock.CfnGuardrailVersion(stack, 'V', { guardrailIdentifier })));
  const NAMED: readonly (readonly [string, (guardrail: bedrock.CfnGuardrail, stack: Stack) => FlowGuardrail])[] = [
    ['a version of its id', (guardrail, stack) => versionOf(stack, guardrail.attrGuardrailId)],
    ['a version of its ARN', (guardrail, stack) => versionOf(stack, guardrail.attrGuardrailArn)],
    ['a version, worked out late', (guardrail, stack) => versionOf(stack,
      Lazy.string({ produce: () => guardrail.ref }))],
    ['itself', (guardrail) => FlowGuardrail.fromGuardrail(guardrail, '1')],
    ['its published version', (guardrail) => FlowGuardrail.fromPublished(guardrail)],
    ['its id', (guardrail) => FlowGuardrail.fromId(guardrail.attrGuardrailId, '1')],
    ['its ARN', (guardrail) => FlowGuardrail.fromGuardrailArn(guardrail.attrGuardrailArn, '1')],
  ];
  type Change = (guardrail: bedrock.CfnGuardrail, stack: Stack) => void;
  const SET: readonly (readonly [string, Partial<bedrock.CfnGuardrailProps> | undefined, Change])[] = [
    ['at once', { crossRegionConfig }, (guardrail, stack) => { guardrail.kmsKeyArn = keyIn(stack); }],
    ['afterwards', undefined, (guardrail, stack) => Object.assign(guardrail,
      { kmsKeyArn: keyIn(stack), crossRegionConfig })],
    ['by an override', undefined, (guardrail, stack) => {
      guardrail.addPropertyOverride('KmsKeyArn', keyIn(stack));
      guardrail.addPropertyOverride('CrossRegionConfig.GuardrailProfileArn', US('us-east-1'));
    }],
    ['by an override of another', {
      kmsKeyArn: 'arn:aws:kms:us-east-1:444455556666:key/abc',
      crossRegionConfig: { guardrailProfileArn: US('us-east-1').replace('us.', 'eu.') },
    },
    (guardrail, stack) => {
      guardrail.addPropertyOverride('KmsKeyArn', keyIn(stack));
      guardrail.addPropertyOverride('CrossRegionConfig', crossRegionConfig);
    }],
  ];

  function check(name: typeof NAMED[0][1], [, props, set]: typeof SET[0], [, publish]: typeof FORMS[0]): void {
    const stack = fixedStack();
    const guardrail = plain(stack, props);
    const flow = testFlow(stack);
    new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi'), guardrail: name(guardrail, stack) });
    publish(stack, flow);
    set(guardrail, stack);
    const statements = permissionsOf(flow);
    expect(statements).toContainEqual(useKey(READ));
    const applied = statements.filter(({ Action }) => Action === 'bedrock:ApplyGuardrail')
      .flatMap(({ Resource }) => Resource);
    expect(applied.filter((arn) => arn.includes('guardrail-profile')))
      .toEqual(['us-east-1', 'us-east-2', 'us-west-2'].map(US));
    expect(applied).toHaveLength(4);
    expect(statements).toHaveLength(3);
  }

  describe.each(NAMED)('named by %s', (_name, name) => {
    test.each(SET)('with a key and a profile that are set %s', (...set) => check(name, set, FORMS[0]));
    test.each(FORMS.slice(1))('%s', (...form) => check(name, SET[1], form));
  });

  test('in another stack, and of another account by its key', () => {
    const app = testApp();
    const security = fixedStack('Security', app);
    const guardrail = plain(security, { kmsKeyArn: new CfnParameter(security, 'KeyArn').valueAsString });
    const stack = fixedStack('S', app);
    const flow = testFlow(stack, { guardrail: FlowGuardrail.fromPublished(guardrail) });
    new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi') });
    const [{ Resource, Condition }] = keyPermissionsOf(flow);
    expect(Resource).toMatch(/^\$\{import Security:/);
    expect(JSON.stringify(Condition)).toContain('|4');
  });

  test('an option goes before what it says', () => {
    const stack = fixedStack();
    const guardrail = plain(stack, { kmsKeyArn: 'arn:aws:kms:us-east-1:444455556666:key/abc' });
    const named = FlowGuardrail.fromGuardrail(guardrail, '1', { encryptionKey: new kms.Key(stack, 'Key') });
    const flow = testFlow(stack);
    new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi'), guardrail: named });
    expect(keyPermissionsOf(flow)).toEqual([useKey(READ)]);
  });
});

const variant = (modelId?: string) =>
  ({ name: 'one', templateType: 'TEXT', modelId, templateConfiguration: { text: { text: 'Hi' } } });

describe('a prompt', () => {
  const NAMED: readonly (readonly [string, (prompt: bedrock.CfnPrompt, stack: Stack, flow: Flow) => void])[] = [
    ['a version', (prompt, stack, flow) => ask(flow,
      FlowPrompt.fromPromptVersion(new bedrock.CfnPromptVersion(stack, 'V', { promptArn: prompt.attrArn })))],
    ['a version of its Ref', (prompt, stack, flow) => ask(flow,
      FlowPrompt.fromPromptVersion(new bedrock.CfnPromptVersion(stack, 'V', { promptArn: prompt.ref })))],
    ['the ARN of a version', (prompt, stack, flow) => ask(flow,
      FlowPrompt.fromPromptArn(new bedrock.CfnPromptVersion(stack, 'V', { promptArn: prompt.attrArn }).attrArn))],
    ['the number of a version', (prompt, _stack, flow) => ask(flow, FlowPrompt.fromPromptArn(`${prompt.attrArn}:1`))],
    ['itself', (prompt, _stack, flow) => ask(flow, FlowPrompt.fromPrompt(prompt))],
    ['its published version', (prompt, _stack, flow) => ask(flow, FlowPrompt.fromPublished(prompt, { variables: [] }))],
  ];
  const ask = (flow: Flow, prompt: FlowPrompt) => void new PromptNode(flow, 'Ask', { prompt });

  describe.each(FORMS)('%s', (_form, publish) => {
    test.each(NAMED)('named by %s: models and key that are set afterwards', (_name, name) => {
      const stack = fixedStack();
      const prompt = new bedrock.CfnPrompt(stack, 'P', { name: 'p', variants: [variant()] });
      const flow = testFlow(stack);
      name(prompt, stack, flow);
      publish(stack, flow);
      prompt.addPropertyOverride('CustomerEncryptionKeyArn', keyIn(stack));
      prompt.variants = [variant(MODEL_ID), variant('amazon.nova-pro-v1:0')];
      prompt.addPropertyOverride('Variants.1.ModelId', 'amazon.nova-micro-v1:0');
      expect(keyPermissionsOf(flow)).toEqual([useKey(WRITE)]);
      expect(permissionsOf(flow).filter(({ Action }) => Action === 'bedrock:InvokeModel')
        .flatMap(({ Resource }) => Resource)).toEqual([
        MODEL_ARN, MODEL_ARN.replace('lite', 'micro'),
      ]);
      expect(warningsOf(stack).map(({ id }) => id)).not.toContain('UnknownModel');
    });

    test('that names no model gives a warning', () => {
      const stack = fixedStack();
      const prompt = new bedrock.CfnPrompt(stack, 'P', { name: 'p', variants: [variant()] });
      const flow = testFlow(stack);
      ask(flow, FlowPrompt.fromPublished(prompt, { variables: [] }));
      publish(stack, flow);
      expect(warningsOf(stack).map(({ id }) => id)).toContain('UnknownModel');
    });
  });

  test('by the ARN of its draft, which gives a warning', () => {
    const stack = fixedStack();
    const prompt = new bedrock.CfnPrompt(stack, 'P', { name: 'p', variants: [variant(MODEL_ID)] });
    ask(testFlow(stack), FlowPrompt.fromPromptArn(prompt.attrArn));
    expect(warningsOf(stack).map(({ id }) => id)).toEqual(['DraftReference', 'UnusedNodeOutput']);
  });
});

describe('an agent', () => {
  test.each(FORMS)('has the key that is set afterwards, %s', (_form, publish) => {
    const stack = fixedStack();
    const agent = new bedrock.CfnAgent(stack, 'Agent', { agentName: 'a' });
    const agentAlias = new bedrock.CfnAgentAlias(stack, 'Alias',
      { agentId: agent.attrAgentId, agentAliasName: 'live' });
    const flow = testFlow(stack);
    new AgentNode(flow, 'Help', { agentAlias, agentInputText: flow.input.stringAt('text') });
    publish(stack, flow);
    expect(keyPermissionsOf(flow)).toEqual([]);
    agent.customerEncryptionKeyArn = keyIn(stack);
    expect(keyPermissionsOf(flow)).toEqual([useKey(WRITE)]);
  });
});

test('a bucket of another account, by its name', () => {
  const app = testApp();
  const other = new Stack(app, 'Other', { env: { account: '444455556666', region: 'us-east-1' } });
  // how aws-cdk-lib names what is in another environment
  const { bucketName } = new s3.Bucket(other, 'Bucket', { bucketName: 'of-others' });
  const flow = testFlow(fixedStack('S', app));
  new S3StorageNode(flow, 'Write', { bucketName, content: flow.input, objectKey: flow.input.stringAt('key') });
  expect(permissionsOf(flow)).toEqual([{
    Action: 's3:PutObject',
    Condition: { StringEquals: { 'aws:ResourceAccount': '444455556666' } },
    Effect:
      'Allow',
    Resource: 'arn:aws:s3:::of-others/*',
  }]);
});

describe('an application inference profile', () => {
  const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2'];
  const through = (Resource: unknown) => (
    {
      Action: 'bedrock:InvokeModel',
      Condition: { StringEquals: { 'bedrock:InferenceProfileArn': '${Profile.InferenceProfileArn}' } },
      Effect: 'Allow',
      Resource,
    });
  const get = {
    Action: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'],
    Effect: 'Allow',
    Resource: '${Profile.InferenceProfileArn}',
  };
  const profileFrom = (stack: Stack, copyFrom?: string) => (
    new bedrock.CfnApplicationInferenceProfile(stack, 'Profile',
      { inferenceProfileName: 'p', modelSource: copyFrom === undefined ? undefined : { copyFrom } }));

  test.each<[string, (stack: Stack) => string, unknown]>([
    ['of a model', () => MODEL_ARN, MODEL_ARN],
    ['of a system profile', () => `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/us.${MODEL_ID}`, REGIONS.map(
      (region) => MODEL_ARN.replace('us-east-1', region),
    )],
    ['of a global profile', () => `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/global.${MODEL_ID}`, [
      MODEL_ARN.replace('us-east-1', ''), MODEL_ARN,
    ]],
    ['of a model in the Region of the deployment', () => Fn.sub(
      `arn:\${AWS::Partition}:bedrock:\${AWS::Region}::foundation-model/${MODEL_ID}`,
    ), 'arn:aws:bedrock:*::foundation-model/*'],
    ['of a model in the Region of the stack', (stack) => (
      bedrock.FoundationModel.fromFoundationModelId(stack, 'Model',
        new bedrock.FoundationModelIdentifier(MODEL_ID)).modelArn), MODEL_ARN],
    ['of what only the deployment knows', (stack) =>
      new CfnParameter(stack, 'Source').valueAsString, 'arn:aws:bedrock:*::foundation-model/*'],
  ])('%s', (_, source, resource) => {
    for (const [, publish] of FORMS) {
      const stack = fixedStack();
      const profile = profileFrom(stack);
      const flow = testFlow(stack);
      new PromptNode(flow, 'Ask', {
        model: FlowModel.applicationInferenceProfile(profile.attrInferenceProfileArn), prompt: FlowPrompt.inline('Hi'),
      });
      publish(stack, flow);
      profile.modelSource = { copyFrom: source(stack) };
      expect(permissionsOf(flow)).toEqual([through(resource), get]);
    }
  });

  test('in any account and Region', () => {
    const stack = agnosticStack();
    const profile = profileFrom(stack,
      stack.formatArn({ service: 'bedrock', account: '', resource: 'foundation-model', resourceName: MODEL_ID }));
    const flow = testFlow(stack);
    new PromptNode(flow, 'Ask', {
      model: FlowModel.applicationInferenceProfile(profile.attrInferenceProfileArn), prompt: FlowPrompt.inline('Hi'),
    });
    expect(permissionsOf(flow))
      .toEqual([through(`arn:\${AWS::Partition}:bedrock:\${AWS::Region}::foundation-model/${MODEL_ID}`), get]);
  });

  test('by an override', () => {
    const stack = fixedStack();
    const profile = profileFrom(stack, `${MODEL_ARN}x`);
    profile.addPropertyOverride('ModelSource.CopyFrom', MODEL_ARN);
    const flow = testFlow(stack);
    new PromptNode(flow, 'Ask', {
      model: FlowModel.applicationInferenceProfile(profile.attrInferenceProfileArn), prompt: FlowPrompt.inline('Hi'),
    });
    expect(permissionsOf(flow)).toEqual([through(MODEL_ARN), get]);
  });

  test('what the user says goes before it', () => {
    const stack = fixedStack();
    const profile = profileFrom(stack, MODEL_ARN);
    const flow = testFlow(stack);
    const model = FlowModel.applicationInferenceProfile(profile.attrInferenceProfileArn,
      { modelIds: ['amazon.nova-pro-v1:0'] });
    new PromptNode(flow, 'Ask', { model, prompt: FlowPrompt.inline('Hi') });
    expect(permissionsOf(flow)).toEqual([through(MODEL_ARN.replace('lite', 'pro')), get]);
  });

  test('for those who write statements themselves', () => {
    const stack = fixedStack();
    const model = FlowModel.applicationInferenceProfile(profileFrom(stack, MODEL_ARN).attrInferenceProfileArn);
    expect(model.policyStatements(stack).map(({ resources }) => resources)[1]).toEqual([MODEL_ARN]);
  });

  test('in a prompt of the app, and in a definition from elsewhere', () => {
    const stack = fixedStack();
    const profile = profileFrom(stack, MODEL_ARN);
    const prompt = new bedrock.CfnPrompt(stack, 'P',
      { name: 'p', variants: [variant(profile.attrInferenceProfileArn)] });
    const flow = testFlow(stack);
    new PromptNode(flow, 'Ask', { prompt: FlowPrompt.fromPrompt(prompt) });
    expect(permissionsOf(flow)).toEqual(expect.arrayContaining([through(MODEL_ARN), get]));
    const inline = { templateType: 'TEXT', modelId: '${Model}', templateConfiguration: { text: { text: 'Hi' } } };
    const nodes = [
      { name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] },
      {
        name: 'Ask',
        type: 'Prompt',
        configuration: { prompt: { sourceConfiguration: { inline } } },
        inputs: [],
        outputs: [{ name: 'modelCompletion', type: 'String' }],
      },
    ];
    const definition = FlowDefinition.fromJson({ nodes, connections: [] },
      { substitutions: { Model: profile.attrInferenceProfileArn } });
    const other = fixedStack('Other', stack.node.root as ReturnType<typeof testApp>);
    expect(new Flow(other, 'F', { definition }).findNode('Ask').node.metadata
      .filter(({ type }) => type === 'aws:cdk:warning')).toEqual([]);
  });
});

describe('a definition from elsewhere names things of the app', () => {
  const imported = (configuration: object, type: string, substitutions: { [name: string]: string }, stack: Stack) => {
    const nodes = [
      { name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] },
      { name: 'Node', type, configuration, inputs: [], outputs: [{ name: 'modelCompletion', type: 'String' }] },
    ];
    return testFlow(stack, { definition: FlowDefinition.fromJson({ nodes, connections: [] }, { substitutions }) });
  };

  test('a prompt, with its models and key', () => {
    const stack = fixedStack();
    const prompt = new bedrock.CfnPrompt(stack, 'P',
      { name: 'p', variants: [variant(MODEL_ID)], customerEncryptionKeyArn: keyIn(stack) });
    const flow = imported({ prompt: { sourceConfiguration: { resource: { promptArn: '${Prompt}' } } } }, 'Prompt',
      { Prompt: prompt.attrArn }, stack);
    expect(permissionsOf(flow)).toEqual([
      { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN },
      { Action: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'], Effect: 'Allow', Resource: '${P.Arn}' },
      useKey(WRITE),
    ]);
  });

  test('a bucket, with its key', () => {
    const stack = fixedStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') });
    const flow = imported({ storage: { serviceConfiguration: { s3: { bucketName: '${Bucket}' } } } }, 'Storage',
      { Bucket: bucket.bucketName }, stack);
    expect(keyPermissionsOf(flow)).toEqual([useKey(WRITE)]);
  });
});

describe('propertyOf()', () => {
  const stack = fixedStack();
  const bucket = new s3.CfnBucket(stack, 'B',
    { bucketName: 'b', corsConfiguration: { corsRules: [{ allowedMethods: ['GET'], allowedOrigins: ['*'] }] } });
  bucket.addPropertyOverride('CorsConfiguration.CorsRules.0.Id', 'first');
  bucket.addPropertyDeletionOverride('BucketName');

  test.each<[[string, ...string[]], unknown]>([
    [['CorsConfiguration', 'CorsRules', '0', 'Id'], 'first'],
    [['CorsConfiguration', 'CorsRules', '0', 'AllowedMethods'], ['GET']],
    [['CorsConfiguration', 'CorsRules', '1', 'Id'], undefined],
    [['BucketName'], undefined],
    [['BucketName', 'Inside'], undefined],
    [['Tags'], undefined],
    [['Nonsense', 'Deep'], undefined],
  ])('%j', (path, value) => expect(propertyOf(bucket, ...path)).toEqual(value));

  test('keeps references, also in joined texts and in functions', () => {
    const key = new kms.CfnKey(stack, 'K', { keyPolicy: {} });
    for (const name of [
      `x-${key.attrArn}-y`, Fn.select(1, Fn.split('/', key.attrArn)), Lazy.string({ produce: () => key.ref }),
    ]) {
      const text = asText(
        propertyOf(new s3.CfnBucket(stack, `B${stack.node.children.length}`, { bucketName: name }), 'BucketName'),
      )!;
      expect(targetOf(stack, text, kms.CfnKey)).toBe(key);
      expect(JSON.stringify(stack.resolve(text))).toContain(readable(stack.resolve(key.logicalId)));
    }
    expect(namedDirectly(key.attrArn, kms.CfnKey)).toBe(key);
    expect(namedDirectly(key.attrArn, s3.CfnBucket)).toBeUndefined();
    expect(targetOf(stack, 'plain', kms.CfnKey)).toBeUndefined();
    expect(targetOf(stack, undefined, kms.CfnKey)).toBeUndefined();
  });
});
