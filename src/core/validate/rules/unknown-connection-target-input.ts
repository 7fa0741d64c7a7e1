import { isOpaque } from '../../model/opaque';
import { names, namesOf } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean } from '../../words/suggest';
import { ofConnection } from '../places';
import { isMissingInput } from '../ports';
import type { Rule } from '../rule';

/** The input that a data connection names is declared on its node. */
export const unknownConnectionTargetInput: Rule = {
  code: 'UnknownConnectionTargetInput',
  severity: 'error',
  meaning: 'the input that a data connection names is declared on its node',
  remedy: 'correct the name, or declare the input',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const { target: node, data, input } = connection;
      if (!node || node.hasTwin || node.unreadable.inputs || !data?.targetInput || input
        || isOpaque(data.targetInput)) {
        continue;
      }
      // the connection is right, the node lacks it: that is said there
      if (isMissingInput(node, data.targetInput)) { continue; }
      const known = namesOf(node.inputs);
      yield {
        ...ofConnection(connection),
        input: data.targetInput,
        value: data.targetInput,
        message: `connection ${name(connection.name)} names the input ${name(data.targetInput)} of ${name(node.name)}, `
          + `which has ${names(known)}`,
        remedy: didYouMean(data.targetInput, known, known.length > 0 ? 'name one of those' : 'declare the input, or '
          + 'connect another node'),
      };
    }
  },
};
