/**
 * A conversation stays on the revision of the flow that opened it, whichever version of the router is drawn for its
 * next turn: the caller gets a text that names the alias, and sends it back. It is not signed: who forges one may call
 * the router anyway, and reaches at most another pinned alias of the same flow, since the role of the router allows no
 * others. The version that it claims is believed of nothing but this answer: metrics do not count it.
 */
import { isRevisionAlias, isVersion, type RouterConfig } from './config';
import { Refusal } from './refusal';

export interface Conversation {
  readonly flowAliasId: string;
  readonly flowVersion: string;
  readonly executionId: string;
}

const FORM = 'v1';
const MAX_LENGTH = 500;
/** API model of bedrock-agent-runtime 2023-07-26, FlowExecutionId. */
const EXECUTION_ID = /^[0-9a-zA-Z._:-]{2,100}$/;

export function writeContinuation(
  { flowId }: RouterConfig, { flowAliasId, flowVersion, executionId }: Conversation,
): string {
  return Buffer.from([FORM, flowId, flowAliasId, flowVersion, executionId].join('/')).toString('base64url');
}

export function readContinuation({ flowId }: RouterConfig, text: unknown): Conversation {
  if (typeof text !== 'string' || text.length > MAX_LENGTH || !/^[\w-]+$/.test(text)) { throw unusable(); }
  const [form, flow, flowAliasId, flowVersion, executionId, ...more] = Buffer.from(text, 'base64url').toString('latin1')
    .split('/');
  const isOurs = form === FORM && flow === flowId && !more.length;
  if (!isOurs || !isRevisionAlias(flowAliasId) || !isVersion(flowVersion) || !EXECUTION_ID.test(executionId)) {
    throw unusable();
  }
  return { flowAliasId, flowVersion, executionId };
}

/** Says nothing of why: that would help only who forges one. */
function unusable(): Refusal {
  return new Refusal('\'continuation\' is not one that this router gave; send back what it answered, unchanged');
}
