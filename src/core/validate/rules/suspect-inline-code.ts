import { knownText } from '../../model/opaque';
import { doubtOf } from '../inline-code';
import { at } from '../places';
import type { Rule } from '../rule';

/** Inline code is Python 3, and its last line is an expression: the result. */
export const suspectInlineCode: Rule = {
  code: 'SuspectInlineCode',
  severity: 'warning',
  meaning: 'inline code is Python 3, uses only names that it defines or imports, its inputs and built-ins, and ends '
    + 'with an expression, which is the result',
  remedy: 'end the code with the result',
  source: 'Bedrock User Guide, flows-nodes, inline code',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const code = node.type === 'InlineCode' ? knownText(node.configuration?.code) : undefined;
      const doubt = code === undefined
        ? undefined : doubtOf(code, node.unreadable.inputs ? undefined : new Set(node.inputs.map(({ name }) => name)));
      if (!doubt) { continue; }
      const { message, remedy, line } = doubt;
      yield { ...at(node), path: `${node.path}.configuration.inlineCode.code`, value: line, message, remedy };
    }
  },
};
