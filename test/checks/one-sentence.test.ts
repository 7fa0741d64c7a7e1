/**
 * Constructors and rules say the same of the same fault. Each row builds it both ways; what may differ is the place:
 * who names what is wrong, which is a connection in a definition and an argument in a program.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import {
  AgentNode, CollectorNode, ConditionNode, Flow, FlowCode, FlowDataType, FlowDefinition, FlowGuardrail,
  FlowPrompt, InlineCodeNode, IteratorNode, LexNode, LoopNode, PromptNode, RawNode,
} from '../../src';
import { type Code, OWN_CODES, SERVICE_CODES } from '../../src/core/constraints';
import { RULES } from '../../src/core/validate/registry';
import { validate } from '../../src/core/validate/validate';
import { fixedStack, MODEL, MODEL_ID, warningsOf } from '../support';

interface Row {
  /** The code of the rule, where it is another. */
  readonly ruleCode?: Code;
  /** What is thrown, or warned of. */
  readonly program: (flow: Flow) => unknown;
  readonly definition: object;
  /** Who names it in each of the two, where that differs. */
  readonly who?: readonly [program: string, definition: string];
}

const AGENT = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENTAAAAA/TSTALIASID';

const BOT = 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOTAAAAAAA/ALIASAAAAA';

const INPUT = {
  name: 'FlowInputNode', type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type: 'Object' }],
};

interface Given { readonly nodes?: readonly object[]; readonly connections?: readonly object[] }

function flowOf(nodes: readonly object[], ...connections: readonly object[]): Given {
  return { nodes: [INPUT, ...nodes], connections };
}

/** `FlowInputNode.document>Reply.topic` */
function data(line: string): object {
  const [source, sourceOutput, target, targetInput] = line.split(/[.>]/);
  return { name: `To${target}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } };
}

/** `Route?isRefund>Refund` */
function when(line: string): object {
  const [source, branch, target] = line.split(/[?>]/);
  return {
    name: `${branch}To${target}`,
    type: 'Conditional',
    source,
    target,
    configuration: { conditional: { condition: branch } },
  };
}

function takes(name: string, type = 'String', expression = '$.data'): object {
  return { name, type, expression };
}

function prompt(name: string, text: string, inputs: readonly object[], more: object = {}): object {
  const inline = { templateType: 'TEXT', templateConfiguration: { text: { text } }, modelId: MODEL_ID, ...more };
  return {
    name,
    type: 'Prompt',
    configuration: { prompt: { sourceConfiguration: { inline } } },
    inputs,
    outputs: [{ name: 'modelCompletion', type: 'String' }],
  };
}

function condition(conditions: readonly object[], inputs = [takes('topic', 'String', '$.data.topic')]): object {
  return { name: 'Route', type: 'Condition', configuration: { condition: { conditions } }, inputs };
}

function loop(nodes: readonly object[], connections: readonly object[] = []): object {
  return { name: 'Again', type: 'Loop', configuration: { loop: { definition: { nodes, connections } } } };
}

function output(name: string, type: string): object {
  return { name, type: 'Output', configuration: { output: {} }, inputs: [takes('document', type)] };
}

const agent = (type: string, expression = '$.data') => ({
  name: 'Ask',
  type: 'Agent',
  configuration: { agent: { agentAliasArn: AGENT } },
  inputs: [takes('agentInputText', type, expression)],
  outputs: [{ name: 'agentResponse', type: 'String' }],
});

const TO_ASK = data('FlowInputNode.document>Ask.agentInputText');
const reads = (expression: string) => flowOf([output('Out', 'String')].map((node) => (
  { ...node, inputs: [takes('document', 'String', expression)] })), data('FlowInputNode.document>Out.document'));

function ask(flow: Flow, id: string, props: object = {}): PromptNode {
  return new PromptNode(flow, id, {
    model: MODEL, prompt: FlowPrompt.inline('{{topic}}'), inputs: { topic: flow.input.stringAt('topic') }, ...props,
  });
}

function route(flow: Flow): ConditionNode {
  return new ConditionNode(flow, 'Route', { inputs: { topic: flow.input.stringAt('topic') } });
}

function lex(flow: Flow, localeId: string): LexNode {
  return new LexNode(flow, 'Bot', { botAliasArn: BOT, localeId, inputText: flow.input.stringAt('topic') });
}

const bot = (localeId: string) => flowOf([{
  name: 'Bot',
  type: 'Lex',
  configuration: { lex: { botAliasArn: BOT, localeId } },
}]);

function inference(more: object) {
  return (flow: Flow) => ask(flow, 'Reply', { prompt: FlowPrompt.inline('{{topic}}', { inference: more }) });
}

const inferred = (text: object) => flowOf([prompt('Reply', '{{topic}}', [takes('topic')],
  { inferenceConfiguration: { text } })]);

const ROWS: { readonly [row: string]: Row } = {
  'DraftReference of an agent': {
    program: (flow) => new AgentNode(flow, 'Ask', {
      agentAliasArn: AGENT, agentInputText: flow.input.stringAt('topic'),
    }),
    definition: flowOf([agent('String')]),
  },
  'DraftReference of a guardrail': {
    program: (flow) => ask(flow, 'Reply', { guardrail: FlowGuardrail.fromId('guardrail12', 'DRAFT') }),
    definition: flowOf([{
      name: 'Reply',
      type: 'Prompt',
      configuration: {
        prompt: { guardrailConfiguration: { guardrailIdentifier: 'guardrail12', guardrailVersion: 'DRAFT' } },
      },
    }]),
  },
  'DuplicateConditionExpression': {
    program: (flow) => ['isOne', 'isTwo'].reduce((node, name) => {
      node.when(name, 'topic == "x"');
      return node;
    }, route(flow)),
    definition: flowOf([condition([
      { name: 'isOne', expression: 'topic == "x"' }, { name: 'isTwo', expression: 'topic == "x"' }, { name: 'default' },
    ])]),
  },
  'DuplicateName of nodes': {
    program: (flow) => ['One', 'Two'].forEach((id) => ask(flow, id, { nodeName: 'Reply' })),
    definition: flowOf([prompt('Reply', 'Hi', []), prompt('Reply', 'Hi', [])]),
  },
  'DuplicateName of conditions': {
    program: (flow) => ['x', 'y'].reduce((node, value) => {
      node.when('isOne', `topic == "${value}"`);
      return node;
    }, route(flow)),
    definition: flowOf([condition([
      { name: 'isOne', expression: 'topic == "x"' }, { name: 'isOne', expression: 'topic == "y"' }, { name: 'default' },
    ])]),
  },
  'ExpressionTooLong of an input': {
    program: (flow) => flow.input.stringAt('x'.repeat(60)),
    definition: reads(`$.data.${'x'.repeat(60)}`),
  },
  'ExpressionTooLong of a condition': {
    program: (flow) => route(flow).when('isOne', `topic == "${'x'.repeat(60)}"`),
    definition: flowOf([condition([
      { name: 'isOne', expression: `topic == "${'x'.repeat(60)}"` }, { name: 'default' },
    ])]),
  },
  'IllegalName of a node': {
    program: (flow) => ask(flow, 'Reply', { nodeName: 'my-node' }),
    definition: flowOf([prompt('my-node', 'Hi', [])]),
  },
  'IllegalName of an input': {
    program: (flow) => new ConditionNode(flow, 'Route', { inputs: { 'my-topic': flow.input.stringAt('topic') } }),
    definition: flowOf([condition([{ name: 'default' }], [takes('my-topic')])]),
  },
  'IllegalName of a condition': {
    program: (flow) => route(flow).when('is-one', 'topic == "x"'),
    definition: flowOf([condition([{ name: 'is-one', expression: 'topic == "x"' }, { name: 'default' }])]),
  },
  'IllegalValue: too long': {
    program: (flow) => lex(flow, 'x'.repeat(20)), definition: bot('x'.repeat(20)), who: ['\'localeId\'', 'localeId'],
  },
  'IllegalValue: empty': { program: (flow) => lex(flow, ''), definition: bot(''), who: ['\'localeId\'', 'localeId'] },
  'IllegalValue: out of range': {
    program: inference({ temperature: 2 }),
    definition: inferred({ temperature: 2 }),
    who: ['\'temperature\'', 'temperature'],
  },
  'IllegalValue: no whole number': {
    program: inference({ maxTokens: 2.5 }),
    definition: inferred({ maxTokens: 2.5 }),
    who: ['\'maxTokens\'', 'maxTokens'],
  },
  'IllegalValue: too many': {
    program: inference({ stopSequences: ['a', 'b', 'c', 'd', 'e'] }),
    definition: inferred({ stopSequences: ['a', 'b', 'c', 'd', 'e'] }),
    who: ['\'stopSequences\'', 'stopSequences'],
  },
  'IncompatibleConnectionDataType: a whole value': {
    program: (flow) => new AgentNode(flow, 'Ask', { agentAliasArn: AGENT, agentInputText: flow.input }),
    definition: flowOf([agent('String')], TO_ASK),
  },
  'IncompatibleConnectionDataType: a part of what has none': {
    program: (flow) => ask(flow, 'Reply').modelCompletion.stringAt('topic'),
    definition: flowOf([prompt('Reply', 'Hi', []), output('Out', 'String')].map((node, at) => at === 0
      ? node : { ...node, inputs: [takes('document', 'String', '$.data.topic')] }),
    data('Reply.modelCompletion>Out.document')),
    who: ['\'topic\'', 'input \'document\''],
  },
  'IncompatibleConnectionDataType: a name of an Array': {
    program: (flow) => new CollectorNode(flow, 'All', {
      arrayItem: flow.input, arraySize: flow.input.numberAt('size'),
    }).collectedArray.stringAt('title'),
    definition: flowOf([
      { name: 'All', type: 'Collector', outputs: [{ name: 'collectedArray', type: 'Array' }] },
      { ...output('Out', 'String'), inputs: [takes('document', 'String', '$.data.title')] },
    ], data('All.collectedArray>Out.document')),
    who: ['\'title\'', 'input \'document\''],
  },
  'IncompatibleConnectionDataType: an item of an Object': {
    program: (flow) => flow.input.stringAt('[0]'),
    definition: reads('$.data[0]'),
    who: ['\'[0]\'', 'input \'document\''],
  },
  'IncompatibleConnectionDataType: several values': {
    program: (flow) => flow.input.stringAt('*.title'),
    definition: reads('$.data.*.title'),
    who: ['\'*.title\'', 'input \'document\''],
  },
  'InvalidLoopBoundary': {
    program: (flow) => {
      const { modelCompletion } = ask(flow, 'Reply');
      const again = new LoopNode(flow, 'Again', { inputs: { loopInput: flow.input } });
      new RawNode(again, 'Inside', { nodeType: 'Prompt', inputs: { topic: modelCompletion } });
    },
    definition: flowOf([
      prompt('Reply', 'Hi', []), loop([prompt('Inside', '{{topic}}', [takes('topic')])],
        [data('Reply.modelCompletion>Inside.topic')]),
    ]),
    who: ['\'topic\'', 'connection \'ToInside\''],
  },
  'LoopIncompatibleNodeType': {
    program: (flow) => {
      const again = new LoopNode(flow, 'Again', { inputs: { loopInput: flow.input } });
      new IteratorNode(again, 'Each', { nodeName: 'Each', array: again.value('loopInput').arrayAt('items') });
    },
    definition: flowOf([loop([{ name: 'Each', type: 'Iterator' }])]),
  },
  'MalformedConditionExpression: no condition': {
    program: (flow) => route(flow).when('isOne', 'topic = "x"'),
    definition: flowOf([condition([{ name: 'isOne', expression: 'topic = "x"' }, { name: 'default' }])]),
  },
  'MalformedConditionExpression: what can not be compared': {
    program: (flow) => route(flow).when('isOne', 'topic > 5'),
    definition: flowOf([condition([{ name: 'isOne', expression: 'topic > 5' }, { name: 'default' }])]),
  },
  'MalformedNodeInputExpression': {
    program: (flow) => flow.input.stringAt('a b'),
    definition: reads('$.data.a b'),
    who: ['expression \'$.data.a b\'', 'expression \'$.data.a b\' of input \'document\''],
  },
  'MissingNodeConfiguration': {
    program: (flow) => new PromptNode(flow, 'Reply', { prompt: FlowPrompt.inline('Hi') }),
    definition: flowOf([prompt('Reply', 'Hi', [], { modelId: undefined })]),
  },
  'MissingNodeInput': {
    program: (flow) => new AgentNode(flow, 'Ask', { agentAliasArn: AGENT } as any),
    definition: flowOf([{ ...agent('String'), inputs: [] }]),
  },
  'MissingNodeInput of a Collector': {
    program: (flow) => new CollectorNode(flow, 'All', { arrayItem: flow.input }),
    definition: flowOf([{ name: 'All', type: 'Collector', inputs: [takes('arrayItem', 'Object')] }]),
  },
  'MissingStartingNodes': {
    program: (flow) => new Flow(flow.stack, 'Other', {
      definition: FlowDefinition.fromJson({ nodes: [output('Out', 'String')], connections: [] }),
    }).input,
    definition: { nodes: [output('Out', 'String')], connections: [] },
  },
  'MultipleLoopControllerNodes': {
    program: (flow) => {
      const again = new LoopNode(flow, 'Again', { inputs: { loopInput: flow.input } });
      const value = again.value('loopInput').stringAt('state');
      for (const name of ['goOn', 'andOn']) {
        again.continueWhile(name, 'state == "open"', { inputs: { state: value }, outputs: { loopOutput: value } });
      }
    },
    definition: flowOf([loop([{ name: 'One', type: 'LoopController' }, { name: 'Two', type: 'LoopController' }])]),
  },
  'QuotaExceeded: nodes of a type': {
    program: (flow) => ['One', 'Two'].forEach((id) => (
      new IteratorNode(flow, id, { array: flow.input.arrayAt('items') }))),
    definition: flowOf(['One', 'Two'].map((name) => ({ name, type: 'Iterator' }))),
  },
  'QuotaExceeded: nodes': {
    program: (flow) => Array.from({ length: 40 }, (_, at) => new RawNode(flow, `Node${at}`, { nodeType: 'Prompt' })),
    definition: flowOf(Array.from({ length: 40 }, (_, at) => ({ name: `Node${at}`, type: 'Prompt' }))),
  },
  'QuotaExceeded: conditions': {
    program: (flow) => ['aa', 'bb', 'cc', 'dd', 'ee'].reduce((node, name) => {
      node.when(name, `topic == "${name}"`);
      return node;
    }, route(flow)),
    definition: flowOf([condition([
      ...['aa', 'bb', 'cc', 'dd', 'ee'].map((name) => ({ name, expression: `topic == "${name}"` })),
      { name: 'default' },
    ])]),
  },
  // the names of these codes are the service's: an input that is not there, and one that is there and is not connected
  'UnfulfilledNodeInput': {
    ruleCode: 'MissingNodeInput',
    program: (flow) => ask(flow, 'Reply', { inputs: {} }),
    definition: flowOf([prompt('Reply', '{{topic}}', [])]),
  },
  'UnknownConnectionCondition': {
    program: (flow) => route(flow).branch('isOne'),
    definition: flowOf([condition([{ name: 'default' }]), output('Out', 'Object')], when('Route?isOne>Out')),
    who: ['branch()', 'connection \'isOneToOut\''],
  },
  'UnknownConnectionCondition of another node': {
    program: (flow) => ask(flow, 'Reply').branch('isOne'),
    definition: flowOf([prompt('Reply', 'Hi', []), output('Out', 'Object')], when('Reply?isOne>Out')),
    who: ['branch()', 'connection \'isOneToOut\''],
  },
  'UnknownConnectionSourceOutput': {
    program: (flow) => ask(flow, 'Reply').output('answer'),
    definition: flowOf([prompt('Reply', 'Hi', []), output('Out', 'String')], data('Reply.answer>Out.document')),
    who: ['output()', 'connection \'ToOut\''],
  },
  'UnknownNodeInput': {
    program: (flow) => ask(flow, 'Reply', {
      inputs: { topic: flow.input.stringAt('topic'), extra: flow.input.stringAt('extra') },
    }),
    definition: flowOf([prompt('Reply', '{{topic}}', [takes('topic'), takes('extra')])],
      data('FlowInputNode.document>Reply.topic'), data('FlowInputNode.document>Reply.extra')),
  },
  'UnsatisfiedConnectionConditions': {
    program: (flow) => {
      const node = route(flow);
      const refund = ask(flow, 'Refund', { runWhen: node.when('isRefund', 'topic == "refund"') });
      const other = ask(flow, 'Other', { runWhen: node.otherwise() });
      new InlineCodeNode(flow, 'Join', {
        code: FlowCode.inline('left + right'),
        inputs: { left: refund.modelCompletion, right: other.modelCompletion },
      });
    },
    definition: flowOf([
      condition([{ name: 'isRefund', expression: 'topic == "refund"' }, { name: 'default' }]),
      prompt('Refund', '{{topic}}', []), prompt('Other', '{{topic}}', []),
      { name: 'Join', type: 'InlineCode', inputs: [takes('left'), takes('right')] },
    ], when('Route?isRefund>Refund'), when('Route?default>Other'), data('Refund.modelCompletion>Join.left'),
    { ...data('Other.modelCompletion>Join.right'), name: 'right' }),
  },
};

const codeOf = (row: string) => /^\w+/.exec(row)![0] as Code;

/** What is wrong, up to what to do about it, of what is thrown or warned of. */
function saidBy(program: Row['program'], code: Code): readonly string[] {
  const stack = fixedStack();
  const flow = new Flow(stack, 'F', { inputType: FlowDataType.OBJECT });
  let lines: readonly string[];
  try {
    program(flow);
    lines = warningsOf(stack);
  } catch (error) {
    lines = [(error as Error).message];
  }
  return lines.flatMap((line) => {
    const [, words, found] = /^\[[^\]]*\] (.*?)(?:; .*)? \[(\w+)\]/.exec(line) ?? [];
    return found === code ? [words] : [];
  });
}

test.each(Object.entries(ROWS))('%s', (row, { ruleCode = codeOf(row), program, definition, who = ['', ''] }) => {
  const found = validate(definition, { region: 'us-east-1' }).filter(({ code }) => code === ruleCode)
    .map(({ message }) => message.replace(who[1], who[0]));
  const said = saidBy(program, codeOf(row));
  expect(said).toHaveLength(1);
  expect(found).toContain(said[0]);
});

/** Codes of both that are said of different faults. */
const APART: { readonly [code: string]: string } = {
  IllegalDefinition: 'said where a file is read, by one function for both',
  NotInCloudFormation: 'constructs say it of the key of a flow, which no definition has',
};

test('each code that a constructor and a rule have stands in the table', () => {
  const all = new Set<string>([...OWN_CODES, ...SERVICE_CODES]);
  const rules = new Set<string>(RULES.map(({ code }) => code));
  const inConstructors = new Set(sources(join(__dirname, '../../src')).flatMap((text) => (
    [...text.matchAll(/(?:new FlowError|refusal|warn)\((?:[^;]|; )*?'([A-Z]\w+)'\s*[,)]/g)].map(([, code]) => code)
  )).filter((code) => all.has(code) && rules.has(code)));
  expect(inConstructors.size).toBeGreaterThan(20);
  const rows = new Set([...Object.keys(ROWS).map(codeOf), ...Object.keys(APART)]);
  expect([...inConstructors].filter((code) => !rows.has(code as Code))).toEqual([]);
});

/** The sources of the constructs. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) { return ['core', 'runner', 'testing'].includes(entry.name) ? [] : sources(path); }
    return entry.name.endsWith('.ts') ? [readFileSync(path, 'utf8')] : [];
  });
}
