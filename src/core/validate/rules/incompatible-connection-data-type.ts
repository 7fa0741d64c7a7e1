import { isDefinite, type Step } from '../../expression/parse';
import type { DataType } from '../../model/definition';
import { anA } from '../../words/article';
import { name } from '../../words/quote';
import type { Severity } from '../finding';
import { ofConnection } from '../places';
import { isMistyped, isUnknownInput, isUnknownOutput, portOfInput, portOfOutput } from '../ports';
import type { Rule } from '../rule';

/** What an expression selects from a connected output has the type of the input. */
export const incompatibleConnectionDataType: Rule = {
  code: 'IncompatibleConnectionDataType',
  severity: 'error',
  meaning: 'what an expression selects from a connected output has the type of the input (a warning for a part of what '
    + 'has none, a name of an Array, an index of an Object)',
  remedy: 'select a part of the right type, or declare the type that arrives',
  source: 'Bedrock User Guide, flows-expressions and flows-nodes: nothing is converted',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const { output, input } = connection;
      if (!output?.type || !input?.type || !input.parsed || 'problem' in input.parsed) { continue; }
      // a fault of one of the ports, of which connection is meant, or of which node
      if (isUnknownOutput(output) || isMistyped(output.type, portOfOutput(output))) { continue; }
      if (isUnknownInput(input) || isMistyped(input.type, portOfInput(input))) { continue; }
      if (input.sources.length > 1 || output.node.hasTwin || input.node.hasTwin) { continue; }
      const fault = faultOf(output.type, input.type, input.parsed.steps, output.name);
      if (!fault) { continue; }
      yield {
        ...ofConnection(connection),
        input: input.name,
        value: input.expression,
        message: `input ${name(input.name)} ${fault.message}`,
        remedy: fault.remedy,
        ...fault.severity && { severity: fault.severity },
        ...fault.isErrorOfAuthor && { isErrorOfAuthor: true },
      };
    }
  },
};

interface TypeFault {
  readonly message: string;
  readonly remedy: string;
  readonly severity?: Severity;
  readonly isErrorOfAuthor?: true;
}

function faultOf(from: DataType, to: DataType, steps: readonly Step[], output: string): TypeFault | undefined {
  const hasParts = from === 'Object' || from === 'Array';
  if (steps.length === 0) {
    return from === to ? undefined : {
      message: `takes ${anA(to)}, got ${anA(from)} from ${name(output)}`,
      remedy: hasParts
        ? `select a part of it, for example ${from === 'Array' ? '$.data[0]' : '$.data.name'}, or declare the input `
          + `as ${from}`
        : `declare the input as ${from}, or convert the value in a node before`,
    };
  }
  if (!hasParts) {
    // the service seems to prepare such a flow, and only the branch with it fails
    return {
      message: `selects a part of ${name(output)}, which is ${anA(from)} and has none`,
      remedy: 'take the whole value with $.data',
      severity: 'warning',
      isErrorOfAuthor: true,
    };
  }
  if (!isDefinite(steps) && to !== 'Array') {
    return {
      message: `takes ${anA(to)}, but its expression collects its results in an Array`,
      remedy: 'declare the input as Array, or select one value',
    };
  }
  return misfit(from, steps[0], output);
}

// what the service makes of these is not documented; JSONPath has nothing there
function misfit(from: DataType, { kind }: Step, output: string): TypeFault | undefined {
  if (kind === 'wildcard' || (kind === 'name') === (from === 'Object')) { return undefined; }
  const [what, remedy] = from === 'Array'
    ? ['a name', 'select an item first, for example $.data[0].title']
    : ['items', 'select by name, for example $.data.items[0]'];
  return { severity: 'warning', message: `selects ${what} of ${name(output)}, which is ${anA(from)}`, remedy };
}
