import { listed } from '../../nearest';
import { ofInput } from '../places';
import { Rule } from '../rule';

/** At most one data connection leads to an input. */
export const multipleNodeInputConnections: Rule = {
  code: 'MultipleNodeInputConnections',
  severity: 'error',
  meaning: 'at most one data connection leads to an input',
  remedy: 'keep one of them; branches can\'t be joined, give each an Output node',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.nodes.flatMap((node) => node.inputs)) {
      const sources = new Set(input.sources.map(({ sourceName, data }) => JSON.stringify([sourceName, data?.sourceOutput])));
      if (sources.size < 2) { continue; }
      const names = [...new Set(input.sources.map(({ sourceName }) => sourceName))].sort();
      yield {
        ...ofInput(input),
        value: input.name,
        message: `input '${input.name}' has ${sources.size} data connections, from ${listed(names)}`,
        remedy: 'keep one of them; branches can\'t be joined, so give each its own Output node',
      };
    }
  },
};
