import { refusal } from '../checks/flow-error';
import { conditionFaults } from '../core/condition/check';
import { parseCondition } from '../core/condition/parse';
import { TEXT } from '../core/constraints';
import type { Condition, DataType } from '../core/model/definition';
import { faultyCondition, unreadableCondition } from '../core/sentences/conditions';
import { expressionTooLong } from '../core/sentences/limits';
import type { NamedValue } from '../graph/flow-graph';
import { checkPortName } from '../graph/node-names';

/** A condition over these inputs, or the one line that says why it can't be. */
export function checkedCondition(
  place: string, name: string, expression: string, inputs: readonly NamedValue[],
): Condition {
  checkPortName(place, 'condition', name);
  const { max } = TEXT.conditionExpression;
  if (expression.length > max!) { throw refusal(place, expressionTooLong(expression, max!), 'ExpressionTooLong'); }
  const parsed = parseCondition(expression);
  if ('problem' in parsed) {
    throw refusal(place, unreadableCondition(name, parsed.problem), 'MalformedConditionExpression');
  }
  const types = new Map(inputs.map((input) => [input.name, input.value.dataType as DataType]));
  const [fault] = conditionFaults(parsed.tree, types);
  if (fault) { throw refusal(place, faultyCondition(name, fault), 'MalformedConditionExpression'); }
  return { name, expression };
}
