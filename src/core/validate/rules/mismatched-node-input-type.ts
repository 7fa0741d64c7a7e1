import { ofInput } from '../places';
import { Rule } from '../rule';

/** An input that the service fixes has the type that it fixes. */
export const mismatchedNodeInputType: Rule = {
  code: 'MismatchedNodeInputType',
  severity: 'error',
  meaning: 'an input that the service fixes has the type that it fixes',
  remedy: 'declare it with that type',
  source: 'Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.nodes.flatMap((node) => node.inputs)) {
      const port = input.node.kind?.inputs.find(({ name }) => name === input.name);
      if (!port || port.type === 'Any' || input.type === undefined || input.type === port.type) { continue; }
      yield {
        ...ofInput(input, 'type'),
        value: input.type,
        message: `input '${input.name}' of the ${input.node.type} node is declared as ${input.type}, the service has it as ${port.type}`,
        remedy: `declare it as ${port.type}`,
      };
    }
  },
};
