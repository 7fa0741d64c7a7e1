import { isStart, reachable } from '../graph-facts';
import { at } from '../places';
import { Rule } from '../rule';

/** Each node can be reached from the Input node (in a loop: from its LoopInput). */
export const unreachableNode: Rule = {
  code: 'UnreachableNode',
  severity: 'error',
  meaning: 'each node can be reached from the Input node (in a loop: from its LoopInput)',
  remedy: 'connect it, or remove it',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const graph of definition.graphs) {
      // without a start nothing can be reached: that is the one fault
      if (!graph.nodes.some(isStart)) { continue; }
      const reached = reachable(graph);
      for (const node of graph.nodes) {
        if (reached.has(node) || node.incoming.length > 0 || node.inputs.some((input) => input.sources.length === 0)) { continue; }
        yield { ...at(node), message: `'${node.name}' is connected to nothing before it, so it never runs`, remedy: 'connect one of its inputs, or remove it', value: node.name };
      }
    }
  },
};
