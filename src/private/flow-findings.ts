import { Token } from 'aws-cdk-lib';
import { checkText } from './check';
import type { FlowGraph, GraphOwner } from './graph';
import { warn } from './warn';
import { QUOTAS, SIDE_OUTPUTS, TEXT } from '../core/constraints';

/** What can be said of a flow only when it is whole. Errors are returned, in the form CDK puts the path before; warnings go to their node. */
export function flowFindings(graph: FlowGraph): string[] {
  warnOfUnused(graph);
  const errors: string[] = [];
  if (!graph.nodes.some((node) => node.nodeType === 'Output')) {
    errors.push('the flow gives no answer; add an OutputNode with the value to give as its \'document\' [MissingEndingNodes]');
  }
  if (!graph.nodes.some((node) => node.nodeType === 'Input')) {
    errors.push('the flow has no Input node; add one to the definition [MissingStartingNodes]');
  }
  const connections = graph.definition().connections?.length ?? 0;
  if (connections > QUOTAS.connections.max) {
    errors.push(`the flow has ${connections} connections, CloudFormation allows ${QUOTAS.connections.max}; split the flow [QuotaExceeded]`);
  }
  return errors;
}

export function checkTags(place: string, what: string, tags: { readonly [key: string]: string } | undefined): void {
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (Token.isUnresolved(key)) { continue; }
    checkText(place, `a key of ${what}`, key, TEXT.tagKey);
    checkText(place, `the value of '${key}' in ${what}`, value, TEXT.tagValue);
  }
}

/** Of an output that nobody reads, someone has probably forgotten to use it. A size or a place is often of no interest. */
function warnOfUnused(graph: FlowGraph): void {
  for (const node of graph.nodes) {
    const outputs = Object.keys(node._outputs()).filter((output) => !SIDE_OUTPUTS.has(output));
    for (const output of outputs) {
      if (!graph.isUsed(node, output)) { warn(node, 'unusedOutput', `'${output}' is not used; connect it or remove the node`); }
    }
    const inside = (node as Partial<GraphOwner>)._scopeGraph;
    if (inside) { warnOfUnused(inside); }
  }
}
