/** Every service that takes a key, with every kind of key, however the flow is published. */
import { App, aws_kms as kms, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import {
  AgentNode, Flow, FlowAlias, FlowDefinition, HumanApproval, PromptNode, S3RetrievalNode,
} from '../../src';
import { warningsOf } from '../small-flows';
import {
  ACCOUNT, agnosticStack, fixedStack, MODEL, refusal, resourcesOf, templateOf, testApp, testFlow,
} from '../support';
import {
  AGENT, aliased, asking, chat, checkKey, KEYS, NAMED_ALIASES, owned, READ, reading, TRIPLES, WRITE,
} from './key-users';
import { FORMS, keyPermissionsOf } from './published-forms';

const agnosticArn = (stack: Stack) => stack.formatArn({ service: 'kms', resource: 'key', resourceName: 'abc' });

const named = TRIPLES.map((triple) => ({
  triple, service: triple.service[0], key: triple.key[0], form: triple.form[0],
}));

test.each(named)('$service, $form, $key', ({ triple }) => checkKey(triple));

describe('the key of the flow', () => {
  const CONDITION = {
    StringEquals: { 'kms:ViaService': 'bedrock.us-east-1.${AWS::URLSuffix}' },
    ArnLike: { 'kms:EncryptionContext:aws:bedrock-flows:arn': `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/*` },
  };

  describe.each(FORMS)('%s', (_form, publish) => {
    test.each(KEYS)('%s', (_key, keyOf, resource) => {
      const stack = fixedStack();
      const flow = testFlow(stack, { encryptionKey: keyOf(stack) });
      publish(stack, flow);
      expect(keyPermissionsOf(flow))
        .toEqual([{ Action: WRITE, Condition: CONDITION, Effect: 'Allow', Resource: resource }]);
      expect(resourcesOf(flow, 'AWS::Bedrock::Flow').F.Properties.CustomerEncryptionKeyArn).toBe(resource);
    });
  });

  test.each(NAMED_ALIASES)('%s is refused: the service takes no alias', (_key, keyOf) => {
    const stack = fixedStack();
    const encryptionKey = keyOf(stack);
    const message = '\'encryptionKey\' is the alias \'alias/theirs\', whose key is not known, and the service accepts '
      + 'no alias; pass kms.Key.fromLookup() or kms.Key.fromKeyArn() [IllegalValue]';
    const shown = 'aliasName' in encryptionKey ? message : message.replace('alias/theirs', encryptionKey.keyArn);
    expect(refusal(stack, () => new Flow(stack, 'G', { encryptionKey }))).toBe(`[S/G] ${shown}`);
    const flow = testFlow(stack);
    expect(refusal(flow, () => new PromptNode(flow, 'Ask', { model: MODEL, prompt: chat(encryptionKey) })))
      .toBe(`[S/F/Ask] ${shown}`);
  });

  test('a key of another Region is refused: keys encrypt within theirs', () => {
    const stack = fixedStack();
    const [here, there] = ['us-east-1', 'eu-west-1'].map((region) =>
      kms.Key.fromKeyArn(stack, region, `arn:aws:kms:${region}:${ACCOUNT}:key/mrk-1234`));
    const refused = '\'encryptionKey\' \'S/eu-west-1\' is in Region eu-west-1, and can\'t be used from us-east-1; '
      + 'pass one of us-east-1 [IllegalValue]';
    expect(refusal(stack, () => testFlow(stack, { encryptionKey: there }))).toBe(`[S/F] ${refused}`);
    expect(refusal(stack, () => new HumanApproval(stack, 'Ask', { encryptionKey: there }))).toBe(`[S/Ask] ${refused}`);
    testFlow(stack, { encryptionKey: here });
    testFlow(agnosticStack(), { encryptionKey: there });
  });

  test('a key of another stack, by its alias', () => {
    const app = testApp();
    const keys = fixedStack('Keys', app);
    const alias = new kms.Key(keys, 'Key').addAlias('alias/mine');
    const stack = fixedStack('S', app);
    const flow = testFlow(stack, { encryptionKey: alias });
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    expect(keyPermissionsOf(flow).map(({ Resource }) => Resource))
      .toEqual([expect.stringMatching(/^\$\{import Keys:.*KeyArn/)]);
  });
});

describe('a prompt that can\'t stand in the flow', () => {
  const promptOf =
    (flow: Flow) => resourcesOf(flow, 'AWS::Bedrock::Prompt').FAskPrompt.Properties.CustomerEncryptionKeyArn;

  test.each(FORMS)('has the key of the flow, as in it, %s', (_form, publish) => {
    const stack = fixedStack();
    const flow = asking(stack, { prompt: chat() }, new kms.Key(stack, 'Key'));
    publish(stack, flow);
    expect(promptOf(flow)).toBe('${Key.Arn}');
    expect(keyPermissionsOf(flow))
      .toContainEqual({ Action: WRITE, Condition: owned(ACCOUNT), Effect: 'Allow', Resource: '${Key.Arn}' });
  });

  test('keeps its own before that', () => {
    const stack = fixedStack();
    expect(promptOf(asking(stack, { prompt: chat(new kms.Key(stack, 'Own')) }, new kms.Key(stack, 'Key'))))
      .toBe('${Own.Arn}');
  });

  test('has it in a definition from elsewhere too', () => {
    const stack = fixedStack();
    const inline = {
      templateType: 'TEXT',
      modelId: 'amazon.nova-lite-v1:0',
      templateConfiguration: { text: { text: 'Hi' } },
      inferenceConfiguration: { text: { maxTokens: 5000 } },
    };
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
    const flow = testFlow(stack,
      { definition: FlowDefinition.fromJson({ nodes, connections: [] }), encryptionKey: new kms.Key(stack, 'Key') });
    expect(promptOf(flow)).toBe('${Key.Arn}');
  });

  describe('asks the key to let Bedrock use it for prompts', () => {
    const asked = (stack: Stack) => Object.values<any>(resourcesOf(stack, 'AWS::KMS::Key'))
      .map(({ Properties }) => Properties.KeyPolicy.Statement.slice(1));
    const statement = (partition: string, region: string, account: string) => ({
      Action: WRITE,
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:bedrock-prompts:arn': `arn:${partition}:bedrock:${region}:${account}:prompt/*`,
        },
      },
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Resource: '*',
    });

    test.each<[string, Stack, object]>([
      ['here', fixedStack(), statement('aws', 'us-east-1', ACCOUNT)],
      ['in any account and Region', agnosticStack(), statement('${AWS::Partition}', '${AWS::Region}',
        '${AWS::AccountId}')],
    ])('%s, once for all prompts', (_, stack, expected) => {
      const flow = asking(stack, { prompt: chat() }, new kms.Key(stack, 'Key').addAlias('alias/mine'));
      new PromptNode(flow, 'Again', { model: MODEL, prompt: chat() });
      expect(asked(stack)).toEqual([[expected]]);
    });

    test('not where no prompt leaves the flow', () => {
      const stack = fixedStack();
      asking(stack, {}, new kms.Key(stack, 'Key'));
      expect(asked(stack)).toEqual([[]]);
    });

    test('where the key is in a stack of its own, without a cycle', () => {
      const app = new App();
      const keys = fixedStack('Keys', app);
      const stack = fixedStack('S', app);
      const flow = asking(stack, { prompt: chat() }, new kms.Key(keys, 'Key'));
      expect(templateOf(flow)).toBeDefined();
      expect(asked(keys)[0]).toHaveLength(1);
    });
  });
});

describe('who calls an encrypted flow may use its key', () => {
  test.each<[string, (stack: Stack) => kms.IKey, string, object]>([
    ...KEYS, ...NAMED_ALIASES,
  ])('%s', (_key, keyOf, resource, conditions) => {
    const stack = fixedStack();
    const flowAliasArn = `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/FLOW123456/alias/ALIAS12345`;
    const alias = FlowAlias.fromFlowAliasAttributes(stack, 'Live', { flowAliasArn, encryptionKey: keyOf(stack) });
    const caller = testFlow(stack);
    alias.grants.invoke(caller);
    const { 'ForAnyValue:StringEquals': byAlias } = conditions as { 'ForAnyValue:StringEquals'?: object };
    expect(keyPermissionsOf(caller)).toEqual([{
      Action: WRITE,
      Condition: {
        StringEquals: {
          'kms:EncryptionContext:aws:bedrock-flows:arn': `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/FLOW123456`,
          'kms:ViaService': 'bedrock.us-east-1.${AWS::URLSuffix}',
        },
        ...byAlias && { 'ForAnyValue:StringEquals': byAlias },
      },
      Effect: 'Allow',
      Resource: resource,
    }]);
  });
});

test.each<[string, (stack: Stack) => kms.IKey]>([
  ...KEYS.map(([name, keyOf]): [string, (stack: Stack) => kms.IKey] => [name, keyOf]),
  ['a key whose ARN has tokens', (stack) => kms.Key.fromKeyArn(stack, 'Key', agnosticArn(stack))],
])('the flow knows its key: nothing is said of %s', (_, keyOf) => {
  for (const stack of [fixedStack(), agnosticStack()]) {
    testFlow(stack, { encryptionKey: keyOf(stack) });
    expect(warningsOf(stack)).toEqual([]);
  }
});

test('a bucket with a key whose ARN has tokens', () => {
  const stack = agnosticStack();
  const flow = reading(stack,
    new s3.Bucket(stack, 'Bucket', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', agnosticArn(stack)) }));
  expect(keyPermissionsOf(flow)).toEqual([{
    Action: READ,
    Condition: owned('${AWS::AccountId}'),
    Effect: 'Allow',
    Resource:
      'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/abc',
  }]);
});

test('an account that an ARN shows, though parts of it are tokens', () => {
  const stack = agnosticStack();
  const key = kms.Key.fromKeyArn(stack, 'Key',
    stack.formatArn({ service: 'kms', account: '444455556666', resource: 'key', resourceName: 'abc' }));
  const flow = testFlow(stack);
  new AgentNode(flow, 'Help',
    { agentAliasArn: AGENT, agentInputText: flow.input.stringAt('text'), encryptionKey: key });
  expect(keyPermissionsOf(flow)[0].Condition).toEqual(owned('444455556666'));
});

describe('what only the template of a bucket says', () => {
  const encrypted = (kmsMasterKeyId: string) => ({
    serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } }],
  });
  const PATH = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID';

  test.each<[string, (stack: Stack, bucket: s3.CfnBucket) => void, string, object]>([
    ['a key set afterwards', (stack, bucket) => {
      bucket.bucketEncryption = encrypted(new kms.Key(stack, 'Late').keyArn);
    }, '${Late.Arn}', owned(ACCOUNT)],
    ['the id of a key', (stack, bucket) => {
      bucket.bucketEncryption = encrypted(new kms.Key(stack, 'Late').keyId);
    }, '${Late.Arn}', owned(ACCOUNT)],
    ['the id of one that is not in the app', (_stack, bucket) => {
      bucket.bucketEncryption = encrypted('1234');
    }, `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234`, owned(ACCOUNT)],
    ['an override', (stack, bucket) => {
      bucket.bucketEncryption = encrypted('alias/aws/s3');
      bucket.addPropertyOverride(PATH, new kms.Key(stack, 'Late').keyArn);
    }, '${Late.Arn}', owned(ACCOUNT)],
    ['an alias of the app', (stack, bucket) => {
      const targetKeyId = new kms.Key(stack, 'Late').keyId;
      bucket.bucketEncryption =
        encrypted(new kms.CfnAlias(stack, 'Alias', { aliasName: 'alias/mine', targetKeyId }).ref);
    }, '${Late.Arn}', owned(ACCOUNT)],
    ['the name of an alias', (_stack, bucket) => {
      bucket.bucketEncryption = encrypted('alias/theirs');
    }, `arn:aws:kms:us-east-1:${ACCOUNT}:key/*`, aliased(ACCOUNT, 'alias/theirs')],
  ])('%s', (_, change, resource, conditions) => {
    for (const bucketOfFlow of [
      (bucket: s3.Bucket) => ({ bucket }), (bucket: s3.Bucket) => ({ bucketName: bucket.bucketName }),
    ]) {
      const stack = fixedStack();
      const bucket = new s3.Bucket(stack, 'Bucket');
      const flow = testFlow(stack);
      new S3RetrievalNode(flow, 'Read', { ...bucketOfFlow(bucket), objectKey: flow.input.stringAt('key') });
      change(stack, bucket.node.defaultChild as s3.CfnBucket);
      expect(keyPermissionsOf(flow))
        .toEqual([{ Action: READ, Condition: conditions, Effect: 'Allow', Resource: resource }]);
    }
  });

  test('nothing, where it has none', () => {
    const stack = fixedStack();
    expect(
      keyPermissionsOf(reading(stack, new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.S3_MANAGED }))),
    ).toEqual([]);
  });
});
