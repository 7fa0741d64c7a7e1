/** A request to a Function URL with an IAM signature, as callers of the router send it. */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4, type SignatureV4Init } from '@smithy/signature-v4';
import { NotTried } from './check';

export async function* signedPost(
  url: string, body: string, region: string, credentials: SignatureV4Init['credentials'],
): AsyncGenerator<string> {
  const { hostname, host, pathname, protocol, port } = new URL(url);
  const signer = new SignatureV4({ service: 'lambda', region, credentials, sha256: Sha256 });
  const request =
    { method: 'POST', protocol, hostname, path: pathname, headers: { host, 'content-type': 'application/json' }, body };
  const { headers } = await signer.sign(port ? { ...request, port: Number(port) } : request);
  const answer = await fetch(url, { method: 'POST', headers, body });
  // the router says in a line what went wrong; the URL itself says it in one object
  if (!answer.headers.get('content-type')?.includes('ndjson')) {
    throw new NotTried(`the URL answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  }
  yield* linesOf(answer.body!);
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines.filter((line) => line);
  }
  if (rest) { yield rest; }
}

/** What the signer asks of a hash. */
class Sha256 {
  private readonly hash;

  public constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  public update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }

  public async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  public reset(): void { /* each is used once */ }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') { return Buffer.from(data); }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}
