/** Definitions of any size: findings in bounded time and lines. */
import { validate } from '../../../src/core/validate/validate';
import { stopwatch } from '../../stopwatch';

describe('whatever stands in a definition', () => {
  const long = 'Name '.repeat(100_000);
  const many = <T>(make: (at: number) => T): T[] => Array.from({ length: 5_000 }, (_, at) => make(at));
  const deep = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => (
    { nodes: [{ name: 'Inner', type: 'Loop', configuration: { loop: { definition: inner } } }] }
  ), {});
  const route =
    (conditions: unknown) => ({ name: 'Route', type: 'Condition', configuration: { condition: { conditions } } });
  const condition = (expression: string) => ({ nodes: [route([{ name: 'isIt', expression }])] });

  test.each<[string, unknown]>([
    ['long names', {
      nodes: [{ name: long, type: long, inputs: [{ name: long, type: long, expression: long }] }],
      connections: [{ name: long, source: long }],
    }],
    ['many names that are not there', {
      nodes: many((at) => ({ name: `Node${at}`, type: 'Prompt' })),
      connections: many((at) => ({ name: `c${at}`, type: 'Data', source: `Nodes${at}`, target: `Note${at}` })),
    }],
    ['many ports of one node', {
      nodes: [{ name: 'Start', type: 'Input', outputs: many((at) => ({ name: `out${at}`, type: 'String' })) }, {
        name: 'End', type: 'Output',
      }],
      connections: many((at) => ({
        name: `c${at}`,
        type: 'Data',
        source: 'Start',
        target: 'End',
        configuration: {
          data: { sourceOutput: `ot${at}`, targetInput: `in${at}` },
        },
      })),
    }],
    ['many conditions', {
      nodes: [route(many((at) => ({ name: `is${at}`, expression: 'a == "b"' })))],
      connections: many((at) => ({
        name: `c${at}`,
        type: 'Conditional',
        source: 'Route',
        target: 'Route',
        configuration: {
          conditional: { condition: `iss${at}` },
        },
      })),
    }],
    ['many variables', {
      nodes: [{
        name: 'Reply',
        type: 'Prompt',
        inputs: many((at) => ({ name: `in${at}`, type: 'String', expression: '$.data' })),
        configuration: {
          prompt: {
            sourceConfiguration: {
              inline: {
                templateConfiguration: {
                  text: {
                    text: many((at) => `{{var${at}}}`).join(), inputVariables: many((at) => ({ name: `dec${at}` })),
                  },
                },
              },
            },
          },
        },
      }],
    }],
    ['many problems of reading', { nodes: many((at) => ({ name: `Node${at}`, type: 'Input', colour: at })) }],
    ['loops in loops', deep(3000)],
    ['brackets in a condition', condition('('.repeat(200_000))],
    ['words in a condition', condition('not '.repeat(100_000))],
    ['blanks in a condition', condition(' '.repeat(200_000))],
    ['quotes in conditions', {
      nodes: [route([{ expression: ' "'.repeat(100_000) }, { expression: ' "'.repeat(100_000) }])],
    }],
    ['steps in an expression', {
      nodes:
        [{ name: 'Reply', type: 'Lex', inputs: [{ name: 'text', expression: `$.data${'[0].a'.repeat(50_000)}` }] }],
    }],
  ])('%s: short lines, each a single one', (_, definition) => {
    const elapsed = stopwatch();
    const findings = validate(definition);
    expect(elapsed()).toBeLessThan(10_000);
    expect(findings.length).toBeGreaterThan(0);
    const wrong = findings.filter(({ message, remedy }) => message.length > 600 || remedy.length > 400
      || /[\n\r]/.test(message + remedy));
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});
