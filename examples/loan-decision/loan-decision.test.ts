import { Match } from 'aws-cdk-lib/assertions';
import { LoanDecisionStack } from './stack';
import { definitionOf, expectDiagram, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(LoanDecisionStack);

test('one of two outputs comes, with the summary', () => {
  expect(wiringOf(definitionOf(template)).filter((line) => /Clear|Doubtful/.test(line))).toEqual([
    'Risk_Route[default] -> Doubtful',
    'Risk_Route[isLow] -> Clear',
    'Summarise.modelCompletion -> Clear.document',
    'Summarise.modelCompletion -> Doubtful.document',
  ]);
});

test('who is in doubt asks the officers, in a queue that is encrypted', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    SqsManagedSseEnabled: true, RedrivePolicy: Match.anyValue(), MessageRetentionPeriod: 24 * 3600,
  });
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
