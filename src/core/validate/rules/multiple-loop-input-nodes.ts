import { listed } from '../../nearest';
import { at } from '../places';
import { Rule } from '../rule';

/** A loop has only one LoopInput node. */
export const multipleLoopInputNodes: Rule = {
  code: 'MultipleLoopInputNodes',
  severity: 'error',
  meaning: 'a loop has only one LoopInput node',
  remedy: 'keep one of them',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const names = (node.inner?.nodes ?? []).filter(({ type }) => type === 'LoopInput').map(({ name }) => name);
      if (names.length < 2) { continue; }
      yield { ...at(node), message: `loop '${node.name}' has ${names.length} LoopInput nodes, ${listed([...names].sort())}`, remedy: 'keep one of them', value: names.length };
    }
  },
};
