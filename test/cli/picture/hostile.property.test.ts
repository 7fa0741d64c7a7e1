/** Every text on a page is of somebody else: names, expressions, models, values, errors, events. */
import fc from 'fast-check';
import { panelOf, storyOf, triage, wordsIn } from './support';
import { pageHtml } from '../../../cli/picture/page';
import { Story } from '../../../cli/picture/story';
import { svgFile } from '../../../cli/picture/svg-file';
import { escaped, line } from '../../../cli/picture/text';
import type { Definition } from '../../../src/core/model/definition';
import { factsOfEvents } from '../../../src/core/picture';
import { runs } from '../../fast-check';
import { stopwatch } from '../../stopwatch';

const MEAN = '</script></style><img src=x '
  + 'onerror=alert(1)>"\'&\u202eevil\u202c\u0000\u0007\u2028\ufeff\ud800]]>--><!--';

/** The same flow with mean texts in every place that takes one. */
function meanFlow(): Definition {
  const nodes = triage().nodes!.map((node) => ({ ...node, name: `${node.name}${MEAN}` }));
  const connections = triage().connections!.map((one) => ({
    ...one, name: `${one.name}${MEAN}`, source: `${one.source}${MEAN}`, target: `${one.target}${MEAN}`,
  }));
  return JSON.parse(JSON.stringify({ nodes, connections }).replaceAll('amazon.nova-lite-v1:0', JSON.stringify(MEAN)
    .slice(1, -1))
    .replaceAll('isRefund', `isRefund${JSON.stringify(MEAN).slice(1, -1)}`)) as Definition;
}

// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028]|\p{Cs}/u;

function expectHarmless(html: string): void {
  expect(html).not.toMatch(HIDDEN);
  const [body, ...scripts] = html.split('<body>')[1].split('<script>');
  // only elements that the page itself has
  const tags = new Set([...body.matchAll(/<\/?([a-zA-Z!][\w-]*)/g)].map(([, tag]) => tag.toLowerCase()));
  expect([...tags].filter((tag) => !KNOWN.has(tag))).toEqual([]);
  expect(scripts).toHaveLength(1);
  expect(body).not.toMatch(/<[^>]* on\w+=/);
}

const KNOWN = new Set([
  'header', 'h1', 'h2', 'h3', 'h4', 'p', 'main', 'section', 'svg', 'defs', 'marker', 'path', 'rect', 'polygon', 'text',
  'a', 'aside', 'div', 'b', 'small', 'pre', 'details', 'summary', 'ul', 'ol', 'li', 'code', 'nav', 'span', 'strong',
  'table', 'thead', 'tbody', 'tr', 'th', 'td', 'script', 'body', 'html', 'g',
]);

test('a flow with mean texts, and a run with mean events', () => {
  const definition = meanFlow();
  const [start, classify] = definition.nodes!;
  const events = [
    {
      nodeOutputEvent: {
        nodeName: start.name, timestamp: 0, fields: [{ name: MEAN, content: { document: { [MEAN]: MEAN } } }],
      },
    },
    {
      nodeInputEvent: {
        nodeName: classify.name,
        timestamp: 1,
        fields: [{
          name: MEAN, content: { document: MEAN }, source: { nodeName: MEAN, outputFieldName: MEAN, expression: MEAN },
        }],
      },
    },
    {
      nodeActionEvent: {
        nodeName: classify.name,
        timestamp: 1,
        operationName: MEAN,
        operationRequest: { messages: [{ role: MEAN, content: [{ text: MEAN }] }] },
      },
    },
    { nodeFailureEvent: { nodeName: classify.name, timestamp: 2, errorCode: MEAN, errorMessage: MEAN } },
    { flowOutputEvent: { nodeName: MEAN, content: { document: MEAN } } },
    { [`${MEAN}Exception`]: { message: MEAN } },
  ];
  const { facts } = factsOfEvents(events, () => '');
  const html = pageHtml(new Story({
    title: MEAN, definition, run: facts, diagnostics: [{ rule: MEAN, node: MEAN, message: MEAN }],
  }));
  expectHarmless(html);
  expect(wordsIn(html)).toContain('</script></style><img src=x onerror=alert(1)>');
  expect(html).toContain('\\u202eevil');
  const svg = svgFile(new Story({ title: MEAN, definition }));
  expect(svg).not.toMatch(HIDDEN);
  expect(svg).not.toMatch(/<(script|img)/);
});

test('values of megabytes are folded and cut, lines of megabytes too, and say how much is not there', () => {
  const long = 'x'.repeat(10_000_000);
  const story = storyOf(triage(), {
    input: long,
    nodes: {
      Classify: { returns: 'refund' },
      Refund: { returns: { deep: Array.from({ length: 200_000 }, (_, at) => ({ at })) } },
    },
  });
  const elapsed = stopwatch();
  const html = pageHtml(story);
  expect(elapsed()).toBeLessThan(5000);
  expect(html.length).toBeLessThan(2_000_000);
  const classify = panelOf(html, story, 'Classify');
  expect(classify).toMatch(/<details><summary>document: x+… <small>\(10\.0 MB\)<\/small><\/summary>/);
  expect(wordsIn(classify)).toContain('… 10.0 MB more, not on this page');
});

test('a page has room for so much in all', () => {
  const items = Array.from({ length: 240 }, () => 'y'.repeat(30_000));
  const visits = items.flatMap((document, at) => [
    {
      nodeInputEvent: {
        nodeName: 'Classify',
        timestamp: at,
        fields: [{
          name: 'document', content: { document }, executionChain: [{ nodeName: 'Each', index: at, type: 'Iterator' }],
        }],
      },
    },
    {
      nodeOutputEvent: {
        nodeName: 'Classify', timestamp: at, fields: [{ name: 'modelCompletion', content: { document } }],
      },
    },
  ]);
  const html =
    pageHtml(new Story({ title: 'x', definition: triage(), run: factsOfEvents(visits, () => 'Prompt').facts }));
  expect(html.length).toBeLessThan(3_000_000);
});

test('any JSON as a definition, and any as events, gives a page', () => {
  const name = fc.oneof(fc.constantFrom('A', 'B', '__proto__', 'constructor', ''), fc.string());
  const mess = fc.oneof(fc.jsonValue(), name);
  const node = fc.record({
    name: fc.oneof(name, mess),
    type: fc.oneof(fc.constantFrom('Prompt', 'Iterator', 'Loop', 'Condition', 'toString'), mess),
    configuration: mess,
    inputs: mess,
    outputs: mess,
  }, { requiredKeys: [] });
  const connection = fc.record({
    type: fc.constantFrom('Data', 'Conditional'), source: name, target: name, configuration: mess,
  }, { requiredKeys: [] });
  const definition = fc.record({
    nodes: fc.oneof(fc.array(fc.oneof(node, mess)), mess),
    connections: fc.oneof(fc.array(fc.oneof(connection, mess)), mess),
  }, { requiredKeys: [] });
  const event = fc.dictionary(fc.constantFrom('nodeInputEvent', 'nodeOutputTrace', 'flowTraceEvent', 'flowOutputEvent',
    'conditionResultEvent', 'nodeActionEvent', 'flowFailureEvent', 'xException'),
  fc.oneof(fc.record({
    nodeName: mess,
    timestamp: mess,
    fields: mess,
    trace: mess,
    content: mess,
    satisfiedConditions: mess,
    operationRequest: mess,
  }, { requiredKeys: [] }), mess), { maxKeys: 1 });
  fc.assert(fc.property(definition, fc.array(fc.oneof(event, mess)), (flow, events) => {
    const model = flow as unknown as Definition;
    expectHarmless(pageHtml(new Story({
      title: 'x', definition: model, run: factsOfEvents(events, () => 'Iterator').facts,
    })));
    expect(svgFile(new Story({ title: 'x', definition: model }))).not.toMatch(HIDDEN);
  }), { numRuns: runs(300) });
});

test('cycles, nodes that take from themselves, and loops within loops without end', () => {
  const to = (source: string, target: string) => ({
    name: `${source}${target}`,
    type: 'Data',
    source,
    target,
    configuration: { data: { sourceOutput: 'a', targetInput: 'b' } },
  });
  const ring = {
    nodes: ['A', 'B', 'C'].map((name) => ({ name, type: 'Prompt' })),
    connections: [to('A', 'B'), to('B', 'C'), to('C', 'A'), to('A', 'A'), to('A', 'Nowhere')],
  };
  expect(svgFile(new Story({ title: 'ring', definition: ring as unknown as Definition }))).toContain('(missing)');
  let deep: object = { nodes: [], connections: [] };
  for (let at = 0; at < 100; at++) {
    deep = { nodes: [{ name: 'L', type: 'Loop', configuration: { loop: { definition: deep } } }], connections: [] };
  }
  expect(svgFile(new Story({ title: 'deep', definition: deep as Definition, findings: [] }))).toContain('</svg>');
  const many = {
    nodes: Array.from({ length: 3000 }, (_, at) => ({ name: `N${at}`, type: 'Prompt' })),
    connections: Array.from({ length: 2999 }, (_, at) => to(`N${at}`, `N${at + 1}`)),
  };
  const elapsed = stopwatch();
  svgFile(new Story({ title: 'many', definition: many as unknown as Definition, findings: [] }));
  expect(elapsed()).toBeLessThan(10_000);
});

test('texts are cut between characters', () => {
  expect(line('a\n\tb', 10)).toBe('a b');
  expect(line('\u{1F600}'.repeat(5), 3)).toBe('\u{1F600}\u{1F600}…');
  expect(line('abc', 3)).toBe('abc');
  expect(line('x'.repeat(5_000_000), 5)).toBe('xxxx…');
  expect(escaped('a\r\n<b>\u200b')).toBe('a\n&lt;b&gt;\\u200b');
});
