import { quoted, name, inOneLine } from '../../words/quote';
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
      const { cause, offset } = input.parsed.problem;
      const expression = quoted(input.expression!);
      yield {
        ...ofInput(input, 'expression'),
        offset,
        value: input.expression,
        message: `expression ${expression} of input ${name(input.name)} can't be read at `
          + `character ${offset + 1}: ${inOneLine(cause)}`,
        remedy,
      };
    }
  },
};
