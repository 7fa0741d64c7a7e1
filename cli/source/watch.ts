/** Tells when files change. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { NO_FOLDER } from './inputs';

/** Who writes a file does so in steps, and a synth writes many files. */
const PAUSE = 100;

/**
 * Watches the folders that files are in: editors put a new file in place of the old one, and a watch on the file would
 * stay with the old. Which folders there are is looked up anew with each change.
 */
export class Watch {
  private watchers: FSWatcher[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isBusy = false;
  private isAgain = false;
  private isClosed = false;

  /**
   * @param paths files and folders, asked for anew with each change
   * @param onChange is waited for, and called once more when something has changed meanwhile
   * @param onBlind is told of a folder that can't be watched
   */
  public constructor(
    private readonly paths: () => readonly string[],
    private readonly onChange: () => Promise<void>,
    private readonly onBlind: (folder: string, code: string) => void,
  ) {}

  /** Watches, and looks at once for what has changed before it did. */
  public start(): void { void this.look(); }

  public close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.unwatch();
  }

  private async look(): Promise<void> {
    if (this.isBusy) {
      this.isAgain = true;
      return;
    }
    this.isBusy = true;
    do {
      this.isAgain = false;
      await this.renew();
      if (!this.isClosed) { await this.onChange(); }
    } while (this.isAgain && !this.isClosed);
    this.isBusy = false;
  }

  // first the watches, then the reading: nothing falls between
  private async renew(): Promise<void> {
    const folders = await foldersOf(this.paths());
    this.unwatch();
    if (this.isClosed) { return; }
    for (const [folder, names] of folders) {
      try {
        const watcher =
          watch(folder, (_, name) => { if (!names || name === null || names.has(name)) { this.later(); } });
        watcher.on('error', () => watcher.close()); // the folder has gone; the one above it tells
        this.watchers.push(watcher);
      } catch (error) {
        const { code = 'unknown' } = error as NodeJS.ErrnoException;
        if (code !== 'ENOENT') { this.onBlind(folder, code); }
      }
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { void this.look(); }, PAUSE);
  }

  private unwatch(): void {
    for (const watcher of this.watchers.splice(0)) { watcher.close(); }
  }
}

/** Folders, with the names in them that count; nothing where all do. */
async function foldersOf(paths: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string> | undefined>> {
  const folders = new Map<string, Set<string> | undefined>();
  for (const path of paths.map((one) => resolve(one))) {
    const above = dirname(path);
    if (!folders.has(above)) { folders.set(above, new Set()); }
    folders.get(above)?.add(basename(path));
    const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
    if (isFolder) { for (const folder of await below(path)) { folders.set(folder, undefined); } }
  }
  return folders;
}

async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inside = entries.filter((entry) => entry.isDirectory() && !NO_FOLDER.test(entry.name))
    .map((entry) => join(folder, entry.name));
  return [folder, ...(await Promise.all(inside.map(below))).flat()];
}
