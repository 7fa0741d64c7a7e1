/** One node of a flow on its own: `--node`. */
import { nodeNamed } from './node-named';
import { kindOf } from '../../src/core/kinds';
import type { Definition, Node, NodeInput } from '../../src/core/model/definition';
import type { LoadedFlow } from '../../src/runner/sources/document-flow';
import { CommandError } from '../command-error';

const INPUT = 'NodeUnderTest_Input';

/**
 * A flow with this node alone: it takes an Object with a member for each of the node's inputs, each as the node sees
 * it, and gives each of its outputs; a condition gives nothing, its branch is what matters.
 */
export function singleNode(flow: LoadedFlow, name: string): LoadedFlow {
  const node = nodeNamed(flow.definition, name, '--node');
  if (meansNothingAlone(node.type)) {
    throw new CommandError('--node', `a node of type ${node.type} can't run alone`, 'run the flow', 'Usage');
  }
  return { ...flow, whole: flow.definition, definition: alone(node), problems: [] };
}

/** Whether a type means nothing without what is around it. */
function meansNothingAlone(type: string): boolean {
  const run = kindOf(type)?.run;
  return run?.how === 'control' && !run.isAlone;
}

function alone(node: Node): Definition {
  const inputs = node.inputs ?? [];
  const outputs = node.outputs ?? [];
  return {
    nodes: [
      { name: INPUT, type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type: 'Object' }] },
      { ...node, inputs: inputs.map((input): NodeInput => ({ ...input, expression: `$.data.${input.name}` })) } as Node,
      ...outputs.map((output): Node => ({
        name: `NodeUnderTest_${output.name}`,
        type: 'Output',
        configuration: { output: {} },
        inputs:
          [{ name: 'document', type: output.type, expression: '$.data' }],
      })),
    ],
    connections: [
      ...inputs.map((input) => ({
        name: `To_${input.name}`,
        type: 'Data' as const,
        source: INPUT,
        target: node.name,
        configuration: { data: { sourceOutput: 'document', targetInput: input.name } },
      })),
      ...outputs.map((output) => ({
        name: `From_${output.name}`,
        type: 'Data' as const,
        source: node.name,
        target: `NodeUnderTest_${output.name}`,
        configuration: { data: { sourceOutput: output.name, targetInput: 'document' } },
      })),
    ],
  };
}
