import { at } from '../places';
import { Rule } from '../rule';

/** LoopInput and LoopController nodes stand in a loop. */
export const unspecified: Rule = {
  code: 'Unspecified',
  severity: 'error',
  meaning: 'LoopInput and LoopController nodes stand in a loop',
  remedy: 'move it into the definition of a Loop node',
  source: 'Bedrock User Guide, flows-nodes; the service has no kind of its own for this',
  confidence: 'assumed',
  * check(definition) {
    for (const node of definition.root.nodes) {
      if (node.type !== 'LoopInput' && node.type !== 'LoopController') { continue; }
      yield { ...at(node), message: `a ${node.type} node stands outside of a loop`, remedy: 'move it into the definition of a Loop node', value: node.name };
    }
  },
};
