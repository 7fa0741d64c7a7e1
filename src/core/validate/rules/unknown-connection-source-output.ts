import { isOpaque } from '../../model/opaque';
import { names, namesOf } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean } from '../../words/suggest';
import { ofConnection } from '../places';
import { isMissingOutput } from '../ports';
import type { Rule } from '../rule';

/** The output that a data connection names is declared on its node. */
export const unknownConnectionSourceOutput: Rule = {
  code: 'UnknownConnectionSourceOutput',
  severity: 'error',
  meaning: 'the output that a data connection names is declared on its node',
  remedy: 'correct the name, or declare the output',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const { source: node, data, output } = connection;
      if (!node || node.hasTwin || node.unreadable.outputs || !data?.sourceOutput || output
        || isOpaque(data.sourceOutput)) { continue; }
      // the connection is right, the node lacks it: that is said there
      if (isMissingOutput(node, data.sourceOutput)) { continue; }
      const known = namesOf(node.outputs);
      yield {
        ...ofConnection(connection),
        output: data.sourceOutput,
        value: data.sourceOutput,
        message: `connection ${name(connection.name)} names the output ${name(data.sourceOutput)} `
          + `of ${name(node.name)}, which has ${names(known)}`,
        remedy: didYouMean(data.sourceOutput, known, known.length > 0 ? 'name one of those' : 'declare the output, or '
          + 'connect another node'),
      };
    }
  },
};
