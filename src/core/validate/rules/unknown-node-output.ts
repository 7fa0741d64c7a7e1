import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { ofOutput } from '../places';
import { allowedOutputs } from '../ports';
import { Rule } from '../rule';

/** A node declares no output that its type does not have. */
export const unknownNodeOutput: Rule = {
  code: 'UnknownNodeOutput',
  severity: 'error',
  meaning: 'a node declares no output that its type does not have',
  remedy: 'remove it, or use the name the service has',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const output of definition.nodes.flatMap((node) => node.outputs)) {
      const known = allowedOutputs(output.node);
      if (!known || known.includes(output.name) || !output.name) { continue; }
      yield {
        ...ofOutput(output),
        value: output.name,
        message: `output '${output.name}' is none of the ${output.node.type} node, which has ${listed(known) || 'none'}`,
        remedy: suggestion(output.name, known, known.length > 0 ? 'use one of those' : 'remove it'),
      };
    }
  },
};
