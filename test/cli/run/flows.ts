/** Flows and mocks that the tests of `run` share. */
import { folder } from '../support';

const port = (name: string, type = 'String') => ({ name, type });
const data = (source: string, sourceOutput: string, target: string, targetInput: string) => ({
  name: `${source}_to_${target}_${targetInput}`,
  type: 'Data',
  source,
  target,
  configuration: {
    data: { sourceOutput, targetInput },
  },
});
const when = (condition: string, target: string) => ({
  name: `Route_${condition}`,
  type: 'Conditional',
  source: 'Route',
  target,
  configuration: {
    conditional: { condition },
  },
});
const input = (name: string, type = 'String', expression = '$.data') => ({ name, type, expression });
const inline = (text: string) => ({
  prompt: {
    sourceConfiguration: {
      inline: { modelId: 'amazon.nova-lite-v1:0', templateType: 'TEXT', templateConfiguration: { text: { text } } },
    },
  },
});

/** Classifies a message, and answers refunds. */
export const TRIAGE = {
  nodes: [
    { name: 'Start', type: 'Input', configuration: { input: {} }, outputs: [port('document')] },
    {
      name: 'Classify',
      type: 'Prompt',
      configuration: inline('Classify {{message}}'),
      inputs: [input('message')],
      outputs: [port('modelCompletion')],
    },
    {
      name: 'Route',
      type: 'Condition',
      inputs: [input('category')],
      configuration: {
        condition: { conditions: [{ name: 'isRefund', expression: 'category == "refund"' }, { name: 'default' }] },
      },
    },
    {
      name: 'Reply',
      type: 'Prompt',
      configuration: inline('Refund {{message}}'),
      inputs: [input('message')],
      outputs: [port('modelCompletion')],
    },
    { name: 'Refund', type: 'Output', configuration: { output: {} }, inputs: [input('document')] },
    { name: 'Other', type: 'Output', configuration: { output: {} }, inputs: [input('document')] },
  ],
  connections: [
    data('Start', 'document', 'Classify', 'message'), data('Classify', 'modelCompletion', 'Route', 'category'),
    data('Start', 'document', 'Reply', 'message'), when('isRefund', 'Reply'),
    data('Reply', 'modelCompletion', 'Refund', 'document'),
    data('Start', 'document', 'Other', 'document'), when('default', 'Other'),
  ],
};

export const ONCE = { nodes: { Classify: { returns: 'refund' }, Reply: { returns: 'You get it back.' } } };

/** A folder with `triage.json`, `mocks.json` and more. */
export function home(files: Readonly<Record<string, unknown>> = {}): string {
  const all = { 'triage.json': TRIAGE, 'mocks.json': ONCE, ...files };
  return folder(Object.fromEntries(Object.entries(all)
    .map(([name, content]) => [name, typeof content === 'string' ? content : JSON.stringify(content)])));
}
