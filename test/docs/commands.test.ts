/** Commands that the pages show, in the folder that they speak of: they run, and print what the page says. */
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { type Page, pages } from '../../scripts/docs/pages';
import { cli, folder } from '../cli/support';
import { Flow, FlowModel, FlowPrompt, OutputNode, PromptNode } from 'cdk-bedrock-flows';

const root = folder({
  'mocks.json': '{"nodes": {"Summarise": {"returns": "They move warmth."}}}\n',
  'cases.jsonl': '{"name": "warmth", "input": "heat pumps", "expect": {"contains": "warmth"}}\n',
});

let restore = () => {};
afterAll(() => restore());
beforeAll(() => {
  // the flow of Get started
  const app = new App({ outdir: join(root, 'cdk.out') });
  const flow = new Flow(new Stack(app, 'Topics'), 'Summary');
  const summary = new PromptNode(flow, 'Summarise', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline('Summarise in three sentences: {{topic}}'),
    inputs: { topic: flow.input },
  });
  new OutputNode(flow, 'Answer', { document: summary.modelCompletion });
  app.synth();
  const before = process.cwd();
  process.chdir(root);
  restore = () => process.chdir(before);
});

interface Shown {
  readonly page: string;
  readonly command: string;
  /** What stands right after it as text. */
  readonly output?: string;
}

/** The commands of `bedrock-flows` in blocks for the shell; a page of a command has its own tests. */
function shown({ path, text }: Page): readonly Shown[] {
  return [...text.matchAll(/^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?/gms)].flatMap(([, block, output]) => {
    const commands = block.split('\n').filter((line) => line.startsWith('npx bedrock-flows '));
    return commands.map((command, index) => ({
      page: path, command: command.replace(/ +#.*$/, ''), ...index === commands.length - 1 && { output },
    }));
  });
}

/** The words of a command, as a shell makes them of it. */
function words(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

/** Prices change with their table. */
function undated(text: string): string {
  return text.replace(/\$[\d.]+/g, '$').replace(/\d{4}-\d\d-\d\d/g, 'DATE');
}

const ALL = pages().filter(({ path }) => !path.startsWith('docs/command/')).flatMap(shown);

test('there are some, and some show what they print', () => {
  expect(ALL.length).toBeGreaterThan(4);
  expect(ALL.some(({ output }) => output !== undefined)).toBe(true);
});

test.each(ALL)('$page: $command', async ({ command, output }) => {
  const { code, out, err } = await cli(words(command).slice(2));
  expect([code, err]).toEqual([0, '']);
  if (output !== undefined) { expect(undated(out)).toBe(undated(output)); }
});
