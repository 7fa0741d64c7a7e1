/** Two small flows without fault: each example of `--explain` spoils one place of one of them. */

const text = (name: string, more: object = {}) => ({ name, type: 'String', expression: '$.data', ...more });
const data = (source: string, sourceOutput: string, target: string, targetInput: string) => (
  { name: `${source}To${target}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } }
);
const branch = (source: string, condition: string, target: string) => (
  { name: `${source}${condition}`, type: 'Conditional', source, target, configuration: { conditional: { condition } } }
);
const prompt = (name: string, variable: string, words: string, inferenceConfiguration?: object) => ({
  name,
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: {
          modelId: 'amazon.nova-lite-v1:0',
          templateType: 'TEXT',
          templateConfiguration: { text: { text: `${words}: {{${variable}}}` } },
          ...inferenceConfiguration && { inferenceConfiguration },
        },
      },
    },
  },
  inputs: [text(variable)],
  outputs: [{ name: 'modelCompletion', type: 'String' }],
});
const input = { name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'String' }] };
const output = (name: string) => ({ name, type: 'Output', inputs: [text('document')] });

const triage = {
  nodes: [
    input,
    prompt('Classify', 'message', 'Answer refund or other'),
    {
      name: 'Route',
      type: 'Condition',
      configuration: {
        condition: { conditions: [{ name: 'isRefund', expression: 'category == "refund"' }, { name: 'default' }] },
      },
      inputs: [text('category')],
    },
    output('Refund'),
    output('Other'),
  ],
  connections: [
    data('FlowInputNode', 'document', 'Classify', 'message'),
    data('Classify', 'modelCompletion', 'Route', 'category'),
    data('Classify', 'modelCompletion', 'Refund', 'document'),
    data('FlowInputNode', 'document', 'Other', 'document'),
    branch('Route', 'isRefund', 'Refund'),
    branch('Route', 'default', 'Other'),
  ],
};

const refine = {
  nodes: [
    input,
    {
      name: 'Refine',
      type: 'Loop',
      configuration: {
        loop: {
          definition: {
            nodes: [
              { name: 'LoopStart', type: 'LoopInput', outputs: [{ name: 'draft', type: 'String' }] },
              prompt('Improve', 'draft', 'Improve this', { text: { maxTokens: 300 } }),
              {
                name: 'LoopEnd',
                type: 'LoopController',
                configuration: {
                  loopController: { continueCondition: { name: 'goOn', expression: 'verdict != "good"' } },
                },
                inputs: [text('verdict', { category: 'LoopCondition' }), text('draft', { category: 'ExitLoop' })],
              },
            ],
            connections: [
              data('LoopStart', 'draft', 'Improve', 'draft'),
              data('Improve', 'modelCompletion', 'LoopEnd', 'verdict'),
              { ...data('Improve', 'modelCompletion', 'LoopEnd', 'draft'), name: 'ImproveToLoopEndDraft' },
            ],
          },
        },
      },
      inputs: [text('draft')],
      outputs: [{ name: 'draft', type: 'String' }],
    },
    output('Answer'),
  ],
  connections: [data('FlowInputNode', 'document', 'Refine', 'draft'), data('Refine', 'draft', 'Answer', 'document')],
};

/** New objects at each call: they are there to be changed. */
export function sampleFlow(name: 'triage' | 'refine'): Record<string, unknown> {
  return structuredClone(name === 'triage' ? triage : refine);
}
