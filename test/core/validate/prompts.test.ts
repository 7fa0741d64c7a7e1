/** What is known of the variables of an inline prompt, and which inputs no variable reads. */
import { indexDefinition } from '../../../src/core/validate/index-definition';
import { inlinePromptOf, unusedPromptInputs } from '../../../src/core/validate/prompts';

const REF = { Ref: 'X' };
const nodeOf = (templateConfiguration: unknown, inputs: readonly string[] = [], type = 'Prompt') => indexDefinition({
  nodes: [{
    name: 'Reply',
    type,
    configuration: {
      [type === 'Prompt' ? 'prompt' : 'agent']: { sourceConfiguration: { inline: { templateConfiguration } } },
    },
    inputs: inputs.map((name) => ({ name, type: 'String', expression: '$.data' })),
  }],
}).nodes[0];
const facts = (templateConfiguration: unknown) => inlinePromptOf(nodeOf(templateConfiguration));
const PATH = 'nodes[0].configuration.prompt.sourceConfiguration.inline.templateConfiguration';

test('what is known of a prompt is worked out once', () => {
  const [one, other] = [1, 2].map(() => nodeOf({ text: { text: '{{a}}' } }));
  expect(inlinePromptOf(one)).toBe(inlinePromptOf(one));
  expect(inlinePromptOf(one)).not.toBe(inlinePromptOf(other));
});

test('a text has the variables that it uses, and those that it lists', () => {
  expect(facts({ text: { text: '{{a}} {{b}} {{a}}' } })).toEqual({
    path: `${PATH}.text`,
    text: '{{a}} {{b}} {{a}}',
    declared: undefined,
    nameless: [],
    repeated: [],
    used: ['a', 'b'],
    usedNames:
      new Set(['a', 'b']),
    seen: new Set(['a', 'b']),
    spaced: undefined,
    unfinished: new Map(),
  });
  expect(facts({
    text: { text: '{{ a }}', inputVariables: [{ name: 'b' }, {}, { name: 'c' }, { name: 'b' }, { name: 'b' }] },
  })).toMatchObject({ declared: undefined, nameless: [1] });
  expect(facts({
    text: { text: '{{a}}', inputVariables: [{ name: 'b' }, { name: '' }, { name: 'c' }, { name: 'b' }, { name: 'b' }] },
  }))
    .toMatchObject({ declared: ['b', 'c', 'b', 'b'], repeated: ['b'], nameless: [] });
  expect(facts({ text: { text: 'Hi {{ a }} {{b}}' } })).toMatchObject({ spaced: '{{ a }}' });
});

test('a chat has the variables of its system part and of all messages', () => {
  const said = (text: unknown) => ({ text });
  const message = (...content: unknown[]) => ({ role: 'user', content });
  expect(facts({
    chat: {
      system: [said('{{a}}'), { cachePoint: {} }],
      messages: [message(said('{{b}} {{a}}')), message(said('x'), said('{{c}}'))],
    },
  }))
    .toMatchObject({ path: `${PATH}.chat`, used: ['a', 'b', 'c'] });
  expect(facts({ chat: { messages: [message(said('{{')), message(said('a}}'))] } })).toMatchObject({ used: [] });
  expect(facts({ chat: { messages: [message(said('{{a}}'))], inputVariables: [{ name: 'a' }] } }))
    .toMatchObject({ used: ['a'], declared: ['a'] });
  expect(facts({ chat: {} })).toMatchObject({ used: [] });
  expect(facts({ chat: { system: [said('Hi'), said('{{ b }}')], messages: [] } })).toMatchObject({ spaced: '{{ b }}' });
});

test.each([
  ['the text', { text: { text: REF } }],
  ['no text', { text: {} }],
  ['a block of the system part', { chat: { system: [{ text: '{{a}}' }, { text: REF }] } }],
  ['one whole block', { chat: { system: [{ text: '{{a}}' }, REF] } }],
  ['the system part', { chat: { system: REF, messages: [] } }],
  ['the messages', { chat: { messages: REF } }],
  ['one message', { chat: { messages: [{ content: [{ text: '{{a}}' }] }, REF] } }],
  ['the content of a message', { chat: { messages: [{ content: REF }] } }],
  ['a token in a text', { text: { text: '{{a}} ${Token[TOKEN.1]}' } }],
])('where %s is not known, it is not known what is used', (_, templateConfiguration) => {
  expect(facts(templateConfiguration)).toMatchObject({ used: undefined, usedNames: new Set() });
});

test.each([
  ['no template', undefined], ['a template known at deployment', REF], ['a text known at deployment', { text: REF }],
  ['neither text nor chat', { other: {} }], ['no object', 'x'],
])('with %s there is nothing to know', (_, templateConfiguration) => {
  expect(facts(templateConfiguration)).toBeUndefined();
});

test('a list of variables that can not be read is not known', () => {
  for (const inputVariables of [REF, [REF], [{ name: REF }], ['a'], 'a']) {
    expect(facts({ text: { text: '{{a}}', inputVariables } }))
      .toMatchObject({ declared: undefined, nameless: [], repeated: [] });
  }
});

test('only prompts have one', () => {
  expect(inlinePromptOf(nodeOf({ text: { text: '{{a}}' } }, [], 'Agent'))).toBeUndefined();
});

describe('the inputs that no variable reads', () => {
  const unused = (text: unknown, ...inputs: string[]) => unusedPromptInputs(nodeOf({ text: { text } }, inputs))
    .map(({ name }) => name);

  test.each<[unknown, readonly string[], readonly string[]]>([
    ['{{a}} {{b}}', ['a', 'b'], []],
    ['{{a}}', ['a', 'tone', 'size'], ['tone', 'size']],
    ['no variable', ['tone'], []],
    [REF, ['tone'], []],
    // a slip is said at the variable
    ['{{order}}', ['ordr'], []],
    ['{{order}}', ['ordr', 'tone'], ['tone']],
    ['{{order}} {{tone}}', ['order', 'tones'], []],
    ['{{order}}', ['order', 'ordr'], ['ordr']],
  ])('of %j with %j', (text, inputs, expected) => {
    expect(unused(text, ...inputs)).toEqual(expected);
  });
});
