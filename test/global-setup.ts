import { mkdtempSync, readFileSync, statfsSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { bundleHandlers } from '../handlers/bundle';

/** Templates hold the bundles of the Lambda functions, and tests run them. */
export default async function setup(): Promise<void> {
  await bundleHandlers();
  keepTemporaryFoldersTogether();
}

/** Each app that a test makes leaves a folder, thousands in one run: they are in one that goes away. */
function keepTemporaryFoldersTogether(): void {
  process.env.TESTS_TMPDIR = mkdtempSync(join(inMemory() ?? tmpdir(), 'tests-'));
  // where Node looks, on each system; workers inherit it
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) { process.env[name] = process.env.TESTS_TMPDIR; }
}

const MEMORY = '/dev/shm';

/** Linux has a folder in memory. On some disks, removing what tests wrote takes longer than the tests. */
function inMemory(): string | undefined {
  if (process.env.TMPDIR !== undefined || process.platform !== 'linux') { return undefined; }
  const mount = readFileSync('/proc/mounts', 'utf8').split('\n').find((line) => line.split(' ')[1] === MEMORY);
  // tests start programs that they write; a container may have a few megabytes only
  if (mount === undefined || !/ rw\b/.test(mount) || mount.includes('noexec')) { return undefined; }
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= 2 ** 30 ? MEMORY : undefined;
}
