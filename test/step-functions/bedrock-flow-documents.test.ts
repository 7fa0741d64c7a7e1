import { App, aws_kms as kms, aws_s3 as s3, aws_stepfunctions as sfn, Duration, Stack } from 'aws-cdk-lib';
import { machine, statesOf } from './support';
import {
  BedrockFlowDocuments, type BedrockFlowDocumentsProps, FlowInvoker, FlowThroughput, S3StorageNode,
} from '../../src';
import { callingStack, idsOf, OBJECT, statementsOf } from '../calls/support';
import { synthErrors } from '../small-flows';
import { thrown } from '../support';

type Asked = Partial<BedrockFlowDocumentsProps>;

function documents(props: Asked | ((stack: Stack) => Asked) = {}, language?: sfn.QueryLanguage) {
  const { stack, alias } = callingStack();
  const bucket = new s3.Bucket(stack, 'Contracts');
  const resultBucket = new s3.Bucket(stack, 'Results');
  const fragment = new BedrockFlowDocuments(stack, 'Nightly', {
    alias, bucket, resultBucket, maxConcurrency: 5, ...typeof props === 'function' ? props(stack) : props,
  });
  machine(stack, fragment, language);
  return { stack, bucket, fragment };
}

test('a map over the objects of a bucket, each of which calls the flow', () => {
  const { stack } = documents({ prefix: 'in/', toleratedFailurePercentage: 10 });
  const { States, StartAt } = statesOf(stack);
  expect(StartAt).toBe('Nightly: Documents');
  const map = States['Nightly: Documents'];
  expect(map).toMatchObject({
    Type: 'Map',
    QueryLanguage: 'JSONata',
    MaxConcurrency: 5,
    ToleratedFailurePercentage: 10,
    ItemReader: { Resource: 'arn:TOKEN:states:::s3:listObjectsV2', Arguments: { Bucket: 'TOKEN', Prefix: 'in/' } },
    ResultWriter: {
      Resource: 'arn:TOKEN:states:::s3:putObject', Arguments: { Bucket: 'TOKEN', Prefix: 'flow-results' },
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Nightly: Which',
    },
  });
  const { States: inner } = map.ItemProcessor;
  expect(inner['Nightly: Which']).toMatchObject({
    Choices: [{ Condition: '{% $substring($states.input.Key, -1) = \'/\' %}', Next: 'Nightly: Folder' }],
    Default: 'Nightly: Call',
  });
  expect(inner['Nightly: Call'].Arguments).toMatchObject({ document: '{% $states.input.Key %}' });
});

test('the machine may read and write what it must, and start its own children', () => {
  const { stack } = documents();
  const said = statementsOf(stack, /^Machine/)
    .flatMap(({ Action, Resource }) => [Action].flat().map((action) => `${action} ${JSON.stringify(Resource)}`))
    .map((line) => line.replace(/(\w+?)[0-9A-F]{8}\b/g, '$1')).sort();
  expect(said.map((line) => line.split(' ')[0])).toEqual([
    'lambda:InvokeFunction', 's3:AbortMultipartUpload', 's3:GetObject', 's3:ListBucket', 's3:ListMultipartUploadParts',
    's3:PutObject', 'states:DescribeExecution', 'states:RedriveExecution',
    'states:StartExecution', 'states:StopExecution',
  ]);
  expect(said.find((line) => line.startsWith('s3:ListBucket'))).toContain('Contracts');
  expect(said.find((line) => line.startsWith('s3:PutObject'))).toContain('Results');
});

test('with a key of the results, it may use that', () => {
  const { stack } = documents((scope) => ({
    resultBucket: new s3.Bucket(scope, 'Encrypted', { encryptionKey: new kms.Key(scope, 'Key') }),
  }));
  expect(statementsOf(stack, /^Machine/)).toContainEqual({
    Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: expect.stringMatching(/^\$\{Key/),
  });
});

test('an invoker of your own, a document of your own, in a machine of JSONPath', () => {
  const { stack, alias } = callingStack(OBJECT);
  const invoker = new FlowInvoker(stack, 'Mine', { alias, timeout: Duration.minutes(1) });
  const bucket = s3.Bucket.fromBucketName(stack, 'Contracts', 'contracts');
  const fragment = new BedrockFlowDocuments(stack, 'Nightly', {
    invoker,
    bucket,
    resultBucket: bucket,
    prefix: 'in/',
    maxConcurrency: FlowThroughput.maxConcurrency({
      tokensPerMinute: 200_000, tokensPerRun: 3_000, runTime: Duration.seconds(30),
    }),
    document: sfn.TaskInput.fromObject({ bucket: 'contracts', key: '{% $states.input.Key %}' }),
  });
  machine(stack, fragment, sfn.QueryLanguage.JSON_PATH);
  expect(fragment.invoker).toBe(invoker);
  expect(idsOf(stack, 'AWS::Lambda::Function')).toHaveLength(1);
  expect(statesOf(stack).States['Nightly: Documents']).toMatchObject({ QueryLanguage: 'JSONata', MaxConcurrency: 26 });
});

test('two of one name in one machine', () => {
  const { stack, alias } = callingStack();
  const [bucket, resultBucket] = ['In', 'Out'].map((id) => new s3.Bucket(stack, id));
  const of = (id: string, prefix: string) => new BedrockFlowDocuments(stack, id, {
    alias, bucket, prefix, resultBucket, maxConcurrency: 2,
  });
  machine(stack, of('Dutch', 'nl/').next(of('French', 'fr/')));
  expect(Object.keys(statesOf(stack).States)).toEqual(['Dutch: Documents', 'French: Documents']);
});

test.each<[string, Asked, string]>([
  ['no limit', { maxConcurrency: undefined }, '\'maxConcurrency\' is not given, so Step Functions would run 10,000'],
  ['none at a time', { maxConcurrency: 0 }, '\'maxConcurrency\' is 0, but must be 1 to 10000'],
  ['more than all', { toleratedFailurePercentage: 101 }, '\'toleratedFailurePercentage\' is 101'],
  ['no flow', { alias: undefined }, 'neither \'alias\' nor \'canary\' nor \'invoker\' is given'],
  ['an Object for a String', { document: sfn.TaskInput.fromObject({ a: 1 }) }, 'takes a String'],
  ['a misspelt option', { maxConcurency: 3 } as Asked, 'maxConcurrency'],
])('%s is refused', (_, props, said) => {
  expect(thrown(() => documents(props))).toContain(said);
});

test('a bucket that is imported twice under one name is one bucket', () => {
  const stack = new Stack(new App(), 'S');
  const { alias } = callingStack();
  const [bucket, resultBucket] = ['In', 'Out'].map((id) => s3.Bucket.fromBucketName(stack, id, 'contracts'));
  expect(thrown(() => new BedrockFlowDocuments(stack, 'Nightly', { alias, bucket, resultBucket, maxConcurrency: 2 })))
    .toContain('they would become documents of the next run');
});

test('results among the documents are refused, beside them not', () => {
  const inSame = (prefix?: string, resultPrefix?: string) => () => {
    const stack = new Stack(new App(), 'S');
    const { alias } = callingStack();
    const bucket = new s3.Bucket(stack, 'Both');
    return new BedrockFlowDocuments(stack, 'Nightly', {
      alias, bucket, resultBucket: bucket, prefix, resultPrefix, maxConcurrency: 2,
    });
  };
  expect(thrown(inSame())).toContain('they would become documents of the next run');
  expect(thrown(inSame('in/', 'in/results'))).toContain('give another \'resultPrefix\' or \'resultBucket\'');
});

test('the objects of a day: a prefix that the state machine makes', () => {
  const prefix = '{% \'in/\' & $states.input.day & \'/\' %}';
  const { stack } = documents({ prefix });
  expect(statesOf(stack).States['Nightly: Documents'].ItemReader.Arguments.Prefix).toBe(prefix);
});

test('as a single state it can be caught, and gives what the map gives', () => {
  const { stack, alias } = callingStack();
  const [bucket, resultBucket] = ['In', 'Out'].map((id) => new s3.Bucket(stack, id));
  const night = new BedrockFlowDocuments(stack, 'Nightly', { alias, bucket, resultBucket, maxConcurrency: 5 });
  machine(stack, night.toSingleState().addCatch(sfn.Pass.jsonata(stack, 'Caught')));
  const { States } = statesOf(stack);
  expect(Object.keys(States)).toEqual(['Nightly', 'Caught']);
  expect(States.Nightly).toMatchObject({
    Output: '{% $states.result[0] %}', Branches: [{ StartAt: 'Nightly: Documents' }],
  });
});

describe('what a run writes must not be documents of the next', () => {
  const said = (make: (made: ReturnType<typeof callingStack>) => Asked & Pick<BedrockFlowDocumentsProps, 'bucket'>) => {
    const made = callingStack();
    const { stack, alias } = made;
    const resultBucket = new s3.Bucket(stack, 'Results', { bucketName: 'results' });
    machine(stack, new BedrockFlowDocuments(stack, 'Nightly', {
      alias, resultBucket, maxConcurrency: 5, ...make(made),
    }));
    return synthErrors(stack);
  };
  const storing = (prefix?: string) => ({ stack, flow }: ReturnType<typeof callingStack>) => {
    const bucket = new s3.Bucket(stack, 'Contracts');
    new S3StorageNode(flow, 'Store', { bucket, objectKey: flow.input, content: flow.input });
    return { bucket, prefix };
  };

  test('by a node of the flow', () => {
    expect(said(storing())).toEqual([
      '[Shop/Nightly] node \'Store\' of flow \'Shop/Reply\' writes to the bucket of the documents, so its objects '
      + 'would become documents of the next run; give a \'prefix\' that is not written to, or let it write to another '
      + 'bucket [IllegalValue]',
    ]);
    expect(said(storing('in/'))).toEqual([]);
  });

  test('by results, in a bucket that is imported by its name', () => {
    expect(said(({ stack }) => ({ bucket: s3.Bucket.fromBucketName(stack, 'In', 'results') }))).toEqual([
      '[Shop/Nightly] the results go to \'flow-results\' in the bucket of the documents, whose prefix is \'\', so they '
      + 'would become documents of the next run; give another \'resultPrefix\' or \'resultBucket\' [IllegalValue]',
    ]);
    expect(said(({ stack }) => ({ bucket: s3.Bucket.fromBucketName(stack, 'In', 'results'), prefix: 'in/' })))
      .toEqual([]);
  });
});
