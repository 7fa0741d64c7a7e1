/** Names and texts are somebody else's: no text leaves its quotes, and no name is a word of the language. */
import * as fc from 'fast-check';
import { definitionIn, generated, meaning, templateOf } from './support';
import { flat } from '../../../cli/code/print/layout';
import { literal } from '../../../cli/code/print/literals';
import { byFourDigits, ESCAPES, quoted } from '../../../cli/spelling/quoted';
import type { Definition } from '../../../src/core/model/definition';

const TEXTS = [
  '\'); process.exit(); (\'', '"""; import os; """', '`${process.exit()}`', '${AWS::Region} $(rm -rf /)',
  'back\\slash \\', '\\u0022 \\" \\\' \\n', 'a\r\nb\rc\u2028d\u2029e',
  '\u0000\u0007\u001b[31m\u200b\u202e\ufeff', '𝒳 日本 🎉 \ud800 half', '*/ } // #', 'x'.repeat(500),
  'line one\nline two\n\n  line four\n', '\n', '\ufeffmark at the start',
] as const;
const NAMES = ('class def func type range new self super package main jsii Prompt None this props scope flow stack id '
  + 'static void map string var let const yield await lambda '
  + 'public namespace object interface Resource Default ExecutionRole CurrentVersion constructor prototype join Stack '
  + 'Made text').split(' ');

const flowOf = (texts: readonly string[], names: readonly string[], more: object = {}): object => ({
  ...more,
  definition: {
    nodes: [
      { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'String' }] },
      ...texts.map((text, at) => ({
        name: names[at % names.length],
        type: 'Prompt',
        configuration: {
          prompt: {
            sourceConfiguration: {
              inline: {
                modelId: 'amazon.nova-lite-v1:0',
                templateType: 'TEXT',
                templateConfiguration: { text: { text: `${text}{{topic}}` } },
                inferenceConfiguration: { text: { stopSequences: [text] } },
              },
            },
          },
        },
        inputs: [{ name: 'topic', type: 'String', expression: '$.data' }],
        outputs: [{ name: 'modelCompletion', type: 'String' }],
      })),
      ...names.map((_, at) => ({
        name: `Out_${at}`, type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
      })),
    ],
    connections: [
      ...texts.map((_, at) => ({
        name: `In${at}`,
        type: 'Data',
        source: 'Start',
        target: names[at % names.length],
        configuration: {
          data: { sourceOutput: 'document', targetInput: 'topic' },
        },
      })),
      ...texts.map((_, at) => ({
        name: `Out${at}`,
        type: 'Data',
        source: names[at % names.length],
        target: `Out_${at}`,
        configuration: {
          data: { sourceOutput: 'modelCompletion', targetInput: 'document' },
        },
      })),
    ],
  },
});

const parts = Array.from({ length: Math.ceil(NAMES.length / TEXTS.length) }, (_, at) => NAMES.slice(at * TEXTS.length,
  (at + 1) * TEXTS.length));

test.each(parts.map((names) => [names.join(' '), names] as const))('texts that want to be code, in nodes '
  + 'called %s', async (_, names) => {
  const description = 'Ends */ here\n\'); process.exit(); // "';
  const flow =
    flowOf(TEXTS.slice(0, names.length), names, { name: '*/ evil\n\'name', description }) as { definition: Definition };
  const { code, err, source, folder } = await generated(flow);
  expect({ code, err: err.split('\n').filter((line) => line.includes('error')) }).toEqual({ code: 0, err: [] });
  const made = templateOf(source, folder);
  expect(meaning(definitionIn(made))).toEqual(meaning(flow.definition));
  const [{ Properties }] = Object.values(
    made.Resources as Record<string, { Type: string; Properties: { Description?: string } }>,
  ).filter(({ Type }) => Type === 'AWS::Bedrock::Flow');
  expect(Properties.Description).toBe(description);
});

/** The source without its texts and comments. */
function skeleton(source: string, language: string): string {
  const comments = language === 'python' ? /^\s*#[^\n]*/gm : /^\s*\/\/[^\n]*/gm;
  return source.replace(comments, '')
    .replace(language === 'typescript' ? /'(?:[^'\\\n]|\\.)*'/g : /"(?:[^"\\\n]|\\.)*"/g, '');
}

test.each(['typescript', 'python', 'java', 'csharp', 'go'])('what is left without texts and comments has nothing of '
  + 'them: %s', async (language) => {
  const texts = TEXTS.map((text) => `EVIL${text}EVIL`);
  const names = NAMES.slice(0, TEXTS.length);
  const { source } = await generated(flowOf(texts, names, { description: 'EVIL " \' EVIL', name: 'EVIL\nEVIL' }),
    language, ['--class', 'Made']);
  const rest = skeleton(source, language);
  expect(rest).not.toMatch(/EVIL|evil/);
  // eslint-disable-next-line no-control-regex
  expect(source).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u2028\u2029\u202e\ufeff]/);
  expect(rest).not.toContain(language === 'typescript' ? '\'' : '"');
});

test('a text in quotes is read as what it was', () => {
  const quoting = {
    quote: '\'' as const, own: ESCAPES, escape: byFourDigits, join: { open: '', separator: ' +' as const, close: '' },
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const evaluate = (source: string) => (new Function(`return ${source}`) as () => string)();
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(evaluate(quoted(text, quoting))).toBe(text);
    expect(evaluate(flat(literal(text, quoting)) || '\'\'')).toBe(text);
  }));
  const long = 'A sentence of many words, '.repeat(20) + '\n'.repeat(3) + 'x'.repeat(300);
  expect(evaluate(flat(literal(long, quoting)))).toBe(long);
});
