import { isOpaque } from '../../model/opaque';
import { unknownPort } from '../../sentences/ports';
import { namesOf } from '../../words/lists';
import { name } from '../../words/quote';
import type { IndexedConnection } from '../indexed';
import { ofConnection } from '../places';
import { isMissingPort, partsOf, type Side } from '../ports';
import type { Rule } from '../rule';

/** At the source of a connection is an output, at its target an input. */
const END = { output: 'source', input: 'target' } as const;

/** The output or input that a data connection names is declared on its node. */
function ofSide(side: Side, code: Rule['code']): Rule {
  return {
    code,
    severity: 'error',
    meaning: `the ${side} that a data connection names is declared on its node`,
    remedy: `correct the name, or declare the ${side}`,
    source: 'bedrock-agent API model, FlowValidationDetails',
    confidence: 'documented',
    * check({ connections }) {
      for (const connection of connections) {
        const port = namedPort(connection, side);
        const node = connection[END[side]];
        const { ports, isUnreadable } = node ? partsOf(node, side) : NONE;
        if (!node || node.hasTwin || isUnreadable || !port || connection[side] || isOpaque(port)) { continue; }
        // the connection is right, the node lacks it: that is said there
        if (isMissingPort(node, side, port)) { continue; }
        yield {
          ...ofConnection(connection),
          [side]: port,
          value: port,
          ...unknownPort(END[side], `connection ${name(connection.name)}`, port, node.name, namesOf(ports)),
        };
      }
    },
  };
}

const NONE = { ports: [], isUnreadable: true };

function namedPort({ data }: IndexedConnection, side: Side): string | undefined {
  return side === 'output' ? data?.sourceOutput : data?.targetInput;
}

export const unknownConnectionSourceOutput = ofSide('output', 'UnknownConnectionSourceOutput');
export const unknownConnectionTargetInput = ofSide('input', 'UnknownConnectionTargetInput');
