/** What a version of the router knows: one version of one flow, and the alias that is pinned to it. */
import { DRAFT_ALIAS_ID, type RouterEnvironment } from '../../src/core/contract';

export interface RouterConfig {
  readonly flowId: string;
  readonly flowAliasId: string;
  readonly flowVersion: string;
}

export function readConfig(env: Partial<RouterEnvironment<string>>): RouterConfig {
  const { FLOW_ID: flowId = '', FLOW_ALIAS_ID: flowAliasId = '', FLOW_VERSION: flowVersion = '' } = env;
  if (!isFlowId(flowId)) { throw new Error(`FLOW_ID is '${flowId}', but must be the id of a flow`); }
  if (!isRevisionAlias(flowAliasId)) {
    throw new Error(`FLOW_ALIAS_ID is '${flowAliasId}', but must be the id of an alias, and not that of the draft`);
  }
  if (!isVersion(flowVersion)) { throw new Error(`FLOW_VERSION is '${flowVersion}', but must be a version number`); }
  return { flowId, flowAliasId, flowVersion };
}

/**
 * Ids only, no ARNs: the API takes ARNs of one partition only. Patterns: API model of bedrock-agent-runtime 2023-07-26.
 */
export function isFlowId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-zA-Z]{10}$/.test(text);
}

/** The alias of the working draft changes under whoever calls it, so it is never routed to. */
export function isRevisionAlias(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-zA-Z]{10}$/.test(text) && text.toUpperCase() !== DRAFT_ALIAS_ID;
}

export function isVersion(text: unknown): text is string {
  return typeof text === 'string' && /^[1-9][0-9]{0,4}$/.test(text);
}
