import { FlowError } from '../checks/flow-error';
import { conditionFaults } from '../core/condition/check';
import { parseCondition } from '../core/condition/parse';
import { TEXT } from '../core/constraints';
import type { Condition, DataType } from '../core/model/definition';
import type { NamedValue } from '../graph/flow-graph';
import { checkPortName } from '../graph/node-names';

/** A condition over these inputs, or the one line that says why it can't be. */
export function checkedCondition(
  place: string, name: string, expression: string, inputs: readonly NamedValue[],
): Condition {
  checkPortName(place, 'condition', name);
  const { max } = TEXT.conditionExpression;
  if (expression.length > max) {
    throw new FlowError(place, `condition '${name}' is ${expression.length} characters long, the service `
      + `allows ${max}; `
      + 'shorten the input names or split the condition', 'ExpressionTooLong');
  }
  const parsed = parseCondition(expression);
  if ('problem' in parsed) {
    const { cause, offset, remedy = 'write it like category == "refund"' } = parsed.problem;
    throw new FlowError(place, `condition '${name}' can't be read at `
      + `character ${offset + 1}: ${cause}; ${remedy}`, 'MalformedConditionExpression');
  }
  const types = new Map(inputs.map((input) => [input.name, input.value.dataType as DataType]));
  const [fault] = conditionFaults(parsed.tree, types);
  if (fault) {
    throw new FlowError(place, `condition '${name}' ${fault.cause}; ${fault.remedy}`, 'MalformedConditionExpression');
  }
  return { name, expression };
}
