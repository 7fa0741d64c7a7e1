/** Checks a condition against the inputs of its node: what it reads exists, and what it compares can be compared. */
import { comparisons, type ConditionTree, type Operand } from './parse';
import type { DataType } from '../model/definition';
import { listed } from '../words/lists';
import { nearest, suggestion } from '../words/suggest';

export interface ConditionFault {
  readonly cause: string;
  readonly remedy: string;
  readonly offset: number;
}

/** The faults of a parsed condition; `inputs` are the node's inputs with their types, as far as known. */
export function conditionFaults(
  tree: ConditionTree, inputs: ReadonlyMap<string, DataType | undefined>,
): readonly ConditionFault[] {
  const faults: ConditionFault[] = [];
  for (const { left, right, operator, offset } of comparisons(tree)) {
    const unknown = [left, right].filter((side) => side.kind === 'input' && !inputs.has(side.name));
    for (const side of unknown) { faults.push(unknownInput((side as { name: string }).name, inputs, side.offset)); }
    if (unknown.length > 0) { continue; }
    if (left.kind === 'constant' && right.kind === 'constant') {
      faults.push({ cause: 'compares two constants', remedy: 'name at least one input', offset });
      continue;
    }
    const [leftType, rightType] = [typeOf(left, inputs), typeOf(right, inputs)];
    const whole = leftType === 'Object' || leftType === 'Array' ? left : rightType === 'Object'
      || rightType === 'Array' ? right : undefined;
    if (whole) {
      faults.push({
        cause: `compares ${described(whole, typeOf(whole, inputs)!)}`,
        remedy: 'only Strings, Numbers and Booleans can be compared; select a part of it',
        offset,
      });
      continue;
    }
    if (leftType === undefined || rightType === undefined) { continue; }
    if (leftType !== rightType) {
      faults.push({
        cause: `compares ${described(left, leftType)} with ${described(right, rightType)}`,
        remedy: 'both sides must have the same type',
        offset,
      });
    } else if (operator !== '==' && operator !== '!=' && leftType !== 'Number') {
      faults.push({
        cause: `uses '${operator}' on ${described(left, leftType)}`,
        remedy: 'only Numbers can be ordered; use == or !=',
        offset,
      });
    }
  }
  return faults;
}

function unknownInput(name: string, inputs: ReadonlyMap<string, DataType | undefined>, offset: number): ConditionFault {
  return {
    cause: `reads '${name}', but ${inputsAre(inputs)}`,
    remedy: suggestion(
      nearest(name, inputs.keys()), `add ${name}: <value> to 'inputs', or write "${name}" if it is a string`,
    ),
    offset,
  };
}

function inputsAre(inputs: ReadonlyMap<string, unknown>): string {
  if (inputs.size === 0) { return 'there are no inputs'; }
  return `${inputs.size === 1 ? 'the only input is' : 'the inputs are'} ${listed(inputs.keys())}`;
}

function typeOf(side: Operand, inputs: ReadonlyMap<string, DataType | undefined>): DataType | undefined {
  if (side.kind === 'input') { return inputs.get(side.name); }
  return typeof side.value === 'string' ? 'String' : typeof side.value === 'number' ? 'Number' : 'Boolean';
}

function described(side: Operand, type: DataType): string {
  return side.kind === 'input' ? `the ${type} '${side.name}'` : `the ${type} ${JSON.stringify(side.value)}`;
}
