import { isDefinite, Step } from '../../expression/parse';
import { DataType } from '../../model/definition';
import { IndexedInput, IndexedOutput } from '../index-definition';
import { ofConnection } from '../places';
import { allowedInputs, allowedOutputs } from '../ports';
import { Rule } from '../rule';

/** What an expression selects from a connected output has the type of the input. */
export const incompatibleConnectionDataType: Rule = {
  code: 'IncompatibleConnectionDataType',
  severity: 'error',
  meaning: 'what an expression selects from a connected output has the type of the input',
  remedy: 'select a part of the right type, or declare the type that arrives',
  source: 'Bedrock User Guide, flows-expressions and flows-nodes: nothing is converted',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap((graph) => graph.connections)) {
      const { output, input } = connection;
      if (!output?.type || !input?.type || !input.parsed || 'problem' in input.parsed) { continue; }
      if (isPortFault(output, 'outputs') || isPortFault(input, 'inputs')) { continue; }
      const fault = faultOf(output.type, input.type, input.parsed.steps, output.name);
      if (fault) { yield { ...ofConnection(connection), input: input.name, value: input.expression, message: `input '${input.name}' ${fault[0]}`, remedy: fault[1] }; }
    }
  },
};

function faultOf(from: DataType, to: DataType, steps: readonly Step[], output: string): readonly [string, string] | undefined {
  if (steps.length === 0) {
    if (from === to) { return undefined; }
    const hasParts = from === 'Object' || from === 'Array';
    return [`takes ${named(to)}, got ${named(from)} from '${output}'`, hasParts ? `select a part of it, for example $.data.name, or declare the input as ${from}` : `declare the input as ${from}, or convert the value in a node before`];
  }
  if (from !== 'Object' && from !== 'Array') {
    return [`selects a part of '${output}', which is ${named(from)} and has none`, 'take the whole value with $.data'];
  }
  if (!isDefinite(steps) && to !== 'Array') {
    return [`takes ${named(to)}, but its expression collects its results in an Array`, 'declare the input as Array, or select one value'];
  }
  return undefined;
}

function named(type: DataType): string {
  return `${/^[AO]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** A port that the type does not have, or declared with another type than the service fixes, is a fault of its own. */
function isPortFault(port: IndexedInput | IndexedOutput, list: 'inputs' | 'outputs'): boolean {
  const { node, name, type } = port;
  const allowed = list === 'inputs' ? allowedInputs(node) : allowedOutputs(node);
  if (allowed && !allowed.includes(name)) { return true; }
  const fixed = node.kind?.[list].find((one) => one.name === name);
  return fixed !== undefined && fixed.type !== 'Any' && fixed.type !== type;
}
