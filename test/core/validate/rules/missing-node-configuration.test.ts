import { node, REF, said } from './said';

const lacks = (more: { readonly [key: string]: unknown }) => said('MissingNodeConfiguration',
  { nodes: [node('Reply', 'Lex', more)] });

test.each<[string, { readonly [key: string]: unknown }, readonly string[]]>([
  ['nothing', {}, ['nodes[0]: the Lex node has no configuration; add configuration.lex']],
  ['an empty one', { configuration: {} }, ['nodes[0]: the Lex node has no configuration; add configuration.lex']],
  ['one that is not an object', { configuration: 'lex' }, []],
  ['one that is a list', { configuration: [] }, []],
  ['one of another kind', { configuration: { agent: {} } }, []],
  ['a misspelt one', { configuraton: { lex: {} } }, []],
  ['one known at deployment', { configuration: REF }, []],
  ['one without its parts', { configuration: { lex: {} } }, ['botAliasArn', 'localeId'].map((part) => (
    `nodes[0].configuration.lex.${part}: the Lex node has no lex.${part}; add it`))],
])('%s', (_, more, expected) => expect(lacks(more)).toEqual(expected));
