import { data, said, when, work } from './said';

const lacks = (connection: object) => (
  said('MissingConnectionConfiguration', { nodes: [work('Aa'), work('Bb')], connections: [connection] })
    .map((line) => line.replace('connections[0]: connection \'one\' ', '')));
const DATA = data('Aa', 'functionResponse', 'Bb', 'in', 'one');
const WHEN = when('Aa', 'yes', 'Bb', 'one');

test.each<[string, object, readonly string[]]>([
  ['all that it needs', DATA, []],
  ['no configuration', { ...DATA, configuration: undefined }, ['has no configuration.data; add sourceOutput and '
    + 'targetInput to it']],
  ['a misspelt configuration', { ...DATA, configuration: undefined, configration: DATA.configuration }, []],
  ['a misspelt part', { ...DATA, configuration: { dat: {} } }, []],
  ['the other part', { ...DATA, configuration: WHEN.configuration },
    ['has no configuration.data; its type is Data, but it has configuration.conditional: change one of the two']],
  ['no output', { ...DATA, configuration: { data: { targetInput: 'in' } } }, ['has no configuration.data.sourceOutput; '
    + 'add the name of the output']],
  ['a misspelt output', {
    ...DATA, configuration: { data: { sourceOuput: 'functionResponse', targetInput: 'in' } },
  }, []],
  ['an empty input', { ...DATA, configuration: { data: { sourceOutput: 'functionResponse', targetInput: '' } } },
    ['has no configuration.data.targetInput; add the name of the input']],
  ['no condition', { ...WHEN, configuration: { conditional: {} } }, ['has no configuration.conditional.condition; add '
    + 'the name of the condition']],
  ['a misspelt condition', { ...WHEN, configuration: { conditional: { conditon: 'yes' } } }, []],
])('%s', (_, connection, expected) => expect(lacks(connection)).toEqual(expected));
