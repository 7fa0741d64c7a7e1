/** The program of a flow, run, makes the flow again. */
import { definitionIn, generated, meaning, templateOf, VALID } from './support';
import { everyFieldApp } from '../../flow/every-field-app';
import { templateOf as templateOfStack } from '../../support';

test.each(VALID)('%s in TypeScript', async (_, definition) => {
  const { code, err, source, folder } = await generated(definition);
  expect({ code, lines: err.trim().split('\n').pop() })
    .toEqual({ code: 0, lines: 'flow: the program was run, and its definition is the same' });
  const made = templateOf(source, folder);
  expect(meaning(definitionIn(made))).toEqual(meaning(definition));
});

test('every field of every node, from a template: managed prompts, keys of models, loops, reranking', async () => {
  const template = templateOfStack(everyFieldApp().stack);
  const { code, err, source, folder } = await generated(template, 'typescript', ['--flow', 'F']);
  expect({ code, err: err.split('\n').filter((line) => line.includes('error')) }).toEqual({ code: 0, err: [] });
  const names = (definition: ReturnType<typeof definitionIn>) =>
    definition.nodes!.map(({ name, type }) => `${type} ${name}`).sort();
  const [flow] = Object.entries(template.Resources as Record<string, { Type: string }>)
    .find(([id, { Type }]) => Type === 'AWS::Bedrock::Flow' && id.startsWith('F'))!;
  const { Resources } = template as { Resources: Record<string, { Type: string }> };
  const others = Object.entries(Resources).filter(([id, { Type }]) => id === flow || Type !== 'AWS::Bedrock::Flow');
  expect(names(definitionIn(templateOf(source, folder))))
    .toEqual(names(definitionIn({ Resources: Object.fromEntries(others) })));
});
