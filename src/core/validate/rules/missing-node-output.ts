import { missingPort } from '../../sentences/ports';
import { at } from '../places';
import { missingPorts } from '../ports';
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
      for (const output of missingPorts(node, 'output')) {
        yield {
          ...at(node),
          output,
          value: output,
          ...missingPort('output', node.type, output, 'declare it'),
        };
      }
    }
  },
};
