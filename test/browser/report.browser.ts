/** The report of a batch in a real browser: a thousand cases open, and axe finds nothing in a few. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startChromium } from './chromium';
import { MEAN } from './mean';
import { home, ONCE } from '../cli/run/flows';
import { cli } from '../cli/support';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const JUDGED = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + \': \' + '
  + 'nodes[0].html.slice(0, 200)))';
let browser: Browser;
beforeAll(async () => { browser = await startChromium(); });
afterAll(async () => browser?.close());

async function reportOf(count: number): Promise<string> {
  const cases = Array.from({ length: count }, (_, at) => JSON.stringify({
    name: `case ${at} ${at % 7 === 0 ? MEAN : ''}`,
    input: `money ${at} ${MEAN}`,
    expect: { output: at % 7 === 0 ? MEAN : ONCE.nodes.Reply.returns },
  }));
  const at = home({ 'cases.jsonl': cases.join('\n') });
  await cli(['run', join(at, 'triage.json'), '--mocks', join(at, 'mocks.json'), '--inputs', join(at, 'cases.jsonl'),
    '--report', join(at, 'report.html')]);
  return join(at, 'report.html');
}

test.each([[12, true], [1000, false]])('a report of %i cases opens, and nothing leaves it', async (count, isJudged) => {
  const file = await reportOf(count);
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, bypassCSP: isJudged });
  const tab = await context.newPage();
  const noise: string[] = [];
  tab.on('console', (message) => noise.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  tab.on('request', (request) => {
    if (request.url().split('#')[0] !== `file://${file}`) { noise.push(`request: ${request.url()}`); }
  });
  const began = performance.now();
  await tab.goto(`file://${file}`);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(await tab.locator('tbody tr').count()).toBe(count);
  expect(await tab.locator('section.case').count()).toBe(count);
  await tab.locator('tbody a').nth(count - 1).click();
  expect(await tab.locator(`#c${count}`).innerText()).toContain(`money ${count - 1}`);
  await tab.locator('#c1 svg.p').waitFor();
  expect(await tab.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  if (isJudged) {
    await tab.evaluate(axe);
    expect(await tab.evaluate<string[]>(JUDGED)).toEqual([]);
  }
  if (process.env.VIEW_SHOTS) {
    await tab.screenshot({ path: join(process.env.VIEW_SHOTS, `report-${count}.png`) });
  }
  expect(noise).toEqual([]);
  expect(await tab.title()).not.toBe('taken');
  await context.close();
}, 180_000);
