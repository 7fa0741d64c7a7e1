/**
 * What the library makes of values passed from node to node: connections, expressions, declared types, what lies
 * upstream.
 */
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  CollectorNode, ConditionNode, Flow, FlowDataType, type FlowValue, IteratorNode, LambdaNode, LoopNode,
  OutputNode, PromptNode,
  FlowPrompt, RawNode,
} from '../../src';
import type { NodeOf } from '../../src/core/model/definition';
import { ask, definitionOf, FUNCTION, MODEL, newStack, objectFlow, synthErrors, wires } from '../small-flows';

const inputsOf = (flow: Flow, name: string) => definitionOf(flow).nodes?.find((node) => node.name === name)?.inputs;
const namesOf = (flow: Flow) => definitionOf(flow).nodes?.map(({ name }) => name);

describe('a value', () => {
  test('is a connection, an expression and a declared type', () => {
    const flow = objectFlow();
    const reply = ask(flow, 'Reply', { topic: flow.input.stringAt('topic') });
    new OutputNode(flow, 'Out', { document: reply.modelCompletion });
    expect(definitionOf(flow)).toEqual({
      nodes: [
        {
          name: 'FlowInputNode',
          type: 'Input',
          configuration: { input: {} },
          outputs: [{ name: 'document', type: 'Object' }],
        },
        {
          name: 'Reply',
          type: 'Prompt',
          configuration: {
            prompt: {
              sourceConfiguration: {
                inline: {
                  modelId: 'amazon.nova-lite-v1:0',
                  templateType: 'TEXT',
                  templateConfiguration: { text: { text: 'Answer {{topic}}', inputVariables: [{ name: 'topic' }] } },
                },
              },
            },
          },
          inputs: [{ name: 'topic', type: 'String', expression: '$.data.topic' }],
          outputs: [{ name: 'modelCompletion', type: 'String' }],
        },
        {
          name: 'Out',
          type: 'Output',
          configuration: { output: {} },
          inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
        },
      ],
      connections: [
        {
          name: 'FlowInputNode_to_Reply_topic',
          type: 'Data',
          source: 'FlowInputNode',
          target: 'Reply',
          configuration: { data: { sourceOutput: 'document', targetInput: 'topic' } },
        },
        {
          name: 'Reply_to_Out_document',
          type: 'Data',
          source: 'Reply',
          target: 'Out',
          configuration: { data: { sourceOutput: 'modelCompletion', targetInput: 'document' } },
        },
      ],
    });
  });

  test.each<[string, (input: FlowValue) => FlowValue, string, FlowDataType]>([
    ['the whole', (input) => input, '$.data', FlowDataType.OBJECT],
    ['a text', (input) => input.stringAt('topic'), '$.data.topic', FlowDataType.STRING],
    ['a number', (input) => input.numberAt('score'), '$.data.score', FlowDataType.NUMBER],
    ['a boolean', (input) => input.booleanAt('urgent'), '$.data.urgent', FlowDataType.BOOLEAN],
    ['an object', (input) => input.objectAt('order'), '$.data.order', FlowDataType.OBJECT],
    ['an array', (input) => input.arrayAt('items'), '$.data.items', FlowDataType.ARRAY],
    ['further down', (input) =>
      input.stringAt('order.items[0].title'), '$.data.order.items[0].title', FlowDataType.STRING],
    ['step by step', (input) => input.objectAt('order').arrayAt('items').objectAt('[0]')
      .stringAt('title'), '$.data.order.items[0].title', FlowDataType.STRING],
    ['some items', (input) => input.arrayAt('items[0, 2]'), '$.data.items[0, 2]', FlowDataType.ARRAY],
    ['a slice', (input) => input.arrayAt('items').arrayAt('[:3]'), '$.data.items[:3]', FlowDataType.ARRAY],
    ['all titles', (input) => input.arrayAt('items').arrayAt('*.title'), '$.data.items.*.title', FlowDataType.ARRAY],
    ['all items', (input) => input.arrayAt('items[*]'), '$.data.items[*]', FlowDataType.ARRAY],
    ['64 characters', (input) => input.stringAt('x'.repeat(57)), `$.data.${'x'.repeat(57)}`, FlowDataType.STRING],
  ])('can be %s', (_, select, expression, dataType) => {
    const flow = objectFlow();
    const value = select(flow.input);
    expect([value.expression, value.dataType, value.outputName]).toEqual([expression, dataType, 'document']);
    new OutputNode(flow, 'Out', { document: value });
    expect(inputsOf(flow, 'Out')).toEqual([{ name: 'document', type: dataType, expression }]);
    expect(wires(definitionOf(flow))).toEqual(['FlowInputNode.document -> Out.document']);
  });

  test('is named in errors by node, output and path', () => {
    expect(`${objectFlow().input.objectAt('order').stringAt('id')}`).toBe('FlowInputNode.document.order.id');
  });
});

describe('connections', () => {
  test('between one pair of nodes: one for each input', () => {
    const flow = objectFlow();
    ask(flow, 'Reply', { name: flow.input.stringAt('name'), topic: flow.input.stringAt('topic'), whole: flow.input });
    expect(definitionOf(flow).connections?.map(({ name }) => name)).toEqual([
      'FlowInputNode_to_Reply_name', 'FlowInputNode_to_Reply_topic', 'FlowInputNode_to_Reply_whole',
    ]);
  });

  test('from one output to many nodes', () => {
    const flow = objectFlow();
    const reply = ask(flow, 'Reply', { whole: flow.input }).modelCompletion;
    for (const id of ['One', 'Two', 'Three']) { new OutputNode(flow, id, { document: reply }); }
    expect(wires(definitionOf(flow))).toEqual([
      'FlowInputNode.document -> Reply.whole', 'Reply.modelCompletion -> One.document',
      'Reply.modelCompletion -> Two.document', 'Reply.modelCompletion -> Three.document',
    ]);
  });

  test('of a branch: the condition and the data', () => {
    const flow = objectFlow();
    const topic = flow.input.stringAt('topic');
    const route = new ConditionNode(flow, 'Route', { inputs: { topic } });
    new OutputNode(flow, 'Yes', { document: topic, runWhen: route.when('isYes', 'topic == "yes"') });
    new OutputNode(flow, 'No', { document: topic, runWhen: route.otherwise() });
    const definition = definitionOf(flow);
    expect(wires(definition)).toEqual([
      'FlowInputNode.document -> Route.topic',
      'FlowInputNode.document -> Yes.document', 'Route.isYes => Yes',
      'FlowInputNode.document -> No.document', 'Route.default => No',
    ]);
    expect(definition.nodes?.find(({ type }) => type === 'Condition')).toEqual({
      name: 'Route',
      type: 'Condition',
      configuration: {
        condition: { conditions: [{ name: 'isYes', expression: 'topic == "yes"' }, { name: 'default' }] },
      },
      inputs: [{ name: 'topic', type: 'String', expression: '$.data.topic' }],
    });
  });

  test('one branch can have several nodes, and conditions keep the order of the calls', () => {
    const flow = objectFlow();
    const route = new ConditionNode(flow, 'Route', { inputs: { topic: flow.input.stringAt('topic') } });
    const second = route.when('second', 'topic == "b"');
    route.when('afirst', 'topic == "a"');
    new OutputNode(flow, 'One', { document: flow.input, runWhen: second });
    new OutputNode(flow, 'Two', { document: flow.input, runWhen: second });
    const definition = definitionOf(flow);
    expect(wires(definition).filter((wire) => wire.includes('=>')))
      .toEqual(['Route.second => One', 'Route.second => Two']);
    const { configuration } = definition.nodes!.find(({ type }) => type === 'Condition') as NodeOf<'Condition'>;
    expect(configuration?.condition.conditions.map(({ name }) => name)).toEqual(['second', 'afirst', 'default']);
  });

  test('of inputs that are undefined: none', () => {
    const flow = objectFlow();
    new LambdaNode(flow, 'Look',
      { lambdaArn: FUNCTION, inputs: { whole: flow.input, none: undefined as unknown as FlowValue } });
    expect(inputsOf(flow, 'Look')?.map(({ name }) => name)).toEqual(['whole']);
  });
});

describe('a construct of one\'s own', () => {
  class Polished extends Construct {
    public readonly text: FlowValue;

    public constructor(scope: Construct, id: string, draft: FlowValue) {
      super(scope, id);
      const first = ask(this, 'Shorten', { draft });
      this.text = ask(this, 'Smooth', { draft: first.modelCompletion }).modelCompletion;
    }
  }

  test('can be used twice: names and connections do not clash', () => {
    const flow = objectFlow();
    const once = new Polished(flow, 'Once', flow.input.stringAt('text'));
    const twice = new Polished(flow, 'Twice', once.text);
    new OutputNode(flow, 'Out', { document: twice.text });
    expect(namesOf(flow))
      .toEqual(['FlowInputNode', 'Once_Shorten', 'Once_Smooth', 'Twice_Shorten', 'Twice_Smooth', 'Out']);
    expect(wires(definitionOf(flow))).toEqual([
      'FlowInputNode.document -> Once_Shorten.draft', 'Once_Shorten.modelCompletion -> Once_Smooth.draft',
      'Once_Smooth.modelCompletion -> Twice_Shorten.draft',
      'Twice_Shorten.modelCompletion -> Twice_Smooth.draft', 'Twice_Smooth.modelCompletion -> Out.document',
    ]);
  });

  test('can stand in a loop, inside another construct', () => {
    const flow = objectFlow();
    const loop = new LoopNode(flow, 'Refine', { inputs: { draft: flow.input.stringAt('text') } });
    const polished = new Polished(new Construct(loop, 'Box'), 'Polished', loop.value('draft'));
    loop.continueWhile('again', 'text != ""',
      { inputs: { text: polished.text }, nextInputs: { draft: polished.text }, outputs: { result: polished.text } });
    new OutputNode(flow, 'Out', { document: loop.output('result') });
    const refine = definitionOf(flow).nodes!.find(({ type }) => type === 'Loop') as NodeOf<'Loop'>;
    expect(refine.configuration!.loop.definition.nodes?.map(({ type }) => type))
      .toEqual(['LoopInput', 'Prompt', 'Prompt', 'LoopController']);
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });
});

describe('a prompt without variables', () => {
  test('gets the input of the flow, whole', () => {
    const flow = objectFlow();
    ask(flow, 'Hello');
    expect(inputsOf(flow, 'Hello')).toEqual([{ name: 'input', type: 'Object', expression: '$.data' }]);
    expect(wires(definitionOf(flow))).toEqual(['FlowInputNode.document -> Hello.input']);
  });

  test('gets the first input of its loop, the innermost', () => {
    const flow = objectFlow();
    const text = flow.input.stringAt('text');
    const outer = new LoopNode(flow, 'Outer', { inputs: { text, also: text } });
    const inner = new LoopNode(outer, 'Inner', { inputs: { draft: outer.value('text') } });
    const inBoth = ask(inner, 'Inmost').modelCompletion;
    inner.continueWhile('again', 'text == ""', { inputs: { text: inBoth }, outputs: { result: inBoth } });
    const inOuter = ask(outer, 'Hello').modelCompletion;
    outer.continueWhile('again', 'text == ""',
      { inputs: { text: inOuter }, outputs: { result: inner.output('result') } });
    const outerDefinition = (definitionOf(flow).nodes![1] as NodeOf<'Loop'>).configuration!.loop.definition;
    const innerDefinition = (outerDefinition.nodes![1] as NodeOf<'Loop'>).configuration!.loop.definition;
    expect(wires(outerDefinition)).toContain('Outer_LoopInput.also -> Outer_Hello.input');
    expect(wires(innerDefinition)).toContain('Outer_Inner_LoopInput.draft -> Outer_Inner_Inmost.input');
  });

  test('can be told what to wait for: an item of an iterator', () => {
    const flow = objectFlow();
    const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items') });
    const hello = ask(flow, 'Hello', {});
    const perItem = new PromptNode(flow, 'PerItem',
      { model: MODEL, prompt: FlowPrompt.inline('Hi'), inputs: { input: each.arrayItem } });
    expect(wires(definitionOf(flow))).toContain('Each.arrayItem -> PerItem.input');
    expect(() => new CollectorNode(flow, 'All', { arrayItem: hello.modelCompletion })).toThrow('the Collector node '
      + 'has no input \'arraySize\'');
    expect(() => new CollectorNode(flow, 'All', { arrayItem: perItem.modelCompletion })).not.toThrow();
  });
});

describe('nodes are found by name', () => {
  test('those inside loops too', () => {
    const flow = objectFlow();
    const loop = new LoopNode(flow, 'Refine', { inputs: { text: flow.input.stringAt('text') } });
    const draft = ask(loop, 'Draft', { text: loop.value('text') });
    expect(flow.findNode(draft.nodeName)).toBe(draft);
    expect(flow.findNode('Refine')).toBe(loop);
    expect(flow.tryFindNode('Nobody')).toBeUndefined();
  });
});

test('a raw node is connected like any other', () => {
  const flow = new Flow(newStack(), 'F');
  const raw = new RawNode(flow, 'Novel', {
    nodeType: 'Brandnew',
    configuration: { brandNew: { deep: { Key: 1 } } },
    inputs: { text: flow.input },
    outputs: {
      result: FlowDataType.STRING,
    },
  });
  new OutputNode(flow, 'Out', { document: raw.output('result') });
  expect(definitionOf(flow).nodes?.[1]).toEqual({
    name: 'Novel',
    type: 'Brandnew',
    configuration: { brandNew: { deep: { Key: 1 } } },
    inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
    outputs: [{ name: 'result', type: 'String' }],
  });
});
