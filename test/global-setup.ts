import { mkdtempSync } from 'fs';
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
  process.env.TESTS_TMPDIR = mkdtempSync(join(tmpdir(), 'tests-'));
  // where Node looks, on each system; workers inherit it
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) { process.env[name] = process.env.TESTS_TMPDIR; }
}
