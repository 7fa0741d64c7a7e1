/** What a configuration lacks, by the table of structures. */
import { missingIn } from '../../../src/core/validate/required';

const REF = { Ref: 'X' };
const missing = (key: string, configuration: unknown) => missingIn(key, configuration)
  .map(({ path, what }) => path === what ? path : `${path}: ${what}`);
const inline = (more: object) => ({
  sourceConfiguration: {
    inline: { templateType: 'TEXT', modelId: 'm', templateConfiguration: { text: { text: 'x' } }, ...more },
  },
});

test.each<[string, string, unknown, readonly string[]]>([
  ['all that it needs', 'prompt', inline({}), []],
  ['nothing', 'prompt', {}, ['prompt.sourceConfiguration']],
  ['one of two, none of which is there', 'prompt', { sourceConfiguration: {} }, ['prompt.sourceConfiguration: '
    + 'prompt.sourceConfiguration.inline or resource']],
  ['the same, with undefined', 'prompt', { sourceConfiguration: { inline: undefined } }, ['prompt.sourceConfiguration: '
    + 'prompt.sourceConfiguration.inline or resource']],
  ['what an inline prompt needs', 'prompt', { sourceConfiguration: { inline: {} } },
    ['templateType', 'templateConfiguration', 'modelId'].map((name) => `prompt.sourceConfiguration.inline.${name}`)],
  ['what a text needs', 'prompt', inline({ templateConfiguration: { text: {} } }), [
    'prompt.sourceConfiguration.inline.templateConfiguration.text.text',
  ]],
  ['a misspelt key', 'prompt', {
    sourceConfiguration: {
      inline: { templateType: 'TEXT', modelID: 'm', templateConfiguration: { text: { text: 'x' } } },
    },
  }, []],
  ['what is known at deployment', 'prompt', REF, []],
  ['a part known at deployment', 'prompt', { sourceConfiguration: REF }, []],
  ['a union known at deployment', 'prompt', inline({ templateConfiguration: REF }), []],
  ['an ARN', 'lambdaFunction', {}, ['lambdaFunction.lambdaArn']],
  ['a list', 'condition', {}, ['condition.conditions']],
  ['an entry of a list', 'condition', { conditions: [] }, ['condition.conditions']],
  ['a list known at deployment', 'condition', { conditions: REF }, []],
  ['a list that is none', 'condition', { conditions: 'x' }, []],
  ['a list that is an empty text', 'condition', { conditions: '' }, []],
  ['a list that only looks '
    + 'like one', 'prompt', inline({ templateConfiguration: { chat: { messages: { 0: {}, length: 1 } } } }), []],
  ['an empty text, which others say', 'lambdaFunction', { lambdaArn: '' }, []],
  ['a list in place of a text', 'inlineCode', { code: [], language: 'Python_3' }, []],
  ['names of conditions, which others say', 'condition', { conditions: [{}] }, []],
  ['a condition of a loop, which others say', 'loopController', { continueCondition: {} }, []],
  ['parts of entries of lists', 'prompt', inline({
    templateType: 'CHAT',
    templateConfiguration: {
      chat: {
        messages: [{ role: 'user', content: [{ text: 'x' }] }, { content: [{ text: 'y' }] }, REF, { role: 'user' }],
      },
    },
  }), ['messages[1].role', 'messages[3].content'].map((place) =>
    `prompt.sourceConfiguration.inline.templateConfiguration.chat.${place}`)],
  ['a definition, which is checked as one', 'loop', { definition: { nodes: [{}] } }, []],
  ['a definition that is not there', 'loop', {}, ['loop.definition']],
  ['a key that is none', 'nonsense', {}, []],
  ['no object', 'prompt', 'x', []],
])('%s', (_, key, configuration, expected) => {
  expect(missing(key, configuration)).toEqual(expected);
});
