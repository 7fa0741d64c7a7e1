/** The programs of this folder in TypeScript: prints their templates, and the messages of the wrong ones, as JSON. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CanaryRolloutStack } from '../../examples/canary-rollout/stack';
import { ToneRouterStack } from '../../examples/tone-router/stack';
import { ConditionNode, Flow, FlowDataType, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';

class SummaryStack extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const flow = new Flow(this, 'Summary');
    const summary = new PromptNode(flow, 'Summarise', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Summarise in three sentences: {{topic}}'),
      inputs: { topic: flow.input },
    });
    new OutputNode(flow, 'Answer', { document: summary.modelCompletion });
  }
}

function ask(flow: Flow, id: string, text: string, inputs: { [variable: string]: any }): PromptNode {
  return new PromptNode(flow, id,
    { model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), prompt: FlowPrompt.inline(text), inputs });
}

const WRONG: { readonly [name: string]: (app: App, flow: Flow) => void } = {
  'a misspelt variable': (_, flow) => ask(flow, 'Reply', 'Answer {{topic}}', { topc: flow.input.stringAt('topic') }),
  'a part of a text': (_, flow) => ask(flow, 'Reply', 'Answer {{topic}}',
    { topic: flow.input.stringAt('topic').stringAt('title') }),
  'a condition on an unknown input': (_, flow) => {
    const route = new ConditionNode(flow, 'Route', { inputs: { category: flow.input.stringAt('category') } });
    route.when('isRefund', 'categori == "refund"');
  },
  'a value of another flow': (_, flow) => {
    const other = new Flow(Stack.of(flow), 'Other');
    new OutputNode(flow, 'Out', { document: other.input });
  },
  'no answer': (app) => app.synth(),
};

function messageOf(program: typeof WRONG[string]): string {
  const app = new App();
  const flow = new Flow(new Stack(app, 'S'), 'Triage', { inputType: FlowDataType.OBJECT });
  try {
    program(app, flow);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the program is not wrong');
}

console.log(JSON.stringify({
  templates: {
    Topics: Template.fromStack(new SummaryStack(new App(), 'Topics')).toJSON(),
    CanaryRollout: Template.fromStack(new CanaryRolloutStack(new App(), 'CanaryRollout')).toJSON(),
    ToneRouter: Template.fromStack(new ToneRouterStack(new App(), 'ToneRouter')).toJSON(),
  },
  messages: Object.fromEntries(Object.entries(WRONG).map(([name, program]) => [name, messageOf(program)])),
}));
