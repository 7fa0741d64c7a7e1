/**
 * Writes what the other languages are compared with: the templates of the stacks as `<id>.template.json`, and what is
 * said of the wrong programs as `messages/<name>.txt`. Usage: `in-typescript.ts <folder>`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AroundStack } from './around-stack';
import { QuestionsStack, SummaryStack, WriterStack } from './stacks';
import { messages } from './wrong';
import { CanaryRolloutStack } from '../../examples/canary-rollout/stack';
import { ExportedFlowStack } from '../../examples/exported-flow/stack';
import { ToneRouterStack } from '../../examples/tone-router/stack';

const folder = process.argv[2];
const app = new App({ outdir: folder });
new SummaryStack(app, 'Topics');
new ToneRouterStack(app, 'ToneRouter');
new QuestionsStack(app, 'Questions');
new WriterStack(app, 'Writer');
new CanaryRolloutStack(app, 'CanaryRollout');
new ExportedFlowStack(app, 'ExportedFlow');
new AroundStack(app, 'Around');
app.synth();

mkdirSync(join(folder, 'messages'));
for (const [name, message] of messages()) { writeFileSync(join(folder, 'messages', `${name}.txt`), message); }
