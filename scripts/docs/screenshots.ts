/**
 * The pictures of pages in `docs/command`, made by Chromium of the pages that the commands write of their examples:
 * `npx tsx --tsconfig examples/tsconfig.json scripts/docs/screenshots.ts`. Fonts differ from machine to machine, so
 * that no test compares them.
 */
import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { cpSync, mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import type { Browser } from 'playwright-core';
import { ROOT } from './pages';
import { bundle } from '../../cli/bundle';
import { startChromium } from '../../test/browser/chromium';

const SHOTS: Readonly<Record<string, string>> = {
  view: "view flow.json --input 'Where is my money?' --mocks mocks.json -o view.html",
  report: 'run flow.json --inputs cases.jsonl --mocks mocks.json --report report.html',
  diff: 'diff flow.v3.json flow.json --html -o diff.html',
};

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bedrock-flows-shots-'));
  cpSync(join(ROOT, 'docs/command/example'), folder, { recursive: true });
  const command = bundle(folder);
  const browser = await startChromium();
  try {
    for (const [name, args] of Object.entries(SHOTS)) {
      spawnSync('bash', ['-c', `node ${command} ${args}`], { cwd: folder });
      await shoot(browser, name, pathToFileURL(join(folder, `${name}.html`)).href);
    }
    await shootServer(browser, command, folder);
  } finally {
    await browser.close();
  }
}

async function shoot(browser: Browser, name: string, url: string, height = 800): Promise<void> {
  const tab = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: 'light' });
  await tab.goto(url);
  await tab.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`) });
  await tab.close();
}

/** The pages of `serve --ui`, after some calls. */
async function shootServer(browser: Browser, command: string, folder: string): Promise<void> {
  const server = spawn(process.execPath, [command, 'serve', 'flow.json', '--mocks', 'mocks.json', '--ui'],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let said = '';
    while (!/\/ui\b/.test(said)) { said += String((await once(server.stdout, 'data'))[0]); }
    const [url] = /http:\/\/[\w.:]+/.exec(said)!;
    for (const document of ['Where is my money?', 'My parcel is late', 'Do you open on Sundays?']) {
      const inputs = [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document } }];
      const answer = await fetch(`${url}/flows/flow/aliases/TSTALIASID`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inputs }),
      });
      await answer.arrayBuffer();
    }
    await shoot(browser, 'serve', `${url}/ui`, 240);
  } finally {
    server.kill();
  }
}

void main();
