/**
 * The pictures of pages in `docs/command`, made by Chromium of the pages that the commands write of their examples:
 * `npx tsx --tsconfig examples/tsconfig.json scripts/docs/screenshots.ts`. Fonts differ from machine to machine, so
 * that no test compares them.
 */
import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
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
      const tab = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
      await tab.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      await tab.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`) });
      await tab.close();
    }
  } finally {
    await browser.close();
  }
}

void main();
