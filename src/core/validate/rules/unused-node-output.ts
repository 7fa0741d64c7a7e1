import { SIDE_OUTPUTS } from '../../constraints';
import { ofOutput } from '../places';
import { Rule } from '../rule';

/** Each output is read by some node. */
export const unusedNodeOutput: Rule = {
  code: 'UnusedNodeOutput',
  severity: 'warning',
  meaning: 'each output is read by some node',
  remedy: 'connect it, or remove the node',
  source: 'Bedrock User Guide, flows-design',
  confidence: 'documented',
  * check(definition) {
    for (const output of definition.nodes.flatMap((node) => node.outputs)) {
      if (output.targets.length > 0 || SIDE_OUTPUTS.has(output.name) || !output.name) { continue; }
      yield { ...ofOutput(output), value: output.name, message: `'${output.name}' is not used`, remedy: 'connect it, or remove the node' };
    }
  },
};
