/** The pictures of `docs/`, as `bedrock-flows graph` draws them: `npx projen diagrams` writes them. */
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { dashboardPicture } from './dashboard';
import { ROOT } from './pages';
import { Story } from '../../cli/picture/story';
import { svgFile } from '../../cli/picture/svg-file';
import { pictureOf } from '../../examples/diagram';
import { loadFlow } from '../../src/runner/sources/flow-source';
import { Flow, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';

/** Each picture by its path. */
export function pictures(): ReadonlyMap<string, string> {
  return new Map([
    [join(ROOT, 'docs/pictures/topics.svg'), pictureOf('Summary', { flow: topics() })],
    [join(ROOT, 'docs/pictures/dashboard.svg'), dashboardPicture()],
    [join(ROOT, 'docs/pictures/graph.svg'), pictureOfFile(join(ROOT, 'docs/command/example/flow.json'))],
  ]);
}

/** What `bedrock-flows graph` writes of a definition. */
function pictureOfFile(file: string): string {
  const { definition } = loadFlow(file);
  return svgFile(new Story({ title: 'flow.json', definition, findings: [] }));
}

/** The flow at the top of the README. */
function topics(): Flow {
  const stack = new Stack(new App(), 'Topics');
  const flow = new Flow(stack, 'Summary');
  const summary = new PromptNode(flow, 'Summarise', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline('Summarise in three sentences: {{topic}}'),
    inputs: { topic: flow.input },
  });
  new OutputNode(flow, 'Answer', { document: summary.modelCompletion });
  return flow;
}
