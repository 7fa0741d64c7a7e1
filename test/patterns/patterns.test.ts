/** What leaves each pattern, by the answers of models: those asked for, those that models give, and nonsense. */
import { aws_lambda as lambda } from 'aws-cdk-lib';
import {
  AnswerFromKnowledge, Classifier, DifficultyRouter, Flow, FlowDataType, FlowModel, FlowPrompt, FlowReranking,
  InlineCodeNode, FlowCode, MapCollect, OutputNode, PromptNode, QualityGate, RefineLoop,
} from '../../src';
import { runFlow } from '../../src/runner';
import type { MockFile } from '../../src/runner/mocks/mock';
import { definitionOf, fixedStack, MODEL, nodeOf, statementsOf, thrown } from '../support';

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:fn';
const STRONG = FlowModel.fromModelId('amazon.nova-pro-v1:0');

function newFlow(inputType = FlowDataType.STRING): Flow {
  return new Flow(fixedStack(), 'F', { inputType });
}

/** The output nodes that a text reaches when a model gives this answer. */
async function reached(flow: Flow, nodes: MockFile['nodes'], input: unknown = 'a text'): Promise<string[]> {
  const run = await runFlow(flow, { mocks: { input, nodes } as MockFile });
  expect(run.error).toBeUndefined();
  return run.outputs.map(({ nodeName }) => nodeName);
}

function answering(flow: Flow, branches: { [output: string]: any }): Flow {
  for (const [id, runWhen] of Object.entries(branches)) { new OutputNode(flow, id, { document: flow.input, runWhen }); }
  return flow;
}

function classified(props: Partial<ConstructorParameters<typeof Classifier>[2]> = {}) {
  const flow = newFlow();
  const kind = new Classifier(flow, 'Kind', { text: flow.input, model: MODEL, labels: ['refund', 'other'], ...props });
  return { flow, kind };
}

describe('Classifier', () => {
  const { flow, kind } = classified();
  answering(flow, { Refund: kind.label('refund'), Other: kind.label('other'), Unclear: kind.otherwise });

  test.each([
    ['refund', 'Refund'], ['Refund', 'Refund'], ['Refund.', 'Refund'], ['other', 'Other'], ['Other.', 'Other'],
    ['OTHER', 'Unclear'], ['Refund.\n', 'Unclear'], [' refund', 'Unclear'], ['', 'Unclear'],
    ['I think this is a refund', 'Unclear'], ['refund or other', 'Unclear'], ['"refund"', 'Unclear'],
  ])('the answer %j leads to %s', async (answer, output) => {
    expect(await reached(flow, { Kind_Classify: { returns: answer } })).toEqual([output]);
  });

  test('the prompt asks for the labels, coldly and briefly', () => {
    const { SourceConfiguration: { Inline } } = nodeOf(flow, 'Kind_Classify').Configuration.Prompt;
    expect(Inline.TemplateConfiguration.Text.Text)
      .toBe('Answer with one word, refund or other. What is this? {{text}}');
    expect(Inline.InferenceConfiguration.Text).toEqual({ MaxTokens: 6, Temperature: 0 });
  });

  test('a fallback has no condition of its own', async () => {
    const { flow: other, kind: sorted } = classified({ fallback: 'other' });
    answering(other, { Refund: sorted.label('refund'), Other: sorted.label('other') });
    expect(sorted.otherwise).toBe(sorted.label('other'));
    expect(await reached(other, { Kind_Classify: { returns: 'who knows' } })).toEqual(['Other']);
    expect(nodeOf(other, 'Kind_Route').Configuration.Condition.Conditions).toEqual([
      { Name: 'isRefund', Expression: 'it == "refund" or it == "Refund" or it == "Refund."' }, { Name: 'default' },
    ]);
  });

  test('spellings of the user are all there, before those that fit', async () => {
    const { flow: other, kind: sorted } = classified({ spellings: { refund: ['money back'] } });
    answering(other, { Refund: sorted.label('refund'), Unclear: sorted.otherwise });
    expect(await reached(other, { Kind_Classify: { returns: 'money back' } })).toEqual(['Refund']);
    expect(await reached(other, { Kind_Classify: { returns: 'Refund' } })).toEqual(['Refund']);
    expect(thrown(() => classified({ spellings: { refund: ['give me my money back', 'return what I paid'] } })))
      .toMatch(/\[ExpressionTooLong\]$/);
  });

  test.each([1, 4, 5, 8, 9, 19])('%i labels and a fallback, each with its branch', async (count) => {
    const labels = [...Array(count).keys()].map((index) => `label${index}`).concat('rest');
    const { flow: many, kind: sorted } = classified({ labels, fallback: 'rest' });
    answering(many, Object.fromEntries(labels.map((label) => [`To_${label}`, sorted.label(label)])));
    for (const label of [labels[0], labels[count - 1], 'rest', 'nonsense']) {
      expect(await reached(many, { Kind_Classify: { returns: label } }))
        .toEqual([`To_${labels.includes(label) ? label : 'rest'}`]);
    }
  });

  test('variables of the question are fed, and the text stands where the question wants it', () => {
    const other = newFlow(FlowDataType.OBJECT);
    const [text, team] = ['text', 'team'].map((name) => other.input.stringAt(name));
    const question = 'Is {{text}} for {{team}}?';
    new Classifier(other, 'Kind', { text, inputs: { team }, question, model: MODEL, labels: ['yes', 'no'] });
    const node = nodeOf(other, 'Kind_Classify');
    expect(node.Configuration.Prompt.SourceConfiguration.Inline.TemplateConfiguration.Text.Text)
      .toBe('Answer with one word, yes or no. Is {{text}} for {{team}}?');
    expect(node.Inputs.map(({ Name }: any) => Name)).toEqual(['team', 'text']);
  });

  test('labels of other scripts', async () => {
    const { flow: other, kind: sorted } = classified({ labels: ['Rückfrage', '苦情'] });
    answering(other, { Question: sorted.label('Rückfrage'), Complaint: sorted.label('苦情') });
    expect(await reached(other, { Kind_Classify: { returns: '苦情' } })).toEqual(['Complaint']);
    expect(await reached(other, { Kind_Classify: { returns: 'rückfrage.' } })).toEqual([]);
  });

  test.each<[string, () => unknown, string, RegExp]>([
    ['one label', () => classified({ labels: ['a1'] }), 'IllegalValue', /'labels' has 1 of at least 2 words; add one/],
    ['a quote', () => classified({ labels: ['a"b', 'c'] }), 'IllegalValue', /'a"b' in 'labels' is not a word/],
    ['case only', () => classified({ labels: ['Refund', 'refund'] }), 'DuplicateName',
      /at most in upper and lower case/],
    ['a spelling of another', () => classified({ spellings: { refund: ['Other'] } }), 'DuplicateName', /'Other'/],
    ['an unknown fallback', () => classified({ fallback: 'rest' }), 'IllegalValue', /'fallback' is 'rest'/],
    ['an unknown spelling', () => classified({ spellings: { refnd: ['a'] } }), 'IllegalValue',
      /a key of 'spellings' is 'refnd'/],
    ['an unknown branch', () => classified().kind.label('refnd'), 'UnknownConnectionCondition',
      /did you mean 'refund'\?/],
  ])('%s is refused', (_, wrong, code, line) => {
    expect(thrown(wrong)).toMatch(line);
    expect(thrown(wrong)).toContain(`[${code}]`);
  });
});

describe('DifficultyRouter', () => {
  const flow = newFlow();
  const route = new DifficultyRouter(flow, 'Route', { text: flow.input, model: MODEL });
  answering(flow, { Cheap: route.level('easy'), Dear: route.level('hard') });

  test.each([
    ['easy', 'Cheap'], ['Easy', 'Cheap'], ['Easy.', 'Cheap'], ['easy.', 'Cheap'],
    ['Easy.\n', 'Dear'], ['hard', 'Dear'], ['Hard.', 'Dear'], ['neither', 'Dear'], ['', 'Dear'],
  ])('the answer %j leads to %s', async (answer, output) => {
    expect(await reached(flow, { Route_Classify: { returns: answer } })).toEqual([output]);
  });

  test('three levels; the last is that of nonsense', async () => {
    const other = newFlow();
    const levels = ['low', 'middle', 'high'];
    const by = new DifficultyRouter(other, 'By', { text: other.input, model: MODEL, levels });
    answering(other, { A1: by.level('low'), B1: by.level('middle'), C1: by.level('high') });
    expect(await reached(other, { By_Classify: { returns: 'Middle.' } })).toEqual(['B1']);
    expect(await reached(other, { By_Classify: { returns: '7' } })).toEqual(['C1']);
  });
});

describe('QualityGate', () => {
  const flow = newFlow();
  const review = lambda.Function.fromFunctionArn(flow, 'Fn', FUNCTION);
  const gate = new QualityGate(flow, 'Gate', { text: flow.input, criteria: 'Is it sourced?', model: MODEL });
  answering(flow, { Good: gate.passed });
  new OutputNode(flow, 'Ticket', { document: gate.review(review, { text: flow.input }) });

  test.each([
    ['pass', 'Good'], ['Pass.', 'Good'], ['fail', 'Ticket'], ['Fail.', 'Ticket'], ['Pass.\n', 'Ticket'],
    ['It should pass', 'Ticket'], ['8', 'Ticket'], ['', 'Ticket'],
  ])('the verdict %j leads to %s', async (answer, output) => {
    const nodes = { Gate_Judge: { returns: answer }, Gate_Review: { returns: { ticket: 'T-1' } } };
    expect(await reached(flow, nodes)).toEqual([output]);
  });

  test('the role may ask the judge and the reviewer, nothing else', () => {
    expect(statementsOf(flow).map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
      ['bedrock:InvokeModel', `arn:aws:bedrock:us-east-1::foundation-model/${MODEL.modelId}`],
      ['lambda:InvokeFunction', FUNCTION],
    ]);
  });
});

describe('RefineLoop', () => {
  function refining(maxRounds?: number) {
    const flow = newFlow();
    const refined = new RefineLoop(flow, 'Refine', {
      text: flow.input, model: MODEL, judge: STRONG, instruction: 'Shorten.', criteria: 'Is it short?', maxRounds,
    });
    new OutputNode(flow, 'Text', { document: refined.text });
    new OutputNode(flow, 'Rounds', { document: refined.rounds });
    return flow;
  }

  test.each<[string[], number]>([
    [['done'], 1], [['Done.'], 1], [['revise', 'done'], 2], [['nonsense', 'Done'], 2],
    [['revise', 'revise', 'revise', 'done'], 3], [['done\n', '', 'x'], 3],
  ])('the verdicts %j make %i rounds', async (verdicts, rounds) => {
    const run = await runFlow(refining(), {
      mocks: {
        input: 'a long text',
        nodes: {
          Refine_Improve: { sequence: ['one', 'two', 'three'] },
          Refine_Judge: { sequence: verdicts },
        },
      } as MockFile,
    });
    expect(run.outputs).toEqual(expect.arrayContaining([
      expect.objectContaining({ nodeName: 'Text', document: ['one', 'two', 'three'][rounds - 1] }),
    ]));
    expect(run.calls.Refine_Improve).toHaveLength(rounds);
  });

  test('the loop has its bound, and its nodes the name of the pattern', () => {
    const inside = nodeOf(refining(7), 'Refine').Configuration.Loop.Definition;
    expect(inside.Nodes.map(({ Name }: any) => Name))
      .toEqual(['Refine_LoopInput', 'Refine_Improve', 'Refine_Judge', 'Refine_LoopController']);
    expect(inside.Nodes[3].Configuration.LoopController).toEqual({
      ContinueCondition: {
        Name: 'needsWork', Expression: 'it != "done" and it != "Done" and it != "Done." and it != "DONE"',
      },
      MaxIterations: 7,
    });
  });
});

test('MapCollect gathers in the order of the items', async () => {
  const flow = newFlow(FlowDataType.ARRAY);
  const each = new MapCollect(flow, 'Each', { array: flow.input });
  const code = FlowCode.inline('text.upper()');
  const shout = new InlineCodeNode(flow, 'Shout', { code, inputs: { text: each.item } });
  new OutputNode(flow, 'All', { document: each.collect(shout.response) });
  const mocks: MockFile = { input: ['a', 'b'], nodes: { Shout: { sequence: ['A', 'B'] } } };
  const run = await runFlow(flow, { mocks });
  expect(run.outputs).toEqual([expect.objectContaining({ document: ['A', 'B'] })]);
  expect(definitionOf(flow).Nodes.map(({ Name }: any) => Name))
    .toEqual(expect.arrayContaining(['Each_Each', 'Each_Collect']));
  expect(thrown(() => each.collect(shout.response))).toMatch(/collect\(\) was already called/);
});

test('AnswerFromKnowledge retrieves, reranks and answers, and gives out both', async () => {
  const flow = newFlow();
  const found = new AnswerFromKnowledge(flow, 'Find', {
    question: flow.input,
    model: MODEL,
    knowledgeBaseId: 'KB12345678',
    reranking: FlowReranking.bedrock(FlowModel.fromModelId('amazon.rerank-v1:0'), { numberOfRerankedResults: 3 }),
  });
  new OutputNode(flow, 'Answer', { document: found.answer });
  new OutputNode(flow, 'Sources', { document: found.passages });
  const passages = [{ content: { text: 'Warm.' }, location: { s3Location: { uri: 's3://b/k' } } }];
  const run = await runFlow(flow, {
    mocks: {
      input: 'Is it warm?',
      nodes: { Find_Retrieve: { returns: passages }, Find_Answer: { returns: 'Yes [s3://b/k].' } },
    } as MockFile,
  });
  expect(Object.fromEntries(run.outputs.map(({ nodeName, document }) => [nodeName, document])))
    .toEqual({ Answer: 'Yes [s3://b/k].', Sources: passages });
  expect(run.calls.Find_Answer[0].inputs).toEqual({ question: 'Is it warm?', passages });
  expect(statementsOf(flow).map(({ Action }: any) => Action)).toEqual(['bedrock:InvokeModel', 'bedrock:Retrieve']);
});

test('patterns stand in branches of each other, and their names nest', async () => {
  const flow = newFlow();
  const route = new DifficultyRouter(flow, 'Route', { text: flow.input, model: MODEL });
  const draft = new PromptNode(flow, 'Draft', {
    model: STRONG,
    prompt: FlowPrompt.inline('Write {{text}}'),
    inputs: { text: flow.input },
    runWhen: route.level('hard'),
  });
  const gate = new QualityGate(flow, 'Gate', { text: draft.modelCompletion, criteria: 'Is it good?', model: MODEL });
  answering(flow, { Quick: route.level('easy') });
  new OutputNode(flow, 'Good', { document: draft.modelCompletion, runWhen: gate.passed });
  new OutputNode(flow, 'Bad', { document: draft.modelCompletion, runWhen: gate.failed });
  const nodes = { Route_Classify: { returns: 'hard' }, Draft: { returns: 'x' }, Gate_Judge: { returns: 'Pass' } };
  expect(await reached(flow, nodes)).toEqual(['Good']);
  expect(await reached(flow, { ...nodes, Route_Classify: { returns: 'Easy' } })).toEqual(['Quick']);
});

const ASK = { criteria: 'Is it good?', model: MODEL };

test.each<[string, (flow: Flow) => unknown, string]>([
  ['a question without words', (flow) => new Classifier(flow, 'Kind',
    { text: flow.input, model: MODEL, labels: ['refund', 'other'], question: ' ' }), "[S/F/Kind] 'question' is empty"],
  ['criteria without words', (flow) => new QualityGate(flow, 'Gate', { ...ASK, text: flow.input, criteria: '' }),
    "[S/F/Gate] 'criteria' is empty"],
  ['an instruction without words', (flow) => new AnswerFromKnowledge(flow, 'Rag',
    { question: flow.input, model: MODEL, knowledgeBaseId: 'KB12345678', instruction: '' }),
  "[S/F/Rag] 'instruction' is empty"],
])('%s', (_, wrong, start) => {
  expect(thrown(() => wrong(newFlow()))).toBe(
    `${start}, so the model would not know what to do; write a sentence [IllegalValue]`);
});

test.each<[string, (flow: Flow) => unknown, string]>([
  ['a variable of an instruction', (flow) => new RefineLoop(flow, 'Refine',
    { ...ASK, text: flow.input, instruction: 'Make it like {{example}}.' }), "[S/F/Refine] 'instruction' has "
    + '{{example}}, but takes no variables; write what it stands for, or add it to the text before '
    + '[IllegalValue]'],
  ['a variable of criteria', (flow) => new RefineLoop(flow, 'Refine',
    { ...ASK, text: flow.input, instruction: 'Make it shorter.', criteria: 'Is it like {{example}}?' }),
  "[S/F/Refine] 'criteria' has {{example}}, but takes no variables; write what it stands for, or add it to the "
    + 'text before [IllegalValue]'],
  ['an input named as the text', (flow) => new QualityGate(flow, 'Gate',
    { ...ASK, text: flow.input, inputs: { text: flow.input } }), "[S/F/Gate] 'inputs' has 'text', but the prompt has "
    + 'the text itself under that name; rename the variable [DuplicateName]'],
  ['a level that there is not', (flow) => new DifficultyRouter(flow, 'Route', { text: flow.input, model: MODEL })
    .level('medium'), "[S/F/Route] there is no level 'medium', there are only 'easy' and 'hard'; use one of those "
    + '[UnknownConnectionCondition]'],
  ['a label longer than a condition', (flow) => new Classifier(flow, 'Kind',
    { text: flow.input, model: MODEL, labels: ['x'.repeat(70), 'other'] }), '[S/F/Kind] '
    + "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' in 'labels' is 70 characters long, but the service allows 56; "
    + 'shorten it [IllegalValue]'],
])('%s', (_, wrong, line) => {
  expect(thrown(() => wrong(newFlow()))).toBe(line);
});

test('labels that conditions would name alike, or at length, have conditions by their numbers', async () => {
  const long = 'l'.repeat(56);
  const { flow, kind } = classified({ labels: ['high risk', 'high-risk', 'low', long] });
  answering(flow, {
    One: kind.label('high risk'),
    Two: kind.label('high-risk'),
    Low: kind.label('low'),
    Long: kind.label(long),
    Other: kind.otherwise,
  });
  expect(nodeOf(flow, 'Kind_Route').Configuration.Condition.Conditions.map(({ Name }: { Name: string }) => Name))
    .toEqual(['isWord1', 'isWord2', 'isLow', 'isWord4', 'default']);
  expect(await reached(flow, { Kind_Classify: { returns: 'high-risk' } })).toEqual(['Two']);
  expect(await reached(flow, { Kind_Classify: { returns: long } })).toEqual(['Long']);
});
