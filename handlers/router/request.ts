/**
 * Reads what the function was called with: an event of Invoke, or one of its Function URL with the same JSON in its
 * body.
 */
import type { InvokeFlowCommandInput } from '@aws-sdk/client-bedrock-agent-runtime';
import { Refusal } from './refusal';

export type RouterRequest = Omit<InvokeFlowCommandInput, 'flowIdentifier' | 'flowAliasIdentifier'>
  & { readonly continuation?: unknown };

/** Members of InvokeFlow's body (API model of bedrock-agent-runtime 2023-07-26), and our own. */
const MEMBERS = ['inputs', 'executionId', 'enableTrace', 'modelPerformanceConfiguration', 'continuation'];

interface UrlEvent {
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Events of a Function URL have the payload format 2.0 of HTTP APIs. */
export function isUrlEvent(event: unknown): event is UrlEvent {
  const { version, requestContext, rawPath } = (event
    ?? {}) as { version?: unknown; requestContext?: { http?: unknown }; rawPath?: unknown };
  return version === '2.0' && typeof rawPath === 'string' && typeof requestContext?.http === 'object';
}

/** Checks only what the router itself depends on: the service checks the rest. */
export function readRequest(event: unknown): RouterRequest {
  const body = isUrlEvent(event) ? bodyOf(event) : event;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal('the request is not a JSON object; send one with \'inputs\'');
  }
  const unknown = Object.keys(body).filter((name) => !MEMBERS.includes(name));
  if (unknown.length) {
    throw new Refusal(`the request has ${unknown.slice(0, 5).map((name) => `'${name.slice(0, 50)}'`).join(', ')}; send `
      + `only ${MEMBERS.join(', ')}`);
  }
  const { inputs } = body as RouterRequest;
  if (!Array.isArray(inputs)) {
    throw new Refusal('the request has no list of \'inputs\'; send what InvokeFlow takes');
  }
  return body as RouterRequest;
}

function bodyOf({ requestContext, body = '', isBase64Encoded = false }: UrlEvent): unknown {
  if (requestContext.http.method !== 'POST') {
    throw new Refusal(`the method is ${requestContext.http.method}; use POST`);
  }
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  try {
    return JSON.parse(text) as unknown;
  } catch { throw new Refusal('the body is not JSON; send one object with \'inputs\''); }
}
