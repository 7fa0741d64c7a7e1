import { createHash } from 'node:crypto';
import { styleFaults } from './style-faults';
import { each, panelOf, type Ran, storyOf, triage, wordsIn } from './support';
import { sampleFlow } from '../../../cli/explain/sample-flows';
import { pageHtml } from '../../../cli/picture/page';
import { Story } from '../../../cli/picture/story';
import { joined } from '../../../src/core/joined';
import type { Definition } from '../../../src/core/model/definition';
import { factsOfEvents } from '../../../src/core/picture';

const refund: Ran = {
  input: 'my money back',
  nodes: { Classify: { returns: 'refund', latencyMs: 400 }, Refund: { returns: 'It is on its way.', latencyMs: 1200 } },
};

test('a run: what each node was given, asked and gave, and what did not run', () => {
  const story = storyOf(triage(), refund);
  const html = pageHtml(story);
  const classify = wordsIn(panelOf(html, story, 'Classify'));
  expect(classify).toContain('Classify Prompt · amazon.nova-lite-v1:0 ✓ ran · 400 ms');
  expect(classify).toContain('starts after 0 ms, takes 400 ms');
  expect(classify).toContain('Inputs document from Start.document my money back');
  expect(classify).toContain('request of Converse ~6 → 2 tokens user Look at my money back');
  expect(classify).toContain('Outputs modelCompletion refund');
  expect(classify).toContain('Comes from Start document Leads to Route');
  expect(wordsIn(panelOf(html, story, 'Route'))).toContain('Condition that applies ✓ isRefund');
  expect(wordsIn(panelOf(html, story, 'Other'))).toContain('Other Output – not run Comes from');
  expect(wordsIn(html)).toContain('✓ Completed 5 of 6 nodes ran · 1.6 s · ~12 → 7 tokens (guessed)');
  expect(wordsIn(html)).toContain('Output of RefundAnswer It is on its way.');
});

test('the style has rules only, of elements that pages have', () => {
  expect(styleFaults(pageHtml(storyOf(triage(), refund)))).toEqual([]);
  const broken = '<style>a{color:red}Xp{color:red}p{colorred}@media print{b{x:1}Y</style>';
  expect(styleFaults(broken)).toEqual(['no element: Xp in Xp', 'no declaration: colorred', 'not closed: @media print']);
});

test('the picture tells what ran and which branch was taken, in words and marks too', () => {
  const html = pageHtml(storyOf(triage(), refund));
  const picture = html.split('<svg')[1].split('</svg>')[0];
  const count = (pattern: RegExp) => [...picture.matchAll(pattern)].length;
  expect([count(/<a class="n ran"/g), count(/<a class="n idle"/g), count(/✓ ran/g), count(/– not run/g)])
    .toEqual([5, 1, 5, 1]);
  expect([count(/class="e c on"/g), count(/class="e c off"/g), count(/class="e on"/g), count(/class="e off"/g)])
    .toEqual([1, 1, 4, 1]);
  expect(picture).toMatch(/>✓ isRefund: kind/);
  expect(count(/class="b"/g)).toBe(5);
});

test('what is wrong with a flow stands at its node, what is wrong with all of it in the overview', () => {
  const definition = triage();
  const broken = { ...definition, connections: definition.connections!.filter(({ target }) => target !== 'Other') };
  const story = new Story({ title: 'Triage', definition: broken });
  const html = pageHtml(story);
  expect(wordsIn(panelOf(html, story, 'Other')))
    .toMatch(/Findings of validate (error|warning) .* UnfulfilledNodeInput|MissingNodeInput|UnreachableNode/);
  expect(html.split('<svg')[1]).toMatch(/⚠ \d (error|warning)/);
  const empty = new Story({ title: 'none', definition: {} as Definition });
  expect(wordsIn(pageHtml(empty))).toMatch(/The whole flow .*Findings of validate error/);
});

test('iterations: a run for each item, to choose from, in a box', () => {
  const items = Array.from({ length: 100 }, (_, at) => `item ${at}`);
  const story = storyOf(each(), { input: items, nodes: { Look: { sequence: items.map((item) => `seen ${item}`) } } });
  const html = pageHtml(story);
  const look = panelOf(html, story, 'Look');
  expect([...look.matchAll(/<a href="#n3-\d+">/g)]).toHaveLength(100);
  expect(wordsIn(look)).toContain('Run 78 of 100 Each[77] Inputs document from Each.arrayItem item 77');
  expect(html.split('<svg')[1]).toMatch(/>(for )?each item/);
  expect(wordsIn(panelOf(html, story, 'All'))).toContain('101 runs: 0 1 2');
  expect(wordsIn(html)).toContain('No time passed on the clock of the run');
  expect(html.length).toBeLessThan(300_000);
});

test('a run that fails, and a mock that is not reached', () => {
  const story = storyOf(triage(),
    { input: 'x', nodes: { Classify: { throws: { error: 'throttlingException', message: 'slow down' } } } });
  const html = pageHtml(story);
  expect(wordsIn(html)).toContain('✕ Failed at Classify: throttlingException: slow down');
  const classify = wordsIn(panelOf(html, story, 'Classify'));
  expect(classify).toContain('throttlingException: slow down Inputs document from Start.document x request of Converse '
    + 'user Look at x');
  expect(html).toContain('<a class="n failed"');
});

test('a node that decides and gives nothing has run', () => {
  const refine = sampleFlow('refine') as unknown as Definition;
  const story = storyOf(refine, { input: 'draft', nodes: { Improve: { sequence: ['bad', 'good'] } } });
  expect(story.nodes.map(({ state }) => state)).toEqual(story.nodes.map(() => 'ran'));
  expect(pageHtml(story)).not.toContain('not over');
});

test('an agent that asks: what it asked, what the user answered, and both attempts', () => {
  const agent = {
    name: 'Agent',
    type: 'Agent',
    configuration: {
      agent: { agentAliasArn: 'arn:aws:bedrock:us-east-1:123456789012:agent-alias/AGENT12345/ALIAS12345' },
    },
  };
  const events = [
    {
      nodeInputEvent: {
        nodeName: 'Agent',
        timestamp: '2026-01-01T00:00:00Z',
        fields: [{ name: 'agentInputText', content: { document: 'order' } }],
      },
    },
    {
      nodeActionEvent: {
        nodeName: 'Agent',
        timestamp: '2026-01-01T00:00:01Z',
        operationName: 'InvokeAgent',
        operationRequest: { inputText: 'order' },
        operationResponse: {},
      },
    },
    { flowMultiTurnInputRequestEvent: { nodeName: 'Agent', content: { document: 'Which order?' } } },
    {
      nodeInputEvent: {
        nodeName: 'Agent',
        timestamp: '2026-01-01T00:00:09Z',
        fields: [{ name: 'agentInputText', content: { document: 'number 7' } }],
      },
    },
    {
      nodeActionEvent: {
        nodeName: 'Agent',
        timestamp: '2026-01-01T00:00:10Z',
        operationName: 'InvokeAgent',
        operationRequest: { inputText: 'number 7' },
        operationResponse: { usage: { inputTokens: 12, outputTokens: 3 } },
      },
    },
    {
      nodeOutputEvent: {
        nodeName: 'Agent',
        timestamp: '2026-01-01T00:00:10Z',
        fields: [{ name: 'agentResponse', content: { document: 'done' } }],
      },
    },
  ];
  const definition = { nodes: [agent], connections: [] } as unknown as Definition;
  const story =
    new Story({ title: 'Agent', definition, findings: [], run: factsOfEvents(events, () => 'Agent').facts });
  const panel = wordsIn(panelOf(pageHtml(story), story, 'Agent'));
  expect(panel).toContain('✓ ran · 10.0 s · 12 → 3 tokens');
  expect(panel)
    .toMatch(
      joined(
        /Attempt 1 of 2: request of InvokeAgent .*Attempt 2 of 2: request of InvokeAgent .*Asks the user Which /,
        /order\? The user answers number 7/,
      ),
    );
});

test('the policy allows what is in the page and nothing else', () => {
  const html = pageHtml(storyOf(triage(), refund));
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
  const hash = (tag: string) => {
    const [, content] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)!;
    return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  };
  expect(policy).toBe(`default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')}; base-uri 'none'; `
    + 'form-action \'none\'');
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/ style="| on[a-z]+="|(?:src|href)="(?!#)/);
});

test('the same run gives the same bytes, and a page of ten nodes is small', () => {
  const definition = triage();
  const ten = {
    nodes: [...definition.nodes!, ...['One', 'Two', 'Three', 'Four'].map((name) => ({
      name,
      type: 'Output',
      configuration: { output: {} },
      inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
    }))],
    connections: [...definition.connections!, ...['One', 'Two', 'Three', 'Four'].map((name) => (
      {
        name,
        type: 'Data',
        source: 'Classify',
        target: name,
        configuration: { data: { sourceOutput: 'modelCompletion', targetInput: 'document' } },
      }))],
  } as unknown as Definition;
  expect(ten.nodes).toHaveLength(10);
  const page = () => pageHtml(storyOf(ten, refund));
  expect(page()).toBe(page());
  expect(Buffer.byteLength(page())).toBeLessThan(60_000);
});
