import { Match } from 'aws-cdk-lib/assertions';
import { ContractDocumentsStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, nodeOf, statementsOf, synthesized, wiringOf } from '../testing';

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

test.each(['English', 'Translated'])('the summary of the way %s is checked, and given or reviewed', (way) => {
  expect(wiring.filter((line) => line.includes(`${way}_Gate_Verdict`) || line.includes('.document')
    && line.includes(`${way}_`))).toEqual([
    `${way}_Gate_Judge.modelCompletion -> ${way}_Gate_Verdict.it`,
    `${way}_Gate_Review.functionResponse -> ${way}_Ticket.document`,
    `${way}_Gate_Verdict[default] -> ${way}_Gate_Review`,
    `${way}_Gate_Verdict[hasPassed] -> ${way}_Summary`,
    `${way}_Summarise.modelCompletion -> ${way}_Summary.document`,
  ]);
});

test('the role may read the contracts, call the two functions, and invoke the models', () => {
  const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket',
    { Properties: { VersioningConfiguration: { Status: 'Enabled' } } }));
  const functions = Object.keys(template.findResources('AWS::Lambda::Function'));
  expect(statementsOf(template)).toEqual([
    {
      Effect: 'Allow',
      Action: 'bedrock:InvokeModel',
      Resource:
        [bedrockArn('foundation-model/amazon.nova-lite-v1:0'), bedrockArn('foundation-model/amazon.nova-pro-v1:0')],
    },
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functions.map((id) => `\${${id}.Arn}`) },
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:\${AWS::Partition}:s3:::\${${bucket}}/*`,
      Condition: { StringEquals: { 'aws:ResourceAccount': '${AWS::AccountId}' } },
    },
  ]);
});

test('the function of the review may write to the queue', () => {
  const [queue] =
    Object.keys(template.findResources('AWS::SQS::Queue', { Properties: { RedrivePolicy: Match.anyValue() } }));
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([{
        Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
      }]),
    },
    Roles: [{ Ref: Match.stringLikeRegexp('^ReviewRole') }],
  });
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
