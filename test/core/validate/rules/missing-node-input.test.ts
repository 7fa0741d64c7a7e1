import { input, node, said } from './said';

const lacks = (text: string, ...inputs: readonly string[]) => {
  const inline = { templateType: 'TEXT', modelId: 'm', templateConfiguration: { text: { text } } };
  const nodes = [node('Reply', 'Prompt',
    { inputs: inputs.map((name) => input(name)), configuration: { prompt: { sourceConfiguration: { inline } } } })];
  return said('MissingNodeInput', { nodes }).map((line) => line.slice(line.lastIndexOf('; ') + 2));
};

test('a variable without input may be a slip of one that is there, or has a name that no input can have', () => {
  expect(lacks('{{topic}}', 'topic')).toEqual([]);
  expect(lacks('{{topic}}', 'topik')).toEqual(['did you mean \'topik\'?']);
  expect(lacks('{{topic}} {{topik}}', 'topik')).toEqual(['add the input and connect it']);
  expect(lacks('{{a-b}}')).toEqual([expect.stringMatching(/^rename the variable: an input must /)]);
  expect(lacks(`{{${'x'.repeat(200)}}}`)).toEqual([expect.stringMatching(/^rename the variable: an input must /)]);
});
