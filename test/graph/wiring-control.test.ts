/** How a flow runs: for each item, on a branch, round by round. */
import {
  CollectorNode, ConditionNode, type Flow, FlowCode, FlowDataType, InlineCodeNode, IteratorNode, LoopNode, OutputNode,
} from '../../src';
import type { NodeOf } from '../../src/core/model/definition';
import { ask, definitionOf, objectFlow, wires } from '../small-flows';

const inputsOf = (flow: Flow, name: string) => definitionOf(flow).nodes?.find((node) => node.name === name)?.inputs;

describe('a collector', () => {
  const iterated = () => {
    const flow = objectFlow();
    const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items'), itemType: FlowDataType.OBJECT });
    return { flow, each, title: each.arrayItem.stringAt('title') };
  };
  const sizes = (flow: Flow) => wires(definitionOf(flow)).filter((wire) => wire.endsWith('.arraySize'));

  test('finds the size at the iterator itself', () => {
    const { flow, each } = iterated();
    new CollectorNode(flow, 'All', { arrayItem: each.arrayItem });
    expect(sizes(flow)).toEqual(['Each.arraySize -> All.arraySize']);
    expect(inputsOf(flow, 'All')).toEqual([
      { name: 'arrayItem', type: 'Object', expression: '$.data' },
      { name: 'arraySize', type: 'Number', expression: '$.data' },
    ]);
  });

  test('finds it over several nodes', () => {
    const { flow, title } = iterated();
    let text = title;
    for (const id of ['One', 'Two', 'Three']) { text = ask(flow, id, { text, other: flow.input }).modelCompletion; }
    new CollectorNode(flow, 'All', { arrayItem: text });
    expect(sizes(flow)).toEqual(['Each.arraySize -> All.arraySize']);
  });

  test('finds it across a branch', () => {
    const { flow, title } = iterated();
    const route = new ConditionNode(flow, 'Route', { inputs: { title } });
    const reply = ask(flow, 'Reply', { title }, { runWhen: route.when('isNew', 'title == "new"') });
    new CollectorNode(flow, 'All', { arrayItem: reply.modelCompletion });
    expect(sizes(flow)).toEqual(['Each.arraySize -> All.arraySize']);
  });

  // a node that only its branch ties to the iterator runs once for each item all the same
  test('finds it where only the branch comes from the iterator', () => {
    const { flow, title } = iterated();
    const route = new ConditionNode(flow, 'Route', { inputs: { title } });
    const reply = ask(flow, 'Reply', { whole: flow.input }, { runWhen: route.when('isNew', 'title == "new"') });
    new CollectorNode(flow, 'All', { arrayItem: reply.modelCompletion });
    expect(sizes(flow)).toEqual(['Each.arraySize -> All.arraySize']);
  });

  test('takes the size it is given', () => {
    const { flow } = iterated();
    new CollectorNode(flow, 'All',
      { arrayItem: flow.input.stringAt('title'), arraySize: flow.input.numberAt('count') });
    expect(sizes(flow)).toEqual(['FlowInputNode.document -> All.arraySize']);
  });

  test('ends what the iterator began', () => {
    const { flow, title } = iterated();
    const all = new CollectorNode(flow, 'All', { arrayItem: title });
    const reply = ask(flow, 'Reply', { all: all.collectedArray });
    expect(() => new CollectorNode(objectFlow('Other'), 'All', { arrayItem: reply.modelCompletion }))
      .toThrow('the Collector node has no input \'arraySize\'');
  });
});

describe('branches', () => {
  const twoRoutes = () => {
    const flow = objectFlow();
    const topic = flow.input.stringAt('topic');
    const score = flow.input.numberAt('score');
    const byTopic = new ConditionNode(flow, 'ByTopic', { inputs: { topic } });
    const byScore = new ConditionNode(flow, 'ByScore', { inputs: { score } });
    return {
      flow,
      topic,
      score,
      isRefund: byTopic.when('isRefund', 'topic == "refund"'),
      byTopic,
      isHigh: byScore.when('isHigh', 'score > 3'),
      byScore,
    };
  };

  test('of different conditions can meet: both must be taken', () => {
    const { flow, topic, isRefund, isHigh } = twoRoutes();
    const refund = ask(flow, 'Refund', { topic }, { runWhen: isRefund });
    const high = ask(flow, 'High', { topic }, { runWhen: isHigh });
    const both = ask(flow, 'Both', { refund: refund.modelCompletion, high: high.modelCompletion });
    new OutputNode(flow, 'Out', { document: both.modelCompletion });
    expect(wires(definitionOf(flow)).slice(-3)).toEqual(['High.modelCompletion -> Both.high', 'Refund.modelCompletion '
      + '-> Both.refund', 'Both.modelCompletion -> Out.document']);
  });

  test('that met still exclude the others', () => {
    const { flow, topic, isRefund, isHigh, byScore } = twoRoutes();
    const refund = ask(flow, 'Refund', { topic }, { runWhen: isRefund });
    const both = ask(flow, 'Both', { refund: refund.modelCompletion }, { runWhen: isHigh });
    const low = ask(flow, 'Low', { topic }, { runWhen: byScore.otherwise() });
    expect(() => ask(flow, 'Join', { both: both.modelCompletion, low: low.modelCompletion })).toThrow(
      '\'ByScore.default\' (through \'Low\') and \'ByScore.isHigh\' (through \'Both\')');
    expect(() => ask(flow, 'Join', { refund: refund.modelCompletion, low: low.modelCompletion })).not.toThrow();
  });

  test('can be split again, and what is common to the inner ones is kept', () => {
    const { flow, topic, score, isRefund, byTopic } = twoRoutes();
    const inner = new ConditionNode(flow, 'Inner', { inputs: { score }, runWhen: isRefund });
    const big = ask(flow, 'Big', { topic }, { runWhen: inner.when('isBig', 'score > 100') });
    const small = ask(flow, 'Small', { topic }, { runWhen: inner.otherwise() });
    const refund = ask(flow, 'Refund', { topic }, { runWhen: isRefund });
    const other = ask(flow, 'Other', { topic }, { runWhen: byTopic.otherwise() });
    expect(() => ask(flow, 'Join', { big: big.modelCompletion, small: small.modelCompletion })).toThrow('Inner.isBig');
    expect(() => ask(flow, 'Join', { small: small.modelCompletion, other: other.modelCompletion }))
      .toThrow('ByTopic.isRefund');
    expect(() => ask(flow, 'Join', { big: big.modelCompletion, refund: refund.modelCompletion })).not.toThrow();
  });

  test('a node can read what runs in its own branch and what always runs', () => {
    const { flow, topic, isRefund } = twoRoutes();
    const always = ask(flow, 'Always', { topic });
    const refund = ask(flow, 'Refund', { topic, always: always.modelCompletion }, { runWhen: isRefund });
    expect(() => new OutputNode(flow, 'Out', { document: refund.modelCompletion, runWhen: isRefund })).not.toThrow();
    expect(() => ask(flow, 'More', { always: always.modelCompletion, refund: refund.modelCompletion })).not.toThrow();
  });

  test('a condition reads the branch that it depends on', () => {
    const { flow, topic, isRefund, byTopic } = twoRoutes();
    const refund = ask(flow, 'Refund', { topic }, { runWhen: isRefund });
    const later = new ConditionNode(flow, 'Later', { inputs: { refund: refund.modelCompletion } });
    const other = ask(flow, 'Other', { topic }, { runWhen: byTopic.otherwise() });
    expect(() => new OutputNode(flow, 'Out', { document: other.modelCompletion, runWhen: later.otherwise() }))
      .toThrow('\'ByTopic.default\' (through \'Other\') and \'ByTopic.isRefund\' (through \'Later\')');
  });
});

describe('a loop', () => {
  test('takes values in, sends some round and lets some out', () => {
    const flow = objectFlow();
    const loop = new LoopNode(flow, 'Refine',
      { inputs: { text: flow.input.stringAt('text'), count: flow.input.numberAt('count') }, maxIterations: 7 });
    const better = ask(loop, 'Better', { text: loop.value('text') });
    const judged = new InlineCodeNode(loop, 'Judge',
      { code: FlowCode.inline('1'), inputs: { text: better.modelCompletion }, responseType: FlowDataType.OBJECT });
    loop.continueWhile('isBad', '(verdict == "bad") and (score < 3)', {
      inputs: { verdict: judged.response.stringAt('verdict'), score: judged.response.numberAt('score') },
      nextInputs: { text: better.modelCompletion },
      outputs: { result: better.modelCompletion, why: judged.response.stringAt('why') },
    });
    new OutputNode(flow, 'Out', { document: loop.output('result') });
    const definition = definitionOf(flow);
    const { configuration, ...ports } = definition.nodes!.find(({ type }) => type === 'Loop') as NodeOf<'Loop'>;
    expect(ports).toEqual({
      name: 'Refine',
      type: 'Loop',
      inputs: [{ name: 'count', type: 'Number', expression: '$.data.count' }, {
        name: 'text', type: 'String', expression: '$.data.text',
      }],
      outputs: [{ name: 'result', type: 'String' }, { name: 'why', type: 'String' }],
    });
    const { definition: inside } = configuration!.loop;
    expect(inside.nodes![0]).toEqual({
      name: 'Refine_LoopInput',
      type: 'LoopInput',
      configuration: { loopInput: {} },
      outputs:
        [{ name: 'count', type: 'Number' }, { name: 'text', type: 'String' }],
    });
    expect(inside.nodes![3]).toEqual({
      name: 'Refine_LoopController',
      type: 'LoopController',
      configuration: {
        loopController: {
          continueCondition: { name: 'isBad', expression: '(verdict == "bad") and (score < 3)' }, maxIterations: 7,
        },
      },
      inputs: [
        { name: 'result', type: 'String', expression: '$.data', category: 'ExitLoop' },
        { name: 'score', type: 'Number', expression: '$.data.score', category: 'LoopCondition' },
        { name: 'text', type: 'String', expression: '$.data', category: 'ReturnValueToLoopStart' },
        { name: 'verdict', type: 'String', expression: '$.data.verdict', category: 'LoopCondition' },
        { name: 'why', type: 'String', expression: '$.data.why', category: 'ExitLoop' },
      ],
    });
    expect(wires(inside)).toEqual([
      'Refine_LoopInput.text -> Refine_Better.text', 'Refine_Better.modelCompletion -> Refine_Judge.text',
      'Refine_Better.modelCompletion -> Refine_LoopController.result', 'Refine_Judge.response -> '
        + 'Refine_LoopController.score',
      'Refine_Better.modelCompletion -> Refine_LoopController.text',
      'Refine_Judge.response -> Refine_LoopController.verdict',
      'Refine_Judge.response -> Refine_LoopController.why',
    ]);
    expect(wires(definition)).toEqual(['FlowInputNode.document -> Refine.count', 'FlowInputNode.document -> '
      + 'Refine.text', 'Refine.result -> Out.document']);
  });

  test('declares how many rounds it took when that is read', () => {
    const flow = objectFlow();
    const loop = new LoopNode(flow, 'Refine', { inputs: { text: flow.input.stringAt('text') } });
    const text = loop.value('text');
    loop.continueWhile('again', 'text == ""', { inputs: { text }, outputs: { loopOutput: text } });
    expect(loop.iterationCount.dataType).toBe(FlowDataType.NUMBER);
    new OutputNode(flow, 'Rounds', { document: loop.iterationCount });
    expect(definitionOf(flow).nodes![1].outputs)
      .toEqual([{ name: 'loopOutput', type: 'String' }, { name: 'iterationCount', type: 'Number' }]);
  });

  test('runs in the branch that its inputs come from', () => {
    const flow = objectFlow();
    const topic = flow.input.stringAt('topic');
    const route = new ConditionNode(flow, 'Route', { inputs: { topic } });
    const loop = new LoopNode(flow, 'Refine', { inputs: { topic }, runWhen: route.when('isNew', 'topic == "new"') });
    const text = loop.value('topic');
    loop.continueWhile('again', 'text == ""', { inputs: { text }, outputs: { result: text } });
    expect(() => new OutputNode(flow, 'Out', { document: loop.output('result'), runWhen: route.otherwise() }))
      .toThrow('UnsatisfiedConnectionConditions');
  });
});
