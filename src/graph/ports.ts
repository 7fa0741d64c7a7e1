import type { FlowValue } from './flow-value';
import { checkValue } from './given-value';
import { refusal } from '../checks/flow-error';
import { spelt, speltMember } from '../checks/spelt';
import { KINDS } from '../core/kinds';
import type { NodeType } from '../core/model/definition';
import { missingPort } from '../core/sentences/ports';
import { wrongType as typesDiffer } from '../core/sentences/types';

const SELECTORS: { readonly [dataType: string]: string } = {
  String: spelt`select a text with stringAt()`,
  Number: spelt`select a number with numberAt()`,
  Boolean: spelt`select a boolean with booleanAt()`,
  Object: spelt`select an object with objectAt()`,
  Array: spelt`select an array with arrayAt()`,
};

/**
 * The inputs of a node with fixed ports, each of the type that the service fixes; those that are not given are left
 * out.
 */
export function fixedInputs(
  place: string, nodeType: NodeType, given: { readonly [port: string]: FlowValue | undefined },
): { [name: string]: FlowValue } {
  const inputs: { [name: string]: FlowValue } = {};
  for (const { name, type, optional } of KINDS[nodeType].inputs) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (optional) { continue; }
      throw refusal(place, missingPort('input', nodeType, name, `pass a value of the flow as '${speltMember(name)}'`),
        'MissingNodeInput');
    }
    checkValue(place, name, value);
    if (type !== 'Any' && value.dataType !== type) { throw wrongType(place, name, type, value); }
    inputs[name] = value;
  }
  return inputs;
}

function wrongType(place: string, name: string, type: string, value: FlowValue): ReturnType<typeof refusal> {
  const hasParts = value.dataType === 'Object' || value.dataType === 'Array';
  const remedy = hasParts ? SELECTORS[type] : 'convert it in an InlineCodeNode or a LambdaNode first';
  return refusal(place, typesDiffer(name, type, value.dataType, `${value}`, remedy), 'IncompatibleConnectionDataType');
}
