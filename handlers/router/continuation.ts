/**
 * A conversation stays on the revision of the flow that opened it, whichever version of the router is drawn for its next turn: the caller gets a text
 * that names the alias, and sends it back. It is signed where the function has a key, and in any case checked so closely that who forges one can
 * at most reach another alias of the same flow, never the draft.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRevisionAlias, isVersion, RouterConfig } from './config';
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

export function writeContinuation({ flowId, continuationKey }: RouterConfig, { flowAliasId, flowVersion, executionId }: Conversation): string {
  const content = Buffer.from([FORM, flowId, flowAliasId, flowVersion, executionId].join('/')).toString('base64url');
  return continuationKey ? `${content}.${sign(content, continuationKey)}` : content;
}

export function readContinuation({ flowId, continuationKey }: RouterConfig, text: unknown): Conversation {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) { throw unusable(); }
  const [content, signature, ...rest] = text.split('.');
  if (rest.length || (continuationKey ? !isSigned(content, signature, continuationKey) : signature !== undefined)) { throw unusable(); }
  const [form, flow, flowAliasId, flowVersion, executionId, ...more] = Buffer.from(content, 'base64url').toString('latin1').split('/');
  const isOurs = form === FORM && flow === flowId && !more.length;
  if (!isOurs || !isRevisionAlias(flowAliasId) || !isVersion(flowVersion) || !EXECUTION_ID.test(executionId)) { throw unusable(); }
  return { flowAliasId, flowVersion, executionId };
}

function sign(content: string, key: string): string {
  return createHmac('sha256', key).update(content).digest('base64url');
}

function isSigned(content: string, signature: string | undefined, key: string): boolean {
  const [given, right] = [Buffer.from(signature ?? ''), Buffer.from(sign(content, key))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Says nothing of why: that would help only who forges one. */
function unusable(): Refusal {
  return new Refusal('\'continuation\' is not one that this router gave; send back what it answered, unchanged');
}
