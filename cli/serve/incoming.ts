/** What a request brings along. */
import { ServiceException } from './exception';
import type { Incoming } from './transport';

/** Longer ones are refused while they come; the service's own limit is not documented. */
const MAX_BODY = 32 * 1024 * 1024;

export async function readJson(request: Incoming): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) {
      throw new ServiceException('ValidationException', `the body has more than ${MAX_BODY} bytes; send less`);
    }
    chunks.push(chunk);
  }
  if (!size) { return {}; }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch (error) {
    throw new ServiceException('ValidationException', `the body is not JSON: ${(error as Error).message}; send one `
      + 'JSON object');
  }
}

/** Hosts under which the port can be reached. */
const OWN = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Any page in a browser of this machine could call the port, by its number or by a name that it lets point here, and
 * runs may start programs. Pages give themselves away by `Origin` or by their own host name; SDKs send neither.
 */
export function refuseStrangers({ headers }: Incoming, allowed: readonly string[] = []): void {
  const host = (headers[':authority'] ?? headers.host ?? 'localhost') as string;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isKnown = OWN.includes(name) || allowed.some((one) => one.toLowerCase() === name);
  if (!isKnown || headers.origin !== undefined) {
    throw new ServiceException('AccessDeniedException', 'the local endpoint answers only programs on this machine, not '
      + 'pages in a browser; use an SDK, and --allow-host for other host names');
  }
}
