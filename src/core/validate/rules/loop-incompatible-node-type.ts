import { at } from '../places';
import { Rule } from '../rule';

/** No Input, Condition, Iterator or Collector node stands in a loop. */
export const loopIncompatibleNodeType: Rule = {
  code: 'LoopIncompatibleNodeType',
  severity: 'error',
  meaning: 'no Input, Condition, Iterator or Collector node stands in a loop',
  remedy: 'move it out of the loop',
  source: 'bedrock-agent API model, IncompatibleLoopNodeType',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      if (!node.graph.loop || !node.kind || node.kind.inLoop) { continue; }
      yield { ...at(node), message: `a ${node.type} node can't stand in a loop, and '${node.name}' stands in '${node.graph.loop.name}'`, remedy: 'move it out', value: node.type };
    }
  },
};
