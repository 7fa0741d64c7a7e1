/** What Storage and Retrieval nodes write to and read from, in place of S3. */
import type { Handler } from '../../core/simulate/handlers';
import { promptText } from '../../core/simulate/prompt-template';
import { runnerError } from '../runner-error';
import { dependencyFailed } from './settled';

export interface ObjectStore {
  put(bucket: string, key: string, body: string): void;
  /** `undefined` where there is no such object. */
  get(bucket: string, key: string): Uint8Array | string | undefined;
}

/** Objects in memory. Those it starts with are in every bucket, because templates rarely know the names of buckets. */
export class MemoryStore implements ObjectStore {
  /**
   * @param objects what is there from the start, by key
   * @param written what is written, which several may share
   */
  public constructor(private readonly objects: {
    readonly [key: string]: string;
  } = {}, private readonly written = new Map<string, string>()) {}

  public put(bucket: string, key: string, body: string): void { this.written.set(`${bucket}\n${key}`, body); }

  public get(bucket: string, key: string): string | undefined {
    return this.written.get(`${bucket}\n${key}`) ?? (Object.hasOwn(this.objects, key) ? this.objects[key] : undefined);
  }
}

/** Amazon S3 User Guide, Naming Amazon S3 objects: "up to 1,024 bytes" in UTF-8. */
const MAX_KEY = 1024;

export function storage(store: ObjectStore): Handler {
  return ({ node, request }) => {
    if (request.operation !== 'PutObject' && request.operation !== 'GetObject') {
      throw runnerError(node, 'only Storage and Retrieval nodes have objects',
        'mock the node in another way, for example with "returns"', 'IllegalMock');
    }
    const [bucket, key] = [promptText(request.bucket), promptText(request.key)];
    const bytes = Buffer.byteLength(key);
    if (bytes === 0 || bytes > MAX_KEY) {
      return dependencyFailed(`the key for node ${node} has ${bytes} bytes, and S3 takes from 1 to ${MAX_KEY}`, 'S3');
    }
    if (request.operation === 'PutObject') {
      store.put(bucket, key, request.body);
      return { value: undefined };
    }
    const body = store.get(bucket, key);
    if (body === undefined) { return dependencyFailed(`there is no object '${key}' for node ${node}`, 'S3'); }
    if (typeof body === 'string') { return { value: body }; }
    try {
      return { value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
    } catch {
      return dependencyFailed(`the object '${key}' for node ${node} is not UTF-8`, 'S3');
    }
  };
}
