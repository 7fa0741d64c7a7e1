import { listed } from '../../nearest';
import { at } from '../places';
import { Rule } from '../rule';

/** A loop has only one LoopController node. */
export const multipleLoopControllerNodes: Rule = {
  code: 'MultipleLoopControllerNodes',
  severity: 'error',
  meaning: 'a loop has only one LoopController node',
  remedy: 'keep one of them',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const names = (node.inner?.nodes ?? []).filter(({ type }) => type === 'LoopController').map(({ name }) => name);
      if (names.length < 2) { continue; }
      yield { ...at(node), message: `loop '${node.name}' has ${names.length} LoopController nodes, ${listed([...names].sort())}`, remedy: 'keep one of them', value: names.length };
    }
  },
};
