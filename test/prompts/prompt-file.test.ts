import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Flow, FlowDataType, FlowModel, FlowPrompt, OutputNode, PromptNode } from '../../src';
import { readPromptFile } from '../../src/core/prompt/front-matter';
import { fixedStack, nodeOf, resourcesOf, thrown } from '../support';

const folder = mkdtempSync(join(tmpdir(), 'prompts-'));

function file(text: string): string {
  const path = join(folder, 'prompt.md');
  writeFileSync(path, text);
  return path;
}

function asked(text: string, props: object = {}, options?: object) {
  const prompt = FlowPrompt.fromFile(file(text), options);
  const flow = new Flow(fixedStack(), 'F', { inputType: FlowDataType.OBJECT });
  const inputs = Object.fromEntries(prompt.variables!.map((name) => [name, flow.input.stringAt(name)]));
  new OutputNode(flow, 'Out', { document: new PromptNode(flow, 'Ask', { prompt, inputs, ...props }).modelCompletion });
  return { flow, prompt, source: nodeOf(flow, 'Ask').Configuration.Prompt.SourceConfiguration };
}

const WHOLE = `---
# how it is asked
model: amazon.nova-lite-v1:0
inference:
  maxTokens: 300
  temperature: 0.2
  stopSequences: ["END", stop]
variables: [topic, audience]
sample:
  topic: heat pumps
  audience: 'owners of houses'
---

Summarise what {{audience}} should know about {{topic}}.
`;

test('a file says all that a node needs', () => {
  const { source, prompt } = asked(WHOLE);
  expect(source.Inline).toEqual({
    TemplateType: 'TEXT',
    ModelId: 'amazon.nova-lite-v1:0',
    InferenceConfiguration: { Text: { MaxTokens: 300, Temperature: 0.2, StopSequences: ['END', 'stop'] } },
    TemplateConfiguration: {
      Text: {
        Text: 'Summarise what {{audience}} should know about {{topic}}.',
        InputVariables: [{ Name: 'audience' }, { Name: 'topic' }],
      },
    },
  });
  expect(prompt.sample).toEqual({ topic: 'heat pumps', audience: 'owners of houses' });
});

test('what the program says counts more', () => {
  const { source } = asked(WHOLE, { model: FlowModel.fromModelId('amazon.nova-pro-v1:0') },
    { inference: { maxTokens: 50 } });
  expect(source.Inline.ModelId).toBe('amazon.nova-pro-v1:0');
  expect(source.Inline.InferenceConfiguration.Text).toMatchObject({ MaxTokens: 50, Temperature: 0.2 });
});

test('with a system prompt, the node gets a managed prompt', () => {
  const head = 'model: amazon.nova-lite-v1:0\nsystem: |\n  You are terse.\n  Always.';
  const { flow } = asked(`---\n${head}\n---\nExplain {{topic}}.`);
  const [{ Properties }] = Object.values(resourcesOf(flow, 'AWS::Bedrock::Prompt'));
  const { Chat } = Properties.Variants[0].TemplateConfiguration;
  expect(Chat.System).toEqual([{ Text: 'You are terse.\nAlways.' }]);
  expect(Chat.Messages).toEqual([{ Role: 'user', Content: [{ Text: 'Explain {{topic}}.' }] }]);
});

test('a file without front matter is its text, and needs a model from the node', () => {
  const text = 'Explain {{topic}}.\n';
  expect(asked(text, { model: FlowModel.fromModelId('amazon.nova-lite-v1:0') })
    .source.Inline.TemplateConfiguration.Text.Text).toBe('Explain {{topic}}.');
  expect(thrown(() => asked(text))).toMatch(/the Prompt node has no model /);
});

test('lines end as they do on any machine', () => {
  expect(readPromptFile('\uFEFF---\r\nmodel: "a"\r\nvariables:\r\n  - one\r\n  - 2\r\n---\r\ntext\r\n'))
    .toEqual({ head: { model: 'a', variables: ['one', 2] }, body: 'text' });
});

test('comments stand behind values, also behind those in quotes', () => {
  const head = ['model: "a # b" # which', "system: 'it''s # 1' # why", 'inference: # all', '  maxTokens: 5 # few',
    'variables: [one, "two"] # [those]', 'sample:', '  one: x#y # z'];
  expect(readPromptFile(`---\n${head.join('\n')}\n---\ntext`)).toEqual({
    head: {
      model: 'a # b',
      system: "it's # 1",
      inference: { maxTokens: 5 },
      variables: ['one', 'two'],
      sample: { one: 'x#y' },
    },
    body: 'text',
  });
});

const headed = (head: string, body = 'Explain {{topic}}.') => `---\n${head}\n---\n${body}`;

test.each<[string, string, RegExp, string?]>([
  ['no end', '---\nmodel: a', /line 1 can't be read: the front matter is not closed by a line '---'; add that line/],
  ['no name', headed('just text'), /line 2 can't be read: 'just text' is not of the form name: value/],
  ['a name twice', headed('model: a\nmodel: b'), /line 3 can't be read: 'model' stands here twice; remove one of them/],
  ['a deep name', headed('sample:\n  a:\n    b: 1'), /names are nested deeper than one level/],
  ['no value', headed('model:\nsystem: a'), /line 2 can't be read: there is no value/],
  ['YAML that is not read', headed('model: &a b'), /'&a b' has a type that is not supported here; put it in quotes \[/],
  ['an open list', headed('variables: [a, b'), /the list is not closed by '\]'/],
  ['an unknown name', headed('modle: a'), /there is no 'modle' in front matter; use model, inference/],
  ['an unknown inference', headed('inference:\n  max_tokens: 5'), /'inference' has no option 'max_tokens'; did you/],
  ['an unused variable', headed('variables: [topic, audience]'), /'variables' names 'audience', but the prompt has no/,
    'UnknownPromptVariable'],
  ['a variable not named', headed('variables: [topc]', '{{topc}} {{topic}}'), /the prompt has \{\{topic\}\}, which/,
    'UnknownPromptVariable'],
  ['a sample of nothing', headed('sample:\n  other: 1'), /'sample' names 'other'/, 'UnknownPromptVariable'],
  ['variables as text', headed('variables: topic'), /'variables' is not a list; write it like/],
  ['a model by number', headed('model: 5'), /'model' is not a text; put it into quotes/],
  ['Handlebars', headed('model: a', '{{#if topic}}x{{/if}}'), /'\{\{#if topic\}\}' is of Handlebars or Mustache, but/,
    'ForeignTemplate'],
  ['Jinja', headed('model: a', '{% for a in b %}'), /is of Jinja or Liquid/, 'ForeignTemplate'],
  ['a filter', headed('model: a', '{{ topic | upper }}'), /is of Jinja or Liquid/, 'ForeignTemplate'],
  ['ERB', headed('model: a', '<%= topic %>'), /is of ERB or EJS/, 'ForeignTemplate'],
  ['a part of a variable', headed('model: a', '{{user.name}}'), /is of Handlebars or Jinja/, 'ForeignTemplate'],
  ['a key', headed('model: a', 'Use AKIA2345ABCDEFGHIJKL.'), /seems to contain an AWS access key, which everyone/,
    'SecretInPrompt'],
])('%s is refused in one line', (_, text, line, code = 'IllegalValue') => {
  const message = thrown(() => FlowPrompt.fromFile(file(text)));
  expect(message).toMatch(line);
  expect(message).toMatch(/^\[.*prompt\.md\] [^\n]*; [^\n]* \[\w+\]$/);
  expect(message.endsWith(` [${code}]`)).toBe(true);
  expect(message).not.toContain('AKIA');
});

test('a file that is not there', () => {
  expect(thrown(() => FlowPrompt.fromFile(join(folder, 'none.md')))).toMatch(/can't be read \(ENOENT\)/);
});
