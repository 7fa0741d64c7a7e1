import { ofInput } from '../places';
import { isMistyped, portOfInput } from '../ports';
import type { Rule } from '../rule';

/** Where the structure blocks of the User Guide say Any, and only its table says String. */
const DISPUTED: ReadonlySet<string> = new Set(['agentInputText', 'inputText']);

/** An input that the service fixes has the type that it fixes. */
export const mismatchedNodeInputType: Rule = {
  code: 'MismatchedNodeInputType',
  severity: 'error',
  meaning: 'an input that the service fixes has the type that it fixes (a warning for the text of Agent and Lex: the '
    + 'guide contradicts itself)',
  remedy: 'declare it with that type',
  source: 'Bedrock User Guide, flows-nodes',
  confidence: 'documented',
  * check(definition) {
    for (const input of definition.inputs) {
      const port = portOfInput(input);
      if (!isMistyped(input.type, port)) { continue; }
      yield {
        ...ofInput(input, 'type'),
        ...DISPUTED.has(port.name) && { severity: 'warning' },
        value: input.type,
        message: `input '${port.name}' of the ${input.node.type} node is declared as ${input.type}, the service `
          + `expects ${port.type}`,
        remedy: `declare it as ${port.type}`,
      };
    }
  },
};
