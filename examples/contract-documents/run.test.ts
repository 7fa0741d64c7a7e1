import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { ContractDocumentsStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new ContractDocumentsStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('an English contract is summarised', async () => {
  const run = await runFlow(flow, { mocks });
  // the real function, in Python
  expect(run.calls.Extract[0].outputs).toMatchObject({ functionResponse: { language: 'en' } });
  expect(run).toTakeBranch('Language', 'isEnglish');
  expect(run).toReachOutput('English_Summary', 'Rent: 900 euros, due on the third.');
});

test('another one is translated, and somebody must look when its summary fails', async () => {
  const run = await runFlow(flow, { mocks, input: 'contracts/miete-17.txt' });
  expect(run).toTakeBranch('Language', 'default');
  expect(run).toReachOutput('Translated_Doubtful', 'Rent: 900 euros.');
  expect(run.outputs).toHaveLength(1);
  expect(run).toSkipNode('English_Summarise');
});

test('a contract that is not there ends the flow', async () => {
  expect((await runFlow(flow, { mocks, input: 'contracts/none.txt' })).error)
    .toMatchObject({ code: 'dependencyFailedException', nodeName: 'Read' });
});
