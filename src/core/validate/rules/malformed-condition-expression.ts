import { conditionFaults } from '../../condition/check';
import { DEFAULT_CONDITION } from '../../constraints';
import { CONDITION_EXAMPLE, faultyCondition, noExpression, unreadableCondition } from '../../sentences/conditions';
import { type ConditionInPlace, conditionsOf, readableInputs } from '../conditions';
import type { Report } from '../finding';
import type { Rule } from '../rule';

/** A condition compares inputs of its node with each other or with constants, in the documented grammar. */
export const malformedConditionExpression: Rule = {
  code: 'MalformedConditionExpression',
  severity: 'error',
  meaning: 'a condition compares inputs of its node with each other or with constants, in the documented grammar; only '
    + 'default has no expression',
  remedy: `write it like ${CONDITION_EXAMPLE}`,
  source: 'Bedrock User Guide, flows-nodes, condition expressions',
  confidence: 'documented',
  * check(definition) {
    for (const one of conditionsOf(definition)) {
      if (!one.isOfLoop && one.condition === DEFAULT_CONDITION) {
        yield* ofDefault(one);
      } else if (!one.hasExpression) {
        yield { ...one.place, ...noExpression(one.condition) };
      } else {
        yield* ofExpression(one);
      }
    }
  },
};

function* ofDefault({ hasExpression, expression, place }: ConditionInPlace): Generator<Report> {
  if (!hasExpression) { return; }
  yield {
    ...place,
    path: `${place.path}.expression`,
    severity: 'warning', // no document says what the service makes of it
    value: expression,
    message: 'condition \'default\' has an expression, but it applies when no other condition is true',
    remedy: 'remove the expression, or rename the condition',
  };
}

function* ofExpression({ node, condition, expression, parsed, place }: ConditionInPlace): Generator<Report> {
  if (!parsed) { return; }
  const there = { ...place, path: `${place.path}.expression`, value: expression };
  if ('problem' in parsed) {
    yield { ...there, offset: parsed.problem.offset, ...unreadableCondition(condition, parsed.problem) };
    return;
  }
  const said = new Set<string>();
  for (const fault of conditionFaults(parsed.tree, readableInputs(node, parsed.tree))) {
    const { cause, offset } = fault;
    // what can't be read of the inputs may be what it names; and what is read twice is wrong once
    if (said.has(cause) || node.unreadable.inputs && cause.startsWith('reads ')) { continue; }
    said.add(cause);
    yield { ...there, offset, ...faultyCondition(condition, fault) };
  }
}
