import { isDefinite, type Step } from '../../expression/parse';
import type { DataType } from '../../model/definition';
import { collectsSeveral, noParts, wrongPart, wrongType } from '../../sentences/types';
import { name } from '../../words/quote';
import type { Report } from '../finding';
import type { IndexedInput, IndexedOutput } from '../indexed';
import { ofConnection } from '../places';
import { isMistyped, isUnknownPort, rowOf } from '../ports';
import type { Rule } from '../rule';

/** What an expression selects from a connected output has the type of the input. */
export const incompatibleConnectionDataType: Rule = {
  code: 'IncompatibleConnectionDataType',
  severity: 'error',
  meaning: 'the value that an expression selects from a connected output has the type of the input (a warning for a '
    + 'part of a value without parts, a name in an Array, or an index in an Object)',
  remedy: 'select a part of the right type, or declare the type that arrives',
  source: 'Bedrock User Guide, flows-expressions and flows-nodes: nothing is converted',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const { output, input } = connection;
      if (!output?.type || !input?.type || !input.parsed || 'problem' in input.parsed) { continue; }
      // a fault of one of the ports, of which connection is meant, or of which node
      if (isUnknownPort(output, 'output') || isMistyped(output.type, rowOf(output, 'output'))) { continue; }
      if (isUnknownPort(input, 'input') || isMistyped(input.type, rowOf(input, 'input'))) { continue; }
      if (input.sources.length > 1 || output.node.hasTwin || input.node.hasTwin) { continue; }
      const fault = faultOf(output, output.type, input, input.type, input.parsed.steps);
      if (!fault) { continue; }
      yield {
        ...ofConnection(connection),
        input: input.name,
        value: input.expression,
        ...fault,
      };
    }
  },
};

type TypeFault = Pick<Report, 'message' | 'remedy' | 'severity' | 'isErrorOfAuthor'>;

function faultOf(
  output: IndexedOutput, from: DataType, input: IndexedInput, to: DataType, steps: readonly Step[],
): TypeFault | undefined {
  const source = `${output.node.name}.${output.name}`;
  const who = `input ${name(input.name)}`;
  const hasParts = from === 'Object' || from === 'Array';
  if (steps.length === 0) {
    return from === to ? undefined : wrongType(input.name, to, from, source, hasParts
      ? `select a part of it, for example ${from === 'Array' ? '$.data[0]' : '$.data.name'}, or declare the input `
        + `as ${from}`
      : `declare the input as ${from}, or convert the value in an earlier node`);
  }
  if (!hasParts) {
    // the service seems to prepare such a flow, and only the branch with it fails
    return {
      ...noParts(who, source, from, 'take the whole value with $.data'), severity: 'warning', isErrorOfAuthor: true,
    };
  }
  if (!isDefinite(steps) && to !== 'Array') {
    return collectsSeveral(who, to, 'declare the input as Array, or select one value');
  }
  return misfit(who, source, from, steps[0]);
}

// what the service makes of these is not documented; JSONPath has nothing there
function misfit(who: string, source: string, from: 'Array' | 'Object', { kind }: Step): TypeFault | undefined {
  if (kind === 'wildcard' || (kind === 'name') === (from === 'Object')) { return undefined; }
  const remedy = from === 'Array'
    ? 'select an item first, for example $.data[0].title' : 'select by name, for example $.data.items[0]';
  return { ...wrongPart(who, source, from, remedy), severity: 'warning' };
}
