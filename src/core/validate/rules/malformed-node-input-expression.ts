import { ofInput } from '../places';
import { Rule } from '../rule';

/** The expression of an input is $.data, or a documented path below it. */
export const malformedNodeInputExpression: Rule = {
  code: 'MalformedNodeInputExpression',
  severity: 'error',
  meaning: 'the expression of an input is $.data, or a documented path below it',
  remedy: 'write it like $.data, $.data.topic, $.data[0] or $.data.*.title',
  source: 'Bedrock User Guide, flows-expressions',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.nodes.flatMap((node) => node.inputs)) {
      if (!input.parsed || !('problem' in input.parsed)) { continue; }
      const { cause, offset } = input.parsed.problem;
      yield {
        ...ofInput(input, 'expression'),
        offset,
        value: input.expression,
        message: `expression '${input.expression}' of input '${input.name}' can't be read at character ${offset + 1}: ${cause}`,
        remedy: 'write it like $.data, $.data.topic, $.data[0] or $.data.*.title',
      };
    }
  },
};
