import { ConditionNode, type FlowBranch, FlowPrompt, OutputNode, PromptNode } from '../../src';
import { definitionOf, MODEL, nodeOf, refusal, statementsOf, testFlow, thrown } from '../support';

function route(inputs = ['category', 'score']) {
  const flow = testFlow();
  const values = { category: flow.input.stringAt('category'), score: flow.input.numberAt('score') };
  const node = new ConditionNode(flow, 'Route', {
    inputs: Object.fromEntries(Object.entries(values).filter(([name]) => inputs.includes(name))),
  });
  return { flow, node };
}

test('one condition, and the default', () => {
  const { flow, node } = route(['category']);
  new OutputNode(flow, 'Refund', { document: flow.input, runWhen: node.when('isRefund', 'category == "refund"') });
  new OutputNode(flow, 'Other', { document: flow.input, runWhen: node.otherwise() });
  expect(nodeOf(flow, 'Route')).toEqual({
    Name: 'Route',
    Type: 'Condition',
    Configuration: {
      Condition: { Conditions: [{ Name: 'isRefund', Expression: 'category == "refund"' }, { Name: 'default' }] },
    },
    Inputs: [{ Name: 'category', Type: 'String', Expression: '$.data.category' }],
  });
  expect(definitionOf(flow).Connections.filter((one: any) => one.Type === 'Conditional')).toEqual([
    {
      Name: 'Route_isRefund_to_Refund',
      Type: 'Conditional',
      Source: 'Route',
      Target: 'Refund',
      Configuration: { Conditional: { Condition: 'isRefund' } },
    },
    {
      Name: 'Route_default_to_Other',
      Type: 'Conditional',
      Source: 'Route',
      Target: 'Other',
      Configuration: { Conditional: { Condition: 'default' } },
    },
  ]);
  expect(statementsOf(flow)).toEqual([]);
});

test('everything that can be given; conditions keep the order of the calls, inputs are sorted', () => {
  const flow = testFlow();
  const node = new ConditionNode(flow, 'Route', {
    nodeName: 'Decide',
    inputs: {
      score: flow.input.numberAt('score'),
      done: flow.input.booleanAt('done'),
      category: flow.input.stringAt('category'),
    },
  });
  const inner = new ConditionNode(flow, 'Inner',
    { inputs: { score: flow.input.numberAt('score') }, runWhen: node.when('zulu', 'done == true') });
  new OutputNode(flow, 'OutA',
    { document: flow.input, runWhen: node.when('alpha', 'not (score >= 3) and (category != "x")') });
  new OutputNode(flow, 'OutB', { document: flow.input, runWhen: inner.when('one', 'score < 1') });
  expect(nodeOf(flow, 'Decide').Configuration.Condition.Conditions).toEqual([
    { Name: 'zulu', Expression: 'done == true' },
    { Name: 'alpha', Expression: 'not (score >= 3) and (category != "x")' },
    { Name: 'default' },
  ]);
  expect(nodeOf(flow, 'Decide').Inputs.map((input: any) => [input.Name, input.Type])).toEqual([
    ['category', 'String'], ['done', 'Boolean'], ['score', 'Number'],
  ]);
  expect(definitionOf(flow).Connections.map((one: any) => one.Name)).toContain('Decide_zulu_to_Inner');
});

test('a branch', () => {
  const { node } = route();
  const branch = node.when('isRefund', 'category == "refund"');
  expect([`${branch}`, branch.conditionName, branch.node]).toEqual(['Route.isRefund', 'isRefund', node]);
  expect(`${node.otherwise()}`).toBe('Route.default');
});

test.each<[string, string, string, string]>([
  ['the name of the default', 'default', 'score > 3', '\'default\' is the name of the default branch; use '
    + 'otherwise() [IllegalName]'],
  ['an illegal name', 'is-high', 'score > 3',
    'condition name \'is-high\' must start with a letter and have 2 to 51 letters or digits with single \'_\' between; '
      + 'rename it to \'is_high\' [IllegalName]'],
  ['a taken name', 'taken', 'score > 3', 'there are two conditions named \'taken\'; rename one of them '
    + '[DuplicateName]'],
  ['the same expression', 'again', 'score == 0',
    'condition \'again\' has the same expression as \'taken\', which comes first; change or remove one '
      + '[DuplicateConditionExpression]'],
  ['a long expression', 'isLong', `category == "${'x'.repeat(51)}"`,
    'expression \'category == "xxxxxxxxxxxxxxxxxxxxxxxx...\' is 65 characters long, but the service allows 64; '
      + 'shorten the names in it, or split it [ExpressionTooLong]'],
  ['an unknown input', 'isRefund', 'categori == "refund"',
    'condition \'isRefund\' reads \'categori\', but the inputs are \'category\' and \'score\'; did you mean '
      + '\'category\'? [MalformedConditionExpression]'],
  ['two types', 'isRefund', 'category == 3',
    'condition \'isRefund\' compares the String \'category\' with the Number 3; both sides must have the same type '
      + '[MalformedConditionExpression]'],
  ['an order of texts', 'isRefund', 'category > "a"',
    'condition \'isRefund\' uses \'>\' on the String \'category\'; only Numbers can be ordered; use == or != '
      + '[MalformedConditionExpression]'],
  ['a foreign sign', 'isRefund', 'score = 3',
    'condition \'isRefund\' can\'t be read at character 7: \'=\' is not an operator; write == '
      + '[MalformedConditionExpression]'],
])('refuses %s', (_, name, expression, message) => {
  const { node } = route();
  node.when('taken', 'score == 0');
  expect(thrown(() => node.when(name, expression))).toBe(`[S/F/Route] ${message}`);
});

test('64 characters are fine', () => {
  const { node } = route();
  expect(`${node.when('isLong', `category == "${'x'.repeat(50)}"`)}`).toBe('Route.isLong');
});

test('refuses a fifth condition, and a node without inputs', () => {
  const { flow, node } = route();
  for (const at of [1, 2, 3, 4]) { node.when(`is${at}`, `score == ${at}`); }
  expect(thrown(() => node.when('is5', 'score == 5'))).toBe(
    '[S/F/Route] the node has 6 conditions, but the service allows 5; put another ConditionNode behind otherwise() '
      + '[QuotaExceeded]');
  expect(refusal(flow, () => new ConditionNode(flow, 'Empty', { inputs: {} }))).toBe(
    '[S/F/Empty] \'inputs\' has 0 entries, but the service allows at least 1; add some [IllegalValue]');
});

test('refuses to join branches that exclude each other', () => {
  const { flow, node } = route();
  const ask = (id: string, runWhen: FlowBranch) => new PromptNode(flow, id, {
    model: MODEL, prompt: FlowPrompt.inline('{{data}}'), inputs: { data: flow.input }, runWhen,
  });
  const refund = ask('Refund', node.when('isRefund', 'category == "refund"'));
  const other = ask('Other', node.otherwise());
  expect(
    refusal(flow, () => new OutputNode(flow, 'Join', { document: refund.modelCompletion, runWhen: node.otherwise() })),
  ).toBe(
    '[S/F/Join] \'Join\' needs \'Route.default\' and \'Route.isRefund\' (through \'Refund\'), which can\'t both happen '
      + 'in one run; use only values from that branch, or move the node out of it [UnsatisfiedConnectionConditions]');
  expect(refusal(flow, () => new PromptNode(flow, 'Join', {
    model: MODEL,
    prompt: FlowPrompt.inline('{{left}}{{right}}'),
    inputs: { left: refund.modelCompletion, right: other.modelCompletion },
  }))).toBe('[S/F/Join] \'Join\' needs \'Route.default\' (through \'Other\') and \'Route.isRefund\' '
    + '(through \'Refund\'), which can\'t both happen in one run; '
    + 'give each branch its own Output node [UnsatisfiedConnectionConditions]');
});

test('has no outputs', () => {
  const { node } = route();
  expect(thrown(() => node.output('category'))).toBe(
    '[S/F/Route] output() names the output \'category\' of \'Route\', which has no outputs; read another node '
      + '[UnknownConnectionSourceOutput]');
});
