import { NUMBER, NumberLimit, QUOTAS } from '../../constraints';
import { GraphIndex } from '../index-definition';
import { at } from '../places';
import { Rule } from '../rule';

/** A flow stays within the quotas and the lengths of its lists. */
export const quotaExceeded: Rule = {
  code: 'QuotaExceeded',
  severity: 'error',
  meaning: 'a flow stays within the quotas and the lengths of its lists',
  remedy: 'split the flow',
  source: 'AWS General Reference, Amazon Bedrock quotas; bedrock-agent API model; CloudFormation registry schema',
  confidence: 'documented',
  * check(definition) {
    for (const graph of definition.graphs) {
      for (const [what, count, { max }] of countsOf(graph)) {
        if (count <= max) { continue; }
        yield {
          path: `${graph.prefix}${what === 'connections' ? 'connections' : 'nodes'}`,
          ...graph.loop && { node: graph.loop.name },
          value: count,
          message: `${graph.loop ? `loop '${graph.loop.name}'` : 'the flow'} has ${count} ${what}, the service allows ${max}`,
          remedy: 'split the flow',
        };
      }
    }
    for (const node of definition.nodes) {
      const inputs = node.type === 'InlineCode' ? NUMBER.inputsPerInlineCode.max : NUMBER.inputsPerNode.max;
      for (const [what, count, max] of [
        ['inputs', node.inputs.length, inputs], ['outputs', node.outputs.length, NUMBER.outputsPerNode.max],
        ['conditions', node.conditions.length, NUMBER.conditionsPerNode.max],
      ] as const) {
        if (count > max) { yield { ...at(node), value: count, message: `the node has ${count} ${what}, the service allows ${max}`, remedy: 'remove some, or split the node' }; }
      }
    }
  },
};

function countsOf(graph: GraphIndex): readonly [string, number, Required<Pick<NumberLimit, 'max'>>][] {
  const { nodes, connections, Input: _saidElsewhere, ...kinds } = QUOTAS;
  return [
    ['nodes', graph.nodes.length, nodes],
    ['connections', graph.connections.length, connections],
    ...Object.entries(kinds).map(([type, quota]): [string, number, { max: number }] => [`${type} nodes`, graph.nodes.filter((node) => node.type === type).length, quota]),
  ];
}
