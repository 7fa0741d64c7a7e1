import { at } from '../places';
import { missingOutputs } from '../ports';
import type { Rule } from '../rule';

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
      for (const output of missingOutputs(node)) {
        yield {
          ...at(node),
          output,
          value: output,
          message: `the ${node.type} node has no output '${output}'`,
          remedy: 'declare it',
        };
      }
    }
  },
};
