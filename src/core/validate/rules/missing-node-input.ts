import { at } from '../places';
import { requiredInputs } from '../ports';
import { Rule } from '../rule';

/** A node declares the inputs that the service fixes for its type, and one for each variable of its prompt. */
export const missingNodeInput: Rule = {
  code: 'MissingNodeInput',
  severity: 'error',
  meaning: 'a node declares the inputs that the service fixes for its type, and one for each variable of its prompt',
  remedy: 'declare it',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      for (const name of requiredInputs(node)) {
        if (node.input(name)) { continue; }
        const isVariable = node.type === 'Prompt';
        yield {
          ...at(node),
          input: name,
          message: isVariable ? `prompt uses {{${name}}}, but the node has no input '${name}'` : `the ${node.type} node has no input '${name}'`,
          remedy: isVariable ? 'add the input and connect it' : 'declare it and connect it',
          value: name,
        };
      }
    }
  },
};
