import { at } from '../places';
import { Rule } from '../rule';

/** A loop has a LoopController node. */
export const missingLoopControllerNode: Rule = {
  code: 'MissingLoopControllerNode',
  severity: 'error',
  meaning: 'a loop has a LoopController node',
  remedy: 'add a LoopController node to the definition of the loop',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      if (!node.inner || node.inner.nodes.some(({ type }) => type === 'LoopController')) { continue; }
      yield { ...at(node), message: `loop '${node.name}' has no LoopController node`, remedy: 'add one to its definition', value: node.name };
    }
  },
};
