import { Match } from 'aws-cdk-lib/assertions';
import { ContractDocumentsStack } from './stack';
import {
  bedrockArn, definitionOf, expectDiagram, machineOf, nodeOf, statementsOf, synthesized, wiringOf,
} from '../testing';

const { stack, template } = synthesized(ContractDocumentsStack);

const wiring = wiringOf(definitionOf(template));

test('a contract is read, extracted and classified, then goes the way of its language', () => {
  expect(wiring.filter((line) => !/(English|Translated)_/.test(line))).toEqual([
    'Extract.functionResponse -> Classify.text',
    'Extract.functionResponse -> Language.language',
    'Extract.functionResponse -> Translate.text',
    'FlowInputNode.document -> Read.objectKey',
    'Language[default] -> Translate',
    'Read.s3Content -> Extract.document',
  ]);
  expect(nodeOf(template, 'Language').Inputs)
    .toEqual([{ Name: 'language', Type: 'String', Expression: '$.data.language' }]);
  expect(wiring).toContain('Language[isEnglish] -> English_Summarise');
  expect(wiring).toContain('Translate.modelCompletion -> Translated_Summarise.text');
});

test.each(['English', 'Translated'])('the summary of the way %s is checked, and given at one of two outputs', (way) => {
  expect(wiring.filter((line) => line.includes(`${way}_Gate_Verdict`) || line.includes('.document')
    && line.includes(`${way}_`))).toEqual([
    `${way}_Gate_Judge.modelCompletion -> ${way}_Gate_Verdict.it`,
    `${way}_Gate_Verdict[default] -> ${way}_Doubtful`,
    `${way}_Gate_Verdict[hasPassed] -> ${way}_Summary`,
    `${way}_Summarise.modelCompletion -> ${way}_Doubtful.document`,
    `${way}_Summarise.modelCompletion -> ${way}_Summary.document`,
  ]);
});

test('the role may read the contracts, call the function, and invoke the models', () => {
  const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket',
    { Properties: { VersioningConfiguration: { Status: 'Enabled' } } }));
  const [extract] = Object.keys(template.findResources('AWS::Lambda::Function',
    { Properties: { Handler: 'extract.handler' } }));
  expect(statementsOf(template)).toEqual([
    {
      Effect: 'Allow',
      Action: 'bedrock:InvokeModel',
      Resource:
        [bedrockArn('foundation-model/amazon.nova-lite-v1:0'), bedrockArn('foundation-model/amazon.nova-pro-v1:0')],
    },
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `\${${extract}.Arn}` },
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:\${AWS::Partition}:s3:::\${${bucket}}/*`,
      Condition: { StringEquals: { 'aws:ResourceAccount': '${AWS::AccountId}' } },
    },
  ]);
});

test('a contract that arrives starts the state machine, which gets its key as it is', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      'source': ['aws.s3'],
      'detail-type': ['Object Created'],
      'detail': { object: { key: [{ wildcard: 'contracts/*.txt' }] } },
    },
    Targets: [Match.objectLike({
      InputTransformer: { InputPathsMap: { 'detail-object-key': '$.detail.object.key' } },
      RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
      DeadLetterConfig: Match.anyValue(),
    })],
  });
});

test('what can not be read goes to the queue of what was missed', () => {
  const { States } = machineOf(template);
  expect(States['Digest it'].Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'Missed it' }]);
  expect(States['Missed it'].Arguments.MessageBody).toEqual({
    key: '{% $states.input.key %}', error: '{% $states.input.error %}',
  });
});

test('the state machine stores into the bucket of the summaries, and nowhere else', () => {
  const [summaries] = Object.keys(template.findResources('AWS::S3::Bucket')).filter((id) => id.startsWith('Summaries'));
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([{
        Action: 's3:putObject',
        Effect: 'Allow',
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [summaries, 'Arn'] }, '/*']] },
      }]),
    },
    Roles: [{ Ref: Match.stringLikeRegexp('^ContractRole') }],
  });
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
