import { aws_kms as kms, aws_s3 as s3, CfnParameter, Stack } from 'aws-cdk-lib';
import { FlowDataType, S3RetrievalNode, S3StorageNode } from '../../src';
import { agnosticStack, fixedStack, nodeOf, refusal, statementsOf, testApp, testFlow } from '../support';

const owned = (account: string) => ({ StringEquals: { 'aws:ResourceAccount': account } });
const get = (Resource: string, account = '111122223333') =>
  ({ Action: 's3:GetObject', Condition: owned(account), Effect: 'Allow', Resource });
const put = (Resource: string, account = '111122223333') =>
  ({ Action: 's3:PutObject', Condition: owned(account), Effect: 'Allow', Resource });
const KEY_INPUT = { Name: 'objectKey', Type: 'String', Expression: '$.data.key' };

describe('S3RetrievalNode', () => {
  test('what must be given', () => {
    const flow = testFlow();
    new S3RetrievalNode(flow, 'Read', { bucketName: 'my-bucket', objectKey: flow.input.stringAt('key') });
    expect(nodeOf(flow, 'Read')).toEqual({
      Name: 'Read',
      Type: 'Retrieval',
      Configuration: { Retrieval: { ServiceConfiguration: { S3: { BucketName: 'my-bucket' } } } },
      Inputs: [KEY_INPUT],
      Outputs: [{ Name: 's3Content', Type: 'String' }],
    });
    expect(statementsOf(flow)).toEqual([get('arn:aws:s3:::my-bucket/*')]);
  });

  test('everything that can be given: an encrypted bucket of the app, which it may read with its key', () => {
    const stack = fixedStack();
    const flow = testFlow(stack);
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') });
    new S3RetrievalNode(flow, 'Read',
      { nodeName: 'Load', bucket, objectKey: flow.input.stringAt('key'), contentType: FlowDataType.OBJECT });
    expect(nodeOf(flow, 'Load')).toEqual({
      Name: 'Load',
      Type: 'Retrieval',
      Configuration: { Retrieval: { ServiceConfiguration: { S3: { BucketName: '${Bucket}' } } } },
      Inputs: [KEY_INPUT],
      Outputs: [{ Name: 's3Content', Type: 'Object' }],
    });
    expect(statementsOf(flow)).toEqual([
      { Action: 'kms:Decrypt', Condition: owned('111122223333'), Effect: 'Allow', Resource: '${Key.Arn}' },
      get('arn:aws:s3:::${Bucket}/*'),
    ]);
  });

  test('its output', () => {
    const flow = testFlow();
    const { s3Content } = new S3RetrievalNode(flow, 'Read',
      { bucketName: 'my-bucket', objectKey: flow.input.stringAt('key') });
    expect([`${s3Content}`, s3Content.dataType]).toEqual(['Read.s3Content', 'String']);
  });
});

describe('S3StorageNode', () => {
  test('all there is', () => {
    const flow = testFlow();
    new S3StorageNode(flow, 'Write',
      { nodeName: 'Save', bucketName: 'my-bucket', content: flow.input, objectKey: flow.input.stringAt('key') });
    expect(nodeOf(flow, 'Save')).toEqual({
      Name: 'Save',
      Type: 'Storage',
      Configuration: { Storage: { ServiceConfiguration: { S3: { BucketName: 'my-bucket' } } } },
      Inputs: [{ Name: 'content', Type: 'Object', Expression: '$.data' }, KEY_INPUT],
      Outputs: [{ Name: 's3Uri', Type: 'String' }],
    });
    expect(statementsOf(flow)).toEqual([put('arn:aws:s3:::my-bucket/*')]);
  });

  test('an encrypted bucket of the app, which it may write with its key', () => {
    const stack = fixedStack();
    const flow = testFlow(stack);
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') });
    new S3StorageNode(flow, 'Write', { bucket, content: flow.input, objectKey: flow.input.stringAt('key') });
    expect(statementsOf(flow)).toEqual([
      put('arn:aws:s3:::${Bucket}/*'),
      {
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Condition: owned('111122223333'),
        Effect: 'Allow',
        Resource: '${Key.Arn}',
      },
    ]);
  });

  test('its output', () => {
    const flow = testFlow();
    const { s3Uri } = new S3StorageNode(flow, 'Write',
      { bucketName: 'my-bucket', content: flow.input, objectKey: flow.input.stringAt('key') });
    expect([`${s3Uri}`, s3Uri.dataType]).toEqual(['Write.s3Uri', 'String']);
  });
});

test('a bucket of another stack, of another account, and one that only the deployment knows', () => {
  const app = testApp();
  const flow = testFlow(fixedStack('S', app));
  const objectKey = flow.input.stringAt('key');
  const elsewhere = s3.Bucket.fromBucketAttributes(flow, 'Elsewhere',
    { bucketName: 'elsewhere', account: '444455556666' });
  new S3RetrievalNode(flow, 'There', { objectKey, bucket: new s3.Bucket(fixedStack('Other', app), 'Bucket') });
  new S3StorageNode(flow, 'Abroad', { objectKey, content: flow.input, bucket: elsewhere });
  new S3RetrievalNode(flow, 'AbroadToo', { objectKey, bucket: elsewhere });
  new S3RetrievalNode(flow, 'Later', { objectKey, bucketName: new CfnParameter(Stack.of(flow), 'Name').valueAsString });
  expect(statementsOf(flow)).toEqual([
    { ...get(''), Resource: ['arn:aws:s3:::${import Other:ExportsOutputRefBucket}/*', 'arn:aws:s3:::${Name}/*'] },
    get('arn:aws:s3:::elsewhere/*', '444455556666'),
    put('arn:aws:s3:::elsewhere/*', '444455556666'),
  ]);
});

test('in any account and Region', () => {
  const flow = testFlow(agnosticStack());
  new S3RetrievalNode(flow, 'Read', { bucketName: 'my-bucket', objectKey: flow.input.stringAt('key') });
  expect(statementsOf(flow)).toEqual([get('arn:${AWS::Partition}:s3:::my-bucket/*', '${AWS::AccountId}')]);
});

test.each<[string, object, string]>([
  ['no bucket', {}, 'neither \'bucket\' nor \'bucketName\' is given; give \'bucket\' or \'bucketName\''],
  ['two buckets', { bucketName: 'my-bucket', bucket: { arnForObjects: () => '' } },
    '\'bucket\' and \'bucketName\' are both given; give only '
    + 'one of them'],
  ['a short name', { bucketName: 'my' }, '\'bucketName\' is \'my\', but must be 3 to 63 lower-case letters, digits, '
    + 'dots or hyphens; correct it'],
  ['capitals', { bucketName: 'My-Bucket' }, '\'bucketName\' is \'My-Bucket\', but must be 3 to 63 lower-case letters, '
    + 'digits, dots or hyphens; correct it'],
])('both refuse %s', (_, props, message) => {
  const flow = testFlow();
  const objectKey = flow.input.stringAt('key');
  expect(refusal(flow, () => new S3RetrievalNode(flow, 'Read', { objectKey, ...props }))).toBe(`[S/F/Read] ${message} `
    + '[IllegalValue]');
  expect(refusal(flow, () => new S3StorageNode(flow, 'Write', { objectKey, content: flow.input, ...props })))
    .toBe(`[S/F/Write] ${message} [IllegalValue]`);
});

test('both refuse a key that is no String', () => {
  const flow = testFlow();
  const given = { bucketName: 'my-bucket', objectKey: flow.input };
  const message = 'input \'objectKey\' takes a String, but gets an Object from \'FlowInputNode.document\'; select a '
    + 'text with '
    + 'stringAt() [IncompatibleConnectionDataType]';
  expect(refusal(flow, () => new S3RetrievalNode(flow, 'Read', given))).toBe(`[S/F/Read] ${message}`);
  expect(refusal(flow, () => new S3StorageNode(flow, 'Write', { ...given, content: flow.input })))
    .toBe(`[S/F/Write] ${message}`);
});
