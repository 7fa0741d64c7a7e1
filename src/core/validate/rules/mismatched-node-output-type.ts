import { ofOutput } from '../places';
import { isMistyped, portOfOutput } from '../ports';
import type { Rule } from '../rule';

/** An output that the service fixes has the type that it fixes. */
export const mismatchedNodeOutputType: Rule = {
  code: 'MismatchedNodeOutputType',
  severity: 'error',
  meaning: 'an output that the service fixes has the type that it fixes',
  remedy: 'declare it with that type',
  source: 'Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const output of definition.outputs) {
      const port = portOfOutput(output);
      if (!isMistyped(output.type, port)) { continue; }
      yield {
        ...ofOutput(output, 'type'),
        value: output.type,
        message: `output '${port.name}' of the ${output.node.type} node is declared as ${output.type}, the service `
          + `expects ${port.type}`,
        remedy: `declare it as ${port.type}`,
      };
    }
  },
};
