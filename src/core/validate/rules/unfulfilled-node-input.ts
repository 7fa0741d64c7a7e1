import { name } from '../../words/quote';
import { looseEnds } from '../loose-ends';
import { ofInput } from '../places';
import type { Rule } from '../rule';

/** Each declared input has a data connection. */
export const unfulfilledNodeInput: Rule = {
  code: 'UnfulfilledNodeInput',
  severity: 'error',
  meaning: 'each declared input has a data connection',
  remedy: 'connect it, or remove the input',
  source: 'bedrock-agent API model, FlowValidationDetails; that optional attributes of an agent may stay unconnected: '
    + 'observed in exports',
  confidence: 'documented',
  * check(definition) {
    for (const input of looseEnds(definition).inputs) {
      yield {
        ...ofInput(input),
        value: input.name,
        message: `input ${name(input.name)} has no data connection`,
        remedy: 'connect it, or remove the input',
      };
    }
  },
};
