import { ofPort } from '../places';
import { isMistyped, portsOf, rowOf, type Side } from '../ports';
import type { Rule } from '../rule';

/** Where the structure blocks of the User Guide say Any, and only its table says String. */
const DISPUTED: ReadonlySet<string> = new Set(['agentInputText', 'inputText']);

/** An input or output that the service fixes has the type that it fixes. */
function ofSide(side: Side, code: Rule['code'], unless = ''): Rule {
  return {
    code,
    severity: 'error',
    meaning: `an ${side} whose type the service fixes is declared with that type${unless}`,
    remedy: 'declare it with that type',
    source: 'Bedrock User Guide, flows-nodes',
    confidence: 'documented',
    * check(definition) {
      for (const port of portsOf(definition, side)) {
        const row = rowOf(port, side);
        if (!isMistyped(port.type, row)) { continue; }
        yield {
          ...ofPort(port, side, 'type'),
          ...DISPUTED.has(row.name) && { severity: 'warning' },
          value: port.type,
          message: `${side} '${row.name}' of the ${port.node.type} node is declared as ${port.type}, but the `
            + `service expects ${row.type}`,
          remedy: `declare it as ${row.type}`,
        };
      }
    },
  };
}

export const mismatchedNodeInputType = ofSide('input', 'MismatchedNodeInputType',
  ' (a warning for the text of Agent and Lex: the guide contradicts itself)');
export const mismatchedNodeOutputType = ofSide('output', 'MismatchedNodeOutputType');
