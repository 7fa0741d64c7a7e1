/** What Storage and Retrieval nodes write to and read from, in place of S3. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
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
  public constructor(private readonly objects: { readonly [key: string]: string } = {}, private readonly written = new Map<string, string>()) {}

  public put(bucket: string, key: string, body: string): void { this.written.set(`${bucket}\n${key}`, body); }

  public get(bucket: string, key: string): string | undefined {
    return this.written.get(`${bucket}\n${key}`) ?? (Object.hasOwn(this.objects, key) ? this.objects[key] : undefined);
  }
}

/** A folder that stands for the bucket. */
export class FolderStore implements ObjectStore {
  public constructor(private readonly folder: string) {}

  public put(_bucket: string, key: string, body: string): void {
    const file = this.file(key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }

  public get(_bucket: string, key: string): Uint8Array | undefined {
    const file = this.file(key);
    try {
      return readFileSync(file);
    } catch (error) {
      if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) { return undefined; }
      throw error;
    }
  }

  // a key comes from the data of a flow, and must not reach files outside
  private file(key: string): string {
    const path = normalize(key);
    if (isAbsolute(path) || /^\.\.?([/\\]|$)/.test(path) || path.includes('\0')) {
      throw runnerError(this.folder, `the key '${key}' leads out of the folder or to nothing in it`, 'use keys that name a file below it', 'IllegalInput');
    }
    return join(this.folder, path);
  }
}

export function storage(store: ObjectStore): Handler {
  return ({ node, request }) => {
    if (request.operation === 'PutObject') {
      store.put(promptText(request.bucket), promptText(request.key), request.body);
      return { value: undefined };
    }
    if (request.operation !== 'GetObject') {
      throw runnerError(node, 'only Storage and Retrieval nodes have objects', 'mock the node in another way, for example with "returns"', 'IllegalMock');
    }
    const body = store.get(promptText(request.bucket), promptText(request.key));
    if (body === undefined) { return dependencyFailed(`there is no object '${promptText(request.key)}' for node ${node}`, 'S3'); }
    if (typeof body === 'string') { return { value: body }; }
    try {
      return { value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
    } catch {
      return dependencyFailed(`the object '${promptText(request.key)}' for node ${node} is not UTF-8`, 'S3');
    }
  };
}
