import { at } from '../places';
import { Rule } from '../rule';

/** A loop has a LoopInput node. */
export const missingLoopInputNode: Rule = {
  code: 'MissingLoopInputNode',
  severity: 'error',
  meaning: 'a loop has a LoopInput node',
  remedy: 'add a LoopInput node to the definition of the loop',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      if (!node.inner || node.inner.nodes.some(({ type }) => type === 'LoopInput')) { continue; }
      yield { ...at(node), message: `loop '${node.name}' has no LoopInput node`, remedy: 'add one to its definition', value: node.name };
    }
  },
};
