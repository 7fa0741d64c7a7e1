/** What is uploaded for a function: its own file, so that it is another one only when that is. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import { Flow, FlowAlias, FlowInvoker, FlowQueueWorker, OutputNode } from '../../src';

test('each function has its file, and no file of another', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const flow = new Flow(stack, 'Reply');
  new OutputNode(flow, 'Answer', { document: flow.input });
  const alias = new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  new FlowInvoker(stack, 'Invoker', { alias });
  const deadLetterQueue = { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 2 };
  const queue = new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.minutes(30), deadLetterQueue });
  new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 5 });
  const { directory } = app.synth();
  const uploaded = readdirSync(directory).filter((name) => name.startsWith('asset.'))
    .map((name) => readdirSync(join(directory, name)).sort().join());
  expect(uploaded.sort()).toEqual(['flow-invoker.js', 'flow-worker.js']);
});
