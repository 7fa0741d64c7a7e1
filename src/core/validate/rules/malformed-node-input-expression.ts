import { unreadableExpression } from '../../sentences/types';
import { name, quoted } from '../../words/quote';
import { ofInput } from '../places';
import type { Rule } from '../rule';

const remedy = 'write it like $.data, $.data.topic, $.data[0] or $.data.*.title';

/** The expression of an input is $.data, or a documented path below it. */
export const malformedNodeInputExpression: Rule = {
  code: 'MalformedNodeInputExpression',
  severity: 'error',
  meaning: 'the expression of an input is $.data, or a documented path below it',
  remedy,
  source: 'Bedrock User Guide, flows-expressions',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.inputs) {
      if (!input.parsed || !('problem' in input.parsed)) { continue; }
      const { problem } = input.parsed;
      const who = `expression ${quoted(input.expression!)} of input ${name(input.name)}`;
      yield {
        ...ofInput(input, 'expression'),
        offset: problem.offset,
        value: input.expression,
        ...unreadableExpression(who, problem, remedy),
      };
    }
  },
};
