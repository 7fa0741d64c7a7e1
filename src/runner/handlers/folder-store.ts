/** A folder that stands for the bucket. Keys come from the data of a flow: none may reach anything outside. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { FileFault, kindOf, readBytes, writePrivately } from '../files';
import { runnerError } from '../runner-error';
import type { ObjectStore } from './object-store';

/**
 * Objects whose keys are no paths, such as `dir/` and `a.txt/b` beside `a.txt`, are in this folder of it, by a hash of
 * the key. S3 takes any text as key; file systems do not.
 */
const OTHERS = '.objects';

/** File systems take names of 255 bytes; a few take less, which shows when they are asked. */
const MAX_NAME = 255;

/** What a file system says of a path that can't be there because of what else is there, or of its length. */
const NO_PLACE = new Set(['EEXIST', 'EISDIR', 'ENAMETOOLONG', 'ENOTDIR', 'EINVAL', 'EILSEQ']);

export class FolderStore implements ObjectStore {
  public constructor(private readonly folder: string) {}

  public put(_bucket: string, key: string, body: string): void {
    const [path, other] = this.pathsOf(key);
    if (path !== undefined && this.attempt(key, () => this.write(path, body))) { return; }
    if (!this.attempt(key, () => this.write(other, body))) {
      throw this.fault(key, `there is no place for it in '${OTHERS}'`);
    }
  }

  public get(_bucket: string, key: string): Uint8Array | undefined {
    let found: Uint8Array | undefined;
    for (const path of this.pathsOf(key)) {
      if (path === undefined || found) { continue; }
      this.attempt(key, () => { found = this.read(path); });
    }
    return found;
  }

  /**
   * Where an object with this key can be, below the folder: as the path that the key is, if it is one, and by its hash.
   */
  private pathsOf(key: string): readonly [readonly string[] | undefined, readonly string[]] {
    const names = key.split('/');
    const depth = names.reduce((at, name) => at < 0 || name === ''
      || name === '.' ? at : name === '..' ? at - 1 : at + 1, 0);
    // S3 refuses those that lead above the bucket, and a mistake it is
    if (depth < 0) {
      throw runnerError(this.folder, `the key '${key}' is outside the folder`,
        'use keys below it', 'IllegalInput');
    }
    const readable = key.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 60);
    const hashed = [OTHERS, `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`];
    return [names[0] !== OTHERS && names.every(isFileName) ? names : undefined, hashed];
  }

  private write(names: readonly string[], body: string): void {
    mkdirSync(this.folder, { recursive: true });
    const path = this.inside(names, (folder) => mkdirSync(folder));
    if (path !== undefined) { writePrivately(path, body); }
  }

  private read(names: readonly string[]): Uint8Array | undefined {
    try {
      const path = this.inside(names, () => undefined);
      return path === undefined ? undefined : readBytes(path, { onlyFiles: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') { return undefined; }
      throw error;
    }
  }

  /**
   * The path of what has this place, without a link on the way.
   *
   * @param absent is called for a folder on the way that is not there; where it makes none, there is no such path
   */
  private inside(names: readonly string[], absent: (folder: string) => void): string | undefined {
    const root = realpathSync(this.folder);
    let path = root;
    for (const [at, name] of names.entries()) {
      path = join(path, name);
      if (at === names.length - 1) { break; }
      let found = lstatSync(path, { throwIfNoEntry: false });
      if (!found) {
        absent(path);
        found = lstatSync(path, { throwIfNoEntry: false });
        if (!found) { return undefined; }
      }
      if (found.isFile()) { throw new FileFault('a file is in the way', 'ENOTDIR'); }
      if (!found.isDirectory()) { throw new FileFault(`'${names.slice(0, at + 1).join('/')}' is ${kindOf(found)}`); }
    }
    const parent = realpathSync(dirname(path));
    if (parent === root || parent.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) { return path; }
    throw new FileFault('it is outside the folder');
  }

  /**
   * Whether there is a place for it. What else is wrong with the folder is a mistake of the mock, not a failure of the
   * flow.
   */
  private attempt(key: string, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== undefined && NO_PLACE.has(code)) { return false; }
      throw this.fault(key, error instanceof FileFault ? message : code ?? message);
    }
  }

  private fault(key: string, reason: string): Error {
    const remedy = 'give a folder with files and folders only, which can be read and written';
    return runnerError(this.folder,
      `the folder can't be used for the key '${key}': ${reason}`, remedy, 'UnreadableFile');
  }
}

/** Whether a part of a key can be the name of a file. */
function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || Buffer.byteLength(name) > MAX_NAME) { return false; }
  return process.platform === 'win32' ? !ELSEWHERE.test(name) && !DEVICE.test(name) : !name.includes('\0');
}

/** On Windows these lead into other folders and streams, or are dropped. */
// eslint-disable-next-line no-control-regex
const ELSEWHERE = /[\u0000-\u001f<>:"|?*\\]|[. ]$/;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
