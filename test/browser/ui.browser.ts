/** The live pages of `serve --ui` in a real browser: they follow a run, and ask nobody but their server. */
import type { Browser } from 'playwright-core';
import { startChromium } from './chromium';
import { served } from '../cli/serve/served-ui';

let browser: Browser;
beforeAll(async () => { browser = await startChromium(); });
afterAll(async () => browser?.close());

test('a run is followed from its start to its end without a reload by hand', async () => {
  await served(async ({ url, answer, invoke }) => {
    const tab = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    const noise: string[] = [];
    tab.on('console', (message) => noise.push(`console: ${message.text()}`));
    tab.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    tab.on('request', (request) => {
      if (!request.url().startsWith(`${url}/ui`)) { noise.push(`request: ${request.url()}`); }
    });
    await tab.goto(`${url}/ui`);
    await tab.getByText('No runs yet').waitFor();
    const running = invoke();
    await tab.getByRole('link', { name: /Run 1|Triage.*run 1/ }).first().click();
    await tab.getByText('… Running', { exact: false }).first().waitFor();
    await tab.locator('svg.p a.open').waitFor();
    expect(await tab.locator('svg.p a.open').count()).toBe(1);
    answer();
    await (await running).arrayBuffer();
    await tab.getByText('✓ Completed').first().waitFor();
    expect(await tab.locator('svg.p a.open').count()).toBe(0);
    expect(await tab.locator('svg.p a.ran').count()).toBe(5);
    await tab.locator('svg.p a', { hasText: 'Refund' }).first().click();
    await tab.locator('.panel:target', { hasText: 'Refund' }).waitFor();
    expect(noise).toEqual([]);
    await tab.close();
  });
});
