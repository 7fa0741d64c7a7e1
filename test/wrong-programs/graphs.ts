/** Wrong values, names and graphs. */
import { Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { branched, looped, many, nothing, routed, row, triage, type WrongProgram } from './worlds';
import {
  AgentNode, ChatMessage, CollectorNode, ConditionNode, Flow, FlowCode, FlowDataType, type FlowInference, FlowPrompt,
  type FlowValue, InlineCodeNode,
  IteratorNode, KnowledgeBaseRetrieveNode, LambdaNode, type LoopContinueOptions, LoopNode, OutputNode, PromptNode,
  PromptToolChoice, RawNode,
} from '../../src';
import { AGENT, ask, FUNCTION, MODEL, objectFlow } from '../small-flows';

const prompted =
  (text: string, inputs?: { [name: string]: FlowValue }) => ({ model: MODEL, prompt: FlowPrompt.inline(text), inputs });
const asked = (inference: FlowInference) => row(triage, ({ flow }) => new PromptNode(flow, 'Reply',
  { model: MODEL, prompt: FlowPrompt.inline('Hi', { inference }) }));
const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });
const when = (expression: string, name = 'isRefund') => row(routed, ({ route }) => route.when(name, expression));
const path = (text: string) => row(triage, ({ input }) => input.stringAt(text));
const named = (id: string, nodeName?: string) => row(triage, ({ flow, text }) => ask(flow, id, { text }, { nodeName }));
const close = (
  options: (world: ReturnType<typeof looped>) => Partial<LoopContinueOptions>, expression = 'draft == "done"',
) => row(looped, (world) => {
  const { draft, loop } = world;
  loop.continueWhile('again', expression, { inputs: { draft }, outputs: { result: draft }, ...options(world) });
});

export const GRAPHS: { readonly [name: string]: WrongProgram } = {
  // prompts and their variables
  'misspelt variable':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('About {{topic}}', { topc: text }))),
  'missing input':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('{{name}} on {{topic}}', { topic: text }))),
  'no inputs at all': row(triage, ({ flow }) => new PromptNode(flow, 'Reply', prompted('About {{topic}}'))),
  'extra input': row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply',
    prompted('About {{topic}}', { topic: text, customer: text }))),
  'input of a prompt without variables':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('Say hello', { topic: text }))),
  'variable in single braces':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('About ${topic}', { topic: text }))),
  'one of two variables in single braces': row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply',
    prompted('About {topic} in {{style}}', { topic: text, style: text }))),
  'prompt without model': row(triage, ({ flow }) => new PromptNode(flow, 'Reply', { prompt: FlowPrompt.inline('Hi') })),
  'spaced variable':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('About {{ topic }}', { topic: text }))),
  'variable with a hyphen': row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply',
    prompted('About {{my-topic}}', { 'my-topic': text }))),
  'variable of one letter':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('About {{x}}', { x: text }))),
  'variable that begins with a digit':
    row(triage, ({ flow, text }) => new PromptNode(flow, 'Reply', prompted('{{1st}}', { '1st': text }))),
  '21 variables': row(triage, ({ flow, text }) => ask(flow, 'Reply', many(21, text))),
  'empty prompt': row(nothing, () => FlowPrompt.inline('')),
  'too long prompt': row(nothing, () => FlowPrompt.inline('x'.repeat(200_001))),
  'unreadable prompt': row(nothing, () => FlowPrompt.fromTextFile('test/wrong-programs/missing.txt')),
  'prompt is a folder': row(nothing, () => FlowPrompt.fromTextFile('test/wrong-programs')),
  'chat without messages': row(nothing, () => FlowPrompt.chat({ messages: [] })),
  'empty message': row(nothing, () => ChatMessage.user('')),
  'illegal name of a chosen tool': row(nothing, () => PromptToolChoice.tool('get weather')),
  'illegal tool name':
    row(nothing, () => FlowPrompt.chat({ messages: [ChatMessage.user('Hi')], tools: [tool('get weather')] })),
  'choice without tools':
    row(nothing, () => FlowPrompt.chat({ messages: [ChatMessage.user('Hi')], toolChoice: PromptToolChoice.any() })),
  'choice of no tools': row(nothing, () => FlowPrompt.chat({
    messages: [ChatMessage.user('Hi')], tools: [], toolChoice: PromptToolChoice.auto(),
  })),
  'cache of a missing system text':
    row(nothing, () => FlowPrompt.chat({ messages: [ChatMessage.user('Hi')], cacheSystem: true })),
  'bad prompt ARN': row(nothing, () => FlowPrompt.fromPromptArn('PROMPTAAAA')),
  'too hot': asked({ temperature: 1.5 }),
  'topP below zero': asked({ topP: -0.1 }),
  'too many tokens': asked({ maxTokens: 512_001 }),
  'half a token': asked({ maxTokens: 99.5 }),
  'five stop sequences': asked({ stopSequences: ['a', 'b', 'c', 'd', 'e'] }),

  // values
  'value of another flow': row((stack) => ({ ...triage(stack), other: objectFlow('G', stack) }),
    ({ flow, other }) => new OutputNode(other, 'Out', { document: flow.input })),
  'value into a loop': row(looped, ({ loop, text }) => ask(loop, 'Draft', { text })),
  'value out of a loop': row(looped, ({ flow, draft }) => new OutputNode(flow, 'Out', { document: draft })),
  'value of the loop beside': row((stack) => {
    const world = looped(stack);
    return { ...world, beside: new LoopNode(world.flow, 'Beside', { inputs: { draft: world.text } }) };
  }, ({ beside, draft }) => ask(beside, 'Draft', { draft })),
  'value of a loop inside': row((stack) => {
    const world = looped(stack);
    return { ...world, inner: new LoopNode(world.loop, 'Inner', { inputs: { draft: world.draft } }) };
  }, ({ loop, inner }) => ask(loop, 'Draft', { draft: inner.value('draft') })),
  'value of another flow in a loop': row((stack) => ({ ...looped(stack), other: objectFlow('G', stack) }),
    ({ loop, other }) => ask(loop, 'Draft', { text: other.input })),
  'array for a text': row(triage, ({ flow, list }) => new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KBAAAAAAAA', retrievalQuery: list })),
  'text for an array': row(triage, ({ flow, text }) => new IteratorNode(flow, 'Each', { array: text })),
  'text for an object': row(triage, ({ flow, text }) => new AgentNode(flow, 'Help',
    { agentAliasArn: AGENT, agentInputText: text, sessionAttributes: text })),
  'object for an array': row(triage, ({ flow, order }) => new IteratorNode(flow, 'Each', { array: order })),
  'missing fixed input':
    row(triage, ({ flow }) => new OutputNode(flow, 'Out', { document: undefined as unknown as FlowValue })),
  'part of a text': row(triage, ({ text }) => text.stringAt('x')),
  'name on an array': row(triage, ({ list }) => list.stringAt('title')),
  'whole expression': path('$.data.topic'),
  'expression that is all': path('$.data'),
  'search in depth': path('order..id'),
  'negative index': path('items[-1]'),
  'name in brackets': path('order["id"]'),
  'filter': path('items[?(@.open)]'),
  'function in a path': path('items.length()'),
  'open bracket': path('items[0'),
  'empty brackets': path('items[]'),
  'path with a hyphen': path('order-id'),
  'path with a blank': path('order id'),
  'empty path': path(''),
  'text out of many': path('items.*.title'),
  'part of collected values': row(triage, ({ input: all }) => all.arrayAt('items.*.tags').stringAt('[0]')),
  'item of an object': path('[0]'),
  'items of an object': row(triage, ({ order }) => order.arrayAt('[0:2]')),
  'path that is a token': row(triage, ({ input: all }) => all.stringAt(Lazy.string({ produce: () => 'topic' }))),
  'too long expression': path('customer.addresses[0].history.previousInvoices.recipient.contactDetails'),

  // names
  'id begins with a digit': named('1bad'),
  'id with a hyphen': named('my-node'),
  'id of one letter': named('A'),
  'id without letters': named('--'),
  'id that shows in no name': named('Default'),
  'illegal nodeName': named('Reply', 'my node'),
  'empty nodeName': named('Reply', ''),
  'nodeName of 52 letters': named('Reply', 'n'.repeat(52)),
  'duplicate id': row(branched, ({ flow, text }) => ask(flow, 'RefundReply', { text })),
  'id of another construct': row((stack) => {
    const world = triage(stack);
    new Construct(world.flow, 'Reply');
    return world;
  }, ({ flow, text }) => ask(flow, 'Reply', { text })),
  'duplicate nodeName': row(branched, ({ flow, text }) => ask(flow, 'Reply', { text }, { nodeName: 'RefundReply' })),
  'nodeName taken in a loop': row((stack) => {
    const world = looped(stack);
    ask(world.loop, 'Draft', { draft: world.draft });
    return world;
  }, ({ flow, text }) => ask(flow, 'Reply', { text }, { nodeName: 'Refine_Draft' })),
  'nodeName of the loop\'s own node':
    row(looped, ({ flow, text }) => ask(flow, 'Reply', { text }, { nodeName: 'Refine_LoopInput' })),
  'illegal input name': row(triage, ({ flow, text }) => new LambdaNode(flow, 'Look',
    { lambdaArn: FUNCTION, inputs: { 'order-id': text } })),
  'illegal output name': row(triage, ({ flow, text }) => new RawNode(flow, 'Look',
    { nodeType: 'Novel', inputs: { text }, outputs: { x: FlowDataType.STRING } })),
  'illegal condition name': when('category == "refund"', 'is-refund'),
  'illegal flow name': row(nothing, (stack) => new Flow(stack, 'Triage', { flowName: 'my flow' })),

  // the graph
  'branches merge directly': row(branched, ({ flow, refund, other }) => ask(flow, 'Join',
    { refund: refund.modelCompletion, other: other.modelCompletion })),
  'branches merge over several nodes': row((stack) => {
    const world = branched(stack);
    const polite = ask(world.flow, 'Polite', { reply: world.refund.modelCompletion });
    const short = ask(world.flow, 'Short', { reply: world.other.modelCompletion });
    return { ...world, polite, short: ask(world.flow, 'Shorter', { reply: short.modelCompletion }) };
  }, ({ flow, polite, short }) => ask(flow, 'Join', { polite: polite.modelCompletion, short: short.modelCompletion })),
  'branches of nested conditions merge': row((stack) => {
    const world = branched(stack);
    const inner = new ConditionNode(world.flow, 'Amount', { inputs: { score: world.score }, runWhen: world.isRefund });
    return {
      ...world,
      big: ask(world.flow, 'BigRefund', { text: world.text }, { runWhen: inner.when('isBig', 'score > 100') }),
    };
  }, ({ flow, big, other }) => ask(flow, 'Join', { big: big.modelCompletion, other: other.modelCompletion })),
  'condition reads a node of another branch':
    row(branched, ({ flow, refund, otherwise }) => new ConditionNode(flow, 'Again', {
      inputs: { reply: refund.modelCompletion }, runWhen: otherwise,
    })),
  'runWhen contradicts an input': row(branched, ({ flow, refund, otherwise }) => new OutputNode(flow, 'Out',
    { document: refund.modelCompletion, runWhen: otherwise })),
  'runWhen of another flow': row((stack) => ({ ...branched(stack), elsewhere: objectFlow('G', stack) }),
    ({ elsewhere, isRefund }) => ask(elsewhere, 'Reply', { text: elsewhere.input }, { runWhen: isRefund })),
  'runWhen from outside the loop': row((stack) => {
    const world = branched(stack);
    return { ...world, loop: new LoopNode(world.flow, 'Refine', { inputs: { draft: world.text } }) };
  }, ({ loop, isRefund }) => ask(loop, 'Draft', { draft: loop.value('draft') }, { runWhen: isRefund })),
  'two iterators': row((stack) => {
    const world = triage(stack);
    new IteratorNode(world.flow, 'Each', { array: world.list });
    return world;
  }, ({ flow, list }) => new IteratorNode(flow, 'EachAgain', { array: list })),
  'two collectors': row((stack) => {
    const world = triage(stack);
    const each = new IteratorNode(world.flow, 'Each', { array: world.list });
    new CollectorNode(world.flow, 'All', { arrayItem: each.arrayItem });
    return { ...world, each };
  }, ({ flow, each }) => new CollectorNode(flow, 'AllAgain', { arrayItem: each.arrayItem })),
  'six condition nodes': row((stack) => {
    const world = triage(stack);
    for (let at = 1; at <= 5; at++) { new ConditionNode(world.flow, `Route${at}`, { inputs: { text: world.text } }); }
    return world;
  }, ({ flow, text }) => new ConditionNode(flow, 'Route6', { inputs: { text } })),
  'six pieces of code': row((stack) => {
    const world = triage(stack);
    for (let at = 1; at <= 5; at++) {
      new InlineCodeNode(world.flow, `Code${at}`, { code: FlowCode.inline('1'), inputs: { text: world.text } });
    }
    return world;
  }, ({ flow, text }) => new InlineCodeNode(flow, 'Code6', { code: FlowCode.inline('1'), inputs: { text } })),
  '41 nodes': row((stack) => {
    const world = triage(stack);
    for (let at = 1; at <= 19; at++) {
      ask(world.flow, `Ask${at}`, { text: world.text });
      new OutputNode(world.flow, `Out${at}`, { document: world.text });
    }
    new OutputNode(world.flow, 'Out20', { document: world.text });
    return world;
  }, ({ flow, text }) => ask(flow, 'OneMore', { text })),
  'collector without iterator': row(triage, ({ flow, text }) => new CollectorNode(flow, 'All', { arrayItem: text })),
  'node outside a flow': row(nothing, (stack) => new PromptNode(stack, 'Reply', prompted('Hi'))),
  'node in an app': row((stack) => stack.node.root as Construct, (app) => new PromptNode(app, 'Reply', prompted('Hi'))),
  'no output node': row(triage),
  'condition node without condition': row((stack) => {
    const { flow, text } = routed(stack);
    new OutputNode(flow, 'Out', { document: text });
  }),
  'unknown node': row(branched, ({ flow }) => flow.findNode('RefundRepli')),
  'unknown output': row(branched, ({ refund }) => refund.output('completion')),
  'unknown branch of a condition': row(branched, ({ route }) => route.branch('isRefunds')),
  'branch of a node that is not a condition': row(branched, ({ refund }) => refund.branch('isRefund')),
  'output of a node without any': row(branched, ({ route }) => route.output('document')),

  // conditions
  'fifth condition': row((stack) => {
    const world = routed(stack);
    for (let at = 1; at <= 4; at++) { world.route.when(`is${at}`, `score == ${at}`); }
    return world;
  }, ({ route }) => route.when('is5', 'score == 5')),
  'condition compares objects': when('order == order'),
  'condition with arithmetic': when('score + 1 > 3'),
  'condition closed once more': when('(score > 3))'),
  'condition with a number that ends in a dot': when('score > 3.'),
  'duplicate expression': row(branched, ({ route }) => route.when('isMoney', 'category == "refund"')),
  'duplicate condition name': row(branched, ({ route }) => route.when('isRefund', 'category == "money"')),
  'condition named default': when('category == "refund"', 'default'),
  'condition reads a misspelt input': when('categori == "refund"'),
  'condition reads no input': when('topic == "refund"'),
  'condition compares unlike types': when('score == "5"'),
  'condition compares unlike inputs': when('score == category'),
  'condition orders texts': when('category > "a"'),
  'condition compares constants': when('1 == 1'),
  'condition with a function': when('contains(category, "refund")'),
  'condition with a word for an operator': when('category contains "refund"'),
  'condition with &&': when('category == "refund" && score > 3'),
  'condition with ||': when('category == "refund" || score > 3'),
  'condition with !': when('!urgent'),
  'condition with =': when('category = "refund"'),
  'condition with single quotes': when('category == \'refund\''),
  'condition with an open text': when('category == "refund'),
  'condition with an open parenthesis': when('(category == "refund"'),
  'condition with a field': when('order.id == "1"'),
  'condition with an expression': when('$.data.category == "refund"'),
  'condition that is chained': when('1 < score < 3'),
  'condition that is an input': when('urgent'),
  'condition that ends early': when('score >'),
  'condition that goes on': when('score > 3 score'),
  'condition in capitals': when('score > 3 AND score < 5'),
  'empty condition': when(''),
  'too long condition': when('category == "refund" or category == "refunds" or category == "return"'),
  'condition node without inputs': row(triage, ({ flow }) => new ConditionNode(flow, 'Route', { inputs: {} })),
  'node with 21 inputs': row(triage, ({ flow, text }) => new ConditionNode(flow, 'Route', { inputs: many(21, text) })),

  // loops
  'condition in a loop': row(looped, ({ loop, draft }) => new ConditionNode(loop, 'Route', { inputs: { draft } })),
  'iterator in a loop': row((stack) => {
    const world = triage(stack);
    return new LoopNode(world.flow, 'Refine', { inputs: { list: world.list } });
  }, (loop) => new IteratorNode(loop, 'Each', { array: loop.value('list') })),
  'collector in a loop': row(looped, ({ loop }) => new CollectorNode(loop, 'All',
    { arrayItem: loop.value('draft'), arraySize: loop.value('count') })),
  'loop that is never closed': row((stack) => {
    const { flow, text } = looped(stack);
    new OutputNode(flow, 'Out', { document: text });
  }),
  'loop closed twice': row((stack) => {
    const world = looped(stack);
    world.loop.continueWhile('again', 'draft == "x"',
      { inputs: { draft: world.draft }, outputs: { result: world.draft } });
    return world;
  }, ({ loop, draft }) => loop.continueWhile('oncemore', 'draft == "y"',
    { inputs: { draft }, outputs: { result: draft } })),
  'unknown input of a loop': row(looped, ({ loop }) => loop.value('drafts')),
  'unknown output of a loop': row((stack) => {
    const { loop, draft } = looped(stack);
    loop.continueWhile('again', 'draft == "x"', { inputs: { draft }, outputs: { result: draft } });
    return loop;
  }, (loop) => loop.output('results')),
  'output of an open loop': row(looped, ({ loop }) => loop.output('result')),
  'loop without inputs': row(triage, ({ flow }) => new LoopNode(flow, 'Refine', { inputs: {} })),
  'loop with six inputs': row(triage, ({ flow, text }) => new LoopNode(flow, 'Refine', { inputs: many(6, text) })),
  'loop without end':
    row(triage, ({ flow, text }) => new LoopNode(flow, 'Refine', { inputs: { text }, maxIterations: 1001 })),
  'loop of no round':
    row(triage, ({ flow, text }) => new LoopNode(flow, 'Refine', { inputs: { text }, maxIterations: 0 })),
  'loop of half rounds':
    row(triage, ({ flow, text }) => new LoopNode(flow, 'Refine', { inputs: { text }, maxIterations: 2.5 })),
  'loop gives nothing': close(() => ({ outputs: {} })),
  'loop gives iterationCount': close(({ draft }) => ({ outputs: { iterationCount: draft } })),
  'loop starts again with another type': close(({ draft }) => ({ nextInputs: { count: draft } })),
  'loop starts again with an unknown input': close(({ draft }) => ({ nextInputs: { drafts: draft } })),
  'loop uses a name twice': close(({ draft }) => ({ outputs: { draft } })),
  'loop gives a value from outside': close(({ text }) => ({ outputs: { result: text } })),
  'loop condition reads an unknown input': close(() => ({}), 'drafts == "done"'),
};
