import { name } from '../../words/quote';
import { isStart, reachable } from '../graph-facts';
import { at } from '../places';
import type { Rule } from '../rule';

/** Each node can be reached from the Input node (in a loop: from its LoopInput). */
export const unreachableNode: Rule = {
  code: 'UnreachableNode',
  severity: 'error',
  meaning: 'each node can be reached from the Input node (in a loop: from its LoopInput)',
  remedy: 'connect it, or remove it',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    // the target of a connection that crosses the boundary of a loop: the crossing is reported, not this
    const crossed = new Set(definition.connections.filter(({ target }) => !target).map(({ targetName }) => targetName));
    for (const graph of definition.graphs) {
      // without a start nothing can be reached: that is the one fault; and a connection that leads astray may be the
      // one that is missing
      const isUnsure = graph.unreadable.connections || graph.unreadable.nodes
        || graph.connections.some(({ target }) => !target);
      if (isUnsure || !graph.nodes.some(isStart)) { continue; }
      const reached = reachable(graph);
      for (const node of graph.nodes) {
        // what lies behind such a node is not said again, nor what its inputs say
        const isSaidElsewhere = node.incoming.length > 0 || node.hasTwin || node.inputs.length > 0;
        if (reached.has(node) || isSaidElsewhere || crossed.has(node.name)) { continue; }
        yield {
          ...at(node),
          value: node.name,
          message: `${name(node.name)} has no connection from an earlier node, so it never runs`,
          remedy: 'connect one of its inputs, or remove it',
        };
      }
    }
  },
};
