/** What is called: an alias of a flow, or the router that leads to versions of one. */
import type { FlowCallEnvironment } from '../../src/core/contract';
import { isFlowId } from '../router/config';

export interface Callee {
  readonly flowId: string;
  readonly flowAliasId: string;
  /** The ARN of the router's alias, where there is one. */
  readonly router?: string;
  readonly flowVersion?: string;
  readonly hasNodeMetrics: boolean;
}

export function readCallee(env: Partial<FlowCallEnvironment<string>>): Callee {
  const { FLOW_ID: flowId = '', FLOW_ALIAS_ID: flowAliasId = '', ROUTER_FUNCTION: router } = env;
  const { FLOW_VERSION: flowVersion, NODE_METRICS } = env;
  if (!isFlowId(flowId)) { throw new Error(`FLOW_ID is '${flowId}', but must be the id of a flow`); }
  // ids of aliases have the form of those of flows
  if (!isFlowId(flowAliasId)) { throw new Error(`FLOW_ALIAS_ID is '${flowAliasId}', but must be the id of an alias`); }
  const hasNodeMetrics = Boolean(NODE_METRICS);
  return { flowId, flowAliasId, ...router && { router }, ...flowVersion && { flowVersion }, hasNodeMetrics };
}
