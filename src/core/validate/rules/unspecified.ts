import { name } from '../../words/quote';
import { at } from '../places';
import type { Rule } from '../rule';

/** LoopInput and LoopController nodes are inside a loop. */
export const unspecified: Rule = {
  code: 'Unspecified',
  severity: 'error',
  meaning: 'LoopInput and LoopController nodes are inside a loop',
  remedy: 'move it into the definition of a Loop node',
  source: 'Bedrock User Guide, flows-nodes; the service has no separate code for this',
  confidence: 'assumed',
  * check(definition) {
    for (const node of definition.root.nodes) {
      if (node.type !== 'LoopInput' && node.type !== 'LoopController') { continue; }
      yield {
        ...at(node),
        value: node.name,
        message: `${name(node.name)} is a ${node.type} node, but is not inside a loop`,
        remedy: 'move it into the definition of a Loop node',
      };
    }
  },
};
