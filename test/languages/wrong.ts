/** Programs with one mistake each, which every language answers with the same line. */
import { App, aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import {
  BedrockFlowExecution, ConditionNode, Flow, FlowAlarms, FlowAlias, FlowDashboard, FlowDataType, FlowDefinition,
  FlowInvoker, FlowModel, FlowPrompt, FlowQueueWorker, type FlowValue, HumanApproval, IteratorNode, LoopNode,
  OutputNode, PromptNode,
} from 'cdk-bedrock-flows';

type Inputs = { readonly [variable: string]: FlowValue };

function ask(flow: Flow, id: string, text: string, inputs: Inputs): PromptNode {
  return new PromptNode(flow, id,
    { model: FlowModel.fromModelId('amazon.nova-lite-v1:0'), prompt: FlowPrompt.inline(text), inputs });
}

function live(flow: Flow): FlowAlias {
  return new FlowAlias(Stack.of(flow), 'Live', { flow, aliasName: 'live' });
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
  'branches that join': (_, flow) => {
    const text = flow.input.stringAt('text');
    const route = new ConditionNode(flow, 'Route', { inputs: { text } });
    new OutputNode(flow, 'Refund', { document: text, runWhen: route.when('isRefund', 'text == "refund"') });
    const other = new PromptNode(flow, 'Other', {
      model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: FlowPrompt.inline('Answer {{text}}'),
      inputs: { text },
      runWhen: route.otherwise(),
    });
    new OutputNode(flow, 'Out', { document: other.modelCompletion, runWhen: route.when('isOther', 'text == "other"') });
  },
  'two iterators': (_, flow) => {
    new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('list') });
    new IteratorNode(flow, 'EachAgain', { array: flow.input.arrayAt('list') });
  },
  'a value out of a loop': (_, flow) => {
    const loop = new LoopNode(flow, 'Refine', { inputs: { draft: flow.input.stringAt('text') } });
    new OutputNode(flow, 'Out', { document: loop.value('draft') });
  },
  'a model that is none': () => FlowModel.fromModelId('gpt 4'),
  'a worker without dead letters': (_, flow) => new FlowQueueWorker(Stack.of(flow), 'Worker',
    { alias: live(flow), queue: new sqs.Queue(Stack.of(flow), 'Jobs'), maxConcurrency: 2 }),
  'a call of an hour': (_, flow) => new FlowInvoker(Stack.of(flow), 'Invoker',
    { alias: live(flow), timeout: Duration.hours(1) }),
  'an execution of three days': (_, flow) => new BedrockFlowExecution(Stack.of(flow), 'Run',
    { alias: live(flow), timeout: Duration.days(3) }),
  'a share of more than all': (_, flow) => new FlowAlarms(Stack.of(flow), 'Alarms',
    { source: live(flow), maxFaultPercent: 120 }),
  'nodes of no flow': (_, flow) => new FlowDashboard(Stack.of(flow), 'Board',
    { rows: [{ title: 'Replies', source: live(flow), nodeNames: ['Reply'] }] }),
  'a request that waits a month': (_, flow) => new HumanApproval(Stack.of(flow), 'Approval',
    { timeout: Duration.days(30) }),
  'an import without a flow': () => FlowDefinition.fromJson({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }),
};

/** What is said of each, by its name. */
export function messages(): ReadonlyMap<string, string> {
  return new Map(Object.entries(WRONG).map(([name, program]) => [name, messageOf(program)]));
}

function messageOf(program: typeof WRONG[string]): string {
  const app = new App();
  const flow = new Flow(new Stack(app, 'S'), 'Triage', { inputType: FlowDataType.OBJECT });
  try {
    program(app, flow);
  } catch (error) {
    // at synth the lines stand below a title
    return (error as Error).message.split('\n').at(-1)!.trim();
  }
  throw new Error('the program is not wrong');
}
