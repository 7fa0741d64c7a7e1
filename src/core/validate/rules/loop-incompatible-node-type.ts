import { notInLoop } from '../../sentences/loops';
import { at } from '../places';
import type { Rule } from '../rule';

/** No Input, Condition, Iterator or Collector node stands in a loop. */
export const loopIncompatibleNodeType: Rule = {
  code: 'LoopIncompatibleNodeType',
  severity: 'error',
  meaning: 'a loop contains no Input, Condition, Iterator or Collector node',
  remedy: 'move it out of the loop',
  source: 'bedrock-agent API model, IncompatibleLoopNodeType',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { loop } = node.graph;
      if (!loop || !node.kind || node.kind.inLoop) { continue; }
      yield {
        ...at(node),
        value: node.type,
        ...notInLoop(node.type, node.name, loop.name),
      };
    }
  },
};
