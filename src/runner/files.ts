/** Reads and writes files for the runner and the command: with a limit, and never over anything but a file. */
import { randomBytes } from 'node:crypto';
import {
  accessSync, closeSync, constants, fstatSync, lstatSync, openSync, readSync, renameSync, rmSync, statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeText } from '../core/decode';

/** No definition, mock file or recording is longer; a device has no end. */
export const MAX_FILE = 256 * 1024 * 1024;

/** Why a file can't be used, in words that go into a message: `ENOENT`, `it is a symbolic link`. */
export class FileFault extends Error {
  public constructor(message: string, public readonly code?: string) { super(message); }
}

export interface ReadOptions {
  /** More bytes are a fault. Default: MAX_FILE */
  readonly limit?: number;
  /**
   * Refuse links and everything that is not a file, such as pipes. Pipes and devices are read otherwise, up to the
   * limit. Default: false
   */
  readonly onlyFiles?: boolean;
}

/** The bytes of a file. @throws FileFault */
export function readBytes(path: string, { limit = MAX_FILE, onlyFiles = false }: ReadOptions = {}): Buffer {
  return attempt(() => {
    // a pipe without a writer would hold up the opening
    const descriptor = openSync(path, onlyFiles ? ONLY_FILES : WITHOUT_WAITING);
    try {
      const found = fstatSync(descriptor);
      if (onlyFiles && !found.isFile()) {
        throw new FileFault(`it is ${kindOf(found)}`, found.isDirectory() ? 'EISDIR' : undefined);
      }
      return readAll(descriptor, limit, found.isFile() ? found.size : 0, found.isFIFO());
    } finally {
      closeSync(descriptor);
    }
  });
}

/** The text of a file in UTF-8, or in UTF-16 with a byte order mark. @throws FileFault */
export function readText(path: string, options?: ReadOptions): string {
  const decoded = decodeText(readBytes(path, options));
  if ('problem' in decoded) { throw new FileFault(`it ${decoded.problem}`); }
  return decoded.text;
}

/**
 * Writes a file in one step, for its owner only: what runs write has prompts and answers in it. Links, devices and
 * pipes are left alone.
 *
 * @throws FileFault
 */
export function writePrivately(path: string, content: string): void {
  attempt(() => {
    refuseOthers(path);
    // exclusive: a link that waits under the name of the draft would be followed otherwise
    const draft = join(dirname(path), `.${randomBytes(9).toString('hex')}.tmp`);
    try {
      writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
      refuseOthers(path);
      renameSync(draft, path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

/** @throws FileFault where `writePrivately` would find no folder to write to, or something else than a file */
export function refuseUnwritable(path: string): void {
  attempt(() => {
    refuseOthers(path);
    accessSync(dirname(path), constants.W_OK);
    if (!statSync(dirname(path)).isDirectory()) { throw new FileFault('its parent is not a folder', 'ENOTDIR'); }
  });
}

// flags of which each has a bit of its own; Windows has neither of the last two
const WITHOUT_WAITING = constants.O_RDONLY + (constants.O_NONBLOCK ?? 0);
const ONLY_FILES = WITHOUT_WAITING + (constants.O_NOFOLLOW ?? 0);
/** For someone to begin to write to a pipe, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 10;
const PIECE = 1024 * 1024;

function readAll(descriptor: number, limit: number, expected: number, isPipe: boolean): Buffer {
  if (expected > limit) { throw tooLong(limit); }
  const pieces: Buffer[] = [];
  for (let size = 0; ;) {
    const piece = Buffer.allocUnsafe(Math.max(1, Math.min(PIECE, expected > size ? expected - size + 1 : PIECE)));
    const count = readPiece(descriptor, piece, isPipe && size === 0);
    if (count === 0) { return Buffer.concat(pieces, size); }
    size += count;
    if (size > limit) { throw tooLong(limit); }
    pieces.push(piece.subarray(0, count));
  }
}

/** @param isFirst whether it is the first piece of a pipe, whose writer may still come */
function readPiece(descriptor: number, piece: Buffer, isFirst: boolean): number {
  for (let left = PATIENCE; ; left -= PAUSE) {
    const count = readNow(descriptor, piece);
    if (count !== undefined && !(isFirst && count === 0)) { return count; }
    if (count === 0 && left <= 0) { throw new FileFault('nobody writes to the pipe'); }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
}

/** `undefined` where there is nothing yet. */
function readNow(descriptor: number, piece: Buffer): number | undefined {
  try {
    return readSync(descriptor, piece, 0, piece.length, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') { return undefined; }
    throw error;
  }
}

function tooLong(limit: number): FileFault {
  return new FileFault(`it has more than ${limit} bytes`);
}

function refuseOthers(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) {
    throw new FileFault(`it is ${kindOf(found)}`, found.isDirectory() ? 'EISDIR' : undefined);
  }
}

interface Kind {
  isSymbolicLink(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
}

/** `a symbolic link`. */
export function kindOf(found: Kind): string {
  return found.isSymbolicLink() ? 'a symbolic link' : found.isDirectory() ? 'a folder' : found.isFIFO()
    ? 'a pipe' : 'a device or socket';
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileFault) { throw error; }
    const { code } = error as NodeJS.ErrnoException;
    // what Linux and macOS say of a link that is not to be followed
    throw new FileFault(code === 'ELOOP' || code === 'EMLINK' ? 'it is a symbolic link' : code
      ?? 'it can\'t be opened', code);
  }
}
