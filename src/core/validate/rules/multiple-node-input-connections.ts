import { names } from '../../words/lists';
import { name } from '../../words/quote';
import { ofInput } from '../places';
import type { Rule } from '../rule';

/** An input has at most one data connection. */
export const multipleNodeInputConnections: Rule = {
  code: 'MultipleNodeInputConnections',
  severity: 'error',
  meaning: 'an input has at most one data connection',
  remedy: 'keep one of them; branches can\'t be joined, so give each its own Output node',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.inputs) {
      if (input.sources.length < 2) { continue; }
      // the same connection twice, and connections to either of two nodes of one name, are other faults
      const sources =
        new Set(input.sources.map(({ sourceName, data }) => JSON.stringify([sourceName, data?.sourceOutput])));
      if (sources.size < 2 || input.node.hasTwin) { continue; }
      const nodes = [...new Set(input.sources.map(({ sourceName }) => sourceName))].sort();
      yield {
        ...ofInput(input),
        value: input.name,
        message: `input ${name(input.name)} has ${sources.size} data connections, from ${names(nodes)}`,
        remedy: 'keep one of them; branches can\'t be joined, so give each its own Output node',
      };
    }
  },
};
