import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { toMermaid } from '../../../src/core/diagram/mermaid';
import type { Definition } from '../../../src/core/model/definition';
import { readFlows } from '../../../src/core/template';

const drawn = (definition: unknown) => toMermaid(definition as Definition).trimEnd().split('\n').slice(1)
  .map((line) => line.trim());
const data = (source: string, target: string, sourceOutput = 'document', targetInput = 'document') => (
  { name: 'c', type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } }
);
const input = (name: string, expression = '$.data', category?: string) =>
  ({ name, type: 'String', expression, ...category && { category } });

test('a flow: a shape for each kind, data along arrows, conditions along dotted ones', () => {
  const conditions = [{ name: 'isRefund', expression: 'kind == "refund"' }, { name: 'default' }];
  expect(drawn({
    nodes: [
      { name: 'Start', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] },
      {
        name: 'Classify',
        type: 'Prompt',
        configuration: { prompt: { sourceConfiguration: { inline: { modelId: 'amazon.nova-lite-v1:0' } } } },
        inputs: [input('message', '$.data.message')],
      },
      { name: 'Route', type: 'Condition', configuration: { condition: { conditions } }, inputs: [input('kind')] },
      { name: 'Refund', type: 'Output', inputs: [input('document')] },
      { name: 'Other', type: 'Output', inputs: [input('document')] },
    ],
    connections: [
      data('Start', 'Classify', 'document', 'message'),
      data('Classify', 'Route', 'modelCompletion', 'kind'),
      data('Classify', 'Refund', 'modelCompletion'),
      {
        name: 'c',
        type: 'Conditional',
        source: 'Route',
        target: 'Refund',
        configuration: { conditional: { condition: 'isRefund' } },
      },
      {
        name: 'c',
        type: 'Conditional',
        source: 'Route',
        target: 'Other',
        configuration: { conditional: { condition: 'default' } },
      },
    ],
  })).toEqual([
    'n_Start(["Start<br/>Input: Object"])',
    'n_Classify["Classify<br/>Prompt: amazon.nova-lite-v1:0"]',
    'n_Route{"Route<br/>Condition"}',
    'n_Refund(["Refund<br/>Output"])',
    'n_Other(["Other<br/>Output"])',
    'n_Start -->|"document.message"| n_Classify',
    'n_Classify -->|"modelCompletion → kind"| n_Route',
    'n_Classify -->|"modelCompletion"| n_Refund',
    'n_Route -.->|"isRefund: kind == #quot;refund#quot;"| n_Refund',
    'n_Route -.->|"default"| n_Other',
  ]);
});

test.each([
  ['Input', '(["N<br/>Input"])'], ['Output', '(["N<br/>Output"])'], ['Condition', '{"N<br/>Condition"}'],
  ['Prompt', '["N<br/>Prompt"]'],
  ['KnowledgeBase', '[("N<br/>KnowledgeBase")]'], ['LambdaFunction', '[["N<br/>LambdaFunction"]]'],
  ['InlineCode', '[["N<br/>InlineCode"]]'],
  ['Agent', '{{"N<br/>Agent"}}'], ['Lex', '{{"N<br/>Lex"}}'], ['Retrieval', '[/"N<br/>Retrieval"/]'],
  ['Storage', '[\\"N<br/>Storage"\\]'],
  ['Iterator', '[/"N<br/>Iterator"\\]'], ['Collector', '[\\"N<br/>Collector"/]'], ['LoopInput', '("N<br/>LoopInput")'],
  ['LoopController', '{"N<br/>LoopController"}'], ['Brandnew', '["N<br/>Brandnew"]'],
  ['constructor', '["N<br/>constructor"]'],
])('a node of type %s', (type, shape) => {
  expect(drawn({ nodes: [{ name: 'N', type }] })).toEqual([`n_N${shape}`]);
});

test.each([
  ['KnowledgeBase', {
    knowledgeBase: { knowledgeBaseId: 'KB12345678', modelId: 'us.amazon.nova-lite-v1:0' },
  }, ': KB12345678, us.amazon.nova-lite-v1:0'],
  ['KnowledgeBase', { knowledgeBase: { knowledgeBaseId: { Ref: 'Base' } } }, ''],
  ['LambdaFunction', {
    lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:extract:live' },
  }, ': extract:live'],
  ['LambdaFunction', { lambdaFunction: { lambdaArn: '${Token[TOKEN.7]}' } }, ''],
  ['Prompt', {
    prompt: {
      sourceConfiguration: { resource: { promptArn: 'arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT1234:3' } },
    },
  }, ': PROMPT1234:3'],
  ['Prompt', {
    prompt: {
      sourceConfiguration: {
        inline: {
          modelId:
            'arn:${Token[AWS.Partition.3]}:bedrock:${Token[AWS.Region.4]}::foundation-model/amazon.nova-lite-v1:0',
        },
      },
    },
  }, ': amazon.nova-lite-v1:0'],
  ['Storage', { storage: { serviceConfiguration: { s3: { bucketName: 'articles' } } } }, ': articles'],
  ['Agent', { agent: { agentAliasArn: { 'Fn::GetAtt': ['Alias', 'Arn'] } } }, ''],
])('what a %s node uses, where it is known: %j', (type, configuration, words) => {
  expect(drawn({ nodes: [{ name: 'N', type, configuration }] })[0]).toContain(`"N<br/>${type}${words}"`);
});

test('a value is shown with what is selected of it, and with the input that takes it unless that is plain', () => {
  const target = (...inputs: unknown[]) => ({ name: 'To', type: 'Prompt', inputs });
  const label = (to: unknown, output: string, name: string) => drawn({
    nodes: [{ name: 'From', type: 'Input' }, to], connections: [data('From', 'To', output, name)],
  })[2].split('|')[1];
  expect(label(target(input('topic')), 'document', 'topic')).toBe('"document"');
  expect(label(target(input('topic', '$.data.a.topic'), input('x')), 'document', 'topic')).toBe('"document.a.topic"');
  expect(label(target(input('first', '$.data[0]'), input('x')), 'items', 'first')).toBe('"items[0] → first"');
  expect(label(target(input('topic', '$.topic')), 'document', 'topic')).toBe('"document ($.topic)"');
  expect(label(target(input('topic', '${Token[TOKEN.3]}')), 'document', 'topic')).toBe('"document (known at '
    + 'deployment)"');
  expect(label(target(input('topic')), 'document', 'topc')).toBe('"document → topc"');
});

test('connections between the same two nodes share an arrow', () => {
  const nodes = [{ name: 'From', type: 'Input' }, {
    name: 'To', type: 'Prompt', inputs: [input('aa', '$.data.x'), input('bb', '$.data.y')],
  }];
  expect(drawn({ nodes, connections: [data('From', 'To', 'document', 'aa'), data('From', 'To', 'document', 'bb')] })
    .slice(2))
    .toEqual(['n_From -->|"document.x → aa<br/>document.y → bb"| n_To']);
});

test('loops are boxes, also in loops', () => {
  const controller = {
    name: 'End',
    type: 'LoopController',
    configuration: {
      loopController: { continueCondition: { name: 'again', expression: 'verdict == "revise"' }, maxIterations: 4 },
    },
    inputs: [input('verdict', '$.data', 'LoopCondition'), input('loopInput', '$.data', 'ReturnValueToLoopStart'), input(
      'loopOutput', '$.data', 'ExitLoop',
    )],
  };
  const loop = (name: string, nodes: unknown[], connections: unknown[] = []) =>
    ({ name, type: 'Loop', configuration: { loop: { definition: { nodes, connections } } } });
  expect(drawn({
    nodes: [
      loop('Refine', [{ name: 'Begin', type: 'LoopInput' }, loop('Inner', []), controller], [
        data('Begin', 'End', 'loopInput', 'verdict'), data('Begin', 'End', 'loopInput', 'loopInput'),
        data('Begin', 'End', 'loopInput', 'loopOutput'),
      ]),
      { name: 'Answer', type: 'Output', inputs: [input('document')] },
    ],
    connections: [data('Refine', 'Answer', 'loopOutput')],
  })).toEqual([
    'subgraph n_Refine["Refine<br/>Loop: at most 4 iterations"]',
    'n_Begin("Begin<br/>LoopInput")',
    'subgraph n_Inner["Inner<br/>Loop"]',
    'end',
    'n_End{"End<br/>LoopController: goes on while again: verdict == #quot;revise#quot;"}',
    'n_Begin -->|"loopInput → verdict (for the condition)<br/>loopInput → loopInput (for the next iteration)<br/>'
      + 'loopInput → loopOutput (leaves the loop)"| n_End',
    'end',
    'n_Answer(["Answer<br/>Output"])',
    'n_Refine -->|"loopOutput"| n_Answer',
  ]);
});

test('faults are shown: a missing node, a name used twice, a connection across a loop, a cycle', () => {
  const inside = {
    nodes: [{ name: 'Twice', type: 'Prompt' }, { name: 'Inside', type: 'Prompt' }],
    connections: [data('Twice', 'Outside')],
  };
  expect(drawn({
    nodes: [{ name: 'Twice', type: 'Prompt' }, { name: 'Outside', type: 'Prompt' }, {
      name: 'Lap', type: 'Loop', configuration: { loop: { definition: inside } },
    }],
    connections: [{ source: 'Outside', target: 'Nowhere' }, { source: 'Nowhere', target: 'Inside' }, {
      source: 'Outside', target: 'Outside',
    }],
  })).toEqual([
    'n_Twice["Twice<br/>Prompt"]',
    'n_Outside["Outside<br/>Prompt"]',
    'subgraph n_Lap["Lap<br/>Loop"]',
    'n_Twice__2["Twice<br/>Prompt"]',
    'n_Inside["Inside<br/>Prompt"]',
    'n_Twice__2 -->|"document → document"| n_Outside',
    'end',
    'missing_Nowhere>"Nowhere<br/>(missing)"]',
    'n_Outside --> missing_Nowhere',
    'missing_Nowhere --> n_Inside',
    'n_Outside --> n_Outside',
  ]);
});

test.each([
  ['end', 'n_end', 'end'],
  ['Prompt_1', 'n_Prompt_1', 'Prompt_1'],
  ['a__b_', 'n_a__5f____5f__b__5f__', 'a__b_'],
  ['a "b" [c] |d|', 'n_a__20____22__b__22____20____5b__c__5d____20____7c__d__7c__', 'a #quot;b#quot; [c] |d|'],
  ['#quot;', 'n___23__quot__3b__', '#35;quot;'],
  ['%%{init}%%', 'n___25____25____7b__init__7d____25____25__', '#37;#37;{init}#37;#37;'],
  ['a\nb', 'n_a__a__b', 'a<br/>b'],
  ['1. x', 'n_1__2e____20__x', '1#46; x'],
  ['<b>&', 'n___3c__b__3e____26__', '#lt;b#gt;#amp;'],
  ['$$x$$', 'n___24____24__x__24____24__', '#36;#36;x#36;#36;'],
  ['style:"x"', 'n_style__3a____22__x__22__', 'style#58;#quot;x#quot;'],
])('the name %j', (name, id, label) => {
  expect(drawn({ nodes: [{ name, type: 'Prompt' }] })).toEqual([`${id}["${label}<br/>Prompt"]`]);
});

test('every flow found in public code can be drawn, with every node and every connection', () => {
  const folder = join(__dirname, '../../corpus/flows');
  for (const file of readdirSync(folder)) {
    const [{ definition }] = readFlows(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const text = toMermaid(definition!);
    for (const { name } of definition!.nodes ?? []) { expect(text).toMatch(new RegExp(`\\bn_${name}[^\\w ]`)); }
    for (const { source, target } of definition!.connections
      ?? []) { expect(text).toMatch(new RegExp(`\\bn_${source} .* n_${target}\\n`)); }
  }
});
