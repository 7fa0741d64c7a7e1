import { NUMBER, QUOTAS } from '../../constraints';
import { kindOf } from '../../kinds';
import type { Quota } from '../../kinds/kind';
import { overQuota, tooManyParts } from '../../sentences/quotas';
import { isNoCopy } from '../boundary-nodes';
import type { Report } from '../finding';
import type { GraphIndex, IndexedNode } from '../indexed';
import { at } from '../places';
import type { Rule } from '../rule';

/** A flow stays within the quotas and the lengths of its lists. */
export const quotaExceeded: Rule = {
  code: 'QuotaExceeded',
  severity: 'error',
  meaning: 'a flow stays within the quotas of the service and the limits of its lists (a warning if AWS can raise '
    + 'the quota for an account)',
  remedy: 'split the flow',
  source: 'AWS General Reference, Amazon Bedrock quotas; bedrock-agent API model; CloudFormation registry schema',
  confidence: 'documented',
  * check(definition) {
    for (const graph of definition.graphs) { yield* ofGraph(graph); }
    for (const node of definition.nodes) { yield* ofNode(node); }
  },
};

function* ofGraph(graph: GraphIndex): Generator<Report> {
  const counts = new Map<string, number>();
  for (const { type } of graph.nodes.filter(isNoCopy)) { counts.set(type, (counts.get(type) ?? 0) + 1); }
  const things = [
    { list: 'nodes', count: graph.nodes.length, what: 'nodes', quota: QUOTAS.nodes },
    { list: 'connections', count: graph.connections.length, what: 'connections', quota: QUOTAS.connections },
    // more than one Input node has a rule of its own
    ...[...counts].filter(([type]) => type !== 'Input').map(([type, count]) =>
      ({ list: 'nodes', count, what: `${type} nodes`, quota: kindOf(type)?.quota ?? 'none' as const })),
  ];
  for (const { list, count, what, quota } of things) {
    if (quota === 'none' || count <= quota.max) { continue; }
    const { max, adjustable }: Quota = quota;
    yield {
      path: `${graph.prefix}${list}`,
      ...graph.loop?.name && { node: graph.loop.name },
      ...adjustable !== undefined && { severity: 'warning' },
      value: count,
      ...overQuota(what, count, max, graph.loop?.name, adjustable === undefined
        ? undefined : `split the flow, or request a higher quota ${adjustable} and acknowledge the warning`),
    };
  }
}

function* ofNode(node: IndexedNode): Generator<Report> {
  const { key = '' } = node.kind ?? {};
  const inputs = node.type === 'InlineCode' ? NUMBER.inputsPerInlineCode : NUMBER.inputsPerNode;
  for (const [what, path, count, { max }] of [
    ['inputs', 'inputs', node.inputs.length, inputs],
    ['outputs', 'outputs', node.outputs.length, NUMBER.outputsPerNode],
    ['conditions', `configuration.${key}.conditions`, node.conditions.length, NUMBER.conditionsPerNode],
  ] as const) {
    if (count <= max) { continue; }
    yield {
      ...at(node),
      path: `${node.path}.${path}`,
      value: count,
      ...tooManyParts(what, count, max),
    };
  }
}
