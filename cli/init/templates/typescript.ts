/** A new app in TypeScript, with tests in vitest. */
import { CASES, CDK_IGNORED, json, mocks, type Template } from './shared';

const STACK = `import { Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ConditionNode, Flow, FlowDataType, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';

/** Classifies a message, and answers refund requests in a different way. */
export class SupportStack extends Stack {
  public readonly flow: Flow;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.flow = new Flow(this, 'Support', { inputType: FlowDataType.OBJECT });
    const message = this.flow.input.stringAt('message');
    const model = FlowModel.fromModelId('us.amazon.nova-lite-v1:0');

    const classify = new PromptNode(this.flow, 'Classify', {
      model,
      prompt: FlowPrompt.inline('Answer with one word, refund or other: {{message}}', {
        inference: { maxTokens: 5, temperature: 0 },
      }),
      inputs: { message },
    });
    const route = new ConditionNode(this.flow, 'Route', { inputs: { category: classify.modelCompletion } });
    const refund = new PromptNode(this.flow, 'RefundReply', {
      model,
      prompt: FlowPrompt.inline('Explain how to get a refund: {{message}}', { inference: { maxTokens: 300 } }),
      inputs: { message },
      runWhen: route.when('isRefund', 'category == "refund"'),
    });
    const other = new PromptNode(this.flow, 'OtherReply', {
      model,
      prompt: FlowPrompt.inline('Answer kindly: {{message}}', { inference: { maxTokens: 300 } }),
      inputs: { message },
      runWhen: route.otherwise(),
    });
    new OutputNode(this.flow, 'RefundAnswer', { document: refund.modelCompletion });
    new OutputNode(this.flow, 'OtherAnswer', { document: other.modelCompletion });
  }
}
`;

const TEST = `import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { expect, test } from 'vitest';
import { SupportStack } from '../lib/support-stack';

expect.extend(flowMatchers);
const { flow } = new SupportStack(new App(), 'Support');

test('a refund has its own answer', async () => {
  const run = await runFlow(flow, { mocks: 'mocks.json' });
  expect(run).toTakeBranch('Route', 'isRefund');
  expect(run).toReachOutput('RefundAnswer', expect.stringContaining('money back'));
});

test('other messages are answered', async () => {
  const mocks = { nodes: { Classify: { returns: 'other' }, OtherReply: { returns: 'Thank you.' } } };
  const run = await runFlow(flow, { input: { message: 'What a nice shop.' }, mocks });
  expect(run).toReachOutput('OtherAnswer', 'Thank you.');
});
`;

const WORKFLOW = `name: ci
on: [push, pull_request]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22, cache: npm }
      - run: npm ci
      - run: npm test
      - run: npm run synth
      - run: npm run cases
`;

const README = `# Support

A flow of Amazon Bedrock that classifies a message and answers it, in the AWS CDK.

| Command | Does |
|---|---|
| \`npm test\` | runs the flow with the mocks of \`mocks.json\`, without an account |
| \`npm run synth\` | checks the flow, and writes the template to \`cdk.out\` |
| \`npm run cases\` | runs each line of \`cases.jsonl\`, and writes \`report.xml\` for CI |
| \`npm run picture\` | draws the flow: \`flow.svg\` |
| \`npx cdk deploy\` | deploys it; its model must be available to your account |

Next: https://github.com/cdk-bedrock-flows/cdk-bedrock-flows/tree/main/docs
`;

/** @param version of the package, as package.json names it */
export function typescript(version: string): Template {
  return {
    files: {
      'package.json': json({
        name: 'support',
        private: true,
        scripts: {
          test: 'vitest run',
          synth: 'cdk synth --quiet',
          cases: 'bedrock-flows run cdk.out --inputs cases.jsonl --mocks mocks.json --junit report.xml',
          picture: 'bedrock-flows graph cdk.out --output flow.svg',
        },
        dependencies: { 'aws-cdk-lib': '^2.224.0', 'cdk-bedrock-flows': version, 'constructs': '^10.0.10' },
        devDependencies: {
          '@types/node': '^22', 'aws-cdk': '^2.1148.1', 'tsx': '^4', 'typescript': '^5', 'vitest': '^3',
        },
      }),
      'tsconfig.json': json({
        compilerOptions: {
          target: 'ES2022',
          module: 'node16',
          moduleResolution: 'node16',
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: ['node'],
        },
        include: ['bin', 'lib', 'test'],
      }),
      'cdk.json': json({ app: 'npx tsx bin/app.ts' }),
      '.gitignore': `${['node_modules/', ...CDK_IGNORED].join('\n')}\n`,
      'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { SupportStack } from '../lib/support-stack';

new SupportStack(new App(), 'Support');
`,
      'lib/support-stack.ts': STACK,
      'test/support.test.ts': TEST,
      'mocks.json': mocks('./node_modules/cdk-bedrock-flows/mocks.schema.json'),
      'cases.jsonl': CASES,
      '.github/workflows/ci.yml': WORKFLOW,
      'README.md': README,
    },
    next: ['npm install', 'npm test', 'npm run synth', 'npm run cases'],
  };
}
