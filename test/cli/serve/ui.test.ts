import { served } from './served-ui';
import { serveFlows } from '../../../cli/serve/endpoint';
import { LocalBackend } from '../../../cli/serve/local-backend';
import { wordsIn } from '../picture/support';

test('flows and runs, while they run and after', async () => {
  await served(async ({ ui, answer, invoke, page }) => {
    expect(wordsIn(await (await page('/ui')).text())).toContain('Flows Triage Runs, newest first No runs yet');
    expect(wordsIn(await (await page('/ui/flows/0')).text())).toContain('Triage 6 nodes, 7 connections');
    const running = invoke();
    while ((ui.runs.all[0]?.entries.length ?? 0) < 3) { await new Promise((resolve) => { setTimeout(resolve, 5); }); }
    expect(wordsIn(await (await page('/ui')).text())).toContain('Run 1 of Triage … Running');
    const live = await (await page('/ui/runs/1')).text();
    expect(wordsIn(live)).toContain('Triage, run 1 … Running');
    expect(live).toContain('<a class="n open" href="#n2">');
    expect(live).toContain('connect-src \'self\'');
    answer();
    await (await running).arrayBuffer();
    const over = await (await page('/ui/runs/1')).text();
    expect(wordsIn(over)).toContain('✓ Completed 5 of 6 nodes ran');
    expect(over).not.toContain('connect-src');
  });
});

test('a call that is refused is no run', async () => {
  await served(async ({ url, page }) => {
    const response = await fetch(`${url}/flows/Triage/aliases/TSTALIASID`, {
      method: 'POST',
      body: JSON.stringify({
        inputs: [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'my money' } }],
      }),
    });
    expect(await response.text()).toContain('validationException');
    expect(wordsIn(await (await page('/ui')).text())).toContain('No runs yet');
  });
});

test('the page hears of what happens', async () => {
  await served(async ({ answer, invoke, page }) => {
    const reader = (await page('/ui/changes')).body!.getReader();
    const running = invoke();
    expect(Buffer.from((await reader.read()).value!).toString()).toContain('data: .');
    answer();
    await (await running).arrayBuffer();
    await reader.cancel();
  });
});

test('what is not there, and who may not look', async () => {
  await served(async ({ page }) => {
    const status = async (path: string, headers?: Record<string, string>) => (await page(path, headers)).status;
    expect(await Promise.all(
      ['/ui/runs/7', '/ui/flows/7', '/ui/flows/x', '/ui/../etc', '/uix'].map(async (path) => status(path)),
    )).toEqual([404, 404, 404, 404, 404]);
    expect(await status('/ui', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('/ui', { origin: 'http://evil.example' })).toBe(403);
    expect(await status('/ui', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status('/ui', { 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await status('/ui', { 'sec-fetch-site': 'none' })).toBe(200);
    // of an answer to a browser that is refused or finds nothing, no other page may make anything either
    for (const [path, type, from] of [
      ['/ui', 'text/html', 'none'], ['/ui/runs/7', 'text/plain', 'none'], ['/ui', 'text/plain', 'cross-site'],
    ]) {
      const { headers } = await page(path, { 'sec-fetch-site': from });
      expect(['content-type', 'cache-control', 'x-content-type-options', 'cross-origin-resource-policy',
        'content-security-policy'].map((name) => headers.get(name)))
        .toEqual([`${type}; charset=utf-8`, 'no-store', 'nosniff', 'same-origin', 'frame-ancestors \'none\'']);
    }
  });
});

test('without --ui there are no pages', async () => {
  const backend = new LocalBackend();
  const endpoint = await serveFlows(backend);
  expect((await fetch(`${endpoint.url}/ui`)).status).toBe(404);
  await endpoint.close();
});
