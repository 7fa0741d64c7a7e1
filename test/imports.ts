/** What the tests of imported definitions share: published flows, small definitions, and flows of them. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Flow, FlowDefinition, type FlowDefinitionOptions } from '../src';
import { newStack } from './small-flows';
import type { Connection, Definition, Node } from '../src/core/model/definition';

export const CORPUS = join(__dirname, 'corpus', 'flows');
// 22 and 57 are wrong: the service refuses them
export const NUMBERS = readdirSync(CORPUS).map((file) => file.replace('.json', ''))
  .filter((number) => !['22', '57'].includes(number));
export const corpus = (number: string): Definition => JSON.parse(readFileSync(join(CORPUS, `${number}.json`), 'utf8'));

export function imported(json: object, options?: FlowDefinitionOptions, stack = newStack()): Flow {
  return new Flow(stack, 'F', { definition: FlowDefinition.fromJson(json, options) });
}

export const input: Node = { name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'String' }] };
export const data = (source: string, sourceOutput: string, target: string, targetInput: string): Connection => ({
  name: `${source}To${target}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } },
});
export const prompt = (name: string, more: object = {}): Node => ({
  name,
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: {
          templateType: 'TEXT',
          templateConfiguration: { text: { text: 'Answer {{text}}' } },
          modelId: 'amazon.nova-lite-v1:0',
          ...more,
        },
      },
    },
  },
  inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
  outputs: [{ name: 'modelCompletion', type: 'String' }],
});
export const output: Node =
  { name: 'Out', type: 'Output', inputs: [{ name: 'document', type: 'String', expression: '$.data' }] };
export const simple = (...nodes: Node[]): Definition => ({
  nodes: [input, ...nodes, output],
  connections: [
    ...nodes.map(({ name, inputs }) => data('FlowInputNode', 'document', name, inputs![0].name)),
    data(nodes[0].name, 'modelCompletion', 'Out', 'document'),
  ],
});
