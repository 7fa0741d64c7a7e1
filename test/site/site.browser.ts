/** The built site (`npm run site`) in a real browser: tabs, search, nothing from elsewhere, axe. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChromium } from '../browser/chromium';

const DIST = join(__dirname, '../../website/dist');
const TYPES: { readonly [ending: string]: string } = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
};
const LANGUAGES = ['TypeScript', 'Python', 'Java', 'C#', 'Go'];
const SNIPPETS = '.vp-code-group';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const JUDGED = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + \': \' + '
  + 'nodes.slice(0, 3).map(({ html }) => html.slice(0, 150)).join(\' \')))';

let browser: Browser;
let server: Server;
let site = '';

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    const path = decodeURIComponent(new URL(url!, 'http://site').pathname);
    try {
      const body = readFileSync(join(DIST, path.endsWith('/') ? `${path}index.html` : path));
      response.writeHead(200, { 'content-type': TYPES[extname(path) || '.html'] ?? 'font/woff2' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a tab, hands it over, and gives what it said and asked of others. */
async function visited(visit: (tab: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const tab = await context.newPage();
  const noise: string[] = [];
  tab.on('console', (message) => noise.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  tab.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${site}/`)) {
      noise.push(`request: ${request.url()}`);
    }
  });
  try { await visit(tab); } finally { await context.close(); }
  return noise;
}

/** Waits until scripts have taken over the page. */
async function open(tab: Page, path: string): Promise<void> {
  await tab.goto(`${site}/${path}`);
  await tab.waitForFunction('document.querySelector("#app")?.__vue_app__ !== undefined');
}

/** Whether each snippet that comes in all languages shows one language, and that it is the only one it shows. */
const SHOWS = `(wanted) => {
  const found = [...document.querySelectorAll('${SNIPPETS}')].map((group) => ({
    titles: [...group.querySelectorAll('.tabs label')].map((label) => label.textContent),
    checked: [...group.querySelectorAll('.tabs input')].findIndex((input) => input.checked),
    shown: [...group.querySelectorAll('.blocks > div')].map((block) => block.offsetHeight > 0),
  })).filter(({ titles }) => ${JSON.stringify(LANGUAGES)}.every((title) => titles.includes(title)));
  return found.length > 0 && found.every(({ titles, checked, shown }) => titles[checked] === wanted
    && shown.every((is, at) => is === (at === checked)));
}`;

async function showing(tab: Page, language: string): Promise<void> {
  await tab.waitForFunction(`(${SHOWS})(${JSON.stringify(language)})`);
}

test('a language that is clicked is that of all snippets, on the next page and after a reload', async () => {
  expect(await visited(async (tab) => {
    await open(tab, 'getting-started.html');
    await showing(tab, 'TypeScript');
    for (const language of [...LANGUAGES].reverse()) {
      await tab.locator(SNIPPETS).first().locator('.tabs label', { hasText: new RegExp(`^${language}$`) }).click();
      await showing(tab, language);
    }
    await tab.locator(SNIPPETS).first().locator('.tabs label', { hasText: /^Java$/ }).click();
    await showing(tab, 'Java');
    await tab.locator('.VPSidebar a[href$="/branches-and-loops.html"]').click();
    await tab.waitForURL('**/branches-and-loops.html');
    await showing(tab, 'Java');
    await tab.reload();
    await showing(tab, 'Java');
  })).toEqual([]);
});

test('so is one that is chosen by keys', async () => {
  expect(await visited(async (tab) => {
    await open(tab, 'getting-started.html');
    await tab.locator(SNIPPETS).first().locator('.tabs input').first().focus();
    for (const language of LANGUAGES.slice(1)) {
      await tab.keyboard.press('ArrowRight');
      await showing(tab, language);
    }
    await tab.keyboard.press('ArrowLeft');
    await showing(tab, LANGUAGES.at(-2)!);
    // whoever goes by keys sees where they are
    const chosen = 'document.activeElement.nextElementSibling';
    expect(await tab.evaluate(`getComputedStyle(${chosen}).outlineStyle`)).toBe('solid');
  })).toEqual([]);
});

test('search finds a page and opens it, by keys and without asking anyone', async () => {
  expect(await visited(async (tab) => {
    await open(tab, '');
    await tab.keyboard.press('Control+k');
    await tab.locator('#localsearch-input').fill('condition');
    await tab.locator('#localsearch-list a').first().waitFor();
    await tab.locator('#localsearch-list a[href*="branches-and-loops"]').first().waitFor();
    await tab.keyboard.press('Enter');
    await tab.waitForURL((url) => url.pathname.length > 1 && url.pathname !== '/index.html');
    await tab.locator('main h1').first().waitFor();
  })).toEqual([]);
});

test.each(['index.html', 'getting-started.html', 'api/flow.html']
  .flatMap((path) => (['light', 'dark'] as const).map((colorScheme) => [path, colorScheme] as const)))(
  '%s in %s: axe finds nothing', async (path, colorScheme) => {
    expect(await visited(async (tab) => {
      await open(tab, path);
      await tab.waitForFunction(`document.documentElement.classList.contains('dark') === ${colorScheme === 'dark'}`);
      await tab.evaluate(axe);
      expect(await tab.evaluate(JUDGED)).toEqual([]);
    }, { colorScheme, reducedMotion: 'reduce' })).toEqual([]);
  });
