import { input, node, said } from './said';

const prompt = (text: string, variables: readonly string[], inputs: readonly string[] = []) => {
  const template = { text: { text, inputVariables: variables.map((name) => ({ name })) } };
  const inline = { templateType: 'TEXT', modelId: 'm', templateConfiguration: template };
  const nodes = [node('Reply', 'Prompt',
    { inputs: inputs.map((name) => input(name)), configuration: { prompt: { sourceConfiguration: { inline } } } })];
  return said('UnknownPromptVariable', { nodes }).map((line) => line.replace(/^.*text\.inputVariables: /, ''));
};

const unused = (variable: string) => `inputVariables has '${variable}', but the text has no {{${variable}}}; remove `
  + 'it, or use it in the text';

test('a variable that the text does not use', () => {
  expect(prompt('{{topic}}', ['topic', 'tone'], ['topic'])).toEqual([unused('tone')]);
  // with an input of that name, what is unused is the input
  expect(prompt('{{topic}}', ['topic', 'tone'], ['topic', 'tone'])).toEqual([]);
  // unless the text has no variables at all: then inputs need none
  expect(prompt('Hello', ['tone'], ['tone'])).toEqual([unused('tone')]);
});

test('a variable that is not listed', () => {
  expect(prompt('{{topic}} {{tone}}', ['topic'], ['topic', 'tone'])).toEqual([
    'the text uses {{tone}}, but inputVariables has only \'topic\'; add it, or leave inputVariables out',
  ]);
  expect(prompt('{{topic}}', [], ['topic'])).toEqual(['the text uses {{topic}}, but inputVariables is empty; add it, '
    + 'or leave inputVariables out']);
});

test('an illegal name is said with the other names', () => {
  expect(prompt('x', ['a b'])).toEqual([]);
  expect(prompt('x', ['x'.repeat(300)])).toEqual([]);
  expect(prompt('x', ['ab'])).toEqual([unused('ab')]);
});

test('beside blanks in braces nothing is said of what is unused', () => {
  expect(prompt('{{ topic }}', ['topic'], ['topic']))
    .toEqual([expect.stringContaining('the text has \'{{ topic }}\', and spaces')]);
});
