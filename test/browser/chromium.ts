/** The Chromium of the machine; the tests download none. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Its path: `CHROMIUM`, else the first that PATH has. */
function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROMIUM) { return env.CHROMIUM; }
  const folders = (env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export async function startChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error('there is no Chromium on this machine; install one, or give its path as CHROMIUM');
  }
  // in containers it runs as root, where its sandbox can't be
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
