/** Flows and runs for the tests of pages. */
import { Story } from '../../../cli/picture/story';
import type { Definition } from '../../../src/core/model/definition';
import { factsOfLog } from '../../../src/core/picture';
import { runFlowSync } from '../../../src/runner';

export const text = (name: string, more: object = {}) => ({ name, type: 'String', expression: '$.data', ...more });

export const data = (source: string, sourceOutput: string, target: string, targetInput = 'document') => (
  {
    name: `${source}To${target}${targetInput}`.replace(/\W/g, ''),
    type: 'Data',
    source,
    target,
    configuration: { data: { sourceOutput, targetInput } },
  }
);

export const branch = (source: string, condition: string, target: string) => (
  {
    name: `${source}${condition}${target}`.replace(/\W/g, ''),
    type: 'Conditional',
    source,
    target,
    configuration: { conditional: { condition } },
  }
);

export const prompt = (name: string, variable = 'document', modelId = 'amazon.nova-lite-v1:0') => ({
  name,
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: { modelId, templateType: 'TEXT', templateConfiguration: { text: { text: `Look at {{${variable}}}` } } },
      },
    },
  },
  inputs: [text(variable)],
  outputs: [{ name: 'modelCompletion', type: 'String' }],
});

export const input = (type = 'String') =>
  ({ name: 'Start', type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type }] });

export const output = (name: string, type = 'String') =>
  ({ name, type: 'Output', configuration: { output: {} }, inputs: [{ ...text('document'), type }] });

export function triage(): Definition {
  return {
    nodes: [
      input(), prompt('Classify'),
      {
        name: 'Route',
        type: 'Condition',
        configuration: {
          condition: { conditions: [{ name: 'isRefund', expression: 'kind == "refund"' }, { name: 'default' }] },
        },
        inputs: [text('kind')],
      },
      prompt('Refund'), output('RefundAnswer'), output('Other'),
    ],
    connections: [
      data('Start', 'document', 'Classify'), data('Classify', 'modelCompletion', 'Route', 'kind'),
      branch('Route', 'isRefund', 'Refund'), branch('Route', 'default', 'Other'),
      data('Start', 'document', 'Refund'), data('Refund', 'modelCompletion', 'RefundAnswer'),
      data('Start', 'document', 'Other'),
    ],
  } as unknown as Definition;
}

/** Each item of a list through a model. */
export function each(): Definition {
  return {
    nodes: [
      input('Array'),
      {
        name: 'Each',
        type: 'Iterator',
        configuration: { iterator: {} },
        inputs: [{ ...text('array'), type: 'Array' }],
        outputs: [{ name: 'arrayItem', type: 'String' }, { name: 'arraySize', type: 'Number' }],
      },
      prompt('Look'),
      {
        name: 'All',
        type: 'Collector',
        configuration: { collector: {} },
        inputs: [text('arrayItem'), { ...text('arraySize'), type: 'Number' }],
        outputs: [{ name: 'collectedArray', type: 'Array' }],
      },
      output('Answer', 'Array'),
    ],
    connections: [
      data('Start', 'document', 'Each', 'array'), data('Each', 'arrayItem', 'Look'),
      data('Look', 'modelCompletion', 'All', 'arrayItem'),
      data('Each', 'arraySize', 'All', 'arraySize'), data('All', 'collectedArray', 'Answer'),
    ],
  } as unknown as Definition;
}

export interface Ran {
  readonly input: unknown;
  readonly nodes?: { readonly [name: string]: unknown };
}

/** The story of a run with mocks. */
export function storyOf(definition: Definition, { input: given, nodes = {} }: Ran): Story {
  // names and texts of a page may be whatever somebody wrote
  const { log, diagnostics } = runFlowSync(definition, { input: given, mocks: { nodes } as never, check: false });
  return new Story({ title: 'Triage', definition, run: factsOfLog(log), diagnostics });
}

/** The text of a page without its markup. */
export function wordsIn(html: string): string {
  return html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/&#39;/g, '\'')
    .replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
}

/** The part of a page that is about a node. */
export function panelOf(html: string, story: Story, name: string): string {
  const { id } = story.named(name)!.node;
  return html.split(`<section class="panel" id="${id}" `)[1].split('<section class="panel"')[0];
}
