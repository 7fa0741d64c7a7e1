/** Pages in a real browser: what can be seen, reached and read, and that nothing leaves them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core';
import { startChromium } from './chromium';
import { hundred, pages } from './pages';
import { pageHtml } from '../../cli/picture/page';

const folder = join(process.env.VIEW_SHOTS ?? join(tmpdir(), `bedrock-flows-view-${process.pid}`));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
const all = pages();

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await startChromium();
});
afterAll(async () => browser?.close());

interface Opened {
  readonly tab: Tab;
  /** Requests, messages of the console, and errors. */
  readonly noise: string[];
}

async function opened(
  name: string, html: string, options: Parameters<Browser['newContext']>[0] = {}, hash = '',
): Promise<Opened & { readonly context: BrowserContext }> {
  const file = join(folder, `${name.replace(/\W+/g, '-')}.html`);
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, ...options });
  const tab = await context.newPage();
  const noise: string[] = [];
  tab.on('console', (message) => noise.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  tab.on('dialog', (dialog) => { noise.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  tab.on('request', (request) => {
    if (request.url().split('#')[0] !== `file://${file}`) { noise.push(`request: ${request.url()}`); }
  });
  await tab.goto(`file://${file}${hash}`);
  return { tab, noise, context };
}

/** The browser follows a link, and tells the page, after the click or key that asks for it has been answered. */
const seen = (tab: Tab, selector: string) => tab.locator(selector).waitFor();
const unseen = (tab: Tab, selector: string) => tab.locator(selector).waitFor({ state: 'hidden' });

const collisions = readFileSync(join(__dirname, 'collisions.js'), 'utf8');
const JUDGED = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + \': \' + '
  + 'nodes[0].html.slice(0, 200)))';
const FOCUSED = 'document.activeElement.querySelector(".name").textContent';
const FIRST_NODE = 'document.querySelector("svg.p a")?.getAttribute("href") ?? ""';

test.each(all)('$name: nothing leaves the page, no text is cut off, crossed or covered, and axe '
  + 'finds nothing', async ({ name, html, isJudged }) => {
  // axe is put in from outside, which the policy of the page does not allow
  for (const colorScheme of isJudged ? ['light', 'dark'] as const : ['light'] as const) {
    const { tab, noise, context } = await opened(name, html, { colorScheme, bypassCSP: isJudged });
    expect(await tab.evaluate<string[]>(`${collisions}\ncollisions()`)).toEqual([]);
    if (process.env.VIEW_SHOTS) {
      await tab.screenshot({ path: join(folder, `${name.replace(/\W+/g, '-')}-${colorScheme}.png`), fullPage: true });
    }
    if (isJudged) {
      // the overview in the one scheme, a node in the other
      if (colorScheme === 'dark') { await tab.evaluate(`location.hash = ${FIRST_NODE}`); }
      await tab.evaluate(axe);
      expect(await tab.evaluate<string[]>(JUDGED)).toEqual([]);
    }
    expect(noise).toEqual([]);
    expect(await tab.title()).not.toBe('taken');
    await context.close();
  }
}, 180_000);

describe('with a run of a hundred items', () => {
  const html = pageHtml(hundred());

  test('without scripts, nodes and iterations can be chosen all the same', async () => {
    const { tab, context } = await opened('no-script', html, { javaScriptEnabled: false });
    await seen(tab, '#overview');
    await tab.locator('svg.p a', { hasText: 'Look' }).click();
    await seen(tab, '#n3');
    await unseen(tab, '#overview');
    await seen(tab, '#n3-0');
    await tab.locator('#n3 .picker a', { hasText: /^77$/ }).click();
    expect(await tab.locator('#n3-77').innerText()).toContain('seen item 77');
    await unseen(tab, '#n3-0');
    await tab.locator('#n3 .back a').click();
    await seen(tab, '#overview');
    await context.close();
  });

  test('the keyboard reaches everything', async () => {
    const { tab, noise, context } = await opened('keyboard', html);
    await tab.locator('svg.p a').first().focus();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowDown');
    const name = await tab.evaluate(FOCUSED);
    expect(name).toBe('Look');
    await tab.keyboard.press('Enter');
    await seen(tab, '#n3');
    await seen(tab, 'svg.p a[aria-current]');
    expect(await tab.locator('svg.p a[aria-current]').count()).toBe(1);
    // both before the browser tells the page of its new address
    await tab.evaluate('for (const key of [\']\', \']\']) { dispatchEvent(new KeyboardEvent(\'keydown\', { key })); }');
    await seen(tab, '#n3-2');
    expect(await tab.locator('#n3-2').innerText()).toContain('seen item 2');
    expect(await tab.locator('#n3 .picker a[aria-current]').innerText()).toBe('2');
    await tab.keyboard.press('[');
    await seen(tab, '#n3-1');
    await tab.keyboard.press('Escape');
    await seen(tab, '#overview');
    expect(await tab.evaluate(FOCUSED)).toBe('Look');
    expect(noise).toEqual([]);
    await context.close();
  });

  test('on paper every node is there', async () => {
    const { tab, context } = await opened('paper', html);
    await tab.emulateMedia({ media: 'print' });
    for (const id of ['#overview', '#n1', '#n2', '#n3', '#n4', '#n5']) {
      expect(await tab.locator(id).isVisible()).toBe(true);
    }
    expect((await tab.pdf()).length).toBeGreaterThan(10_000);
    await context.close();
  });

  test('on a small screen nothing is wider than it but the picture, which scrolls', async () => {
    const { tab, context } = await opened('small', html, { viewport: { width: 390, height: 800 } });
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await context.close();
  });
});

test('forty nodes are readable without zoom: the whole picture has room on a screen, and its letters are '
  + 'not small', async () => {
  const { tab, context } = await opened('forty', all.find(({ name }) => name === 'forty nodes')!.html,
    { viewport: { width: 1920, height: 1080 } });
  const { scale, overflow } = await tab.evaluate<{ scale: number; overflow: number }>(`(() => {
    const svg = document.querySelector('svg.p'), graph = document.querySelector('.graph');
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return { scale, overflow: graph.scrollWidth - graph.clientWidth };
  })()`);
  expect(overflow).toBe(0);
  expect(scale * 11).toBeGreaterThanOrEqual(8.8);
  await context.close();
});
