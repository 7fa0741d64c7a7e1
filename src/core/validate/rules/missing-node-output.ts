import { at } from '../places';
import { requiredOutputs } from '../ports';
import { Rule } from '../rule';

/** A node declares the outputs that the service fixes for its type. */
export const missingNodeOutput: Rule = {
  code: 'MissingNodeOutput',
  severity: 'error',
  meaning: 'a node declares the outputs that the service fixes for its type',
  remedy: 'declare it',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      for (const name of requiredOutputs(node)) {
        if (node.output(name)) { continue; }
        yield { ...at(node), output: name, message: `the ${node.type} node has no output '${name}'`, remedy: 'declare it', value: name };
      }
    }
  },
};
