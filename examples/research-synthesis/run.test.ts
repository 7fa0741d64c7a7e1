import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { ResearchSynthesisStack } from './stack';

expect.extend(flowMatchers);

const { flow, otherFlows } = new ResearchSynthesisStack(new App(), 'Example');
const mocksIn = (file: string) => join(__dirname, file);

test('a question is divided into lines', async () => {
  const run = await runFlow(otherFlows['decompose.mocks.json'], { mocks: mocksIn('decompose.mocks.json') });
  expect(run).toReachOutput('Questions', expect.stringMatching(/^What do heat pumps cost\?\n/));
});

test('a part is answered from what the knowledge base has of it', async () => {
  const run = await runFlow(otherFlows['look-up.mocks.json'], { mocks: mocksIn('look-up.mocks.json') });
  expect(run).toHaveCalledNode('Find_Answer', {
    question: 'What do heat pumps cost?',
    passages: [expect.objectContaining({ content: { text: 'A school needs 20,000 euros.' } })],
  });
  expect(run).toReachOutput('Answer', '20,000 euros for a school [costs.pdf].');
});

test('the briefing is written with the contradictions at hand', async () => {
  const run = await runFlow(flow, { mocks: mocksIn('mocks.json') });
  expect(run).toHaveCalledNode('Write', expect.objectContaining({
    question: 'Should the town heat its schools with heat pumps?',
    contradictions: 'None. The price of electricity is missing.',
  }));
  expect(run).toReachOutput('Briefing', expect.stringContaining('20,000 euros'));
});

test('findings that are no list are refused', async () => {
  const run = await runFlow(flow, { mocks: mocksIn('mocks.json'), input: { question: 'Why?', findings: 'none' } });
  expect(run.error).toMatchObject({ code: 'validationException' });
});
