import { EXPRESSION_EXAMPLES, unreadableInput } from '../../sentences/types';
import { ofInput } from '../places';
import type { Rule } from '../rule';

/** The expression of an input is $.data, or a documented path below it. */
export const malformedNodeInputExpression: Rule = {
  code: 'MalformedNodeInputExpression',
  severity: 'error',
  meaning: 'the expression of an input is $.data, or a documented path below it',
  remedy: EXPRESSION_EXAMPLES,
  source: 'Bedrock User Guide, flows-expressions',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.inputs) {
      if (!input.parsed || !('problem' in input.parsed)) { continue; }
      const { problem } = input.parsed;
      yield {
        ...ofInput(input, 'expression'),
        offset: problem.offset,
        value: input.expression,
        ...unreadableInput(input.expression!, input.name, problem),
      };
    }
  },
};
