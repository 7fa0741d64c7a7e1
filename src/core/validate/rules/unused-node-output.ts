import { SIDE_OUTPUTS } from '../../constraints';
import { name } from '../../words/quote';
import { isStart } from '../graph-facts';
import { looseEnds } from '../loose-ends';
import { ofOutput } from '../places';
import { isUnknownPort } from '../ports';
import type { Rule } from '../rule';

/** Each output is read by some node. */
export const unusedNodeOutput: Rule = {
  code: 'UnusedNodeOutput',
  severity: 'warning',
  meaning: 'each output is connected to a node',
  remedy: 'connect it, or remove the node',
  source: 'Bedrock User Guide, flows-design',
  confidence: 'documented',
  * check(definition) {
    for (const output of looseEnds(definition).outputs) {
      const { node } = output;
      if (SIDE_OUTPUTS.has(output.name) || isUnknownPort(output, 'output')) { continue; }
      // a node without incoming connections is reported at the node or its inputs
      if (node.incoming.length === 0 && !isStart(node)) { continue; }
      yield {
        ...ofOutput(output),
        value: output.name,
        message: `${name(output.name)} is not used`,
        remedy: 'connect it, or remove the node',
      };
    }
  },
};
