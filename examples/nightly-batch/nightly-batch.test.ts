import { Match } from 'aws-cdk-lib/assertions';
import { NightlyBatchStack } from './stack';
import { definitionOf, expectDiagram, machineOf, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(NightlyBatchStack);

test('only a complaint is summarised', () => {
  const wiring = wiringOf(definitionOf(template));
  expect(wiring.filter((line) => /Summarise|Kind_Route\[|Complaint|Other/.test(line))).toEqual([
    'Kind_Classify.modelCompletion -> Other.document',
    'Kind_Route[default] -> Summarise',
    'Kind_Route[isOther] -> Other',
    'Read.s3Content -> Summarise.text',
    'Summarise.modelCompletion -> Complaint.document',
  ]);
});

test('the role may read the calls, and nothing of the results', () => {
  const [calls] = Object.keys(template.findResources('AWS::S3::Bucket')).filter((id) => id.startsWith('Calls'));
  expect(statementsOf(template).filter(({ Action }) => Action.startsWith('s3:')))
    .toEqual([expect.objectContaining({ Resource: `arn:\${AWS::Partition}:s3:::\${${calls}}/*` })]);
});

test('a night reads the calls of one day, 6 at a time, and tells when more than 5 of 100 fail', () => {
  const { States } = machineOf(template);
  const [{ States: inner }] = States.Night.Branches;
  expect(inner['Night: Documents']).toMatchObject({
    MaxConcurrency: 6,
    ToleratedFailurePercentage: 5,
    ItemReader: { Arguments: { Prefix: '{% \'calls/\' & $states.input.day & \'/\' %}' } },
  });
  expect(States.Night.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Tell' }]);
  expect(States.Tell.Next).toBe('Not all read');
});

test('the clock tries twice again, for an hour, and not 185 times over a day', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 2 * * ? *)',
    Target: {
      Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
      RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
      DeadLetterConfig: Match.anyValue(),
    },
  });
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
