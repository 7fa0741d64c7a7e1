/** Versions of the router over a local endpoint. */
import { LocalFunction } from './local-function';

export const FLOW_ID = 'FLOW123456';

export interface RouterOptions {
  readonly version?: number;
  readonly httpVersion?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The alias that is pinned to a version. */
export const aliasOf = (version: number): string => `PINNED000${version}`;

export async function startRouter(
  url: string, { version = 1, httpVersion = '1.1', env = {} }: RouterOptions = {},
): Promise<LocalFunction> {
  return LocalFunction.start('router', {
    AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME: url,
    AWS_MAX_ATTEMPTS: '1',
    FLOW_ID,
    FLOW_ALIAS_ID: aliasOf(version),
    FLOW_VERSION: String(version),
    HTTP_VERSION: httpVersion,
    ...env,
  });
}

export const inputs =
  (document: unknown = 'hello') => [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document } }];

/** An event of a Function URL, as an HTTP API of payload format 2.0 has them. */
export function urlEvent(body: unknown, { method = 'POST', isBase64Encoded = false } = {}): object {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: {
      http: { method, path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      stage: '$default',
    },
    body: isBase64Encoded ? Buffer.from(text).toString('base64') : text,
    isBase64Encoded,
  };
}
