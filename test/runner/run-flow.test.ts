/** Flows of every origin, and what a run gives. */
import { join } from 'node:path';
import { App, Aspects, aws_bedrock as bedrock, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import { agentFlow, folder, promptFlow, refused } from './support';
import {
  ChatMessage, CollectorNode, Flow, FlowDataType, FlowModel, FlowPrompt, IteratorNode, OutputNode, PromptNode,
} from '../../src';
import { joined } from '../../src/core/joined';
import { prepareFlow, runFlow, type RunFlowOptions, runFlowSync, runPrepared, runPreparedSync } from '../../src/runner';
import { pascal } from '../cli/support';
import { flowOf, input, output, prompt } from '../core/simulate/flow-of';

const MOCKS = { types: { Prompt: ({ topic, text }: any) => `about ${topic ?? text}` } };
const MODEL = FlowModel.fromModelId('amazon.nova-lite-v1:0');

function summary(scope: Construct, id = 'Summary', words = 'Summarise {{topic}}') {
  const flow = new Flow(scope, id);
  const node = new PromptNode(flow, 'Summarise',
    { model: MODEL, prompt: FlowPrompt.inline(words), inputs: { topic: flow.input } });
  new OutputNode(flow, 'Answer', { document: node.modelCompletion });
  return flow;
}

const newStack = () => new Stack(new App(), 'S');

describe('sources', () => {
  const stack = newStack();
  const flow = summary(stack);
  const cfn = flow.node.defaultChild as bedrock.CfnFlow;
  const template = () => Template.fromStack(stack).toJSON();
  const files = folder({
    'definition.json': JSON.stringify(promptFlow()),
    'pascal.json': JSON.stringify(pascal(promptFlow())),
    'no.json': '{',
    'list.json': '[]',
    'definition.yaml': `\uFEFF${stringify(promptFlow()).replace(/\n/g, '\r\n')}`,
    'template.yml': stringify({
      Resources: {
        F: {
          Type: 'AWS::Bedrock::Flow',
          Properties: {
            Name: 'f',
            Definition: pascal(promptFlow()),
          },
        },
      },
    }),
    'broken.yaml': 'nodes: []\nconnections: [\n',
  });

  test.each<[string, () => object | string, string]>([
    ['a Flow', () => flow, 'Answer'],
    ['the CfnFlow of a Flow', () => cfn, 'Answer'],
    ['a construct with one flow in it', () => stack, 'Answer'],
    ['a template', template, 'Answer'],
    ['a resource of a template', () => Object.values(template().Resources)
      .find((one: any) => one.Type === 'AWS::Bedrock::Flow') as object, 'Answer'],
    ['a definition', promptFlow, 'Out'],
    ['one in the spelling of CloudFormation', () => pascal(promptFlow()) as object, 'Out'],
    ['an answer of GetFlow', () => ({ id: 'FLOW123456', name: 'flow', definition: promptFlow() }), 'Out'],
    ['a file', () => join(files, 'definition.json'), 'Out'],
    ['a file in the other spelling', () => join(files, 'pascal.json'), 'Out'],
    ['a file of YAML, with a byte order mark and lines of Windows', () => join(files, 'definition.yaml'), 'Out'],
    ['a template in YAML', () => join(files, 'template.yml'), 'Out'],
  ])('%s', async (_, source, nodeName) => {
    const expected = [{ nodeName, document: 'about tea' }];
    expect((await runFlow(source(), { input: 'tea', mocks: MOCKS })).outputs).toEqual(expected);
    expect(runFlowSync(source(), { input: 'tea', mocks: MOCKS }).outputs).toEqual(expected);
  });

  test('a plain CfnFlow, with a string for its definition', () => {
    const plain = new bedrock.CfnFlow(newStack(), 'F', {
      name: 'f', executionRoleArn: 'arn:aws:iam::111122223333:role/r', definitionString: JSON.stringify(promptFlow()),
    });
    expect(runFlowSync(plain, { input: 'tea', mocks: MOCKS }).outputs[0].document).toBe('about tea');
  });

  test('overrides of the resource count', () => {
    const other = summary(newStack());
    (other.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('Definition.Nodes.1.Name', 'Renamed');
    (other.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('Definition.Connections.0.Target', 'Renamed');
    (other.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('Definition.Connections.1.Source', 'Renamed');
    expect(runFlowSync(other, { input: 'tea', mocks: MOCKS }).visited).toContain('Renamed');
  });

  test('running changes nothing of the app', () => {
    const build = (run: boolean) => {
      const app = new App();
      const own = new Stack(app, 'S');
      const one = summary(own);
      if (run) { runFlowSync(one, { input: 'x', mocks: MOCKS }); }
      Aspects.of(app);
      return Template.fromStack(own).toJSON();
    };
    expect(build(true)).toEqual(build(false));
  });

  test('what the library wires at synth is there', () => {
    const own = new Flow(newStack(), 'Each', { inputType: FlowDataType.ARRAY });
    const each = new IteratorNode(own, 'Items', { array: own.input });
    const node = new PromptNode(own, 'Ask',
      { model: MODEL, prompt: FlowPrompt.inline('{{text}}'), inputs: { text: each.arrayItem } });
    new OutputNode(own, 'Answer',
      { document: new CollectorNode(own, 'All', { arrayItem: node.modelCompletion }).collectedArray });
    expect(runFlowSync(own, { input: ['a', 'b'], mocks: MOCKS }).outputs[0].document).toEqual(['about a', 'about b']);
  });

  test('a managed prompt sends what it says, from constructs and from a template', () => {
    const own = newStack();
    const chat = new Flow(own, 'Chat');
    const node = new PromptNode(chat, 'Ask', {
      model: MODEL,
      prompt: FlowPrompt.chat({
        system: 'Be brief.', messages: [ChatMessage.user('Shorten {{text}}')], inference: { maxTokens: 50 },
      }),
      inputs: { text: chat.input },
    });
    new OutputNode(chat, 'Answer', { document: node.modelCompletion });
    for (const source of [chat, Template.fromStack(own).toJSON()]) {
      const requests: any[] = [];
      runFlowSync(source, {
        input: 'this', mocks: { nodes: { Ask: (_, { effect }) => { requests.push(effect.request); return 'x'; } } },
      });
      expect(requests).toEqual([{
        operation: 'Converse',
        modelId: expect.anything(),
        system: [{ text: 'Be brief.' }],
        messages: [{ role: 'user', content: [{ text: 'Shorten this' }] }],
        inferenceConfig: { maxTokens: 50 },
      }]);
    }
  });

  test('of several flows one is chosen', async () => {
    const own = newStack();
    summary(own, 'First');
    const second = summary(own, 'Second');
    const id = own.resolve((second.node.defaultChild as bedrock.CfnFlow).logicalId) as string;
    const run =
      (source: object, flowId?: string) => runFlowSync(source, { input: 'x', mocks: MOCKS, flowId }).outputs.length;
    expect([run(own, 'Second'), run(own, id), run(Template.fromStack(own).toJSON(), id)]).toEqual([1, 1, 1]);
    expect(await refused(() => run(own))).toBe('[S] there are several flows in it; give one of \'S/First\' and '
      + '\'S/Second\' [NoFlow]');
    expect(await refused(() => run(own, 'Third'))).toBe('[S] there is no flow \'Third\' in it; give one of \'S/First\' '
      + 'and \'S/Second\' [NoFlow]');
    const [one, two] = Object.keys(Template.fromStack(own).findResources('AWS::Bedrock::Flow'));
    expect(await refused(() => run(Template.fromStack(own).toJSON()))).toBe(`[flow] there are 2 flows in it, '${one}' `
      + `and '${two}'; choose one by its flow id [NoFlow]`);
    expect(await refused(() => run(promptFlow(), 'Mine'))).toBe("[flow] there is no flow 'Mine' in it; leave flowId "
      + 'out, the definition has no name [NoFlow]');
    expect(await refused(() => run(Template.fromStack(own).toJSON(), `${id}X`))).toBe('[flow] there is no flow '
      + `'${id}X' in it; did you mean '${id}'? [NoFlow]`);
  });

  test.each<[string, () => object | string, RegExp]>([
    [
      'nothing', () => ({}),
      joined(
        /^\[flow\] it contains no flow; give nodes and connections, an answer of GetFlow, or a template with an /,
        /AWS::Bedrock::Flow \[NoFlow\]$/,
      ),
    ],
    ['an empty stack', () =>
      new Stack(new App(), 'Empty'), /^\[Empty\] it contains no flow; give a Flow or a CfnFlow \[NoFlow\]$/],
    ['no file', () =>
      join(files, 'none.json'), /none\.json\] the file can't be read \(ENOENT\); correct the path \[UnreadableFile\]$/],
    ['broken YAML', () => join(files, 'broken.yaml'),
      /broken\.yaml\] is not YAML: .+ \(line 3\); correct it there \[UnreadableFile\]$/],
    ['no JSON', () => join(files, 'no.json'), /no\.json\] .*JSON.*; .* \[UnreadableFile\]$/],
    ['a list', () => join(files, 'list.json'), /list\.json\] it contains no flow; /],
    ['a definition in S3', () => ({
      Type: 'AWS::Bedrock::Flow', Properties: { Name: 'f', DefinitionS3Location: { Bucket: 'b', Key: 'k' } },
    }),
    /the definition of the flow is in S3; download it and give the file \[NoFlow\]$/],
    ['a flow that can\'t run', () => flowOf([output()]), /\[UnrunnableFlow\]|\[MissingStartingNodes\]/],
  ])('%s is refused in one line', async (_, source, line) => {
    expect(await refused(async () => runFlow(source(), { input: '' }))).toMatch(line);
  });
});

describe('input', () => {
  test('is a document, or what InvokeFlow takes', async () => {
    const inputs = [{ nodeName: 'In', nodeOutputName: 'document', content: { document: 'tea' } }];
    expect((await runFlow(promptFlow(), { inputs, mocks: MOCKS })).outputs[0].document).toBe('about tea');
    expect(runFlowSync(promptFlow(), { inputs, mocks: MOCKS }).outputs[0].document).toBe('about tea');
  });

  test('of the wrong type is an error of the flow', async () => {
    expect((await runFlow(promptFlow(), { input: { a: 1 }, mocks: MOCKS })).error).toEqual({
      code: 'validationException',
      message: 'Expected type for Node Output document of Node In to be STRING. Actual '
        + 'type is OBJECT.',
      nodeName: 'In',
    });
  });

  test('that is not there is a mistake of the test', async () => {
    expect(await refused(async () => runFlow(promptFlow(), { mocks: MOCKS })))
      .toBe('[flow] there is no input for the flow; pass the value of \'In\' as the input, or as "input" in the mocks '
        + '[IllegalInput]');
    expect(await refused(async () => runFlow(promptFlow(), {
      inputs: [{ nodeName: 'Inn', content: { document: '' } }], mocks: MOCKS,
    })))
      .toBe('[inputs[0].nodeName] there is no Input node \'Inn\'; name one of: In [IllegalInput]');
  });
});

describe('a run', () => {
  const flow = flowOf([input(), prompt('First', '{{text}}'), prompt('Second', '{{text}}'), output()],
    'In.document > First.text', 'First.modelCompletion > Second.text', 'Second.modelCompletion > Out.document');

  test('is the same each time, also in its events', async () => {
    const once = JSON.stringify(await runFlow(flow, { input: 'x', mocks: MOCKS }));
    expect(JSON.stringify(await runFlow(flow, { input: 'x', mocks: MOCKS }))).toBe(once);
    expect(JSON.stringify(runFlowSync(flow, { input: 'x', mocks: MOCKS }))).toBe(once);
  });

  test('tells what happens as it happens', async () => {
    const kinds: string[] = [];
    await runFlow(flow, { input: 'x', mocks: MOCKS, onEntry: ({ kind }) => kinds.push(kind) });
    expect(kinds.filter((kind) => kind === 'nodeInput')).toHaveLength(3);
    expect(kinds.at(-1)).toBe('completion');
  });

  test('can be repeated without reading the flow again', async () => {
    const prepared = prepareFlow(flow, { mocks: MOCKS });
    const documents = await Promise.all(Array.from({ length: 50 }, async (_, at) =>
      (await runPrepared(prepared, { input: `${at}` })).outputs[0].document));
    expect(documents).toEqual(Array.from({ length: 50 }, (_, at) => `about about ${at}`));
    prepared.close();
    const atOnce = prepareFlow(flow, { mocks: MOCKS, isSync: true });
    expect(runPreparedSync(atOnce, { input: 'x' }).outputs).toHaveLength(1);
  });

  test('takes as long as its mocks say, on a clock of its own or on another', async () => {
    const mocks = { nodes: { Ask: { calls: [{ returns: 'x', latencyMs: 3_600_000 }] } } };
    const times = async (options: RunFlowOptions) =>
      (await runFlow(promptFlow(), { input: 'x', mocks, ...options })).log.entries.at(-1)!.time;
    const began = Date.now();
    expect(await times({})).toBe(3_600_000);
    expect(Date.now() - began).toBeLessThan(60_000);
    const waits: number[] = [];
    const after = (milliseconds: number, wake: () => void) => {
      waits.push(milliseconds);
      setImmediate(wake);
      return () => undefined;
    };
    const clock = { now: () => 7, after };
    expect(await times({ clock })).toBe(7);
    expect(waits).toEqual([3_600_000]);
    expect((await runFlow(promptFlow(), { input: 'x', mocks, timeouts: { node: 20 } })).error?.message)
      .toBe('Node Ask timed out');
  });

  test('that is stopped throws', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await refused(async () => runFlow(flow, { input: 'x', mocks: MOCKS, signal: stop.signal })))
      .toContain('[Aborted]');
  });

  test('a pause without answer is not an error', async () => {
    const { completionReason, error, outputs } = await runFlow(agentFlow(),
      { input: 'x', mocks: { nodes: { Talk: { asks: 'which?' } } } });
    expect({ completionReason, error, outputs })
      .toEqual({ completionReason: 'INPUT_REQUIRED', error: undefined, outputs: [] });
  });
});
