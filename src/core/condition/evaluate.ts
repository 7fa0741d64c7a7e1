/** Evaluates parsed conditions on the inputs of their node. */
import type { ConditionTree, Operand } from './parse';

/** Why a condition can't be evaluated on the values it was given. */
export interface EvaluationProblem {
  readonly problem: string;
}

/** The values of the inputs by name; an input that is not connected is not in it. */
export type InputValues = { readonly [name: string]: unknown };

/** Whether the condition holds. `and` and `or` look no further than they must. */
export function evaluateCondition(tree: ConditionTree, inputs: InputValues): boolean | EvaluationProblem {
  switch (tree.kind) {
    case 'comparison': return compare(tree, inputs);
    case 'not': {
      const inner = evaluateCondition(tree.inner, inputs);
      return typeof inner === 'boolean' ? !inner : inner;
    }
    default: {
      const left = evaluateCondition(tree.left, inputs);
      if (typeof left !== 'boolean' || left === (tree.kind === 'or')) { return left; }
      return evaluateCondition(tree.right, inputs);
    }
  }
}

function compare(
  { operator, left, right }: Extract<ConditionTree, { kind: 'comparison' }>, inputs: InputValues,
): boolean | EvaluationProblem {
  for (const side of [left, right]) {
    if (side.kind === 'input' && !Object.hasOwn(inputs, side.name)) {
      return { problem: `input '${side.name}' has no value` };
    }
  }
  const [one, other] = [valueOf(left, inputs), valueOf(right, inputs)];
  const [type, otherType] = [typeOf(one), typeOf(other)];
  if (type !== otherType) {
    return { problem: `'${operator}' needs two values of the same type, got ${type} and ${otherType}` };
  }
  if (!COMPARABLE.has(type)) { return { problem: `'${operator}' can't compare values of type ${type}` }; }
  if (operator === '==') { return one === other; }
  if (operator === '!=') { return one !== other; }
  if (type !== 'Number') { return { problem: `'${operator}' needs two Numbers, got ${type} and ${otherType}` }; }
  const [a, b] = [one as number, other as number];
  switch (operator) {
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    default: return a >= b;
  }
}

const COMPARABLE: ReadonlySet<string> = new Set(['String', 'Number', 'Boolean']);

function valueOf(side: Operand, inputs: InputValues): unknown {
  return side.kind === 'input' ? inputs[side.name] : side.value;
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) { return 'Null'; }
  if (Array.isArray(value)) { return 'Array'; }
  switch (typeof value) {
    case 'string': return 'String';
    case 'number': return 'Number';
    case 'boolean': return 'Boolean';
    default: return 'Object';
  }
}
