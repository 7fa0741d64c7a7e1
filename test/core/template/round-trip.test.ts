/** Nothing is lost on the way into the model and out again, whatever comes. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { Definition } from '../../../src/core/model/definition';
import { normalise, toCfn } from '../../../src/core/template';

const FLOWS = join(__dirname, '../../corpus/flows');
const FILES = readdirSync(FLOWS).filter((file) => file.endsWith('.json')).sort();
const read = (file: string) => JSON.parse(readFileSync(join(FLOWS, file), 'utf8')) as unknown;

/** The keys below documents are the user's: everything else is spelt with the other first letter. */
const cfnOf = (json: unknown) => toCfn(json as Definition);

test('there is a corpus', () => {
  expect(FILES).toHaveLength(27);
});

test.each(FILES)('corpus %s goes to CloudFormation and back unchanged', (file) => {
  const json = read(file);
  const first = normalise(json);
  expect(first.definition).toEqual(json);
  expect(first.spelling).toBe('camel');
  const cfn = toCfn(first.definition);
  expect(Object.keys(cfn).every((key) => key === 'Nodes' || key === 'Connections')).toBe(true);
  const second = normalise(cfn);
  expect(second.spelling).toBe('pascal');
  // the order of the keys too: a diff of two exports stays readable
  expect(JSON.stringify(second.definition)).toBe(JSON.stringify(json));
  expect(second.problems.map((problem) => problem.code)).toEqual(first.problems.map((problem) => problem.code));
});

test('the only thing in the corpus that the table does not know is the retired topK', () => {
  const found = FILES.flatMap((file) => normalise(read(file)).problems
    .map((problem) => `${file} ${problem.path} ${problem.message}; ${problem.remedy}`));
  expect(found).toEqual([
    '33.json nodes[2].configuration.prompt.sourceConfiguration.inline.inferenceConfiguration.text has \'topK\', which '
      + 'the service no longer accepts; remove it: the API removed it in October 2024; a managed prompt takes it in '
      + 'additionalModelRequestFields',
  ]);
});

test('numbers as the service exports them stay as they are', () => {
  const inference = { temperature: 0.8999999761581421, topP: 0.699999988079071 };
  const { definition, problems } = normalise({
    nodes: [{
      name: 'Ask',
      type: 'Prompt',
      configuration: {
        prompt: {
          sourceConfiguration: {
            inline: {
              templateType: 'TEXT',
              templateConfiguration: { text: { text: 'x' } },
              modelId:
                'm',
              inferenceConfiguration: { text: inference },
            },
          },
        },
      },
    }],
  });
  expect(problems).toEqual([]);
  expect(JSON.stringify(toCfn(definition)))
    .toContain('"Text":{"Temperature":0.8999999761581421,"TopP":0.699999988079071}');
});

test('leaves are the very same values, structures are new', () => {
  const schema = { type: 'object', properties: { Name: {} } };
  const token = { resolve: () => 'x' };
  const node = {
    name: 'Chat',
    type: 'Prompt',
    configuration: {
      prompt: {
        sourceConfiguration: {
          inline: {
            modelId: token,
            templateType: 'CHAT',
            templateConfiguration: {
              chat: {
                messages: [],
                toolConfiguration: {
                  tools: [
                    { toolSpec: { name: 'find', inputSchema: { json: schema } } },
                  ],
                },
              },
            },
          },
        },
      },
    },
  };
  const cfn = cfnOf({ nodes: [node], connections: undefined });
  const inline = (cfn as any).Nodes[0].Configuration.Prompt.SourceConfiguration.Inline;
  expect(Object.keys(cfn)).toEqual(['Nodes']);
  expect(inline.ModelId).toBe(token);
  expect(inline.TemplateConfiguration.Chat.ToolConfiguration.Tools[0].ToolSpec.InputSchema.Json).toBe(schema);
  expect(node.configuration.prompt.sourceConfiguration.inline.modelId).toBe(token);
});
